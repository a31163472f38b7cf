// Random edits of several fields: what may happen, drawn from a seed, and how each is done in a real browser.
//
// A step carries all that is random in it, so that a sequence can be shortened by leaving steps out.
import { begin_drag, drop_at } from "./text_drag.mjs";
import { button, choose_form, eventually, heading, text_box } from "./steps.mjs";

/** Single line, single line and short, many lines. */
export const field_names = ["题目", "期刊名称", "备注"];
const is_many_lines = (name) => name === "备注";

/** Numbers from 0 to 1, the same for the same seed. @param {number} seed */
export function numbers_of(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}

const pieces = [
  "水利", "工程", "a", "GIS ", "流域洪水预报，", "。", " ", "（2026）", "e\u0301", "🌊", "👩🏽‍🔬", "𠮷", "🇨🇳", "\u3000", "1,234.5", "—", "“引”", "long-word-without-any-break-at-all", "滆湖水环境综合治理与生态修复",
];
const lines = ["第一行\n第二行", "a\r\nb\r\n\r\nc", "\n", "列一\t列二\n1\t2", "很长的一段话，要在好几行里才写得下，从头到尾没有一个换行，看它在元素和画布里是不是在同一处折行。"];
const keys = ["Backspace", "Delete", "Control+Backspace", "Control+Delete", "ArrowLeft", "ArrowRight", "Shift+ArrowLeft", "Shift+ArrowRight", "Control+Shift+ArrowLeft", "Home", "End", "Shift+Home", "Shift+End", "Control+a"];
const preedits = [["shuili", "水利"], ["gong", "工"], ["a", "á"], ["ㅎ", "한"], ["jizhan", "🏗️"], ["x", ""]];
const bursts = [["insertText", "甲"], ["delete", ""], ["insertText", "b"], ["undo", ""], ["redo", ""], ["forwardDelete", ""], ["insertText", "🌊"]];

/** Kinds of steps and how often each comes. */
const kinds = {
  type: 8, press: 10, caret: 3, double_click: 2, drag_select: 3, compose: 7, paste: 3, cut: 2, drag_text: 2, undo: 4, redo: 2,
  burst: 3, newline: 2, leave: 3, scroll: 2, resize: 1, dark: 1, save: 2, refuse: 1, conflict: 0.4, check: 0.6, switch_form: 0.8,
};

/** @param {number} seed @param {number} count */
export function sequence_of(seed, count) {
  const number = numbers_of(seed);
  const one_of = (list) => list[Math.floor(number() * list.length)];
  const total = Object.values(kinds).reduce((sum, weight) => sum + weight, 0);
  const kind = () => {
    let at = number() * total;
    return Object.keys(kinds).find((name) => (at -= kinds[name]) < 0) ?? "type";
  };
  const details = {
    type: () => ({ text: one_of(pieces) }),
    press: () => ({ keys: one_of(keys), times: 1 + Math.floor(number() * 3) }),
    caret: () => ({ at: [number(), number()] }),
    double_click: () => ({ at: [number(), number()] }),
    drag_select: () => ({ at: [number(), number()], to: [number(), number()] }),
    compose: () => ({ preedit: one_of(preedits), end: one_of(["commit", "commit", "commit", "cancel", "leave"]) }),
    paste: () => ({ text: one_of([...pieces, ...lines, ...lines]) }),
    drag_text: () => ({ to_field: one_of(field_names), to: [number(), number()] }),
    burst: () => ({ commands: Array.from({ length: 2 + Math.floor(number() * 3) }, () => one_of(bursts)) }),
    leave: () => ({ by: one_of(["Tab", "Shift+Tab", "click"]) }),
    scroll: () => ({ by: Math.round((number() - 0.5) * 800) }),
    resize: () => ({ size: one_of([[1280, 800], [1024, 700], [700, 900], [390, 844]]) }),
  };
  return Array.from({ length: count }, () => {
    const what = kind();
    return { what, field: one_of(field_names), ...details[what]?.() };
  });
}

const wide = ([width, height], box) => ({ x: box.x + 4 + width * (box.width - 8), y: box.y + 4 + height * (box.height - 8) });

async function focus(page, field) {
  await text_box(page, field).evaluate((el) => el === document.activeElement || el.focus());
}

async function box_of(page, field) {
  const locator = text_box(page, field);
  await locator.scrollIntoViewIfNeeded();
  return locator.boundingBox();
}

async function drag(page, from, to) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2);
  await page.mouse.move(to.x, to.y);
  await page.mouse.up();
}

async function press(page, what) {
  await page.keyboard.press(what);
}

/** Each kind of step. `stage` has the page, its input method and a professional's API. */
const doing = {
  async type({ page }, { field, text }) {
    await focus(page, field);
    if (/^[ -~]+$/.test(text)) await page.keyboard.type(text);
    else await page.keyboard.insertText(text);
  },
  async press({ page }, { field, keys: what, times }) {
    await focus(page, field);
    for (let i = 0; i < times; ++i) await press(page, what);
  },
  async caret({ page }, { field, at }) {
    const point = wide(at, await box_of(page, field));
    await page.mouse.click(point.x, point.y);
  },
  async double_click({ page }, { field, at }) {
    const point = wide(at, await box_of(page, field));
    await page.mouse.dblclick(point.x, point.y);
  },
  async drag_select({ page }, { field, at, to }) {
    const box = await box_of(page, field);
    await page.mouse.click(box.x + 4, box.y + 4); // what is selected would be dragged
    await drag(page, wide(at, box), wide(to, box));
  },
  async compose({ page, ime }, { field, preedit: [letters, text], end }) {
    await focus(page, field);
    for (let i = 1; i <= letters.length; ++i) await ime.compose(letters.slice(0, i));
    if (end === "commit") await ime.commit(text);
    else if (end === "cancel") await ime.compose("");
    else await text_box(page, "作者排名").click();
  },
  async paste({ page }, { field, text }) {
    await focus(page, field);
    await page.evaluate((data) => navigator.clipboard.writeText(data), text);
    await press(page, "Control+v");
  },
  async cut({ page }, { field }) {
    await focus(page, field);
    await press(page, "Control+x");
  },
  async drag_text({ page }, { field, to_field, to }) {
    await focus(page, field);
    await press(page, "Control+a");
    if (!(await begin_drag(page, text_box(page, field)))) return;
    await drop_at(page, wide(to, await text_box(page, to_field).boundingBox()));
  },
  async undo({ page }, { field }) {
    await focus(page, field);
    await press(page, "Control+z");
  },
  async redo({ page }, { field }) {
    await focus(page, field);
    await press(page, "Control+Shift+z");
  },
  async burst({ page }, { field, commands }) {
    await focus(page, field);
    await page.evaluate((list) => list.forEach(([command, text]) => document.execCommand(command, false, text)), commands);
  },
  async newline({ page }, { field }) {
    if (!is_many_lines(field)) return;
    await focus(page, field);
    await press(page, "Enter");
  },
  async leave({ page }, { field, by }) {
    await focus(page, field);
    if (by === "click") await text_box(page, "作者排名").click();
    else await press(page, by);
  },
  scroll: ({ page }, { by }) => page.mouse.wheel(0, by),
  resize: ({ page }, { size: [width, height] }) => page.setViewportSize({ width, height }),
  async dark({ page }) {
    const dark = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
    await page.emulateMedia({ colorScheme: dark ? "light" : "dark" });
  },
  async save({ page }) {
    await button(page, "保存暂不提交").click();
  },
  /** The next save is answered by a server that is not well, and tried again. */
  async refuse({ page }) {
    await page.route("**/api/v1/declarations**", (route) => (route.request().method() === "GET" ? route.continue() : route.fulfill({ status: 503, headers: { "Retry-After": "1" }, body: "" })), { times: 1 });
    await doing.save({ page });
  },
  /** Another page has saved the same record: the user keeps what is here. */
  async conflict({ page, api }) {
    const id = /#\/declarations\/([^/?]+)\/edit/.exec(page.url())?.[1];
    if (!id) return;
    const now = await api.get(`/declarations/${id}`);
    await api.put(`/declarations/${id}`, { study_form: now.study_form, catalogue_version: now.catalogue_version, values: { ...now.values, pages: `${now.revision}` }, attachments: [] }, now.revision);
    await doing.save({ page });
    await eventually(async () => {
      if (!(await heading(page, "这条申报在别处也改过").isVisible())) await doing.save({ page });
      await heading(page, "这条申报在别处也改过").waitFor({ timeout: 1000 });
    });
    await button(page, "用我填写的").click();
  },
  /** Submitted with blanks: nothing is sent, errors are shown, the focus goes to the first. */
  check: ({ page }) => button(page, "提交").click(),
  async switch_form({ page }) {
    await choose_form(page, "04");
    await choose_form(page, "06");
    await text_box(page, "期刊名称").waitFor();
  },
};

export const do_step = (stage, step) => doing[step.what](stage, step);
