// The second story: withdraw, reject with a reason, copy, delete.
import assert from "node:assert/strict";
import { portal } from "./fixture.mjs";
import { button, confirm, declaration_id, dialog, eventually, fill, go, gone, has_focus, has_value, heading, make_draft, make_pending, new_title, open_audit, open_record, row, see, see_error, see_notice, see_state, submit, text_box } from "./steps.mjs";

const { story } = portal();

story("a declaration is withdrawn, changed, submitted again, rejected with a reason, and copied to try again", async ({ open, api }) => {
  const title = new_title("基层水文站网优化");
  const changed = `${title}第二稿`;
  const reason = "杂志封面不清楚，请重新扫描后再报。";
  const record = await make_pending(await api("professional"), title);
  const page = await open({ account: "professional", place: `#/declarations/${record.id}` });
  await see(heading(page, title));

  await confirm(page, "撤销", "撤销这条申报？");
  await see_notice(page, "已撤销，变更为待提交");
  await see_state(page, "待提交");
  await button(page, "修改").click();
  await has_value(text_box(page, "题目"), title);
  await fill(page, { 题目: changed });
  await submit(page);

  const auditor = await open({ account: "employer" });
  await open_audit(auditor, changed);
  await button(auditor, "不通过").click();
  const asked = dialog(auditor, "审核不通过？");
  const why = asked.getByRole("textbox", { name: "原因" });
  await has_focus(why);
  await asked.getByRole("button", { name: "不通过", exact: true }).click();
  await see_error(why, "请写明原因");
  await why.fill("  　 ");
  await asked.getByRole("button", { name: "不通过", exact: true }).click();
  await see_error(why, "请写明原因");
  await why.fill(reason);
  await asked.getByRole("button", { name: "不通过", exact: true }).click();
  await see_notice(auditor, "已审核不通过");
  await eventually(async () => assert.equal(await row(auditor, changed).count(), 0));

  await go(page, "申报进度查询");
  await page.getByRole("tab", { name: /^审核不通过/ }).click();
  await open_record(page, changed);
  await see_state(page, "审核不通过");
  await see(page.getByText(reason));
  assert.equal(await button(page, "修改").count(), 0, "a rejected record stays as it was judged");
  await button(page, "复制为新申报").click();
  await see_notice(page, "已复制为新申报");
  await has_value(text_box(page, "题目"), changed);
  assert.notEqual(declaration_id(page), record.id);
  await submit(page);
  await see_state(page, "待审核");
});

story("delete asks first, and Escape deletes nothing", async ({ open, api }) => {
  const title = new_title("将要删除的草稿");
  const record = await make_draft(await api("professional"), title);
  const page = await open({ account: "professional", place: `#/declarations/${record.id}` });
  await see(heading(page, title));

  await button(page, "删除").click();
  const asked = dialog(page, "删除这条申报？");
  await see(asked);
  await has_focus(asked.getByRole("button", { name: "取消" }));
  await page.keyboard.press("Escape");
  await gone(asked);
  await has_focus(button(page, "删除"));
  await see(heading(page, title));

  await confirm(page, "删除", "删除这条申报？");
  await see_notice(page, "申报已删除");
  await see(heading(page, "申报进度查询"));
  await eventually(async () => assert.equal(await row(page, title).count(), 0));
  await page.goto(`${page.portal_url}/#/declarations/${record.id}`);
  await see_notice(page, "没有找到这条");
});

story("an auditor's record that changed meanwhile is shown anew instead of being approved unseen", async ({ open, api }) => {
  const title = new_title("审核时被撤销");
  const declarer = await api("professional");
  const record = await make_pending(declarer, title);
  const auditor = await open({ account: "employer", place: `#/declarations/${record.id}` });
  await see(button(auditor, "通过"));
  const now = await declarer.get(`/declarations/${record.id}`);
  await declarer.post(`/declarations/${record.id}/withdraw`, {}, now.revision);
  await confirm(auditor, "通过", "审核通过这条申报？");
  await see_notice(auditor, /刚刚被更新|已经变化|没有找到|不能办理/);
  assert.equal((await declarer.get(`/declarations/${record.id}`)).state, "draft");
});

story("a reason that was being written comes back when the dialog is opened again", async ({ open, api }) => {
  const record = await make_pending(await api("professional"), new_title("写了一半的原因"));
  const auditor = await open({ account: "employer", place: `#/declarations/${record.id}` });
  await button(auditor, "不通过").click();
  await dialog(auditor, "审核不通过？").getByRole("textbox", { name: "原因" }).fill("目录页缺");
  await auditor.keyboard.press("Escape");
  await gone(dialog(auditor, "审核不通过？"));
  await button(auditor, "不通过").click();
  await has_value(dialog(auditor, "审核不通过？").getByRole("textbox", { name: "原因" }), "目录页缺");
});
