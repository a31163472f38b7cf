// Text as people handle it beside typing: selecting, undoing, pasting, dragging, filling in by others, soft keyboards, long text.
import assert from "node:assert/strict";
import { demo_password, portal } from "./fixture.mjs";
import { settled } from "./pixels.mjs";
import { decode_png } from "./png.mjs";
import { holds_text } from "./replay.mjs";
import { begin_drag, drop_at } from "./text_drag.mjs";
import { button, choose_form, dialog, eventually, has_value, make_pending, new_title, radio, see, see_notice, text_box } from "./steps.mjs";

const { story } = portal();
const mouse_of_chromium = { engines: ["chromium"], why: "its protocol alone has a clipboard and drags text for a test" };

async function form_06(open, wish = {}) {
  const page = await open({ account: "professional", place: "#/declare", ...wish });
  await choose_form(page, "06");
  return page;
}

const selected = (locator) => locator.evaluate((el) => el.value.slice(el.selectionStart, el.selectionEnd));

async function put_on_clipboard(page, text) {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: page.portal_url });
  await page.evaluate((data) => navigator.clipboard.writeText(data), text);
}

// ---- selecting ------------------------------------------------------------------------------------------------------

story("a right click on selected text keeps the selection and leaves the menu to the browser", async ({ open }) => {
  const page = await form_06(open);
  for (const name of ["题目", "备注"]) {
    const field = text_box(page, name);
    await field.fill("水利工程建设与管理");
    await field.selectText();
    await page.evaluate(() => addEventListener("contextmenu", (event) => (window.menu_prevented = event.defaultPrevented), { once: true }));
    await field.click({ button: "right", position: { x: 40, y: 22 } });
    assert.equal(await page.evaluate(() => window.menu_prevented), false, `${name}: the browser's own menu`);
    assert.equal(await selected(field), "水利工程建设与管理", `${name}: still selected`);
    await page.keyboard.press("Escape");
  }
}, { engines: ["chromium", "firefox"], why: "a right click in WebKitGTK puts the caret there, in a plain page too" });

story("a double click selects a word, a Chinese one too, and three clicks the line", async ({ open }) => {
  const page = await form_06(open);
  const field = text_box(page, "题目");
  await field.fill("management of 水利工程");
  await field.dblclick({ position: { x: 40, y: 22 } });
  assert.match(await selected(field), /^management ?$/);
  await field.fill("我们学习水利工程");
  await field.dblclick({ position: { x: 12 + 16 * 4.5, y: 22 } });
  assert.match(await selected(field), /^水利(工程)?$/, "the word under the pointer");
  await field.click({ clickCount: 3, position: { x: 40, y: 22 } });
  assert.equal(await selected(field), "我们学习水利工程");
});

story("text is selected by drawing the pointer over it, across lines too", async ({ open }) => {
  const page = await form_06(open);
  for (const [name, text, to] of [["题目", "水利工程建设与管理", { x: 200, y: 22 }], ["备注", "第一行的字\n第二行的字\n第三行的字", { x: 200, y: 22 + 48 }]]) {
    const field = text_box(page, name);
    await field.fill(text);
    await field.scrollIntoViewIfNeeded();
    const box = await field.boundingBox();
    await page.mouse.move(box.x + 13, box.y + 22);
    await page.mouse.down();
    await page.mouse.move(box.x + to.x / 2, box.y + to.y / 2);
    await page.mouse.move(box.x + to.x, box.y + to.y);
    await page.mouse.up();
    assert.equal(await selected(field), text, name);
  }
});

// ---- undoing, pasting, dragging ----------------------------------------------------------------------------------------

story("undo goes back through edits with an answer of the server between them, and redo forth again", async ({ open }) => {
  const page = await form_06(open);
  for (const name of ["题目", "备注"]) {
    const field = text_box(page, name);
    await field.click();
    await page.keyboard.type("abc");
    await button(page, "保存暂不提交").click();
    await see_notice(page, "已保存，状态为待提交");
    await eventually(async () => assert.equal(await button(page, "保存暂不提交").count(), 1));
    await field.click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("def");
    await holds_text(field, "abcdef");
    await page.keyboard.press("Control+z");
    await holds_text(field, "abc");
    await page.keyboard.press("Control+z");
    await holds_text(field, "");
    await page.keyboard.press("Control+Shift+z");
    await holds_text(field, "abc");
    await page.keyboard.press("Control+Shift+z");
    await holds_text(field, "abcdef");
  }
});

story("several lines pasted into a field of one line become one, in a field of many lines they stay", async ({ open }) => {
  const page = await form_06(open);
  await put_on_clipboard(page, "第一行\r\n第二行\n\n第四行");
  const title = text_box(page, "题目");
  await title.click();
  await page.keyboard.press("Control+v");
  await eventually(async () => assert.match(await title.inputValue(), /^第一行 ?第二行 *第四行$/));
  await holds_text(title, await title.inputValue());
  const note = text_box(page, "备注");
  await note.click();
  await page.keyboard.press("Control+v");
  await holds_text(note, "第一行\n第二行\n\n第四行");
}, mouse_of_chromium);

story("a thousand lines pasted are all there, and cutting them takes them out", async ({ open }) => {
  const page = await form_06(open);
  const text = Array.from({ length: 1000 }, (_, i) => `第 ${i + 1} 行：流域综合治理`).join("\n");
  await put_on_clipboard(page, text);
  const note = text_box(page, "备注");
  await note.click();
  await page.keyboard.press("Control+v");
  await holds_text(note, text);
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+x");
  await holds_text(note, "");
  assert.equal((await page.evaluate(() => navigator.clipboard.readText())).replaceAll("\r\n", "\n"), text);
}, mouse_of_chromium);

story("text is dragged from one field into another", async ({ open }) => {
  const page = await form_06(open);
  const [title, note] = [text_box(page, "题目"), text_box(page, "备注")];
  await note.fill("河流健康评价");
  await title.fill("论：");
  await title.scrollIntoViewIfNeeded();
  await note.focus();
  await note.selectText();
  assert.equal(await begin_drag(page, note), true);
  const box = await title.boundingBox();
  await drop_at(page, { x: box.x + box.width - 20, y: box.y + box.height / 2 });
  await holds_text(title, "论：河流健康评价");
  await holds_text(note, await note.inputValue());
}, { ...mouse_of_chromium });

// ---- what fields tell the browser ---------------------------------------------------------------------------------------

story("spelling is checked where sentences are written, not in names, codes, numbers and secrets", async ({ open, api }) => {
  const spelling = (locator) => locator.evaluate((el) => el.spellcheck);
  const first = await open();
  for (const name of ["用户名", "密码"]) assert.equal(await spelling(text_box(first, name)), false, name);
  const page = await form_06(open);
  await radio(page, "类型", "论文").check();
  await see(text_box(page, "ISSN"));
  for (const name of ["ISSN", "CN 刊号", "页码", "发表或出版日期", "作者排名", "申报数量", "计入年度"]) assert.equal(await spelling(text_box(page, name)), false, name);
  for (const name of ["题目", "备注"]) assert.equal(await spelling(text_box(page, name)), true, name);
  const pending = await make_pending(await api("professional"), new_title("拼写"));
  const auditor = await open({ account: "employer", place: `#/declarations/${pending.id}` });
  await button(auditor, "不通过").click();
  assert.equal(await spelling(dialog(auditor, "审核不通过？").getByRole("textbox", { name: "原因" })), true);
});

story("soft keyboards are told what is asked for, and the browser what it may fill in", async ({ open }) => {
  const attribute = (locator, name) => locator.getAttribute(name);
  const first = await open();
  assert.equal(await attribute(text_box(first, "用户名"), "autocomplete"), "username");
  assert.equal(await attribute(text_box(first, "密码"), "autocomplete"), "current-password");
  const page = await form_06(open);
  assert.equal(await attribute(text_box(page, "申报数量"), "inputmode"), "decimal");
  assert.equal(await attribute(text_box(page, "作者排名"), "inputmode"), "numeric");
  assert.equal(await attribute(text_box(page, "题目"), "inputmode"), null);
  assert.equal(await attribute(text_box(page, "题目"), "autocomplete"), "off");
  await page.goto(`${page.portal_url}/#/progress`);
  assert.equal(await attribute(page.getByRole("searchbox"), "inputmode"), "search");
});

// ---- filled in by others ------------------------------------------------------------------------------------------------

/** As a password manager does: the value by the element's own setter, no focus, no keys. */
const fill_in = (locator, value, events) =>
  locator.evaluate((el, { value, events }) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(el, value);
    for (const type of events) el.dispatchEvent(new Event(type, { bubbles: true }));
  }, { value, events });

for (const [how, events] of [["with events", ["input", "change"]], ["without a word", []]]) {
  story(`what a password manager fills in ${how} is what is sent`, async ({ open }) => {
    const page = await open();
    await see(button(page, "登录"));
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    await fill_in(text_box(page, "用户名"), "professional", events);
    await fill_in(text_box(page, "密码"), demo_password, events);
    await button(page, "登录").click();
    await see(button(page, "退出登录"));
  });
}

story("what a password manager fills in with events is drawn before anything has the focus", async ({ open }) => {
  const page = await open();
  await see(button(page, "登录"));
  await settled(page);
  await page.evaluate(() => document.activeElement?.blur());
  const field = text_box(page, "用户名");
  const clip = await field.boundingBox();
  const blank = await page.screenshot({ clip });
  await fill_in(field, "professional", ["input", "change"]);
  await settled(page);
  await holds_text(field, "professional");
  assert.notDeepEqual(await page.screenshot({ clip }), blank);
});

// ---- soft keyboard --------------------------------------------------------------------------------------------------------

story("a field stays in sight when a soft keyboard takes the lower half of a phone's window", async ({ open }) => {
  const page = await form_06(open, { phone: true, viewport: { width: 390, height: 844 } });
  for (const name of ["题目", "备注"]) {
    const field = text_box(page, name);
    await field.evaluate((el) => el.scrollIntoView({ block: "end" }));
    await field.tap();
    const lower = await field.evaluate((el) => el.getBoundingClientRect().bottom);
    assert.ok(lower > 450, `${name} would be covered: ${lower}`);
    await page.setViewportSize({ width: 390, height: 420 });
    await eventually(async () => {
      const { top, bottom } = await field.evaluate((el) => el.getBoundingClientRect().toJSON());
      assert.ok(top >= 0 && bottom <= 420, `${name} from ${top} to ${bottom}`);
    });
    await page.keyboard.insertText("看得见");
    await holds_text(field, "看得见");
    await page.setViewportSize({ width: 390, height: 844 });
  }
}, { engines: ["chromium"], why: "it alone emulates a phone" });

story("a field that was scrolled out of sight by hand is not brought back when the window gets lower", async ({ open }) => {
  const page = await form_06(open, { viewport: { width: 900, height: 700 } });
  await text_box(page, "备注").focus();
  await eventually(async () => { // Firefox brings the caret into sight once more, a moment after the focus
    await page.evaluate(() => window.scrollTo(0, 0));
    await settled(page);
    assert.ok((await text_box(page, "备注").boundingBox()).y > 700);
  });
  await page.setViewportSize({ width: 900, height: 500 });
  await settled(page);
  assert.equal(await page.evaluate(() => window.scrollY), 0);
});

// ---- long text --------------------------------------------------------------------------------------------------------------

/** How much ink every line of pixels has, and every column, from a part of a field's inside. */
async function ink_of(page, locator, part = { width: 1, height: 1 }) {
  const box = await locator.boundingBox();
  const clip = { x: box.x + 8, y: box.y + 4, width: Math.floor((box.width - 40) * part.width), height: Math.floor((box.height - 8) * part.height) };
  const { width, height, rgb } = decode_png(await page.screenshot({ clip, caret: "hide", animations: "disabled" }));
  const paper = rgb[0] + rgb[1] + rgb[2];
  const rows = new Array(height).fill(0), columns = new Array(width).fill(0);
  for (let y = 0; y < height; ++y) {
    for (let x = 0; x < width; ++x) {
      const at = (y * width + x) * 3;
      const ink = Math.abs(rgb[at] + rgb[at + 1] + rgb[at + 2] - paper);
      rows[y] += ink;
      columns[x] += ink;
    }
  }
  return { rows: smoothed(rows), columns: smoothed(columns) };
}

/** The canvas puts text at whole pixels, the element where it falls: half a pixel is no difference. */
const smoothed = (list) => list.map((_, i) => (list[i - 2] ?? 0) + 2 * (list[i - 1] ?? 0) + 3 * list[i] + 2 * (list[i + 1] ?? 0) + (list[i + 2] ?? 0));

/** 1 when both go up and down together. */
function likeness(a, b) {
  const mean = (list) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const [ma, mb] = [mean(a), mean(b)];
  const sum = (f) => a.reduce((total, _, i) => total + f(a[i] - ma, b[i] - mb), 0);
  return sum((x, y) => x * y) / Math.sqrt(sum((x) => x * x) * sum((_, y) => y * y) || 1);
}

/** Drawn by the element while it has the focus, and by the canvas afterwards. */
async function compare_element_and_canvas(page, field, part) {
  await settled(page);
  const by_element = await ink_of(page, field, part);
  await page.evaluate(() => document.activeElement.blur());
  await settled(page);
  const by_canvas = await ink_of(page, field, part);
  return { rows: likeness(by_element.rows, by_canvas.rows), columns: likeness(by_element.columns, by_canvas.columns) };
}

const numbered_lines = Array.from({ length: 40 }, (_, i) => "测".repeat(1 + ((i * 7) % 23)) + (i + 1)).join("\n");

story("long text of one line is clipped alike by element and canvas", async ({ open }) => {
  const page = await form_06(open);
  const field = text_box(page, "题目");
  await field.fill("流域综合治理与水资源优化配置关键技术研究及其在干旱半干旱地区应用的若干问题".repeat(4));
  await page.keyboard.press("Home");
  const { rows, columns } = await compare_element_and_canvas(page, field, { width: 0.8, height: 1 });
  assert.ok(rows > 0.9 && columns > 0.9, `rows ${rows}, columns ${columns}`);
});

story("many lines are drawn alike by element and canvas, from the first line on", async ({ open }) => {
  const page = await form_06(open, { viewport: { width: 1000, height: 900 } });
  const field = text_box(page, "备注");
  await field.fill(numbered_lines);
  await field.evaluate((el) => (el.scrollTop = 0));
  await field.scrollIntoViewIfNeeded();
  const { rows, columns } = await compare_element_and_canvas(page, field);
  assert.ok(rows > 0.9 && columns > 0.9, `rows ${rows}, columns ${columns}`);
});

story("many lines that were scrolled are drawn by the canvas where the element has them", async ({ open }) => {
  const page = await form_06(open, { viewport: { width: 1000, height: 900 } });
  const field = text_box(page, "备注");
  await field.fill(numbered_lines);
  await field.scrollIntoViewIfNeeded();
  await field.evaluate((el) => (el.scrollTop = 300));
  const { rows, columns } = await compare_element_and_canvas(page, field);
  assert.ok(rows > 0.9 && columns > 0.9, `rows ${rows}, columns ${columns}`);
});
