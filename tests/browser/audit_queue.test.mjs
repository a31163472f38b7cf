// The waiting list from record to record, by key; many at once with the keyboard; and on a phone.
import assert from "node:assert/strict";
import { portal } from "./fixture.mjs";
import { button, dialog, eventually, gone, has_focus, make_pending, new_title, see, see_notice } from "./steps.mjs";

const { story } = portal();

async function waiting(api, words, count) {
  const professional = await api("professional");
  const title = new_title(words);
  const records = [];
  for (let i = 1; i <= count; ++i) records.push(await make_pending(professional, `${title}之${i}`));
  return { title, records };
}

async function search_audit(page, title, count) {
  await page.getByRole("searchbox").fill(title);
  await see(page.getByText(`共 ${count} 条待审核`));
}

story("an auditor walks through what waits with Alt+PageDown and Alt+PageUp, and after a verdict stands before the next", async ({ open, api }) => {
  const { title } = await waiting(api, "逐条审核", 3);
  const page = await open({ account: "employer", place: "#/audit" });
  await search_audit(page, title, 3);
  await page.getByRole("link", { name: new RegExp(`^审核：${title}`) }).first().focus();
  await page.keyboard.press("Enter");
  await see(page.getByText("待审核第 1 条，共 3 条"));
  await page.keyboard.press("Alt+PageDown");
  await see(page.getByText("待审核第 2 条，共 3 条"));
  await page.keyboard.press("Alt+PageUp");
  await see(page.getByText("待审核第 1 条，共 3 条"));
  const shown = await page.getByRole("heading", { level: 1 }).innerText();
  await button(page, "通过").focus();
  await page.keyboard.press("Enter");
  await see(page.getByRole("dialog"));
  await page.keyboard.press("Enter");
  await see(page.getByText(/待审核第 1 条，共 2 条/));
  await eventually(async () => assert.notEqual(await page.getByRole("heading", { level: 1 }).innerText(), shown));
  await has_focus(page.getByRole("heading", { level: 1 }));
});

story("rows are chosen and rejected together with the keyboard alone, with one reason", async ({ open, api }) => {
  const { title, records } = await waiting(api, "一并退回", 2);
  const page = await open({ account: "employer", place: "#/audit" });
  await search_audit(page, title, 2);
  await button(page, "全选已列出的").focus();
  await page.keyboard.press("Enter");
  await button(page, "不通过所选（2）").focus();
  await page.keyboard.press("Enter");
  const box = page.getByRole("dialog");
  await has_focus(box.getByRole("textbox", { name: "原因" }));
  await page.keyboard.type("材料不全");
  for (let i = 0; i < 3; ++i) {
    await page.keyboard.press("Tab");
    if (await box.getByRole("button", { name: /不通过/ }).first().evaluate((el) => el === document.activeElement)) break;
  }
  await page.keyboard.press("Enter");
  await see_notice(page, "2 条申报审核不通过");
  for (const { id } of records) assert.equal((await (await api("professional")).get(`/declarations/${id}`)).state, "rejected");
});

story("on a phone two of three are approved at once and the third stays", async ({ open, api }) => {
  const { title } = await waiting(api, "手机审核", 3);
  const page = await open({ account: "employer", place: "#/audit", viewport: { width: 390, height: 844 } });
  await search_audit(page, title, 3);
  const boxes = page.getByRole("checkbox", { name: new RegExp(title) });
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await button(page, "通过所选（2）").click();
  await dialog(page, "通过所选的 2 条申报？").getByRole("button", { name: "全部通过" }).click();
  await see_notice(page, "已通过 2 条申报");
  await gone(page.getByRole("dialog"));
  await see(page.getByText("共 1 条待审核"));
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
});
