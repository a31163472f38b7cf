// The mirror lies over the drawing and inside the page, from a phone to a large screen, crisp at every pixel ratio.
import assert from "node:assert/strict";
import { at_ratio, portal, sign_in } from "./fixture.mjs";
import { contrast_in, glyph_in, picture_of, settled } from "./pixels.mjs";
import { button, dialog, eventually, gone, heading, make_draft, new_title, radio, see } from "./steps.mjs";

const { story } = portal();
const control_roles = ["button", "link", "textbox", "searchbox", "combobox", "radio", "tab"];
const target_px_min = 44; // for fingers

async function controls_of(page) {
  const controls = [];
  for (const role of control_roles) {
    for (const control of await page.getByRole(role).all()) {
      const name = await control.evaluate((el) => el.getAttribute("aria-label") || el.labels?.[0]?.textContent || el.textContent);
      controls.push({ role, name, box: await control.boundingBox() });
    }
  }
  return controls;
}

const overlap = (a, b) => Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) > 1 && Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > 1;

async function check_page(page) {
  await settled(page);
  const width = await page.evaluate(() => document.documentElement.clientWidth);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, "no sideways scrolling");
  const controls = await controls_of(page);
  assert.ok(controls.length > 4);
  const say = ({ role, name, box }) => `${role} “${name}” at ${JSON.stringify(box)}`;
  assert.deepEqual(controls.filter(({ box }) => !box || box.x < 0 || box.x + box.width > width + 0.5).map(say), [], "inside the page");
  const small = controls.filter(({ role, box }) => box && (box.height < target_px_min || box.width < target_px_min));
  assert.deepEqual(small.map(say), [], "large enough to hit");
  const beside = controls.filter(({ name }) => name !== "跳到主要内容"); // drawn over the banner while it has the focus
  const clashes = beside.flatMap((a, i) => beside.slice(i + 1).filter((b) => a.box && b.box && overlap(a.box, b.box)).map((b) => `${say(a)} and ${say(b)}`));
  assert.deepEqual(clashes, [], "no control over another");
  const canvas = await page.evaluate(() => {
    const { width, height, clientWidth, clientHeight } = document.querySelector("canvas");
    return { x: width / clientWidth / devicePixelRatio, y: height / clientHeight / devicePixelRatio };
  });
  assert.ok(Math.abs(canvas.x - 1) < 0.01 && Math.abs(canvas.y - 1) < 0.01, `one canvas pixel a device pixel: ${JSON.stringify(canvas)}`);
  const picture = await picture_of(page);
  const height = page.viewportSize().height;
  const undrawn = controls.filter(({ box }) => box.y >= 0 && box.y + box.height <= height).filter(({ box }) => {
    const around = { x: Math.max(0, box.x - 2), y: box.y - 2, width: box.width + 4, height: box.height + 4 };
    return contrast_in(picture, around) < 20;
  });
  assert.deepEqual(undrawn.map(say), [], "drawn where it is");
}

// 320 px at 4x and 2560 px at 0.5x: a window of 1280 px with the browser's zoom at 400 % and at 50 %.
const screens = [[320, 256, [4]], [390, 844, [1, 2]], [1280, 800, [1, 1.5, 2]], [2560, 1440, [1]], [2560, 1600, [0.5]]];
for (const [width, height, pixel_ratios] of screens) {
  for (const pixel_ratio of pixel_ratios) {
    story(`controls lie over their drawing at ${width} px, ${pixel_ratio}x`, async ({ open, api }) => {
      const record = await make_draft(await api("professional"), new_title("布局"));
      const page = await open({ viewport: { width, height }, pixel_ratio });
      await see(button(page, "登录"));
      await settled(page);
      await sign_in(page, "professional");
      await see(page.getByRole("grid"));
      await check_page(page);
      await page.goto(`${page.portal_url}/#/declare/06`);
      await see(radio(page, "类型", "论文"));
      await radio(page, "类型", "论文").check();
      await button(page, "提交").click();
      await see(heading(page, /^还有 \d+ 处需要修改$/));
      await check_page(page);
      await page.goto(`${page.portal_url}/#/declarations/${record.id}`);
      await see(button(page, "修改"));
      await check_page(page);
    }, at_ratio(pixel_ratio));
  }
}

story("the page follows the browser's text size", async ({ open }) => {
  const page = await open({ account: "professional", place: "#/progress" });
  await see(button(page, "退出登录"));
  const before = (await button(page, "退出登录").boundingBox()).height;
  await page.evaluate(() => (document.documentElement.style.fontSize = "24px"));
  await eventually(async () => assert.ok((await button(page, "退出登录").boundingBox()).height > before * 1.3));
  await settled(page);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
});

story("nothing moves and nothing is drawn while nothing happens", async ({ open }) => {
  const page = await open({ account: "professional", place: "#/progress", init: () => {
    const { drawElements, drawArrays } = WebGL2RenderingContext.prototype;
    const { putImageData } = CanvasRenderingContext2D.prototype;
    globalThis.draws = 0;
    WebGL2RenderingContext.prototype.drawElements = function (...all) { globalThis.draws += 1; return drawElements.apply(this, all); };
    WebGL2RenderingContext.prototype.drawArrays = function (...all) { globalThis.draws += 1; return drawArrays.apply(this, all); };
    CanvasRenderingContext2D.prototype.putImageData = function (...all) { globalThis.draws += 1; return putImageData.apply(this, all); };
  } });
  await see(page.getByRole("grid"));
  const draws = () => page.evaluate(() => globalThis.draws);
  // Settled is when a whole second of frames brings no draw; a page that draws for ever never gets there.
  const draws_in_60_frames = () => page.evaluate(async () => {
    const before = globalThis.draws;
    for (let i = 0; i < 60; ++i) await new Promise(requestAnimationFrame);
    return globalThis.draws - before;
  });
  assert.ok((await draws()) > 0, "it did draw");
  let quiet = false;
  for (let i = 0; i < 5 && !quiet; ++i) quiet = (await draws_in_60_frames()) === 0;
  assert.ok(quiet, "still drawing after five seconds");
});

story("a dialog higher than the window scrolls to its last control, which is drawn where it is pressed", async ({ open }) => {
  const label_of = async (page, control) => {
    const { x, y, width, height } = await control.boundingBox();
    return glyph_in(await picture_of(page), { x: x + 8, y: y + 8, width: width - 16, height: height - 16 });
  };
  const open_calendar = async (page) => {
    await button(page, "打开日历：发表或出版日期").click();
    return button(dialog(page, "选择日期"), "取消");
  };
  const tall = await open({ account: "professional", place: "#/declare/06", viewport: { width: 390, height: 844 } });
  const drawn = await label_of(tall, await open_calendar(tall));
  assert.ok(drawn, "取消 is drawn in a tall window");

  const page = await open({ account: "professional", place: "#/declare/06", viewport: { width: 390, height: 400 } });
  const cancel = await open_calendar(page);
  await cancel.scrollIntoViewIfNeeded();
  await eventually(async () => {
    const { y, height } = await cancel.boundingBox();
    assert.ok(y >= 0 && y + height <= 400, "in sight");
    assert.equal(await label_of(page, cancel), drawn);
  });
  await cancel.click();
  await gone(dialog(page, "选择日期"));
  await open_calendar(page);
  await eventually(async () => {
    const day = page.locator("button:focus");
    const { y, height } = await day.boundingBox();
    assert.ok(y >= 0 && y + height <= 400, "opened again, the day that has the focus is in sight");
    assert.ok(await label_of(page, day), "and drawn there");
  });
});
