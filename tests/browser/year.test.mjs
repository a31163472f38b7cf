// 年度完成情况 and 学时估算: the picture and the tables say the same numbers; with the keyboard, and at a phone's width.
import assert from "node:assert/strict";
import { portal } from "./fixture.mjs";
import { choose_option, eventually, fill, has_focus, heading, radio, row, see, text_box } from "./steps.mjs";

const { story } = portal();
const phone = { viewport: { width: 390, height: 844 } };
const fits = (page) => eventually(async () => assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is cut off at the side"));

for (const [name, wish] of [["on a wide page", {}], ["on a phone", phone]])
  story(`the own year's tables have the numbers that the server counted, ${name}`, async ({ open, api }) => {
    const page = await open({ account: "professional", place: "#/year", ...wish });
    await see(heading(page, "公需科目和专业科目"));
    const { total, public_subject, professional_subject } = await (await api("professional")).get("/summary");
    for (const [label, tally] of [["合计", total], ["公需科目", public_subject], ["专业科目", professional_subject]]) {
      const line = row(page, label).first();
      await eventually(async () => assert.ok((await line.innerText()).includes(String(tally.approved_hours)), `${label}: ${tally.approved_hours}`));
      if (tally.target_hours !== null) assert.ok((await line.innerText()).includes(String(tally.target_hours)), `${label}: target ${tally.target_hours}`);
    }
    await fits(page);
  });

story("an authority goes with the keyboard to those who have not reached the target, and the place says so", async ({ open, api }) => {
  const page = await open({ account: "authority", place: "#/year" });
  const all = page.getByRole("tab", { name: /^全部/ });
  await all.focus();
  const missing = page.getByRole("tab", { name: /^未达标/ });
  for (let i = 0; i < 5 && !(await missing.evaluate((el) => el === document.activeElement)); ++i) await page.keyboard.press("ArrowRight");
  await has_focus(missing);
  await page.keyboard.press("Enter");
  await page.waitForURL(/#\/year\?reached=false$/);
  const { counts } = await (await api("authority")).get("/summary/people?reached=false");
  await see(page.getByText(`共 ${counts.not_reached} 人`, { exact: true }));
  await has_focus(missing);
});

story("people of a year are searched on a phone", async ({ open }) => {
  const page = await open({ account: "employer", place: "#/year", ...phone });
  await page.getByRole("searchbox").fill("SZ10058");
  await see(page.getByText("共 1 人", { exact: true }));
  await see(page.getByText("陈㼆"));
  await fits(page);
});

story("the estimate follows what is typed, with the keyboard on a phone's width", async ({ open }) => {
  const page = await open({ account: "professional", place: "#/declare", ...phone });
  await choose_option(page, "学习形式", "04 参加学术会议");
  await see(page.getByText(/填写“级别”/));
  const national = radio(page, "级别", "国家级");
  await national.focus();
  await page.keyboard.press("Space");
  await see(page.getByText("估算：12 学时"));
  await page.keyboard.press("ArrowDown");
  await see(page.getByText("估算：8 学时"));
  await fill(page, { 是否宣读论文或报告: "是" });
  await text_box(page, "论文字数").focus();
  await page.keyboard.type("3500");
  await see(page.getByText("估算：14 学时"));
  await fits(page);
});
