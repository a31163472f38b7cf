// URL = place: links from outside, bookmarks, back, forward, reload.
import assert from "node:assert/strict";
import { portal, sign_in } from "./fixture.mjs";
import { button, eventually, go, has_value, heading, link, make_draft, make_pending, new_title, open_record, radio, row, see, text_box } from "./steps.mjs";

const { story } = portal();
const tab = (page, name) => page.getByRole("tab", { name: new RegExp(`^${name}( |$)`) });
const is_selected = (page, name) => eventually(async () => assert.equal(await tab(page, name).getAttribute("aria-selected"), "true", name));

story("a link to a record leads there after signing in", async ({ open, api }) => {
  const record = await make_draft(await api("professional"), new_title("外部链接"));
  const page = await open({ place: `#/declarations/${record.id}` });
  await sign_in(page, "professional");
  await see(heading(page, record.values.publication_title));
  assert.ok(page.url().endsWith(`#/declarations/${record.id}`));
});

story("a bookmark of a filtered, searched and sorted list brings back just that list", async ({ open, api }) => {
  const professional = await api("professional");
  const [one, two] = ["甲", "乙"].map((word) => new_title(`书签${word}`));
  await make_pending(professional, one);
  await make_draft(professional, two);
  const page = await open({ account: "professional", place: `?from=bookmark#/progress?state=draft&q=${encodeURIComponent("书签")}&sort=title&order=asc` });
  await is_selected(page, "待提交");
  await see(row(page, two));
  assert.equal(await row(page, one).count(), 0);
  await has_value(page.getByRole("searchbox"), "书签");
  await eventually(async () => assert.equal(await page.getByRole("columnheader", { name: "名称" }).getAttribute("aria-sort"), "ascending"));
  await page.reload();
  await is_selected(page, "待提交");
  await has_value(page.getByRole("searchbox"), "书签");
});

story("back and forward walk through the places and the filters of a list", async ({ open, api }) => {
  const title = new_title("前进后退");
  await make_draft(await api("professional"), title);
  const page = await open({ account: "professional", place: "#/progress" });
  await see(row(page, title));
  await tab(page, "待提交").click();
  await page.waitForURL(/state=draft/);
  await open_record(page, title);
  await button(page, "修改").click();
  await has_value(text_box(page, "题目"), title);

  await page.goBack();
  await see(heading(page, title));
  await page.goBack();
  await is_selected(page, "待提交");
  await page.goBack();
  await is_selected(page, "全部");
  await page.goForward();
  await is_selected(page, "待提交");
  await page.goForward();
  await see(heading(page, title));
});

story("the study form is part of the place", async ({ open }) => {
  const page = await open({ account: "professional", place: "#/declare/04" });
  await see(text_box(page, "会议名称"));
  await page.goto(`${page.portal_url}/#/declare/06`);
  await see(radio(page, "类型", "论文"));
  assert.match(await page.title(), /学时学分申报/);
});

story("a place that does not exist says so and leads home", async ({ open }) => {
  const page = await open({ account: "professional", place: "#/no/such/place?x=1" });
  await see(heading(page, "没有找到这个页面"));
  await link(page, "回到首页").click();
  await see(heading(page, "申报进度查询"));
});

story("a record that does not exist, or that is not one's own, gets the same answer", async ({ open, api }) => {
  const theirs = await make_draft(await api("professional"), new_title("别人的草稿"));
  const page = await open({ account: "professional2", place: `#/declarations/${theirs.id}` });
  const sentence = page.getByRole("main").getByText(/没有找到这条/);
  await see(sentence);
  const said = await sentence.first().innerText();
  await page.goto(`${page.portal_url}/#/declarations/no-such-id`);
  await see(sentence);
  assert.equal(await sentence.first().innerText(), said);
});

story("searching replaces the place letter by letter, so that back leaves the list", async ({ open, api }) => {
  const title = new_title("搜索不留历史");
  await make_draft(await api("professional"), title);
  const page = await open({ account: "professional", place: "#/progress" });
  await go(page, "学时学分申报");
  await go(page, "申报进度查询");
  await page.getByRole("searchbox").pressSequentially(title.slice(-6));
  await page.waitForURL(/q=/);
  await see(row(page, title));
  await page.goBack();
  await see(heading(page, "学时学分申报"));
});

story("sorting by a column turns round at the second press", async ({ open }) => {
  const page = await open({ account: "professional", place: "#/progress" });
  const header = page.getByRole("columnheader", { name: "学时/学分" });
  await header.getByRole("button").click();
  await eventually(async () => assert.match((await header.getAttribute("aria-sort")) ?? "none", /ascending|descending/));
  const first = await header.getAttribute("aria-sort");
  await header.getByRole("button").click();
  await eventually(async () => assert.equal(await header.getAttribute("aria-sort"), first === "ascending" ? "descending" : "ascending"));
});

story("the tabs count what they hold", async ({ open, api }) => {
  const professional = await api("professional");
  const { counts } = await professional.get("/declarations?view=own");
  const page = await open({ account: "professional", place: "#/progress" });
  for (const [name, count] of [["全部", counts.all], ["待提交", counts.draft], ["待审核", counts.pending], ["审核通过", counts.approved], ["审核不通过", counts.rejected]]) {
    await see(page.getByRole("tab", { name: `${name} ${count}`, exact: true }));
  }
});

story("who scrolls on after a step back, by the scroll bar too, is not thrown back", async ({ open, api }) => {
  const professional = await api("professional");
  for (let i = 0; i < 14; ++i) await make_draft(professional, new_title("滚动"));
  const page = await open({ account: "professional", place: "#/progress" });
  await see(page.getByRole("grid"));
  await page.evaluate(() => (location.hash = "#/declare/06"));
  await see(heading(page, "申报信息"));
  await page.goBack();
  await see(page.getByRole("grid"));
  await page.evaluate(() => scrollTo({ top: 300, behavior: "instant" }));
  await page.setViewportSize({ width: 700, height: 800 }); // the page gets another height
  await see(page.getByRole("grid"));
  await page.waitForTimeout(500);
  assert.ok((await page.evaluate(() => scrollY)) > 100, "the page stays where the user has put it");
});

story("a step back leads to where the list was scrolled to", async ({ open, api }) => {
  const professional = await api("professional");
  const titles = Array.from({ length: 14 }, () => new_title("回到原处"));
  for (const title of titles) await make_draft(professional, title);
  const page = await open({ account: "professional", place: `#/progress?q=${encodeURIComponent("回到原处")}` });
  await see(row(page, titles.at(-1)));
  await page.evaluate(() => scrollTo({ top: 420, behavior: "instant" }));
  await eventually(async () => assert.equal(await page.evaluate(() => history.state?.scroll_y), 420));
  await page.evaluate(() => (location.hash = "#/declare/06"));
  await see(heading(page, "申报信息"));
  await page.goBack();
  await see(page.getByRole("grid"));
  await eventually(async () => assert.equal(await page.evaluate(() => scrollY), 420));
  await page.reload();
  await see(page.getByRole("grid"));
  await eventually(async () => assert.equal(await page.evaluate(() => scrollY), 420));
});
