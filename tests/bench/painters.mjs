// What a whole frame of a full table costs each painter: views and mirror are the same for both, so only the painting is timed, with what
// it takes to present the picture. Every frame shows other rows, so that nothing is left of the frame before.
//
// WebGL is waited for: a pixel that is read back is there when all before it is drawn. On a machine without a GPU the driver draws on the CPU.
import { bench_browser, percentile } from "./measure.mjs";

const frames_measured = 60;

/** In the page. @param {number} frames */
function paint_frames(frames) {
  /** @type {any} */ let parts;
  document.dispatchEvent(new CustomEvent("portal_inspect", { detail: (/** @type {any} */ found) => (parts = found) }));
  const { bridge, screen } = parts;
  const gl = screen.software ? null : screen.canvas.getContext("webgl2");
  const pixel = new Uint8Array(4);
  const wait = () => void gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
  const times_ms = [];
  let presented_px = 0;
  const present = screen.present.bind(screen);
  screen.present = (/** @type {any} */ pixels, /** @type {number} */ width, /** @type {number} */ height, /** @type {Int32Array} */ tiles) => {
    for (let i = 0; i < tiles.length; i += 4) presented_px += (tiles[i + 2] - tiles[i]) * (tiles[i + 3] - tiles[i + 1]);
    present(pixels, width, height, tiles);
  };
  const paint = bridge.client._portal_paint;
  bridge.client._portal_paint = () => {
    wait();
    const start = performance.now();
    paint();
    wait();
    times_ms.push(performance.now() - start);
  };
  const lowest = document.documentElement.scrollHeight - innerHeight;
  for (let i = 0; i < frames + 10; ++i) {
    scrollTo({ top: 2000 + ((i * 1237) % (lowest - 2000)), behavior: "instant" });
    document.dispatchEvent(new Event("scroll"));
    bridge.frame();
    if (i === 9) { times_ms.length = 0; presented_px = 0; } // glyphs that were not there yet
  }
  return { times_ms, software: screen.software, pixels: presented_px / frames };
}

/** In the page: keys typed into a form, and how many pixels each made new. */
async function type_keys(count) {
  /** @type {any} */ let parts;
  document.dispatchEvent(new CustomEvent("portal_inspect", { detail: (/** @type {any} */ found) => (parts = found) }));
  const { screen } = parts;
  const per_key = [];
  const present = screen.present.bind(screen);
  screen.present = (/** @type {any} */ pixels, /** @type {number} */ width, /** @type {number} */ height, /** @type {Int32Array} */ tiles) => {
    for (let i = 0; i < tiles.length; i += 4) per_key[per_key.length - 1] += (tiles[i + 2] - tiles[i]) * (tiles[i + 3] - tiles[i + 1]);
    present(pixels, width, height, tiles);
  };
  const field = /** @type {HTMLInputElement} */ (document.activeElement); // shows its own text: what else changes is drawn
  for (let i = 0; i < count; ++i) {
    per_key.push(0);
    field.value += "字";
    field.dispatchEvent(new InputEvent("input", { bubbles: true, data: "字", inputType: "insertText" }));
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  }
  return per_key;
}

/** @param {{url: string, cookie: any}} where */
export async function painter_cost({ url, cookie }) {
  const found = {};
  for (const renderer of ["software", "gl"]) {
    const { page, close, context } = await bench_browser();
    try {
      await context.addCookies([{ ...cookie, url }]);
      await page.goto(`${url}/?renderer=${renderer}#/progress`);
      await page.getByRole("grid").or(page.getByRole("table")).first().waitFor();
      await page.waitForTimeout(500);
      found[renderer] = await page.evaluate(paint_frames, frames_measured);
      if (renderer !== "software") continue;
      await page.goto(`${url}/?renderer=software&typing#/declare/06`);
      await page.getByRole("radio", { name: "论文", exact: true }).check();
      await page.getByRole("textbox", { name: "题目", exact: true }).click();
      await page.waitForTimeout(300);
      found.typed_px = await page.evaluate(type_keys, 20);
    } finally {
      await close();
    }
  }
  return found;
}

export function print_painter_cost(found) {
  const { software, gl } = found;
  const ms = (times, share) => percentile(times, share).toFixed(1);
  console.log(`whole frame of a table, 1280×800, ${frames_measured} frames, painting and presenting, ms: median and 95th percentile`);
  for (const [label, { times_ms }] of [["  software painter", software], ["  WebGL on the driver that is here", gl]]) console.log(`${label.padEnd(48)}${ms(times_ms, 0.5).padStart(8)}${ms(times_ms, 0.95).padStart(8)}`);
  console.log(`  software : WebGL ${(percentile(software.times_ms, 0.5) / percentile(gl.times_ms, 0.5)).toFixed(3)}, ${(software.pixels / 1e3).toFixed(0)} thousand pixels a frame`);
  console.log(`  a key in a form makes ${(percentile(found.typed_px, 0.5) / 1e3).toFixed(1)} thousand pixels new (at most ${(Math.max(...found.typed_px) / 1e3).toFixed(1)} of ${(1280 * 800) / 1e3})`);
}
