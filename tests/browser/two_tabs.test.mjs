// One record, two tabs: the later one is told, sees both versions, and decides.
import assert from "node:assert/strict";
import { portal } from "./fixture.mjs";
import { button, eventually, fill, gone, has_value, heading, make_draft, make_pending, new_title, see, see_notice, text_box } from "./steps.mjs";

const { story } = portal();
const conflict = "这条申报在别处也改过";

async function two_editors({ open, api }, words) {
  const professional = await api("professional");
  const record = await make_draft(professional, new_title(words));
  const place = `#/declarations/${record.id}/edit`;
  const first = await open({ account: "professional", place });
  const second = await open({ context: first.context(), place });
  for (const page of [first, second]) await has_value(text_box(page, "题目"), record.values.publication_title);
  return { first, second, now: () => professional.get(`/declarations/${record.id}`) };
}

async function meet(stage, words) {
  const met = await two_editors(stage, words);
  await fill(met.first, { 期刊名称: "水利学报", 备注: "第一页写的" });
  await button(met.first, "保存暂不提交").click();
  await see_notice(met.first, "已保存");
  await fill(met.second, { 期刊名称: "河海大学学报" });
  await button(met.second, "保存暂不提交").click();
  await see(heading(met.second, conflict));
  await see(met.second.getByText("什么都还没有被覆盖"));
  for (const text of ["我填写的：河海大学学报", "已保存的：水利学报"]) await see(met.second.getByText(text));
  assert.equal((await met.now()).values.journal, "水利学报", "nothing was overwritten");
  await has_value(text_box(met.second, "期刊名称"), "河海大学学报");
  return met;
}

story("the later tab keeps its own version when its user says so", async (stage) => {
  const { second, now } = await meet(stage, "保留我的");
  await button(second, "用我填写的").click();
  await see_notice(second, /已保存|保留了您填写的内容/);
  await gone(heading(second, conflict));
  await has_value(text_box(second, "期刊名称"), "河海大学学报");
  await eventually(async () => assert.equal((await now()).values.journal, "河海大学学报"));
});

story("the later tab takes what is stored when its user says so", async (stage) => {
  const { second, now } = await meet(stage, "用已保存的");
  await button(second, "用已保存的").click();
  await gone(heading(second, conflict));
  await has_value(text_box(second, "期刊名称"), "水利学报");
  await has_value(text_box(second, "备注"), "第一页写的");
  assert.equal((await now()).values.journal, "水利学报");
});

story("a conflict is not submitted over", async (stage) => {
  const { second, now } = await meet(stage, "冲突时提交");
  await button(second, "提交").click();
  await see(heading(second, conflict));
  assert.equal((await now()).state, "draft");
});

story("a tab that still edits what another tab has submitted is told, and its text can be copied", async ({ open, api }) => {
  const professional = await api("professional");
  const pending = await make_pending(professional, new_title("另一页已提交"));
  const withdrawn = await professional.post(`/declarations/${pending.id}/withdraw`, {}, pending.revision);
  const page = await open({ account: "professional", place: `#/declarations/${pending.id}/edit` });
  await has_value(text_box(page, "题目"), pending.values.publication_title);
  await professional.post(`/declarations/${pending.id}/submit`, {}, withdrawn.revision);
  await fill(page, { 备注: "来不及保存的话" });
  await button(page, "保存暂不提交").click();
  await see(heading(page, conflict));
  await see(page.getByText(/状态已变为待审核/));
  await see(page.getByText("来不及保存的话"));
});
