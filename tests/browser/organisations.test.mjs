// What organisations do with many at once: a base's 200 trainees, a department's 500 declarations.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { png } from "./files.mjs";
import { portal } from "./fixture.mjs";
import { root } from "./server.mjs";
import { button, choose_option, dialog, eventually, fill, go, has_focus, heading, new_title, paper_content, row, see, see_notice } from "./steps.mjs";

/** Two people of the demo data are known by name; the others are made here, so that there are many. */
function assets_with_people(count) {
  const folder = mkdtempSync(join(tmpdir(), "portal-assets-"));
  cpSync(join(root, "assets"), folder, { recursive: true });
  const file = join(folder, "demo/people.json");
  const people = JSON.parse(readFileSync(file, "utf8"));
  for (let i = 1; i <= count; ++i)
    people.push({ id: `many-${i}`, name: `学员${String(i).padStart(3, "0")}`, number: `XY${10_000 + i}`, resident_id: "", mobile: "", organisation: "hospital" });
  writeFileSync(file, JSON.stringify(people));
  return folder;
}

const assets = assets_with_people(250);
after(() => rmSync(assets, { recursive: true, force: true }));
const { story } = portal({ assets });

const trainees = 200;
const waiting = 500;

story("a base declares one training for 200 trainees, and a trainee finds the record", async ({ open, api }) => {
  const title = new_title("乡村医生适宜技术培训班");
  const page = await open({ account: "base", place: "#/declare" });
  await page.getByRole("searchbox", { name: "查找人员" }).fill("XY10");
  await button(page, `选上找到的 ${trainees} 人`).click();
  await page.getByRole("searchbox", { name: "查找人员" }).fill("SZ10058");
  await page.getByRole("checkbox", { name: /陈㼆/ }).check();
  await see(page.getByText(new RegExp(`^已选 ${trainees + 1} 人：`)));
  await choose_option(page, "学习形式", "01 参加各级继续教育基地举办的继续教育培训班学习");
  await fill(page, { 继续教育基地: "嵩州市卫生专业技术人员继续教育基地", 培训名称: title, 主办单位: "嵩州市卫生健康委员会", 开始日期: "2026-03-02", 结束日期: "2026-03-04", 学时: "24", 申报数量: "24" });
  assert.equal(await heading(page, "附件").count(), 0, "a base gives no materials");
  await button(page, "提交").click();
  await see_notice(page, `已为 ${trainees + 1} 人提交申报`);
  await go(page, "单位申报记录");
  await page.getByRole("searchbox").fill(title);
  await see(page.getByText(`共 ${trainees + 1} 条`));
  const { total } = await (await api("authority")).get(`/declarations?view=audit&limit=1&q=${encodeURIComponent(title)}`);
  assert.equal(total, trainees + 1, "all wait for the authority that approved the base");

  const trainee = await open({ account: "professional2" });
  await see(row(trainee, title).filter({ hasText: "待审核" }));
});

story(`a department approves ${waiting} declarations at once, and one that changed meanwhile is told apart`, async ({ open, api }) => {
  const employer = await api("employer");
  const people = Array.from({ length: waiting / 2 }, (_, i) => `many-${i + 1}`);
  const files = [];
  for (const material of ["journal_cover", "contents", "article"]) files.push(await employer.upload(png(`${material}.png`), material));
  const title = new_title("合著");
  for (const part of ["上半年", "下半年"]) {
    const made = await employer.post("/declarations/batch", { people, submit: true, content: paper_content(title + part, files) });
    assert.equal(made.results.filter(({ done }) => done).length, people.length);
  }
  const page = await open({ account: "department" });
  await page.getByRole("searchbox").fill(title);
  await see(page.getByText(`共 ${waiting} 条待审核`));
  await eventually(async () => {
    await page.getByRole("button", { name: /^载入更多|^正在载入更多/ }).first().scrollIntoViewIfNeeded({ timeout: 500 }).catch(() => {});
    assert.equal(await page.getByRole("table", { name: "待审核的申报" }).or(page.getByRole("grid", { name: "待审核的申报" })).getAttribute("aria-rowcount"), String(waiting + 1));
    assert.equal(await page.getByRole("button", { name: /载入更多/ }).count(), 0, "every row is listed");
  });
  await button(page, "全选已列出的").click();
  const [first] = (await employer.get(`/declarations?view=declared&limit=1&q=${encodeURIComponent(title)}`)).items;
  await employer.post(`/declarations/${first.id}/withdraw`, {}, first.revision);
  await button(page, `通过所选（${waiting}）`).click();
  await dialog(page, `通过所选的 ${waiting} 条申报？`).getByRole("button", { name: "全部通过" }).click();
  await see_notice(page, `已处理 ${waiting - 1} 条；1 条没有处理`);
  await see(heading(page, "没有处理的申报"));
  await see(page.getByRole("listitem").filter({ hasText: first.title }));
  await has_focus(heading(page, "审核"));
  const left = await (await api("department")).get(`/declarations?view=audit&limit=1&q=${encodeURIComponent(title)}`);
  assert.equal(left.total, 0);
  const above = await (await api("department-above")).get(`/declarations?view=audit&limit=1&q=${encodeURIComponent(title)}`);
  assert.equal(above.total, waiting - 1);
});
