// With the keyboard alone.
import assert from "node:assert/strict";
import { portal, demo_password } from "./fixture.mjs";
import { button, combo_box, dialog, eventually, form_titles, gone, has_focus, has_value, heading, make_draft, new_title, see, see_notice, text_box } from "./steps.mjs";

const { story } = portal();

/** Tab until it has the focus; a control that cannot be reached is not there for who has no mouse. */
async function tab_to(page, locator, presses_max = 80) {
  await see(locator);
  for (let i = 0; i < presses_max; ++i) {
    if (await locator.first().evaluate((el) => el === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`not reached by Tab: ${locator}`);
}

story("sign-in and a draft by Tab, letters, arrows and Enter", async ({ open }) => {
  const page = await open();
  const title = new_title("只用键盘");
  await tab_to(page, text_box(page, "用户名"));
  await page.keyboard.type("professional");
  await page.keyboard.press("Tab");
  await has_focus(text_box(page, "密码"));
  await page.keyboard.type(demo_password);
  await page.keyboard.press("Enter");
  await see(heading(page, "申报进度查询"));

  await tab_to(page, page.getByRole("link", { name: "学时学分申报" }));
  await page.keyboard.press("Enter");
  await see(heading(page, "学时学分申报"));
  await tab_to(page, combo_box(page, "学习形式"));
  await page.keyboard.type("lw"); // 论文, by the first letters of its reading
  await eventually(async () => assert.deepEqual(await page.getByRole("option").allTextContents(), [form_titles["06"]]));
  await page.keyboard.press("Enter");
  await see(heading(page, "申报信息"));
  await has_value(combo_box(page, "学习形式"), form_titles["06"]);
  await tab_to(page, page.getByRole("radiogroup", { name: "类型" }).getByRole("radio"));
  await page.keyboard.press("Space");
  await eventually(async () => assert.equal(await page.getByRole("radio", { name: "论文" }).isChecked(), true));
  await page.keyboard.press("ArrowRight");
  await eventually(async () => assert.equal(await page.getByRole("radio", { name: "著作" }).isChecked(), true));
  await tab_to(page, text_box(page, "题目"));
  await page.keyboard.type(title);
  await tab_to(page, button(page, "保存暂不提交"));
  await page.keyboard.press("Enter");
  await see_notice(page, "已保存，状态为待提交");
  await has_value(text_box(page, "题目"), title);
});

story("the tabs of the progress query move with the arrow keys", async ({ open }) => {
  const page = await open({ account: "professional", place: "#/progress" });
  const tab = (name) => page.getByRole("tab", { name: new RegExp(`^${name}`) });
  await tab_to(page, tab("全部"));
  await page.keyboard.press("ArrowRight");
  await has_focus(tab("待提交"));
  await eventually(async () => assert.equal(await tab("待提交").getAttribute("aria-selected"), "true"));
  await page.waitForURL(/state=draft/);
  await page.keyboard.press("End");
  await has_focus(tab("审核不通过"));
  await page.waitForURL(/state=rejected/);
});

story("after a change of place the focus stands on its heading", async ({ open }) => {
  const page = await open({ account: "professional" });
  await tab_to(page, page.getByRole("link", { name: "学时学分申报" }));
  await page.keyboard.press("Enter");
  await has_focus(heading(page, "学时学分申报"));
});

story("the focus stays in an open dialog and comes back to what opened it", async ({ open, api }) => {
  const record = await make_draft(await api("professional"), new_title("对话框里的焦点"));
  const page = await open({ account: "professional", place: `#/declarations/${record.id}` });
  await tab_to(page, button(page, "删除"));
  await page.keyboard.press("Enter");
  const asked = page.getByRole("dialog", { name: "删除这条申报？" });
  await see(asked);
  for (let i = 0; i < 4; ++i) {
    await page.keyboard.press("Tab");
    assert.equal(await asked.evaluate((el) => el.contains(document.activeElement) || document.activeElement === document.body), true);
  }
  await page.keyboard.press("Escape");
  await has_focus(button(page, "删除"));
});

story("a combo box opens, moves, closes and gives back by keys alone", async ({ open }) => {
  const page = await open({ account: "professional", place: "#/declare/06" });
  const form = combo_box(page, "学习形式");
  await tab_to(page, form);
  await page.keyboard.press("ArrowDown");
  await see(page.getByRole("listbox", { name: "学习形式" }));
  const marked = () => page.evaluate(() => document.getElementById(document.activeElement.getAttribute("aria-activedescendant"))?.textContent);
  await eventually(async () => assert.equal(await marked(), form_titles["06"]));
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await eventually(async () => assert.equal(await marked(), form_titles["04"]));
  await page.keyboard.press("Escape");
  await gone(page.getByRole("listbox"));
  await has_value(form, form_titles["06"]);
  await has_focus(form);
  await page.keyboard.type("没有这一项");
  await see(page.getByRole("status").filter({ hasText: "没有符合的选项" }));
  await page.keyboard.press("Tab");
  await has_value(form, form_titles["06"]);
});

story("arrow keys go from cell to cell of the table, and Enter opens a row", async ({ open, api }) => {
  const title = new_title("用方向键走到");
  await make_draft(await api("professional"), title);
  const page = await open({ account: "professional", place: "#/progress" });
  await see(page.getByRole("grid"));
  await tab_to(page, page.getByRole("gridcell").getByRole("link"));
  const focused = () => page.evaluate(() => document.activeElement.textContent);
  await page.keyboard.press("Home");
  await eventually(async () => assert.equal(await focused(), title));
  await page.keyboard.press("ArrowUp");
  await has_focus(page.getByRole("button", { name: "名称", exact: true }));
  await page.keyboard.press("ArrowDown");
  await eventually(async () => assert.equal(await focused(), title));
  await page.keyboard.press("Enter");
  await see(heading(page, title));
});

story("the calendar goes through days by arrow keys and months by pages", async ({ open }) => {
  const page = await open({ account: "professional", place: "#/declare/06" });
  await text_box(page, "发表或出版日期").fill("2026-01-31");
  await tab_to(page, button(page, "打开日历：发表或出版日期"));
  await page.keyboard.press("Enter");
  const focused = () => page.evaluate(() => document.activeElement.textContent);
  await eventually(async () => assert.equal(await focused(), "2026 年 1 月 31 日，已选"));
  await page.keyboard.press("ArrowRight");
  await eventually(async () => assert.equal(await focused(), "2026 年 2 月 1 日"));
  await page.keyboard.press("PageUp");
  await eventually(async () => assert.equal(await focused(), "2026 年 1 月 1 日"));
  await page.keyboard.press("Enter");
  await gone(dialog(page, "选择日期"));
  await has_value(text_box(page, "发表或出版日期"), "2026-01-01");
  await has_focus(button(page, "打开日历：发表或出版日期"));
});

story("the first stop of the Tab key leads past the banner", async ({ open }) => {
  const page = await open({ account: "professional", place: "#/progress" });
  await see(heading(page, "申报进度查询"));
  const skip = page.getByRole("link", { name: "跳到主要内容" });
  await page.getByRole("link", { name: "学时学分申报" }).focus();
  await page.keyboard.press("Shift+Tab");
  await has_focus(skip);
  assert.equal(await page.evaluate(() => document.querySelector("#page a, #page button, #page input").textContent), "跳到主要内容");
  await page.keyboard.press("Enter");
  await has_focus(heading(page, "申报进度查询"));
});
