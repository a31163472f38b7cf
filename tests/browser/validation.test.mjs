// 学时学分申报: what is asked for, and what the page says about wrong input.
import assert from "node:assert/strict";
import { portal } from "./fixture.mjs";
import { attach, attach_paper_materials, button, choose_form, eventually, file_input, fill, fill_paper, gone, has_focus, heading, is_invalid, new_title, radio, save, see, see_error, see_no_error, see_state, see_uploaded, submit, text_box } from "./steps.mjs";
import { jpeg, pdf, png } from "./files.mjs";

const { story } = portal();
const declare = (open) => open({ account: "professional", place: "#/declare" });

story("submitting a blank form says how many things are missing, links to each, and goes to the first", async ({ open }) => {
  const page = await declare(open);
  await choose_form(page, "06");
  await button(page, "提交").click();
  const alert = page.getByRole("alert").filter({ has: page.getByRole("heading", { name: /^还有 \d+ 处需要修改$/ }) });
  await see(alert);
  const count = Number(/还有 (\d+) 处/.exec(await alert.getByRole("heading").innerText())[1]);
  assert.equal(await alert.getByRole("link").count(), count, "a link for each");
  await has_focus(page.getByRole("radiogroup", { name: "类型" }).getByRole("radio"));
  await alert.getByRole("link", { name: /^申报数量：/ }).click();
  await has_focus(text_box(page, "申报数量"));
  await see_error(text_box(page, "申报数量"), "请填写这一项");
  await alert.getByRole("link", { name: /^目录：/ }).click();
  await has_focus(file_input(page, "目录"));
  assert.match(page.url(), /#\/declare\/06$/, "a link to a field is no other place");
});

story("the alert counts down while the form is put right, and is gone when nothing is left", async ({ open }) => {
  const page = await declare(open);
  await fill_paper(page, new_title("改完为止"), { 申报数量: "", 期刊名称: "" });
  await attach_paper_materials(page);
  await button(page, "提交").click();
  await see(heading(page, "还有 2 处需要修改"));
  await text_box(page, "期刊名称").fill("水利学报");
  await see(heading(page, "还有 1 处需要修改"));
  await text_box(page, "申报数量").fill("8");
  await gone(heading(page, "还有 1 处需要修改"));
  await submit(page);
});

story("a field is judged quietly when it is left, not while it is typed in", async ({ open }) => {
  const page = await declare(open);
  await choose_form(page, "06");
  await radio(page, "类型", "论文").check();
  const issn = text_box(page, "ISSN");
  await issn.click();
  await page.keyboard.type("0254-41");
  assert.equal(await is_invalid(issn), false, "no error while typing");
  await text_box(page, "期刊名称").click();
  await see_error(issn, "位数不对");
  assert.equal(await page.getByRole("alert").filter({ hasText: "需要修改" }).count(), 0);
  await issn.fill("0254-4165");
  await text_box(page, "期刊名称").click();
  await see_error(issn, "校验位不对");
  await issn.fill("0254-4164");
  await see_no_error(issn);
});

story("an end before the start, a number out of range and a day that does not exist are each named at their field", async ({ open }) => {
  const page = await declare(open);
  await choose_form(page, "02");
  await fill(page, { 开始日期: "2026-03-10", 结束日期: "2026-03-04", 申报数量: "0" });
  await text_box(page, "备注").click();
  await see_error(text_box(page, "结束日期"), "结束日期不能早于开始日期");
  await see_error(text_box(page, "申报数量"), "要大于 0");
  await fill(page, { 开始日期: "2026-02-30", 申报数量: "1001" });
  await text_box(page, "备注").click();
  await see_error(text_box(page, "开始日期"), "没有这一天");
  await see_error(text_box(page, "申报数量"), "不能大于 1000");
  await fill(page, { 开始日期: "下个月", 申报数量: "十二" });
  await text_box(page, "备注").click();
  await see_error(text_box(page, "开始日期"), "请填写日期");
  await see_error(text_box(page, "申报数量"), "请填写数字");
  await fill(page, { 开始日期: "20260301", 申报数量: "12" });
  await text_box(page, "备注").click();
  for (const name of ["开始日期", "结束日期", "申报数量"]) await see_no_error(text_box(page, name));
  assert.equal(await text_box(page, "开始日期").inputValue(), "2026-03-01", "shown as it was understood");
});

story("a date is chosen from the calendar", async ({ open }) => {
  const page = await declare(open);
  await choose_form(page, "02");
  await text_box(page, "开始日期").fill("2026-03-04");
  await button(page, "打开日历：开始日期").click();
  const calendar = page.getByRole("dialog", { name: "选择日期：开始日期" });
  await see(calendar.getByText("2026 年 3 月", { exact: true }));
  await calendar.getByRole("button", { name: "下个月" }).click();
  await calendar.getByRole("button", { name: "2026 年 4 月 15 日" }).click();
  await gone(calendar);
  await eventually(async () => assert.equal(await text_box(page, "开始日期").inputValue(), "2026-04-15"));
});

story("a training (02) is declared with its own fields and materials", async ({ open }) => {
  const page = await declare(open);
  const title = new_title("水资源管理高级研修班");
  await choose_form(page, "02");
  await fill(page, { 培训名称: title, 主办单位: "河海大学", 级别: "国家级", 地点: "南京", 开始日期: "2026-03-02", 结束日期: "2026-03-06", 学时: "40", 考核结果: "合格", 委派单位: "省水利厅", 申报数量: "40" });
  for (const material of ["培训通知", "结业证书", "单位证明材料"]) {
    await attach(page, material, pdf(`${material}.pdf`));
    await see_uploaded(page, material, `${material}.pdf`);
  }
  await save(page);
  await submit(page);
  await see(heading(page, title));
  await see_state(page, "待审核");
  await see(page.getByText("国家级", { exact: true }));
});

story("a conference (04) asks for the paper and its evidence only when one was read", async ({ open }) => {
  const page = await declare(open);
  const title = new_title("中国水利学会学术年会");
  await choose_form(page, "04");
  assert.equal(await text_box(page, "论文题目").count(), 0);
  assert.equal(await file_input(page, "宣读证明").count(), 0);
  await fill(page, { 会议名称: title, 主办单位: "中国水利学会", 级别: "国家级", 开始日期: "2026-04-01", 结束日期: "2026-04-02", 是否宣读论文或报告: "是", 申报数量: "18" });
  await see(text_box(page, "论文题目"));
  await fill(page, { 论文题目: "流域洪水预报", 论文字数: "3500" });
  await attach(page, "宣读证明", png("宣读证明.png"));
  await see_uploaded(page, "宣读证明", "宣读证明.png");

  await radio(page, "是否宣读论文或报告", "否").check();
  await gone(text_box(page, "论文题目"));
  await radio(page, "是否宣读论文或报告", "是").check();
  await eventually(async () => assert.equal(await text_box(page, "论文题目").inputValue(), "流域洪水预报", "kept while hidden"));

  await attach(page, "会议通知", jpeg("会议通知.jpg"));
  await attach(page, "单位证明材料", pdf("单位证明.pdf"));
  await see_uploaded(page, "会议通知", "会议通知.jpg");
  await see_uploaded(page, "单位证明材料", "单位证明.pdf");
  await submit(page);
  await see(heading(page, title));
  await see(page.getByText("流域洪水预报", { exact: true }));
});

story("what the user typed goes along to another study form that asks for the same", async ({ open }) => {
  const page = await declare(open);
  await choose_form(page, "02");
  await fill(page, { 培训名称: "会被放在一旁的名称", 主办单位: "河海大学", 申报数量: "16", 备注: "带着走" });
  await choose_form(page, "04");
  await see(text_box(page, "会议名称"));
  for (const [name, value] of [["主办单位", "河海大学"], ["申报数量", "16"], ["备注", "带着走"]]) assert.equal(await text_box(page, name).inputValue(), value, name);
  await choose_form(page, "02");
  await see(text_box(page, "培训名称"));
  assert.equal(await text_box(page, "培训名称").inputValue(), "会被放在一旁的名称");
});

story("a draft may be saved with blanks", async ({ open }) => {
  const page = await declare(open);
  await choose_form(page, "06");
  await fill(page, { 题目: new_title("只有题目") });
  await save(page);
  await page.reload();
  await eventually(async () => assert.match(await text_box(page, "题目").inputValue(), /^只有题目/));
});

story("a choice is undone by no one but the user", async ({ open }) => {
  const page = await declare(open);
  await choose_form(page, "02");
  await radio(page, "申报方式", "学分").check();
  await radio(page, "考核结果", "优秀").check();
  await text_box(page, "地点").fill("郑州");
  await save(page);
  await page.reload();
  await eventually(async () => assert.equal(await radio(page, "申报方式", "学分").isChecked(), true));
  assert.equal(await radio(page, "考核结果", "优秀").isChecked(), true);
});
