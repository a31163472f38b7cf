// Text that is not edited: selected and copied, found by the browser, read at any zoom, moved by fingers.
import assert from "node:assert/strict";
import { engine } from "./engines/engine.mjs";
import { portal } from "./fixture.mjs";
import { contrast_in, picture_of, settled } from "./pixels.mjs";
import { button, eventually, heading, link, make_draft, new_title, see } from "./steps.mjs";

const { story } = portal();
const selected = (page) => page.evaluate(() => String(getSelection()));

async function select_line(page, locator) {
  const { x, y, height } = await locator.boundingBox();
  await page.mouse.click(x + 20, y + height / 2, { clickCount: 3 });
}

story("the text of a table's cell and of a detail can be selected as on any page", async ({ open, api }) => {
  const title = new_title("可以复制的题目");
  const record = await make_draft(await api("professional"), title);
  const page = await open({ account: "professional", place: "#/progress" });
  const cell = page.getByRole("gridcell", { name: title, exact: true });
  await see(cell);
  const before = await page.screenshot({ clip: await cell.boundingBox() });
  await select_line(page, cell);
  assert.equal((await selected(page)).trim(), title);
  assert.notDeepEqual(await page.screenshot({ clip: await cell.boundingBox() }), before, "the selection is seen");
  await page.goto(`${page.portal_url}/#/declarations/${record.id}`);
  await see(button(page, "修改"));
  const value = page.getByText("计算机学报", { exact: true }).first();
  await value.scrollIntoViewIfNeeded();
  await select_line(page, value);
  assert.equal((await selected(page)).trim(), "计算机学报");
});

story("the browser's own search finds what is to be seen", async ({ open, api }) => {
  const title = new_title("查找得到的题目");
  await make_draft(await api("professional"), title);
  const page = await open({ account: "professional", place: "#/progress" });
  await see(page.getByRole("gridcell", { name: title, exact: true }));
  assert.equal(await engine.find_in_page(page, title), true);
  assert.equal((await selected(page)).trim(), title);
  assert.equal(await engine.find_in_page(page, "页面上没有的话"), false);
});

story("a page can be pinched larger, and what is pressed then is what is seen", async ({ open }) => {
  const page = await open({ account: "professional", place: "#/progress", phone: true, viewport: { width: 390, height: 844 } });
  await see(page.getByRole("grid"));
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Input.synthesizePinchGesture", { x: 120, y: 160, scaleFactor: 2, relativeSpeed: 800 });
  await eventually(async () => assert.ok((await page.evaluate(() => visualViewport.scale)) > 1.6, "larger"));
  const target = await link(page, "学时学分申报").evaluate((el) => {
    const { x, y, width, height } = el.getBoundingClientRect();
    const { offsetLeft, offsetTop, scale } = visualViewport;
    return { x: (x + width / 2 - offsetLeft) * scale, y: (y + height / 2 - offsetTop) * scale };
  });
  await cdp.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [target] });
  await cdp.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await see(heading(page, "学时学分申报"));
}, { engines: ["chromium"], why: "neither WebDriver BiDi nor WebKitWebDriver can pinch" });

story("a finger moves a long page, and what comes into sight is drawn", async ({ open, api }) => {
  const declarer = await api("professional");
  for (let i = 0; i < 12; ++i) await make_draft(declarer, new_title("长页面"));
  const page = await open({ account: "professional", place: "#/progress", phone: true, viewport: { width: 390, height: 844 } });
  await see(page.getByRole("grid"));
  const cdp = await page.context().newCDPSession(page);
  const finger = (type, y) => cdp.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x: 200, y }] });
  await finger("touchStart", 700);
  for (let y = 690; y >= 300; y -= 30) await finger("touchMove", y);
  await finger("touchEnd");
  await eventually(async () => assert.ok((await page.evaluate(() => scrollY)) > 300, `at ${await page.evaluate(() => scrollY)}`));
  await eventually(async () => assert.equal(...(await page.evaluate(() => new Promise((rest) => { const before = scrollY; setTimeout(() => rest([scrollY, before]), 200); })))), "it goes on by itself for a while");
  await settled(page);
  const cells = await page.getByRole("gridcell", { name: /长页面/ }).all();
  const picture = await picture_of(page);
  let drawn = 0;
  for (const cell of cells) {
    const box = await cell.boundingBox();
    if (box.y < 0 || box.y + box.height > 844) continue;
    assert.ok(contrast_in(picture, box) > 60, "drawn where it is");
    drawn += 1;
  }
  assert.ok(drawn > 0);
}, { engines: ["chromium"], why: "neither WebDriver BiDi nor WebKitWebDriver touch" });

story("a text that is cut off shows whole under the pointer, and Escape takes it away", async ({ open, api }) => {
  const title = `${new_title("一个很长的题目")}：基于大语言模型的继续教育学时智能审核方法研究以及在河南省各级人力资源社会保障部门的应用和推广`;
  await make_draft(await api("professional"), title);
  const page = await open({ account: "professional", place: "#/progress" });
  const cell = page.getByRole("gridcell", { name: title, exact: true });
  await cell.hover();
  const tip = page.getByRole("tooltip");
  await see(tip);
  assert.equal(await tip.textContent(), title);
  assert.equal(await cell.evaluate((el) => document.getElementById(el.getAttribute("aria-describedby")).getAttribute("role")), "tooltip");
  await tip.hover(); // the pointer may go over to it
  await see(tip);
  await cell.hover();
  await cell.focus();
  await page.keyboard.press("Escape");
  await eventually(async () => assert.equal(await tip.count(), 0));
});
