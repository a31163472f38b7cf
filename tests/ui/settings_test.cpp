// 目录设置: told to update() alone, and its page at the sizes that people have.
#include <gtest/gtest.h>

#include "tests/ui/harness.h"
#include "tests/ui/update_story.h"

namespace portal::test {
namespace {

using model::Json;
using ui::Story;

Json settings(long long revision = 0) {
  const Json target = {{"from_year", 2015}, {"total_hours", 90}, {"public_subject_hours", 24}, {"source", "第25号令"}, {"verified", false}};
  const Json rule = {{"id", "health-national"}, {"label", {{"zh", "卫生系列国家级学分"}, {"en", "Health"}}}, {"when", {{{"field", "level"}, {"one_of", {"national"}}}}},
                     {"from_year", 2015}, {"credits", 1}, {"hours", 3}, {"source", "外地办法"}};
  return {{"version", "2026.1+" + std::to_string(revision)}, {"revision", revision},
          {"settings", {{"targets", {target}}, {"caps", Json::array()}, {"conversions", {rule}}, {"credited_years", Json::object()}}},
          {"changes", {{{"version", "2026.1+1"}, {"at", "2026-03-04T05:06:07.000Z"}, {"by", "管理员"}, {"reason", "按新文件"}}}}};
}

Story opened(const std::string& role = "admin") {
  Story story;
  story.start_signed_in("#/catalogue", role);
  if (story.asked("GET", "/catalogue/settings")) story.answer("GET", "/catalogue/settings", 200, settings());
  return story;
}
Json sent(const Story& story) { return *model::parse_json(story.asked("PUT", "/catalogue/settings")->body); }

TEST(Settings, AreSentAsNumbersWithTheReasonAndTheRevisionThatWasSeen) {
  Story story = opened();
  story.on(ui::SettingEdited{"/targets/0/total_hours", "72"});
  story.on(ui::SettingEdited{"/targets/0/public_subject_hours", ""});
  story.on(ui::SettingEdited{"/credited_years/min", "2025"});
  story.on(ui::SettingEdited{"/reason", "调整"});
  story.on(ui::SettingsSaveRequested{});
  EXPECT_EQ(story.asked("PUT", "/catalogue/settings")->if_match, "\"0\"");
  const Json target = sent(story)["settings"]["targets"][0];
  EXPECT_EQ(target["total_hours"], 72);
  EXPECT_FALSE(target.contains("public_subject_hours")) << "what is blank is not asked for";
  EXPECT_EQ(target["source"], "第25号令");
  EXPECT_EQ(sent(story)["settings"]["credited_years"], Json({{"min", 2025}}));
  EXPECT_EQ(sent(story)["settings"]["conversions"], settings()["settings"]["conversions"]) << "what cannot be edited goes back as it came";
  story.answer("PUT", "/catalogue/settings", 200, settings(2));
  EXPECT_EQ(story.notice(), "settings.saved");
  EXPECT_FALSE(story.state.settings.dirty);
  EXPECT_TRUE(story.asked("GET", "/catalogue")) << "the page itself takes it up";
}

TEST(Settings, AskForAReasonBeforeAnythingIsSent) {
  Story story = opened();
  story.on(ui::SettingEdited{"/targets/0/total_hours", "72"});
  story.on(ui::SettingsSaveRequested{});
  EXPECT_FALSE(story.asked("PUT", "/catalogue/settings"));
  EXPECT_TRUE(story.focuses("settings/reason"));
}

TEST(Settings, AWrongOneIsToldAtItsFieldAndNothingTypedIsLost) {
  Story story = opened();
  story.on(ui::SettingEdited{"/targets/0/total_hours", "九十"});
  story.on(ui::SettingEdited{"/reason", "调整"});
  story.on(ui::SettingsSaveRequested{});
  EXPECT_EQ(sent(story)["settings"]["targets"][0]["total_hours"], "九十") << "the server says what is wrong with it";
  story.answer("PUT", "/catalogue/settings", 422, Story::problem("invalid", {{{"pointer", "/targets/0/total_hours"}, {"code", "wrong_type"}, {"params", Json::object()}}}));
  EXPECT_TRUE(story.focuses("settings/targets/0/total_hours"));
  EXPECT_EQ(story.state.settings.draft["targets"][0]["total_hours"], "九十");
  EXPECT_TRUE(story.state.settings.dirty);
}

TEST(Settings, AChangeThatCameFirstIsToldAndWhatWasTypedStays) {
  Story story = opened();
  story.on(ui::SettingEdited{"/reason", "调整"});
  story.on(ui::SettingsSaveRequested{});
  story.answer("PUT", "/catalogue/settings", 412, Story::problem("stale"));
  EXPECT_EQ(story.state.notice->kind, ui::Notice::Kind::kProblem);
  EXPECT_EQ(story.state.settings.reason, "调整");
  story.on(ui::SettingsReloadRequested{});
  EXPECT_TRUE(story.asked("GET", "/catalogue/settings"));
}

TEST(Settings, ARowForAnotherYearBeginsAsACopyWithAnIdOfItsOwn) {
  Story story = opened();
  story.on(ui::SettingRowAdded{"conversions", 0});
  const Json& rules = story.state.settings.draft["conversions"];
  ASSERT_EQ(rules.size(), 2u);
  EXPECT_EQ(rules[1]["when"], rules[0]["when"]);
  EXPECT_NE(rules[1]["id"], rules[0]["id"]);
  EXPECT_EQ(rules[1]["from_year"], 2026);
  story.on(ui::SettingRowRemoved{"conversions", 0});
  EXPECT_EQ(story.state.settings.draft["conversions"].size(), 1u);
}

TEST(Settings, AreLoadedForAdministratorsAlone) {
  Story story = opened("employer");
  EXPECT_EQ(story.count_sent("GET", "/catalogue/settings"), 0);
}

TEST(SettingsPage, HasAFieldForEachNumberAndTellsWhoChangedWhatAndWhy) {
  for (const float scale : {1.f, 2.f})
    for (const float width : {1280.f, 390.f}) {
      ui::Environment environment;
      environment.width = width;
      environment.height = 900;
      environment.text_scale = scale;
      Page page(environment);
      page.start("#/catalogue");
      page.reply("GET", "/catalogue", 200, real_catalogue_json().dump());
      page.reply("GET", "/session", 200, Story::session("s5", "admin").dump());
      page.reply("GET", "/catalogue/settings", 200, settings().dump());
      for (const char* text : {"现行目录版本：2026.1+0", "卫生系列国家级学分", "管理员：按新文件", "2026.1+1，2026-03-04 13:06"}) EXPECT_TRUE(page.says(text)) << text << page.outline();
      EXPECT_TRUE(page.find(NodeRole::kLink, "目录设置").current);
      page.press(NodeRole::kButton, "增加一行：学习形式上限");
      EXPECT_TRUE(page.has(NodeRole::kTextBox, "一年最多计入学时")) << page.outline();
    }
}

}  // namespace
}  // namespace portal::test
