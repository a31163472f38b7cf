// Which painter draws, and that the one is as good as the other.
import assert from "node:assert/strict";
import { chromium_flags, portal } from "./fixture.mjs";
import { frames_drawn } from "./inspect.mjs";
import { picture_of, settled } from "./pixels.mjs";
import { choose_form, eventually, has_value, heading, new_title, radio, see, text_box } from "./steps.mjs";

const { story } = portal({ flags: chromium_flags });
/** Of 255, a channel: GL drivers may place a coverage or a blend one step beside the next whole number, and where an anti-aliased edge runs along pixel centres a few more. */
const tolerance = 3, edge_tolerance = 40, edge_share_max = 0.0005;

const renderer = (page) =>
  page.evaluate(() => new Promise((resolve) => document.dispatchEvent(new CustomEvent("portal_inspect", { detail: ({ screen }) => resolve(screen.software ? "software" : "gl") }))));

function refuse_webgl() {
  for (const { prototype } of [HTMLCanvasElement, globalThis.OffscreenCanvas].filter(Boolean)) {
    const { getContext } = prototype;
    prototype.getContext = function (kind, ...rest) {
      return /webgl/.test(kind) ? null : getContext.call(this, kind, ...rest);
    };
  }
}

async function assert_same_picture(a, b, what) {
  assert.deepEqual([a.width, a.height], [b.width, b.height]);
  let slight = 0, most = 0;
  for (let i = 0; i < a.rgb.length; ++i) {
    const difference = Math.abs(a.rgb[i] - b.rgb[i]);
    if (difference > tolerance) slight += 1;
    most = Math.max(most, difference);
  }
  assert.ok(slight <= a.rgb.length * edge_share_max && most <= edge_tolerance, `${what}: ${slight} of ${a.rgb.length} values differ by more than ${tolerance}, at most by ${most}`);
}

story("a browser without WebGL draws the whole page by itself", async ({ open }) => {
  const page = await open({ init: refuse_webgl, account: "professional", place: "#/declare" });
  assert.equal(await renderer(page), "software");
  await choose_form(page, "06");
  await radio(page, "类型", "论文").check();
  await text_box(page, "题目").fill("没有图形加速");
  await has_value(text_box(page, "题目"), "没有图形加速");
  await settled(page);
  const { rgb } = await picture_of(page);
  const colors = new Set();
  for (let i = 0; i < rgb.length; i += 3) colors.add((rgb[i] << 16) | (rgb[i + 1] << 8) | rgb[i + 2]);
  assert.ok(colors.size > 50, `a page full of text has many shades, not ${colors.size}`);
});

/** What the rule check says changes the picture: it is waited for, where one is asked for. @param {import("playwright-core").Page} page */
const checked = (page) => page.waitForResponse(/\/declarations\/check$/, { timeout: 3000 }).catch(() => {});

/** As in a browser that does not know SIMD. */
const without_simd = () => void (WebAssembly.validate = () => false);

story("a browser without SIMD gets a client without it, which draws the same", async ({ open }) => {
  const pictures = [];
  for (const init of [undefined, without_simd]) {
    const page = await open({ init, account: "professional", place: "?renderer=software#/declare/06" }); // a list says what is new since the last visit
    const loaded = await page.evaluate(() => performance.getEntriesByType("resource").map((entry) => new URL(entry.name).pathname).filter((path) => path.endsWith("_scalar.wasm")));
    assert.equal(loaded.includes("/portal_scalar.wasm"), init !== undefined);
    await settled(page);
    pictures.push(await picture_of(page));
  }
  assert.deepEqual(pictures[0].rgb, pictures[1].rgb);
});

for (const pixel_ratio of [1, 1.5, 2]) {
  story(`both painters draw the same picture, ${pixel_ratio}x`, async ({ open }) => {
    const shown = {};
    for (const wanted of ["gl", "software"]) {
      const page = await open({ account: "professional", place: `?renderer=${wanted}#/declare/06`, pixel_ratio });
      assert.equal(await renderer(page), wanted);
      const answered = checked(page);
      await radio(page, "类型", "论文").check();
      await text_box(page, "题目").fill("县域继续教育 ABC 😀");
      await answered;
      await heading(page, "学时学分申报").focus();
      await settled(page);
      const form = await picture_of(page);
      await page.getByRole("link", { name: "申报进度查询" }).click();
      await see(heading(page, "申报进度查询"));
      await see(page.getByRole("tab", { name: /^全部/ }));
      await settled(page);
      shown[wanted] = { form, list: await picture_of(page) };
    }
    for (const view of ["form", "list"]) await assert_same_picture(shown.gl[view], shown.software[view], view);
  });
}

story("when the graphics driver drops the page, it goes on without it and nothing typed is lost", async ({ open }) => {
  const page = await open({ account: "professional", place: "?renderer=gl#/declare/06" });
  const title = new_title("驱动中断");
  const answered = checked(page);
  await radio(page, "类型", "论文").check();
  await text_box(page, "题目").fill(title);
  await answered;
  await settled(page);
  const before = await picture_of(page);
  const drawn = await frames_drawn(page);
  await page.evaluate(() => document.getElementById("canvas").getContext("webgl2").getExtension("WEBGL_lose_context").loseContext());
  await eventually(async () => assert.equal(await renderer(page), "software"));
  await eventually(async () => assert.ok((await frames_drawn(page)) > drawn));
  await settled(page);
  await assert_same_picture(before, await picture_of(page), "before and after");
  await has_value(text_box(page, "题目"), title);
  await text_box(page, "题目").fill(`${title}之后`);
  await page.setViewportSize({ width: 800, height: 700 });
  await settled(page);
  assert.equal((await picture_of(page)).width, 800);
  await has_value(text_box(page, "题目"), `${title}之后`);
});
