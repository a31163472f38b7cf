// What employers and administrators keep: people one by one and from a spreadsheet, organisations, the settings of the catalogue; with the
// keyboard, and at a phone's width.
import assert from "node:assert/strict";
import { portal } from "./fixture.mjs";
import { csv, people_headings } from "./sheets.mjs";
import { button, dialog, eventually, file_input, gone, has_focus, has_value, heading, link, row, see, see_error, see_notice, text_box } from "./steps.mjs";

const { story } = portal();
const phone = { viewport: { width: 390, height: 844 } };

/** @param {import("playwright-core").Locator} combo */
async function choose_by_typing(combo, text) {
  await combo.fill(text);
  await combo.press("ArrowDown");
  await combo.press("Enter");
  await has_value(combo, text);
}

/** An open list may reach below its dialog: its options take the press all the same. */
async function choose_by_pressing(form, name, text) {
  const combo = form.getByRole("combobox", { name });
  await combo.click();
  await form.page().getByRole("option", { name: text, exact: true }).click();
  await has_value(combo, text);
}

let people_made = 0;
/** GB 11643, of nobody. */
function new_resident_id() {
  const digits = `41990019900101${String(300 + ++people_made)}`;
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (2 ** (17 - index) % 11), 0);
  return digits + "10X98765432"[sum % 11];
}

story("an employer imports people from a spreadsheet in another encoding, mends one, and nobody is there twice", async ({ open, api }) => {
  const page = await open({ account: "employer", place: "#/people" });
  await link(page, "从表格导入多人").click();
  await see(heading(page, "从表格导入人员"));
  const [liu, wang] = [new_resident_id(), new_resident_id()];
  const rows = [people_headings, ["刘新", liu, "ZX1", "19900005678", "liu.xin"], ["王新", wang.slice(0, 17) + (wang[17] === "1" ? "2" : "1"), "ZX2", "", ""]];
  await file_input(page, "填好的表格").setInputFiles(csv("花名册.csv", rows, "GB18030"));
  await see(page.getByText("共 2 行：1 行没有问题，1 行有问题"));
  for (const text of ["王新 ZX2", "身份证号"]) await see(row(page, "第 3 行").filter({ hasText: text }));
  const found = async (q) => (await (await api("employer")).get(`/people?q=${q}`)).items;
  assert.equal((await found("ZX1")).length, 0, "nothing is added before it is asked for");
  await button(page, "只导入没有问题的 1 人").click();
  await see_notice(page, "新增 1 人");
  assert.deepEqual((await found("ZX1"))[0].accounts.map(({ name, role, password }) => ({ name, role, password })), [{ name: "liu.xin", role: "professional", password: "none" }]);

  rows[1][2] = "ZX9";
  rows[2][1] = wang;
  await file_input(page, "填好的表格").setInputFiles(csv("改好的.csv", rows));
  await see(page.getByText("共 2 行：2 行没有问题，0 行有问题"));
  await see(row(page, "第 2 行").filter({ hasText: "已经在单位里，将更新" }));
  await button(page, "导入全部 2 人").click();
  await see_notice(page, "新增 1 人，更新 1 人");
  assert.equal((await found("刘新")).length, 1);
  assert.equal((await found("刘新"))[0].number, "ZX9");
});

story("an administrator names the organisation of each row", async ({ open, api }) => {
  const page = await open({ account: "admin", place: "#/import-people" });
  await see(heading(page, "从表格导入人员"));
  const rows = [[...people_headings, "单位*"], ["赵新", new_resident_id(), "", "", "", "没有的单位"], ["钱新", new_resident_id(), "", "", "", "嵩州市卫生健康委员会"]];
  await file_input(page, "填好的表格").setInputFiles(csv("人员.csv", rows));
  await see(row(page, "第 2 行").filter({ hasText: "没有这个单位" }));
  await button(page, "只导入没有问题的 1 人").click();
  await see_notice(page, "新增 1 人");
  const [added] = (await (await api("admin")).get(`/people?q=${encodeURIComponent("钱新")}`)).items;
  assert.equal(added.organisation.name, "嵩州市卫生健康委员会");
});

story("a person is found, opened and changed with the keyboard alone, and the focus comes back", async ({ open }) => {
  const page = await open({ account: "employer", place: "#/people" });
  await page.getByRole("searchbox").focus();
  await page.keyboard.type("SZ10058");
  const manage = page.getByRole("link", { name: "管理：陈㼆" });
  await see(manage);
  await eventually(async () => assert.equal(await page.getByRole("link", { name: /^管理：/ }).count(), 1));
  await manage.focus();
  await page.keyboard.press("Enter");
  await see(heading(page, "陈㼆"));
  await button(page, "修改").focus();
  await page.keyboard.press("Enter");
  const number = dialog(page, "修改人员信息：陈㼆").getByRole("textbox", { name: "手机号" });
  await number.focus();
  await page.keyboard.type("123");
  await page.keyboard.press("Enter");
  await see_error(number, "");
  await page.keyboard.press("Escape");
  await gone(dialog(page, "修改人员信息：陈㼆"));
  await has_focus(button(page, "修改"));
});

story("on a phone a person and an organisation are added and shown without a sideways scroll", async ({ open }) => {
  const page = await open({ account: "admin", place: "#/organisations", ...phone });
  const fits = async (what) => assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), what);
  await see(heading(page, "单位管理"));
  await fits("organisations");
  await button(page, "新增单位").click();
  await text_box(page, "单位名称").fill("新桥镇卫生院");
  await choose_by_pressing(dialog(page, "新增单位"), "上级单位", "嵩州市卫生健康委员会");
  await dialog(page, "新增单位").getByRole("button", { name: "新增", exact: true }).click();
  await gone(dialog(page, "新增单位"));
  await see(page.getByText("新桥镇卫生院"));
  await link(page, "人员管理").click();
  await see(heading(page, "人员管理"));
  await button(page, "新增人员").click();
  const form = dialog(page, "新增人员");
  await form.getByRole("textbox", { name: "姓名" }).fill("孙新");
  await form.getByRole("textbox", { name: "身份证号" }).fill(new_resident_id());
  await choose_by_typing(form.getByRole("combobox", { name: "单位" }), "新桥镇卫生院");
  await fits("a form");
  await form.getByRole("button", { name: "新增", exact: true }).click();
  await gone(form);
  await page.getByRole("searchbox").fill("孙新");
  await see(page.getByText("孙新", { exact: true }));
  await fits("people");
});

story("an administrator changes a target with a reason; who comes too late is told, and the year follows", async ({ open }) => {
  const page = await open({ account: "admin", place: "#/catalogue" });
  await see(heading(page, "年度目标"));
  const late = await open({ account: "admin", place: "#/catalogue", ...phone });
  const target = (at) => text_box(at, "总学时").first();
  await see(target(late));
  await target(page).fill("七十二");
  await text_box(page, "为什么修改").fill("按新文件");
  await button(page, "保存为新版本").click();
  await has_focus(target(page));
  await see_error(target(page), "请填数字");
  await target(page).fill("72");
  await button(page, "保存为新版本").click();
  await see_notice(page, "已保存，目录版本 2026.1+1");
  await see(page.getByText(/：按新文件$/));

  await target(late).fill("60");
  await text_box(late, "为什么修改").fill("晚了一步");
  await button(late, "保存为新版本").click();
  await see(late.getByRole("alert"));
  assert.equal(await target(late).inputValue(), "60", "what was typed stays");
  await button(late, "放弃修改").click();
  await eventually(async () => assert.equal(await target(late).inputValue(), "72"));

  const year = await open({ account: "professional", place: "#/year" });
  await see(row(year, "合计").filter({ hasText: "72" }));
});

story("credited years that an administrator allows are those that a form takes", async ({ open, api }) => {
  const admin = await api("admin");
  const { settings, revision } = await admin.get("/catalogue/settings");
  const year = new Date().getFullYear();
  const answer = await admin.put("/catalogue/settings", { settings: { ...settings, credited_years: { min: year, max: year } }, reason: "只受理当年" }, revision);
  assert.equal(answer.settings.credited_years.min, year);
  const page = await open({ account: "professional", place: "#/declare/06" });
  const field = text_box(page, "计入年度");
  await field.fill(String(year - 1));
  await page.keyboard.press("Tab");
  await see_error(field, String(year));
});
