// 从表格导入 and 导出: a template is filled in, its rows are looked at, the good ones are sent, and nothing is doubled; what is no such
// spreadsheet is told in words; what a list shows is saved as a file.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { rows_of } from "../../web/spreadsheet.js";
import { portal } from "./fixture.mjs";
import { button, choose_option, eventually, file_input, go, heading, link, new_title, row, see, see_notice } from "./steps.mjs";
import { csv, headings, trainee, xlsx } from "./sheets.mjs";

const { story } = portal({ env: { LC_ALL: "C.UTF-8" } }); // else a saved file has no Chinese name
const keeps_downloads = { engines: ["chromium"], why: "the drivers of the others tell nothing of a file that was saved" };

const form = "01 参加各级继续教育基地举办的继续教育培训班学习";

async function open_import(open, account = "base") {
  const page = await open({ account, place: "#/import/01" });
  await see(heading(page, "从表格导入"));
  return page;
}
const choose_sheet = (page, file) => file_input(page, "填好的表格").setInputFiles(file);
const counts = (page, text) => see(page.getByText(text, { exact: true }));

/** What a press saves. @returns {Promise<{name: string, bytes: Buffer}>} */
async function saved_by(page, press) {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

story("a base fills in the template, imports the rows that are good, and again, and nothing is doubled", async ({ open, api }) => {
  const title = new_title("适宜技术培训班");
  const page = await open({ account: "base", place: "#/declare" });
  const scripts = [];
  page.on("request", (request) => request.url().endsWith("spreadsheet.js") && scripts.push(request.url()));
  await choose_option(page, "学习形式", form);
  await link(page, "从表格导入多条申报").click();
  await see(heading(page, "从表格导入"));
  assert.equal(scripts.length, 0, "what reads spreadsheets is not loaded before one is chosen");

  const file = csv("学员.csv", [headings, trainee("SZ10021", title), trainee("SZ10058", title, { end: "2026-03-01" }), trainee("SZ10095", title), trainee("XX1", title)]);
  await choose_sheet(page, file);
  await counts(page, "共 4 行：2 行没有问题，2 行有问题");
  assert.equal(scripts.length, 1);
  const fault = row(page, "第 3 行");
  for (const text of ["陈㼆 SZ10058", "结束日期", "2026-03-01", "结束日期不能早于开始日期"]) await see(fault.filter({ hasText: text }));
  await see(row(page, "第 5 行").filter({ hasText: "没有这个人" }));
  const sent = async () => (await (await api("base")).get(`/declarations?view=declared&limit=1&q=${encodeURIComponent(title)}`)).total;
  assert.equal(await sent(), 0, "nothing is sent before it is asked for");

  await button(page, "只提交没有问题的 2 行").click();
  await see_notice(page, "导入完成：新增 2 条，以前导入过的 0 条没有重复。");
  assert.equal(await sent(), 2);

  await choose_sheet(page, csv("改好的.csv", [headings, trainee("SZ10021", title), trainee("SZ10058", title), trainee("SZ10095", title)], "GB18030"));
  await counts(page, "共 3 行：3 行没有问题，0 行有问题");
  await button(page, "提交全部 3 行").click();
  await see_notice(page, "导入完成：新增 1 条，以前导入过的 2 条没有重复。");
  await see(row(page, "第 2 行").filter({ hasText: "以前导入过，没有重复" }));
  await see(row(page, "第 3 行").filter({ hasText: "已提交" }));
  assert.equal(await sent(), 3);

  const trainees = await open({ account: "professional2" });
  await see(row(trainees, title).filter({ hasText: "待审核" }));
});

story("an employer's rows become drafts, for their materials", async ({ open }) => {
  const title = new_title("院外培训");
  const page = await open_import(open, "employer");
  await choose_sheet(page, csv("职工.csv", [headings, trainee("SZ10021", title)]));
  await button(page, "全部 1 行存为草稿").click();
  await see_notice(page, "导入完成：新增 1 条");
  await go(page, "单位申报记录");
  await page.getByRole("searchbox").fill(title);
  await see(row(page, title).filter({ hasText: "待提交" }));
});

story("a title over merged cells and a formula are read as they look", async ({ open }) => {
  const title = new_title("合并单元格");
  const page = await open_import(open);
  const formula = { formula: "8*3", value: "24" };
  await choose_sheet(page, xlsx("学员.xlsx", [["2026 年培训学员名单"], headings, [...trainee("SZ10021", title).slice(0, 7), formula, formula]], "A1:I1"));
  await counts(page, "共 1 行：1 行没有问题，0 行有问题");
});

story("each spreadsheet that cannot be imported is told why, in words", async ({ open }) => {
  const page = await open_import(open);
  const rows_like = (count) => [headings, ...Array.from({ length: count }, (_, i) => trainee("SZ10021", `第 ${i} 班`))];
  for (const [file, sentence] of [
    [csv("五万行.csv", rows_like(50_000)), "文件太大。最大 20 MB、50000 行，请分成几个文件"],
    [csv("两万行.csv", rows_like(20_000)), "行数太多，一次最多 10000 行，请分成几个文件"],
    [csv("别的列.csv", [["姓名", "电话"], ["张三", "1"]]), "表格里缺少“工号”这一列，请用下载的模板"],
    [csv("少一列.csv", [headings.slice(0, 4), ["1", "张三", "基地", "培训"]]), "表格里缺少“主办单位”这一列，请用下载的模板"],
    [csv("重复的列.csv", [[...headings, "姓名"], trainee("SZ10021", "培训")]), "“姓名”这一列出现了两次"],
    [csv("只有表头.csv", [headings]), "表格里没有内容"],
    [csv("别的编码.csv", rows_like(1), "UTF-16LE"), "这个文件打不开。请选 .xlsx 或 .csv 文件"],
    [{ name: "旧的.xls", mimeType: "application/vnd.ms-excel", buffer: Buffer.from("d0cf11e0a1b11ae1", "hex") }, "这是旧的 .xls 文件。请在表格软件里另存为 .xlsx 再选"],
  ]) {
    await choose_sheet(page, file);
    await see(page.getByText(`已选 ${file.name}`));
    await see(page.getByRole("alert").filter({ hasText: sentence }));
    assert.equal(await page.getByRole("button", { name: /^提交|存为草稿/ }).count(), 0, file.name);
  }
});

story("thousands of rows are shown as far as they are in sight", async ({ open }) => {
  const page = await open_import(open);
  const rows = Array.from({ length: 10_000 }, (_, i) => trainee("SZ10021", `第 ${i} 班`, i % 2 ? {} : { hours: "很多" }));
  await choose_sheet(page, xlsx("一万行.xlsx", [headings, ...rows]));
  await counts(page, "共 10000 行：5000 行没有问题，5000 行有问题");
  const table = page.getByRole("grid", { name: "表格的各行" });
  await eventually(async () => assert.equal(await table.getAttribute("aria-rowcount"), "5001"));
  assert.ok((await table.getByRole("row").count()) < 60);
  await page.getByRole("tab", { name: "全部" }).click();
  await eventually(async () => assert.equal(await table.getAttribute("aria-rowcount"), "10001"));
});

story("the templates have the headings that are read", async ({ open }) => {
  const page = await open_import(open);
  for (const ending of ["xlsx", "csv"]) {
    const { name, bytes } = await saved_by(page, () => button(page, `下载模板 .${ending}`).click());
    assert.match(name, new RegExp(`^导入模板 参加各级.*\\.${ending}$`));
    const { rows } = await rows_of(new Blob([bytes]));
    for (const heading_text of headings) assert.ok(rows[0].includes(heading_text), heading_text);
    await eventually(async () => assert.equal(await button(page, "下载模板 .csv").isEnabled(), true));
  }
}, keeps_downloads);

story("a list is saved as its filter shows it, and nothing in it runs as a formula", async ({ open }) => {
  const title = new_title("=HYPERLINK(\"http://example.invalid\")");
  const page = await open_import(open);
  await choose_sheet(page, xlsx("学员.xlsx", [headings, trainee("SZ10021", title), trainee("SZ10058", title)]));
  await button(page, "提交全部 2 行").click();
  await see_notice(page, "导入完成：新增 2 条");
  await go(page, "单位申报记录");
  await page.getByRole("searchbox").fill(title);
  await see(page.getByText("共 2 条", { exact: true }));
  const saved = await saved_by(page, () => button(page, "导出 .csv").click());
  assert.match(saved.name, /^申报记录 \d{4}-\d\d-\d\d\.csv$/);
  const text = saved.bytes.toString();
  assert.equal(text.trim().split("\r\n").length, 3, text);
  assert.ok(text.includes(`"'${title.replaceAll('"', '""')}"`), text);
  await eventually(async () => assert.equal(await button(page, "导出 .xlsx").isEnabled(), true));
  const { bytes } = await saved_by(page, () => button(page, "导出 .xlsx").click());
  const { rows } = await rows_of(new Blob([bytes]));
  assert.deepEqual(rows.slice(1).map(([cell]) => cell), [title, title]);
}, keeps_downloads);

story("people and their year are saved as files too", async ({ open }) => {
  const page = await open({ account: "employer", place: "#/people" });
  const staff = await saved_by(page, () => button(page, "导出 .csv").click());
  assert.match(staff.bytes.toString(), /林晓雯,SZ10021,419\*+667X/);
  await go(page, "年度完成情况");
  const year = await saved_by(page, () => button(page, "导出 .csv").click());
  assert.match(year.bytes.toString(), /林晓雯,SZ10021,/);
}, keeps_downloads);
