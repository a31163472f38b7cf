// The form helps: an estimate while typing, warnings beside the field, materials ticked off; and the auditor sees the same.
#include <gtest/gtest.h>

#include "tests/ui/harness.h"
#include "tests/ui/update_story.h"

namespace portal::test {
namespace {

using model::Json;
using ui::Story;

void start(Page& page, const std::string& fragment, const std::string& role = "professional") {
  page.start(fragment);
  page.reply("GET", "/catalogue", 200, real_catalogue_json().dump());
  page.reply("GET", "/session", 200, Story::session("p1", role).dump());
}

std::string facts(const Json& by_form, const Json& duplicates = Json::array()) {
  return Json({{"year", 2026}, {"approved_by_form", by_form}, {"duplicates", duplicates}}).dump();
}

Json duplicate(const std::string& id, const std::string& field) {
  return {{"id", id}, {"title", "一种装置"}, {"state", "approved"}, {"credited_year", 2025}, {"fields", {field}}};
}

std::string note_of(const Page& page, const std::string& node) {
  const ui::Node* found = page.tree().find(node);
  return found ? found->name : "";
}

TEST(Estimate, FollowsWhatIsTyped) {
  Page page;
  start(page, "#/declare/07");
  EXPECT_EQ(note_of(page, "declare/check/estimate"), "填写“类型”、“本人排名”后可以估算。") << page.outline();
  page.choose(NodeRole::kRadioGroup, "类型", "发明");
  page.type(NodeRole::kTextBox, "本人排名", "2");
  EXPECT_EQ(note_of(page, "declare/check/estimate"), "估算：42 学时");
  EXPECT_EQ(note_of(page, "declare/check/rule_rank/step"), "类型 发明，本人排名 2：42 学时");
  EXPECT_NE(note_of(page, "declare/check/rule_rank/basis").find("未与本地文件核对"), std::string::npos);
  page.type(NodeRole::kTextBox, "本人排名", "9");
  EXPECT_EQ(note_of(page, "declare/check/estimate"), "估算：0 学时");
}

TEST(Estimate, SaysWhereNoStandardIsKnown) {
  Page page;
  start(page, "#/declare/11");
  EXPECT_TRUE(page.says("没有可以自动计算的标准")) << page.outline();
  page.choose(NodeRole::kComboBox, "学习形式", "04 参加学术会议");
  page.choose(NodeRole::kRadioGroup, "级别", "市级");
  EXPECT_TRUE(page.says("标准没有列出这一情况")) << page.outline();
}

TEST(Warnings, StandBesideTheFieldAndForbidNothing) {
  Page page;
  start(page, "#/declare/02");
  page.type(NodeRole::kTextBox, "开始日期", "2026-03-02");
  page.type(NodeRole::kTextBox, "结束日期", "2026-03-03");
  page.type(NodeRole::kTextBox, "申报数量", "17");
  const ui::Node* warning = page.tree().find("declare/field/claimed_amount/warning");
  ASSERT_TRUE(warning) << page.outline();
  EXPECT_EQ(warning->name, "学习 2 天最多申报 16 学时（每天 8 学时），现在是 17 学时");
  EXPECT_EQ(warning->describes, "declare/field/claimed_amount");
  EXPECT_FALSE(page.find(NodeRole::kTextBox, "申报数量").invalid);
  page.type(NodeRole::kTextBox, "申报数量", "16");
  EXPECT_FALSE(page.tree().find("declare/field/claimed_amount/warning"));
}

TEST(Warnings, OfADuplicateComeFromTheServerAndGoWhenTheNumberChanges) {
  Page page;
  start(page, "#/declare/07");
  page.type(NodeRole::kTextBox, "专利号", "ZL 2017 1 0601862.3");
  page.fire("check");
  const ui::HttpRequest* asked = page.waiting("POST", "/declarations/check");
  ASSERT_TRUE(asked);
  EXPECT_EQ(Json::parse(asked->body)["values"]["patent_number"], "ZL 2017 1 0601862.3");
  page.reply("POST", "/declarations/check", 200, facts(Json::object(), Json::array({duplicate("d7", "patent_number")})));
  EXPECT_EQ(note_of(page, "declare/field/patent_number/warning"), "与“一种装置”（2025 年度，审核通过）可能重复，请核对");
  page.type(NodeRole::kTextBox, "专利号", "ZL 2017 1 0601863");
  EXPECT_EQ(note_of(page, "declare/field/patent_number/warning"), "");
}

TEST(Warnings, AreAskedForOnceForTheSameThing) {
  Page page;
  start(page, "#/declare/07");
  page.fire("check");
  page.reply("POST", "/declarations/check", 200, facts(Json::object()));
  page.type(NodeRole::kTextBox, "专利名称", "一种装置");  // names nothing
  page.fire("check");
  EXPECT_FALSE(page.waiting("POST", "/declarations/check"));
  page.type(NodeRole::kTextBox, "计入年度", "2025");
  page.fire("check");
  EXPECT_TRUE(page.waiting("POST", "/declarations/check"));
}

TEST(Warnings, ARefusedCheckIsNoMatterOfTheUsers) {
  Page page;
  start(page, "#/declare/07");
  page.fire("check");
  page.reply("POST", "/declarations/check", 404, Story::problem("not_found").dump());
  EXPECT_FALSE(page.state().notice);
  EXPECT_TRUE(page.has(NodeRole::kButton, "提交"));
}

TEST(Warnings, ACheckAfterTheSessionEndedSendsNobodyAwayFromWhatTheyType) {
  Page page;
  start(page, "#/declare/07");
  page.fire("check");
  page.reply("POST", "/declarations/check", 401, Story::problem("not_signed_in").dump());
  EXPECT_TRUE(page.has(NodeRole::kButton, "提交"));
  EXPECT_FALSE(page.has(NodeRole::kButton, "登录"));
}

TEST(Estimate, SaysWhatIsCreditedAlreadyAndWhatTheCapLeaves) {
  Json catalogue = real_catalogue_json();
  catalogue["settings"]["caps"] = {{{"study_form", "09"}, {"from_year", 2020}, {"hours_max", 60}}};
  Page page;
  page.start("#/declare/09");
  page.reply("GET", "/catalogue", 200, catalogue.dump());
  page.reply("GET", "/session", 200, Story::session("p1", "professional").dump());
  page.fire("check");
  page.reply("POST", "/declarations/check", 200, facts({{"09", 40}}));
  EXPECT_EQ(note_of(page, "declare/check/estimate"), "估算：40 学时，本年度还可计入 20 学时");
  EXPECT_TRUE(page.says("本形式 2026 年度已计入 40 学时"));
  EXPECT_TRUE(page.says("本形式每年最多计入 60 学时"));
}

TEST(Materials, AreTickedOffAsTheyArrive) {
  Page page;
  start(page, "#/declare/07");
  EXPECT_EQ(note_of(page, "declare/materials_list/0/text"), "专利证书：还没有上传") << page.outline();
  page.post(ui::FilesChosen{"declare/material/patent_certificate", {Story::picture(1)}});
  const std::vector<ui::UploadFile> uploads = page.effects<ui::UploadFile>();
  ASSERT_EQ(uploads.size(), 1U);
  page.post(ui::UploadEnded{uploads[0].id, 201, std::string(64, 'a'), 0, ""});
  EXPECT_EQ(note_of(page, "declare/materials_list/0/text"), "专利证书：已上传 1 个文件");
}

// ---- the auditor -----------------------------------------------------------------------------------------------------

Json pending_patent(const std::string& person) {
  Json json = Story::declaration("d1", 2, "pending");
  json["study_form"] = "07";
  json["person"]["id"] = person;
  json["chain"].push_back({{"id", "a1"}, {"name", "Authority"}, {"role", "authority"}});
  json["values"] = {{"patent_name", "一种装置"}, {"patent_type", "invention"}, {"rank", 2}, {"unit", "hours"}, {"claimed_amount", 50}, {"credited_year", 2026}};
  return json;
}

void open_detail(Page& page, const std::string& person) {
  start(page, "#/declarations/d1", "employer");
  page.reply("GET", "/declarations/d1", 200, pending_patent(person).dump());
}

TEST(Audit, ShowsWhatTheSystemWouldHaveComputedAndWhy) {
  Page page;
  open_detail(page, "p2");
  EXPECT_FALSE(page.says("规则核对")) << "not before it is known";
  page.reply("GET", "/declarations/d1/check", 200, facts({{"07", 36}}, Json::array({duplicate("d7", "patent_number")})));
  EXPECT_TRUE(page.says("规则核对")) << page.outline();
  EXPECT_TRUE(page.says("申报：50 学时"));
  EXPECT_TRUE(page.says("估算：42 学时"));
  EXPECT_TRUE(page.says("本形式 2026 年度已计入 36 学时"));
  EXPECT_TRUE(page.says("缺少材料：专利证书"));
  EXPECT_TRUE(page.says("申报 50 学时，多于按标准估算的 42 学时"));
  EXPECT_EQ(page.find(NodeRole::kLink, "查看可能重复的申报：一种装置").href, "#/declarations/d7");
}

TEST(Audit, ADeclarerSeesNoRuleCheckOfASubmittedDeclaration) {
  Page page;
  start(page, "#/declarations/d1");
  page.reply("GET", "/declarations/d1", 200, pending_patent("p1").dump());
  EXPECT_FALSE(page.waiting("GET", "/declarations/d1/check"));
}

TEST(Audit, SaysWhyNobodyAuditsTheirOwnHours) {
  for (const char* person : {"p1", "p2"}) {
    Page page;
    open_detail(page, person);
    const bool is_own = std::string_view(person) == "p1";
    EXPECT_EQ(page.says("这是您本人的学时，不能由您本人审核"), is_own) << page.outline();
  }
}

}  // namespace
}  // namespace portal::test
