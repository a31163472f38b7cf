// With the keyboard alone.
import assert from "node:assert/strict";
import { portal, demo_password } from "./fixture.mjs";
import { button, combo_box, eventually, has_focus, has_value, heading, make_draft, new_title, see, see_notice, text_box } from "./steps.mjs";

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
  await page.keyboard.type("06");
  await see(heading(page, "申报信息"));
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
