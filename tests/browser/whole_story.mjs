// What people do with the portal from beginning to end, told once, for whichever hand does it (hands.mjs).
//
// In chapters, each of which begins with its own records. Only what a hand can do is left to the hand; what must be seen is the same.
import assert from "node:assert/strict";
import { jpeg, pdf, png } from "./files.mjs";
import { demo_password } from "./fixture.mjs";
import { approved_hours, button, combo_box, dialog, eventually, file_input, gone, has_value, heading, link, make_draft, make_pending, new_title, paper_values, row, see, see_notice, see_state, see_uploaded, text_box } from "./steps.mjs";

const step_up = ["employer", "department", "department-above", "authority"];

async function sign_in(page, hand, account) {
  await hand.type(text_box(page, "用户名"), account);
  await hand.type(text_box(page, "密码"), demo_password);
  await hand.press(button(page, "登录"));
  await see(button(page, "退出登录"));
}

async function sign_out(page, hand) {
  await hand.press(button(page, "退出登录"));
  await see(text_box(page, "用户名"));
}

async function go(page, hand, name) {
  await hand.press(link(page, name));
  await see(heading(page, name));
}

/** Asks, is dismissed, asks again and is done. */
async function confirm_at_second_thought(page, hand, action, title) {
  const opener = button(page, action);
  await hand.press(opener);
  await see(dialog(page, title));
  await hand.dismiss(dialog(page, title), opener);
  await hand.press(opener);
  await hand.press(dialog(page, title).getByRole("button", { name: action, exact: true }));
  await gone(dialog(page, title));
}

const calendar = (page, field) => dialog(page, `选择日期：${field}`);

/** The month that the calendar shows is that of the date typed before. */
async function choose_day(page, hand, field, day_name) {
  await hand.press(button(page, `打开日历：${field}`));
  await see(calendar(page, field));
  await hand.press(calendar(page, field).getByRole("button", { name: day_name }));
  await gone(calendar(page, field));
}

async function fill_paper_by_hand(page, hand, title) {
  const { 类型: kind, 发表或出版日期: date, ...texts } = paper_values(title);
  await hand.choose(combo_box(page, "学习形式"), "06 出版著作（译作）或发表论文");
  await see(heading(page, "申报信息"));
  await hand.pick(page, "类型", kind);
  for (const [name, value] of Object.entries(texts)) await hand.type(text_box(page, name), value);
  await hand.type(text_box(page, "发表或出版日期"), date);
}

async function attach_by_hand(page, hand) {
  const files = { 杂志封面: png("封面.png"), 目录: jpeg("目录.jpg"), 文章: pdf("文章.pdf") };
  for (const [material, file] of Object.entries(files)) {
    await hand.attach(file_input(page, material), file);
    await see_uploaded(page, material, file.name);
  }
}

// ---- chapters ---------------------------------------------------------------------------------------------------------

/** A professional declares a paper, chooses a day in the calendar, attaches, saves, edits, submits, signs out. */
export async function declares({ open }, hand, wish = {}) {
  const page = await open(wish);
  const title = new_title("从头到尾");
  const better = `${title}（修订）`;
  await sign_in(page, hand, "professional");
  await go(page, hand, "学时学分申报");
  await fill_paper_by_hand(page, hand, title);
  await hand.press(button(page, "打开日历：发表或出版日期"));
  await see(calendar(page, "发表或出版日期"));
  await hand.dismiss(calendar(page, "发表或出版日期"), button(page, "打开日历：发表或出版日期").or(text_box(page, "发表或出版日期"))); // the date is what it was about
  await has_value(text_box(page, "发表或出版日期"), "2026-03-01");
  await choose_day(page, hand, "发表或出版日期", "2026 年 3 月 15 日");
  await has_value(text_box(page, "发表或出版日期"), "2026-03-15");
  await attach_by_hand(page, hand);
  await hand.press(button(page, "保存暂不提交"));
  await see_notice(page, "已保存，状态为待提交");

  await go(page, hand, "申报进度查询");
  await hand.press(link(page, `详细：${title}`));
  await see_state(page, "待提交");
  await hand.press(button(page, "修改"));
  await has_value(text_box(page, "题目"), title);
  await hand.type(text_box(page, "题目"), better);
  await hand.press(button(page, "提交"));
  await see_notice(page, "已提交，等待");
  await see(heading(page, better));
  await see_state(page, "待审核");
  await sign_out(page, hand);
}

/** The employer rejects with a reason; the professional copies, corrects, submits, withdraws, and submits once more. */
export async function is_rejected_and_tries_again({ open, api }, hand, wish = {}) {
  const title = new_title("先退回再改好");
  const better = `${title}第二稿`;
  const reason = "封面不清楚，请重新扫描。";
  await make_pending(await api("professional"), title);
  const auditor = await open(wish);
  await sign_in(auditor, hand, "employer");
  await hand.press(link(auditor, `审核：${title}`));
  await see(heading(auditor, title));
  const asked = dialog(auditor, "审核不通过？");
  await hand.press(button(auditor, "不通过"));
  await hand.dismiss(asked, button(auditor, "不通过"));
  await hand.press(button(auditor, "不通过"));
  await hand.type(asked.getByRole("textbox", { name: "原因" }), reason);
  await hand.press(asked.getByRole("button", { name: "不通过", exact: true }));
  await see_notice(auditor, "已审核不通过");
  await auditor.context().close();

  const page = await open(wish);
  await sign_in(page, hand, "professional");
  await hand.press(page.getByRole("tab", { name: /^审核不通过/ }));
  await hand.press(link(page, `详细：${title}`));
  await see(page.getByText(reason));
  await hand.press(button(page, "复制为新申报"));
  await see_notice(page, "已复制为新申报");
  await hand.type(text_box(page, "题目"), better);
  await hand.press(button(page, "提交"));
  await see_state(page, "待审核");
  await confirm_at_second_thought(page, hand, "撤销", "撤销这条申报？");
  await see_state(page, "待提交");
  await hand.press(button(page, "修改"));
  await has_value(text_box(page, "题目"), better);
  await hand.press(button(page, "提交"));
  await see_state(page, "待审核");
}

/** Every level approves, and the professional sees the hours. */
export async function is_approved({ open, api }, hand, wish = {}) {
  const title = new_title("逐级通过");
  const professional = await api("professional2");
  await make_pending(professional, title);
  const page = await open(wish);
  await sign_in(page, hand, "professional2");
  await see(heading(page, "申报进度查询"));
  const before = await approved_hours(page);
  for (const [i, account] of step_up.entries()) {
    const auditor = await open(wish);
    await sign_in(auditor, hand, account);
    await hand.press(link(auditor, `审核：${title}`));
    await see(auditor.getByText("文章.pdf"));
    await confirm_at_second_thought(auditor, hand, "通过", "审核通过这条申报？");
    await see_notice(auditor, i < step_up.length - 1 ? "已通过，下一步由" : "审核通过，学时已计入年度");
    await auditor.context().close();
  }
  await go(page, hand, "学时学分申报");
  await go(page, hand, "申报进度查询");
  await eventually(async () => assert.equal(await approved_hours(page), before + 12));
  await hand.press(link(page, `详细：${title}`));
  await see_state(page, "审核通过");
}

/** The table is searched, filtered and sorted; a draft is deleted. */
export async function finds_and_deletes({ open, api }, hand, wish = {}) {
  const mark = new_title("找得到");
  const professional = await api("professional");
  for (const word of ["乙", "甲", "丙"]) await make_draft(professional, `${mark}${word}`);
  const page = await open(wish);
  await sign_in(page, hand, "professional");
  await hand.type(page.getByRole("searchbox", { name: "按名称、姓名或编号搜索" }), mark);
  await eventually(async () => assert.equal(await row(page, mark).count(), 3));
  await hand.press(page.getByRole("tab", { name: /^审核通过/ }));
  await see(page.getByText("没有符合条件的记录"));
  await hand.press(page.getByRole("tab", { name: /^待提交/ }));
  await eventually(async () => assert.equal(await row(page, mark).count(), 3));

  const by_title = button(page, "名称");
  const titles = async () => (await row(page, mark).allInnerTexts()).map((text) => /(甲|乙|丙)/.exec(text)[1]).join("");
  const header = page.getByRole("columnheader", { name: "名称" });
  await hand.press(by_title);
  await eventually(async () => assert.equal(await header.getAttribute("aria-sort"), "ascending"));
  await eventually(async () => assert.equal(await titles(), "丙乙甲")); // by code point
  await hand.press(by_title);
  await eventually(async () => assert.equal(await header.getAttribute("aria-sort"), "descending"));
  await eventually(async () => assert.equal(await titles(), "甲乙丙"));

  await hand.press(link(page, `详细：${mark}甲`));
  await see(heading(page, `${mark}甲`));
  await confirm_at_second_thought(page, hand, "删除", "删除这条申报？");
  await see_notice(page, "申报已删除");
  await see(heading(page, "申报进度查询"));
  await eventually(async () => assert.equal(await link(page, `详细：${mark}甲`).count(), 0));
  await sign_out(page, hand);
}

/** An employer declares one paper for two of its people, and finds both in its records; the department rejects the two with one reason. */
export async function declares_for_people({ open }, hand, wish = {}) {
  const title = new_title("两人合著");
  const page = await open(wish);
  await sign_in(page, hand, "employer");
  await go(page, hand, "学时学分申报");
  await hand.type(page.getByRole("searchbox", { name: "查找人员" }), "SZ100");
  for (const name of ["陈㼆", "刘𬭎"]) await hand.check(page.getByRole("checkbox", { name: new RegExp(name) }));
  await see(page.getByText(/^已选 2 人：/));
  await fill_paper_by_hand(page, hand, title);
  await attach_by_hand(page, hand);
  await hand.press(button(page, "提交"));
  await see_notice(page, "已为 2 人提交申报");
  await go(page, hand, "单位申报记录");
  await eventually(async () => assert.equal(await row(page, title).count(), 2));
  await page.context().close();

  const reason = "请各自注明承担的章节。";
  const auditor = await open(wish);
  await sign_in(auditor, hand, "department");
  const both = auditor.getByRole("checkbox", { name: new RegExp(title) });
  await see(both);
  for (const nth of [0, 1]) await hand.check(both.nth(nth));
  const asked = dialog(auditor, "所选的申报审核不通过？");
  await hand.press(button(auditor, "不通过所选（2）"));
  await hand.dismiss(asked, button(auditor, "不通过所选（2）"));
  await hand.press(button(auditor, "不通过所选（2）"));
  await hand.type(asked.getByRole("textbox", { name: "原因" }), reason);
  await hand.press(asked.getByRole("button", { name: "全部不通过" }));
  await see_notice(auditor, "2 条申报审核不通过");
  await eventually(async () => assert.equal(await row(auditor, title).count(), 0));
  await auditor.context().close();

  const declarer = await open(wish);
  await sign_in(declarer, hand, "professional2");
  await hand.press(link(declarer, `详细：${title}`));
  await see(declarer.getByText(reason));
}

export const chapters = {
  "a paper is declared with its files, saved, edited and submitted": declares,
  "a declaration is rejected, copied, corrected, withdrawn and submitted again": is_rejected_and_tries_again,
  "every level approves and the hours count": is_approved,
  "an employer declares for two people, and a department rejects both at once": declares_for_people,
  "records are searched, filtered and sorted, and a draft is deleted": finds_and_deletes,
};
