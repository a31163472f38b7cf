// 年度完成情况 and the to-do band with their real views: what stands on the page in words, at the sizes that people have.
#include <gtest/gtest.h>

#include "tests/ui/harness.h"
#include "tests/ui/update_story.h"

namespace portal::test {
namespace {

using model::Json;
using ui::Story;

Json tally(double approved, double pending, const Json& target) {
  return {{"approved_hours", approved}, {"pending_hours", pending}, {"target_hours", target}};
}

Json year(int number, double professional, double in_public, const Json& reached) {
  const bool targets = !reached.is_null();
  return {{"year", number},
          {"total", tally(professional + in_public, 28, targets ? Json(90) : Json())},
          {"public_subject", tally(in_public, 0, targets ? Json(24) : Json())},
          {"professional_subject", tally(professional, 28, targets ? Json(66) : Json())},
          {"reached", reached},
          {"by_form",
           {{{"study_form", "01"}, {"subject", "public"}, {"approved_hours", in_public}, {"cut_hours", 0}, {"pending_hours", 0}, {"cap_hours", nullptr}},
            {{"study_form", "06"}, {"subject", "professional"}, {"approved_hours", professional}, {"cut_hours", 4.5}, {"pending_hours", 28}, {"cap_hours", professional}}}},
          {"conversions", {{{"conversion", "health-national"}, {"credits", 5}, {"hours", 15}}, {{"conversion", ""}, {"credits", 2}, {"hours", 0}}}}};
}

Json years() { return {{"items", {year(2026, 60, 24, false), year(2025, 70, 24, true), year(2024, 12, 0, nullptr)}}}; }

Json people(int count) {
  Json items = Json::array();
  for (int i = 0; i < count; ++i)
    items.push_back({{"person", {{"id", "p" + std::to_string(i)}, {"name", "欧阳静姝"}, {"number", "SZ10" + std::to_string(i)}}},
                     {"organisation", {{"id", "hospital"}, {"name", "嵩州市第一人民医院"}, {"role", "employer"}}},
                     {"total", tally(84, 8, 90)},
                     {"public_subject", tally(24, 0, 24)},
                     {"professional_subject", tally(60, 8, 66)},
                     {"reached", i % 2 == 0}});
  const auto counts = [](int all, int reached) { return Json{{"all", all}, {"reached", reached}, {"not_reached", all - reached}}; };
  return {{"year", 2026}, {"items", items}, {"targets", {{"total_hours", 90}}}, {"counts", counts(count, count / 2)},
          {"organisations",
           {{{"organisation", {{"id", "hospital"}, {"name", "嵩州市第一人民医院"}, {"role", "employer"}}}, {"counts", counts(8, 3)}},
            {{"organisation", {{"id", "cdc"}, {"name", "嵩州市疾病预防控制中心"}, {"role", "employer"}}}, {"counts", counts(6, 0)}}}},
          {"total", count}, {"next_cursor", nullptr}};
}

Json todo() {
  Json approved = Story::row("d1", 5, "approved"), rejected = Story::row("d2", 4, "rejected");
  approved["title"] = "全科医师临床技能进修";
  approved["hours"] = 16;
  rejected["title"] = "中原护理论坛";
  return {{"since", "2026-11-28T01:20:30.000Z"}, {"drafts", 2}, {"waiting", 3}, {"waiting_since", "2026-11-12T01:20:30.000Z"},
          {"news", {{{"record", approved}, {"reason", ""}}, {{"record", rejected}, {"reason", "会议通知没有盖章"}}}}, {"more_news", false}};
}

void start_as(Page& page, const std::string& role, const std::string& fragment) {
  page.start(fragment);
  page.reply("GET", "/catalogue", 200, real_catalogue_json().dump());
  page.reply("GET", "/session", 200, Story::session("p1", role).dump());
}

// High enough to show every row of every table.
ui::Environment high() {
  ui::Environment environment;
  environment.height = 4000;
  return environment;
}

TEST(YearPage, SaysInWordsAndInTablesWhatItsBarsShow) {
  Page page(high());
  start_as(page, "professional", "#/year");
  page.reply("GET", "/summary/years", 200, years().dump());
  EXPECT_TRUE(page.says("2026 年度还差：专业科目 6 学时，合计 6 学时。")) << page.outline();
  EXPECT_FALSE(page.says("公需科目 0 学时"));
  page.find(NodeRole::kTable, "公需科目和专业科目");
  const ui::Node& bar = page.find(NodeRole::kProgress, "已计入 24 学时，待审核 0 学时，目标 24 学时");
  EXPECT_FLOAT_EQ(bar.fraction, 24.0f / 112);
  EXPECT_TRUE(page.says("5 学分折算为 15 学时"));
  EXPECT_TRUE(page.says("尚未与本地文件核对"));
  EXPECT_TRUE(page.says("2 学分没有折算标准，未计入学时"));
  EXPECT_TRUE(page.says("超上限未计学时"));
  for (const ui::Node* table : page.all(NodeRole::kTable)) EXPECT_GT(table->rows, 0) << table->name;
}

TEST(YearPage, ShowsAnotherYearByItsLinkAndByTheChoice) {
  Page page(high());
  start_as(page, "professional", "#/year");
  page.reply("GET", "/summary/years", 200, years().dump());
  page.press(NodeRole::kLink, "2025 年");
  EXPECT_EQ(page.fragment(), "#/year?year=2025");
  EXPECT_TRUE(page.says("2025 年度的学时目标已经全部完成。"));
  page.choose(NodeRole::kComboBox, "年度", "2024 年");
  EXPECT_EQ(page.fragment(), "#/year?year=2024");
  EXPECT_TRUE(page.says("2024 年度没有设定学时目标"));
  page.choose(NodeRole::kComboBox, "年度", "2023 年");
  EXPECT_TRUE(page.says("没有 2023 年度的情况"));
}

TEST(YearPage, IsInTheNavigationOfAllWhoseYearOrPeopleItShows) {
  for (const char* role : {"professional", "employer", "department", "authority"}) {
    Page page;
    start_as(page, role, "#/");
    EXPECT_TRUE(page.has(NodeRole::kLink, "年度完成情况")) << role;
  }
}

TEST(YearPage, OfAnOrganisationCountsItsPeopleAndFiltersThem) {
  Page page;
  start_as(page, "department", "#/year");
  page.reply("GET", "/summary/people", 200, people(4).dump());
  EXPECT_TRUE(page.says("共 4 人，已达标 2 人，未达标 2 人")) << page.outline();
  page.find(NodeRole::kProgress, "共 8 人，已达标 3 人，未达标 5 人");
  EXPECT_EQ(page.find(NodeRole::kTable, "人员完成情况").rows, 4);
  page.press(NodeRole::kTab, "未达标 2");
  EXPECT_EQ(page.fragment(), "#/year?reached=false");
  page.reply("GET", "/summary/people?year=2026&reached=false", 200, people(2).dump());
  page.choose(NodeRole::kComboBox, "年度", "2025 年");
  Json without = people(1);
  without["targets"] = {{"total_hours", nullptr}};
  page.reply("GET", "/summary/people?year=2025&reached=false", 200, without.dump());
  EXPECT_TRUE(page.says("这一年没有设定学时目标"));
  EXPECT_FALSE(page.has(NodeRole::kTab, "未达标 0"));
}

TEST(ToDoBand, LeadsToWhatWaitsAndSaysWhyItWasRejected) {
  ui::Environment environment;
  environment.now_ms = 1'795'968'000'000;  // 2026-11-30
  Page page(environment);
  start_as(page, "professional", "#/");
  page.reply("GET", "/declarations", 200, Story::page({Story::row("d1", 5, "approved")}).dump());
  EXPECT_FALSE(page.says("待办和新消息"));
  page.reply("GET", "/todo", 200, todo().dump());
  EXPECT_TRUE(page.says("上次登录：2026-11-28 09:20")) << page.outline();
  EXPECT_EQ(page.find(NodeRole::kLink, "有 2 件申报保存了还没有提交").href, "#/progress?state=draft");
  EXPECT_EQ(page.find(NodeRole::kLink, "审核通过：全科医师临床技能进修，16 学时计入 2026 年度").href, "#/declarations/d1");
  page.press(NodeRole::kLink, "审核不通过：中原护理论坛。原因：会议通知没有盖章");
  EXPECT_EQ(page.fragment(), "#/declarations/d2");
}

TEST(ToDoBand, TellsAnAuditorHowLongTheOldestHasWaited) {
  ui::Environment environment;
  environment.now_ms = 1'795'968'000'000;  // 2026-11-30
  Page page(environment);
  start_as(page, "department", "#/");
  page.reply("GET", "/todo", 200, todo().dump());
  EXPECT_TRUE(page.has(NodeRole::kLink, "有 3 件申报等待审核，最早的一件已经等了 18 天")) << page.outline();
}

TEST(ToDoBand, IsNotThereWhenNothingWaits) {
  Page page;
  start_as(page, "professional", "#/");
  page.reply("GET", "/todo", 200, Json{{"since", "2026-11-28T01:20:30.000Z"}}.dump());
  EXPECT_FALSE(page.says("待办和新消息"));
}

struct Size {
  float width;
  float text_scale;
};

class EveryYearPage : public ::testing::TestWithParam<Size> {
 protected:
  void in_every_look(Page& page) {
    for (const char* language : {"en", "zh-CN"}) {
      for (const bool care_mode : {false, true}) {
        page.post(ui::PreferencesChanged{{.language = language, .care_mode = care_mode}});
        EXPECT_EQ(words_cut_off(page.tree()), "") << language << (care_mode ? ", care mode" : "");
      }
    }
  }
  ui::Environment environment() const {
    ui::Environment environment;
    environment.width = GetParam().width;
    environment.height = 4000;
    environment.text_scale = GetParam().text_scale;
    environment.now_ms = 1'795'968'000'000;
    return environment;
  }
};

TEST_P(EveryYearPage, OfAProfessionalHoldsTogether) {
  Page page(environment());
  start_as(page, "professional", "#/year");
  page.reply("GET", "/summary/years", 200, years().dump());
  in_every_look(page);
}

TEST_P(EveryYearPage, OfAnAuthorityHoldsTogether) {
  Page page(environment());
  start_as(page, "authority", "#/year");
  page.reply("GET", "/summary/people", 200, people(6).dump());
  in_every_look(page);
}

TEST_P(EveryYearPage, WithTheToDoBandHoldsTogether) {
  Page page(environment());
  start_as(page, "employer", "#/");
  page.reply("GET", "/todo", 200, todo().dump());
  in_every_look(page);
}

INSTANTIATE_TEST_SUITE_P(Sizes, EveryYearPage, ::testing::Values(Size{320, 1}, Size{390, 1.25f}, Size{390, 2}, Size{1280, 1}, Size{1280, 2}, Size{2560, 1}),
                         [](const auto& size) {
                           return std::to_string(static_cast<int>(size.param.width)) + "px_text_" +
                                  std::to_string(static_cast<int>(size.param.text_scale * 100));
                         });

}  // namespace
}  // namespace portal::test
