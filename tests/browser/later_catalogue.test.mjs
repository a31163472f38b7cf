// Records of a catalogue that this page does not know: shown, kept, never dropped.
import assert from "node:assert/strict";
import { portal, sign_in } from "./fixture.mjs";
import { fill, has_value, new_title, paper_content, save, see, text_box } from "./steps.mjs";

const { story } = portal();

/** The page with another catalogue than the server's: an older one, mostly. */
async function with_other_catalogue(page, change) {
  await page.route("**/api/v1/catalogue", async (route) => {
    const response = await route.fetch();
    const catalogue = await response.json();
    change(catalogue);
    await route.fulfill({ response, json: catalogue });
  });
}

story("fields that the catalogue does not know are shown and kept when the rest is edited", async ({ open, api }) => {
  const professional = await api("professional");
  const content = paper_content(new_title("新目录填写"));
  content.values.impact_factor = "3.14（新目录的信息项）";
  content.values.co_authors = [{ name: "周睿" }, { name: "吴𬭎" }];
  const record = await professional.post("/declarations", content);
  const page = await open({ account: "professional", place: `#/declarations/${record.id}` });
  await see(page.getByText("其他信息（impact_factor）"));
  await see(page.getByText("3.14（新目录的信息项）"));
  await page.goto(`${page.portal_url}/#/declarations/${record.id}/edit`);
  await see(page.getByText("3.14（新目录的信息项）"));
  await fill(page, { 期刊名称: "水利学报" });
  await save(page);
  const now = await professional.get(`/declarations/${record.id}`);
  assert.equal(now.values.journal, "水利学报");
  assert.equal(now.values.impact_factor, content.values.impact_factor);
  assert.deepEqual(now.values.co_authors, content.values.co_authors);
});

story("a study form that the catalogue does not know is named, and its values are kept", async ({ open, api }) => {
  const professional = await api("professional");
  const content = { study_form: "04", catalogue_version: "2026.1", values: { conference_name: new_title("未知形式的会议"), organiser: "中国水利学会", unit: "hours", claimed_amount: 8 }, attachments: [] };
  const record = await professional.post("/declarations", content);
  const page = await open({ goto: false });
  await with_other_catalogue(page, (catalogue) => (catalogue.study_forms = catalogue.study_forms.filter((form) => form.id !== "04")));
  await page.goto(`${page.portal_url}/#/declarations/${record.id}`);
  await sign_in(page, "professional");
  await see(page.getByText("其他信息（conference_name）"));
  await see(page.getByText(content.values.conference_name).first());
  await page.goto(`${page.portal_url}/#/declarations/${record.id}/edit`);
  await see(page.getByText("未知的学习形式（04）"));
  await see(page.getByText(content.values.conference_name).first());
  assert.deepEqual((await professional.get(`/declarations/${record.id}`)).values, record.values);
  await page.goto(`${page.portal_url}/#/progress?q=${encodeURIComponent(content.values.conference_name)}`);
  await see(page.getByRole("row").filter({ hasText: "04" }));
});

story("a choice that the catalogue does not know is shown as it is and kept", async ({ open, api }) => {
  const professional = await api("professional");
  const content = paper_content(new_title("新目录的选项"));
  const record = await professional.post("/declarations", { ...content, values: { ...content.values, publication_type: "book", publisher: "科学出版社", isbn: "9787030000000", authorship: "translator" } });
  const page = await open({ goto: false });
  await with_other_catalogue(page, (catalogue) => {
    const form = catalogue.study_forms.find(({ id }) => id === "06");
    const field = form.fields.find(({ id }) => id === "authorship");
    field.choices = field.choices.filter(({ id }) => id !== "translator");
  });
  await page.goto(`${page.portal_url}/#/declarations/${record.id}/edit`);
  await sign_in(page, "professional");
  await has_value(text_box(page, "出版社"), "科学出版社");
  await fill(page, { 出版社: "中国水利水电出版社" });
  await save(page);
  const now = await professional.get(`/declarations/${record.id}`);
  assert.equal(now.values.authorship, "translator");
  assert.equal(now.values.publisher, "中国水利水电出版社");
});

story("what the catalogue lets a browser fill in from its user's own data is marked so", async ({ open }) => {
  const page = await open({ goto: false });
  const own = [["contact_name", "联系人", "name", ""], ["contact_phone", "联系电话", "tel", "tel"], ["contact_mail", "电子邮箱", "email", "email"]];
  await with_other_catalogue(page, (catalogue) => {
    for (const [id, label, autocomplete] of own) catalogue.common_fields.push({ id, kind: "text", label: { zh: label, en: id }, autocomplete });
  });
  await page.goto(`${page.portal_url}/#/declare/06`);
  await sign_in(page, "professional");
  for (const [, label, autocomplete, input_mode] of own) {
    const field = text_box(page, label);
    await see(field);
    assert.equal(await field.getAttribute("autocomplete"), autocomplete);
    assert.equal((await field.getAttribute("inputmode")) ?? "", input_mode);
  }
});
