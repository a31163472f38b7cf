// What people do on the page, in their own words: by role and name alone.
import assert from "node:assert/strict";
import { jpeg, pdf, png } from "./files.mjs";
import { step_timeout_ms } from "./fixture.mjs";

/** Repeats an assertion until it holds. @template T @param {() => Promise<T>} body @returns {Promise<T>} */
export async function eventually(body, timeout_ms = step_timeout_ms) {
  const end = Date.now() + timeout_ms;
  for (;;) {
    try {
      return await body();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

// ---- finding ---------------------------------------------------------------------------------------------------

export const text_box = (page, name) => page.getByRole("textbox", { name, exact: true });
export const button = (page, name) => page.getByRole("button", { name, exact: true });
export const link = (page, name) => page.getByRole("link", { name, exact: true });
export const combo_box = (page, name) => page.getByRole("combobox", { name, exact: true });
export const radio = (page, group, option) => page.getByRole("radiogroup", { name: group, exact: true }).getByRole("radio", { name: option, exact: true });
export const file_input = (page, material) => button(page, `选择文件：${material}`);
export const files_of = (page, material) => page.getByRole("list", { name: `${material} 的文件` });
export const file_item = (page, material, name) => files_of(page, material).getByRole("listitem").filter({ hasText: name });
export const heading = (page, name) => page.getByRole("heading", { name, exact: true });
export const row = (page, text) => page.getByRole("row").filter({ hasText: text });
export const dialog = (page, name) => page.getByRole("dialog", { name });

export const see = (locator) => locator.first().waitFor();
export const gone = (locator) => locator.first().waitFor({ state: "hidden" });

/** A message at the top of the page, quiet or not. */
export function see_notice(page, text) {
  return see(page.getByRole("status").or(page.getByRole("alert")).filter({ hasText: text }));
}

export const has_value = (locator, value) => eventually(async () => assert.equal(await locator.inputValue(), value));

/** Its hints and errors, as a screen reader says them behind the name. */
export function description_of(locator) {
  return locator.evaluate((el) => (el.getAttribute("aria-describedby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent ?? "").join("\n"));
}
export const is_invalid = (locator) => locator.evaluate((el) => el.getAttribute("aria-invalid") === "true");

export const see_error = (locator, text) =>
  eventually(async () => {
    assert.equal(await is_invalid(locator), true, "marked as wrong");
    const description = await description_of(locator);
    assert.ok(description.includes(text), `“${text}” in “${description}”`);
  });
export const see_no_error = (locator) => eventually(async () => assert.equal(await is_invalid(locator), false));

/** Role and name of what has the focus. */
export const focused_name = (page) =>
  page.evaluate(() => {
    const el = document.activeElement;
    return el?.getAttribute("aria-label") || el?.labels?.[0]?.textContent || el?.textContent || "";
  });
export const has_focus = (locator) => eventually(async () => assert.ok(await locator.first().evaluate((el) => el === document.activeElement), "has the focus"));

// ---- declaring -------------------------------------------------------------------------------------------------

export const form_titles = { "02": "02 参加培训、研修活动", "04": "04 参加学术会议", "06": "06 出版著作（译作）或发表论文" };

/** Opens its list and presses the option. */
export async function choose_option(page, name, label) {
  await combo_box(page, name).click();
  await page.getByRole("option", { name: label, exact: true }).click();
}

export async function choose_form(page, id) {
  await choose_option(page, "学习形式", form_titles[id]);
  await see(heading(page, "申报信息"));
}

/** "类型": "论文" is a choice where the form shows one, else text. @param {Record<string, string>} values */
export async function fill(page, values) {
  for (const [name, value] of Object.entries(values)) {
    const control = text_box(page, name).or(combo_box(page, name)).or(page.getByRole("radiogroup", { name, exact: true })).first();
    const role = await control.evaluate((el) => el.getAttribute("role") ?? el.localName);
    if (role === "radiogroup") await radio(page, name, value).check();
    else if (role === "combobox") await choose_option(page, name, value);
    else await control.fill(value);
  }
}

export const attach = (page, material, files) => file_input(page, material).setInputFiles(files);

/** Every file has arrived: none says that it is on its way or did not get through. */
export async function see_uploaded(page, material, name) {
  const item = file_item(page, material, name);
  await see(item);
  await eventually(async () => {
    const text = await item.first().innerText();
    assert.doesNotMatch(text, /上传|没有/, text);
  });
}

export const paper_values = (title) => ({
  类型: "论文",
  题目: title,
  发表或出版日期: "2026-03-01",
  作者排名: "1",
  期刊名称: "计算机学报",
  ISSN: "0254-4164",
  申报数量: "12",
});

export async function fill_paper(page, title, values = {}) {
  await choose_form(page, "06");
  await fill(page, { ...paper_values(title), ...values });
}

export async function attach_paper_materials(page) {
  await attach(page, "杂志封面", png("封面.png"));
  await attach(page, "目录", jpeg("目录.jpg"));
  await attach(page, "文章", pdf("文章.pdf"));
  await see_uploaded(page, "杂志封面", "封面.png");
  await see_uploaded(page, "目录", "目录.jpg");
  await see_uploaded(page, "文章", "文章.pdf");
}

export async function save(page) {
  await button(page, "保存暂不提交").click();
  await see_notice(page, "已保存，状态为待提交");
  await page.waitForURL(/#\/declarations\/[^/]+\/edit$/);
}

export async function submit(page) {
  await button(page, "提交").click();
  await see_notice(page, "已提交，等待");
}

export const declaration_id = (page) => decodeURIComponent(/#\/declarations\/([^/?]+)/.exec(page.url())?.[1] ?? "");

// ---- places ----------------------------------------------------------------------------------------------------

export async function go(page, name) {
  await link(page, name).click();
  await see(heading(page, name));
}

export async function open_record(page, title) {
  await link(page, `详细：${title}`).click();
  await see(heading(page, title));
}

export async function open_audit(page, title) {
  await link(page, `审核：${title}`).click();
  await see(heading(page, title));
}

export async function confirm(page, action, title) {
  await button(page, action).click();
  await dialog(page, title).getByRole("button", { name: action, exact: true }).click();
}

/** What the year's card says: hours that count. */
export async function approved_hours(page) {
  const text = await page.getByText(/^已计入 [\d.]+ 学时，目标/).first().innerText();
  return Number(/已计入 ([\d.]+) 学时/.exec(text)[1]);
}

export const see_state = (page, state) => see(page.getByRole("main").getByText(state, { exact: true }));

// ---- by the contract, where the way there is not the point -------------------------------------------------------

export const paper_content = (title, attachments = []) => ({
  study_form: "06",
  catalogue_version: "2026.1",
  values: { publication_type: "paper", publication_title: title, published_on: "2026-03-01", rank: 1, journal: "计算机学报", issn: "0254-4164", unit: "hours", claimed_amount: 12, credited_year: new Date().getFullYear() },
  attachments,
});

export const make_draft = (api, title) => api.post("/declarations", paper_content(title));

export async function make_pending(api, title, values = {}) {
  const attachments = [await api.upload(png("封面.png"), "journal_cover"), await api.upload(jpeg("目录.jpg"), "contents"), await api.upload(pdf("文章.pdf"), "article")];
  const content = paper_content(title, attachments);
  const draft = await api.post("/declarations", { ...content, values: { ...content.values, ...values } });
  return api.post(`/declarations/${draft.id}/submit`, {}, draft.revision);
}

let titles = 0;
/** Never twice, so that tests that share a server do not meet each other's records. */
export const new_title = (words) => `${words}${process.pid}-${++titles}`;
