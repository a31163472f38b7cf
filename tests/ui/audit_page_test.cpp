// What an auditor sees: how long each waits, the way from one record to the next, reasons to choose from.
#include <gtest/gtest.h>

#include "tests/ui/harness.h"
#include "tests/ui/update_story.h"

namespace portal::test {
namespace {

using model::Json;
using ui::Story;

constexpr long long kNowMs = 1'790'000'000'000;  // 2026-09-21 in China

Json waiting(const std::string& id, const std::string& since) {
  Json row = Story::row(id, 2, "pending");
  row["title"] = "论文" + id;
  row["study_form"] = "06";
  row["updated_at"] = since;
  return row;
}

Json record(const std::string& id) {
  Json declaration = Story::declaration(id, 2, "pending");
  declaration["study_form"] = "06";
  declaration["allowed_actions"] = {"approve", "reject"};
  return declaration;
}

// The employer before its list of three.
struct Auditor {
  Page page;
  explicit Auditor(const ui::Environment& environment) : page(environment) {
    page.start("#/audit");
    page.reply("GET", "/catalogue", 200, real_catalogue_json().dump());
    page.reply("GET", "/session", 200, Story::session("p1", "employer").dump());
    page.reply("GET", "/declarations", 200,
               Story::page({waiting("d1", "2026-09-21T01:00:00.000Z"), waiting("d2", "2026-09-20T01:00:00.000Z"), waiting("d3", "2026-09-01T20:00:00.000Z")}).dump());
  }
  void open(const std::string& id) {
    page.press(NodeRole::kLink, "审核：论文" + id);
    page.reply("GET", "/declarations/" + id, 200, record(id).dump());
  }
};

ui::Environment at(float width, float text_scale = 1) {
  ui::Environment environment;
  environment.width = width;
  environment.height = 900;
  environment.text_scale = text_scale;
  environment.now_ms = kNowMs;
  return environment;
}

TEST(AuditList, SaysHowManyDaysEachWaitsByTheDayInChina) {
  const Auditor auditor(at(1280));
  const std::vector<std::string> cells = auditor.page.names(NodeRole::kCell);
  for (const char* text : {"今天到", "1 天", "19 天"}) EXPECT_TRUE(std::ranges::find(cells, text) != cells.end()) << text << auditor.page.outline();
}

TEST(AuditList, SortedByAgeShowsTheLongestWaitFirst) {
  Auditor auditor(at(1280));
  auditor.page.press(NodeRole::kButton, "等待");
  EXPECT_EQ(auditor.page.fragment(), "#/audit?order=asc");
  auditor.page.reply("GET", "/declarations", 200, Story::page({waiting("d3", "2026-09-01T20:00:00.000Z")}).dump());
  EXPECT_EQ(auditor.page.find(NodeRole::kColumnHeader, "等待").sort, ui::Sort::kDescending) << "the most days are on top";
}

TEST(AuditList, IsFilteredByStudyFormAndYear) {
  Auditor auditor(at(1280));
  auditor.page.choose(NodeRole::kComboBox, "计入年度", "2025");
  EXPECT_EQ(auditor.page.fragment(), "#/audit?year=2025");
  auditor.page.choose(NodeRole::kComboBox, "学习形式", "04 参加学术会议");
  EXPECT_EQ(auditor.page.fragment(), "#/audit?form=04&year=2025");
  EXPECT_TRUE(auditor.page.says("没有符合条件的申报"));
  auditor.page.choose(NodeRole::kComboBox, "学习形式", "全部");
  EXPECT_EQ(auditor.page.fragment(), "#/audit?year=2025");
}

TEST(AuditQueue, LeadsFromRecordToRecordOnEveryPage) {
  for (const auto& environment : {at(1280), at(390), at(390, 2)}) {
    Auditor auditor(environment);
    auditor.open("d1");
    EXPECT_TRUE(auditor.page.says("待审核第 1 条，共 3 条")) << auditor.page.outline();
    EXPECT_FALSE(auditor.page.has(NodeRole::kLink, "上一条"));
    EXPECT_EQ(auditor.page.find(NodeRole::kLink, "下一条").shortcut, "Alt+PageDown");
    auditor.page.press(NodeRole::kLink, "下一条");
    EXPECT_EQ(auditor.page.fragment(), "#/declarations/d2");
    auditor.page.reply("GET", "/declarations/d2", 200, record("d2").dump());
    EXPECT_EQ(auditor.page.find(NodeRole::kLink, "上一条").href, "#/declarations/d1");
  }
}

TEST(Reasons, FromTheCatalogueComeIntoTheFieldOneBehindTheOtherAndCanBeEdited) {
  for (const auto& environment : {at(1280), at(390), at(390, 2)}) {
    Auditor auditor(environment);
    auditor.open("d1");
    auditor.page.press(NodeRole::kButton, "不通过");
    const std::vector<model::Text> reasons = model::reject_reasons(*auditor.page.state().catalogue);
    ASSERT_GE(reasons.size(), 4u);
    auditor.page.press(NodeRole::kButton, reasons[0].zh);
    EXPECT_EQ(auditor.page.find(NodeRole::kTextBox, "原因").value, reasons[0].zh);
    EXPECT_EQ(auditor.page.focused(), "dialog/reason") << "a screen reader says what stands there now";
    auditor.page.press(NodeRole::kButton, reasons[1].zh);
    auditor.page.press(NodeRole::kButton, reasons[1].zh);
    EXPECT_EQ(auditor.page.find(NodeRole::kTextBox, "原因").value, reasons[0].zh + "；" + reasons[1].zh);
    auditor.page.type(NodeRole::kTextBox, "原因", "第 2 页不清楚");
    EXPECT_EQ(auditor.page.state().dialog->reason, "第 2 页不清楚");
  }
}

TEST(Reasons, AreOfferedForManyAtOnceAndNotForARevocation) {
  Auditor auditor(at(1280));
  auditor.page.press(NodeRole::kButton, "全选已列出的");
  auditor.page.press(NodeRole::kButton, "不通过所选（3）");
  EXPECT_TRUE(auditor.page.has(NodeRole::kButton, model::reject_reasons(*auditor.page.state().catalogue)[0].zh));
  auditor.page.dismiss();
  auditor.page.post(ui::DialogOpened{ui::DialogOpened::Kind::kRevoke, "d1"});
  EXPECT_FALSE(auditor.page.has(NodeRole::kButton, model::reject_reasons(*auditor.page.state().catalogue)[0].zh));
}

}  // namespace
}  // namespace portal::test
