// The main job: from a professional's form to the authority's approval.
import assert from "node:assert/strict";
import { portal } from "./fixture.mjs";
import { approved_hours, attach_paper_materials, button, confirm, eventually, fill_paper, go, has_value, heading, link, make_pending, new_title, open_audit, open_record, row, save, see, see_notice, see_state, submit, text_box } from "./steps.mjs";

const { story } = portal();
const auditors = ["employer", "department", "department-above", "authority"];

story("a paper goes from the form through every level of audit to the year's total", async ({ open }) => {
  const title = new_title("面向流域治理的遥感数据同化方法研究");
  const better = `${title}（修订）`;
  const page = await open({ account: "professional" });
  await see(heading(page, "申报进度查询"));
  const hours_before = await approved_hours(page);

  await go(page, "学时学分申报");
  await fill_paper(page, title);
  await attach_paper_materials(page);
  await save(page);

  await go(page, "申报进度查询");
  await open_record(page, title);
  await see_state(page, "待提交");
  await button(page, "修改").click();
  await has_value(text_box(page, "题目"), title);
  await text_box(page, "题目").fill(better);
  await save(page);
  await submit(page);
  await see(heading(page, better));
  await see_state(page, "待审核");

  for (const [i, account] of auditors.entries()) {
    const auditor = await open({ account });
    await see(heading(auditor, "审核"));
    await open_audit(auditor, better);
    await see(auditor.getByText("文章.pdf"));
    await confirm(auditor, "通过", "审核通过这条申报？");
    await see_notice(auditor, i < auditors.length - 1 ? "已通过，下一步由" : "审核通过，学时已计入年度");
    await eventually(async () => assert.equal(await row(auditor, better).count(), 0, "no longer waits here"));
    await auditor.context().close();
  }

  await go(page, "申报进度查询");
  await eventually(async () => assert.equal(await approved_hours(page), hours_before + 12));
  await see(row(page, better).filter({ hasText: "审核通过" }));
  await open_record(page, better);
  await see_state(page, "审核通过");
});

story("whoever must act next is named while a declaration is pending", async ({ open }) => {
  const title = new_title("下一步由谁审核");
  const page = await open({ account: "professional", place: "#/declare" });
  await fill_paper(page, title);
  await attach_paper_materials(page);
  await submit(page);
  await see(page.getByText(/^等待.+（用人单位）审核$/));
});

story("a declaration that another level audits is not offered to a level above", async ({ open, api }) => {
  const title = new_title("还没有轮到上级");
  const pending = await make_pending(await api("professional"), title);
  const authority = await open({ account: "authority" });
  await see(heading(authority, "审核"));
  assert.equal(await row(authority, title).count(), 0);
  await authority.goto(`${authority.portal_url}/#/declarations/${pending.id}`);
  await see(heading(authority, "申报详细").or(heading(authority, title)));
  assert.equal(await button(authority, "通过").count(), 0);
  assert.equal(await link(authority, `审核：${title}`).count(), 0);
});
