// What only Chromium's DevTools protocol can do: another pixel ratio in place, pictures at a quarter of the cost.
import assert from "node:assert/strict";
import { settled } from "./pixels.mjs";
import { decode_png } from "./png.mjs";

const sessions = new WeakMap();

/** @param {import("playwright-core").Page} page */
export async function protocol_of(page) {
  if (!sessions.has(page)) sessions.set(page, await page.context().newCDPSession(page));
  return sessions.get(page);
}

/** What this session has said of a page's size and ratio: Chromium takes pictures by what the session that asks has said. */
const said = new WeakMap();

/**
 * As picture_of() in pixels.mjs, for those who look a thousand times: the same pixels, less compressed. A caret is on it.
 * @param {import("playwright-core").Page} page
 */
export async function quick_picture_of(page) {
  const session = await protocol_of(page);
  const metrics = await page.evaluate(() => ({ width: innerWidth, height: innerHeight, deviceScaleFactor: devicePixelRatio, mobile: false }));
  const is = JSON.stringify(metrics);
  if (metrics.deviceScaleFactor !== 1 && said.get(page) !== is) await session.send("Emulation.setDeviceMetricsOverride", metrics); // no other than Playwright said
  said.set(page, is);
  const take = async () => decode_png(Buffer.from((await session.send("Page.captureScreenshot", { format: "png", optimizeForSpeed: true })).data, "base64"));
  const is_whole = ({ width, height }) => Math.abs(width - metrics.width * metrics.deviceScaleFactor) <= 1 && Math.abs(height - metrics.height * metrics.deviceScaleFactor) <= 1;
  let picture = await take();
  if (!is_whole(picture)) {
    await session.send("Emulation.setDeviceMetricsOverride", metrics);
    picture = await take();
  }
  assert.ok(is_whole(picture), `the picture has ${picture.width} × ${picture.height} px, the window ${is}`);
  return { ...picture, ratio: metrics.deviceScaleFactor };
}

/**
 * Other pixel ratios in place, one after the other. Chromium tells a page of an emulated ratio only together with another size, so that a
 * width between comes first. Playwright does not know of it, and is brought to say its own metrics again afterwards.
 * @param {import("playwright-core").Page} page @param {number[]} ratios @param {{width: number, height: number}} viewport
 * @param {(ratio: number) => Promise<void>} body
 */
export async function at_pixel_ratios(page, ratios, { width, height }, body) {
  const session = await protocol_of(page);
  const set = async (metrics) => {
    await session.send("Emulation.setDeviceMetricsOverride", { height, mobile: false, ...metrics });
    await page.waitForFunction(([w, wanted]) => innerWidth === w && devicePixelRatio === wanted, [metrics.width, metrics.deviceScaleFactor]);
    await settled(page);
  };
  try {
    for (const ratio of ratios) {
      await set({ width: width + 1, deviceScaleFactor: ratio });
      await set({ width, deviceScaleFactor: ratio });
      await page.waitForFunction(() => Math.abs(canvas.width - canvas.clientWidth * devicePixelRatio) < 2);
      await body(ratio);
    }
  } finally {
    await session.send("Emulation.clearDeviceMetricsOverride");
    await page.setViewportSize({ width: width + 1, height });
    await settled(page);
    await page.setViewportSize({ width, height });
    await page.waitForFunction(() => devicePixelRatio === 1 && Math.abs(canvas.width - canvas.clientWidth) < 2);
    await settled(page);
  }
}
