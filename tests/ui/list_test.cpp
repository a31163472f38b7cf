// Courses of a year: added, filled in, taken away; the focus goes where the user goes on.
#include <gtest/gtest.h>

#include "tests/ui/harness.h"
#include "tests/ui/update_story.h"

namespace portal::test {
namespace {

using model::Json;
using ui::Story;

void start(Page& page, const std::string& role = "professional", const std::string& fragment = "#/declare/03") {
  page.start(fragment);
  page.reply("GET", "/catalogue", 200, real_catalogue_json().dump());
  page.reply("GET", "/session", 200, Story::session("p1", role).dump());
}

void type(Page& page, const std::string& path, const std::string& text) { page.post(ui::FieldEdited{path, text}); }

Json courses(const Page& page) { return model::member(page.state().declare.values, "courses"); }

const ui::Node& node(const Page& page, const std::string& id) {
  static const ui::Node none;
  const ui::Node* found = page.tree().find(id);
  EXPECT_TRUE(found) << id << "\n" << page.outline();
  return found ? *found : none;
}

TEST(List, BeginsWithOneItemAndAddsMore) {
  Page page;
  start(page);
  EXPECT_EQ(node(page, "declare/field/courses/0").name, "课程 1");
  EXPECT_EQ(node(page, "declare/field/courses/0/grade").role, NodeRole::kTextBox);
  page.press(NodeRole::kButton, "添加课程");
  EXPECT_EQ(courses(page).size(), 2U);
  EXPECT_EQ(page.focused(), "declare/field/courses/1/name");
  EXPECT_EQ(node(page, "declare/field/courses/1").name, "课程 2");
}

TEST(List, KeepsWhatIsTypedInItsItem) {
  Page page;
  start(page);
  page.press(NodeRole::kButton, "添加课程");
  type(page, "courses/1/grade", "85");
  type(page, "courses/0/name", "高等数学");
  EXPECT_EQ(courses(page), (Json{{{"name", "高等数学"}}, {{"grade", 85}}}));
  EXPECT_EQ(node(page, "declare/field/courses/1/grade").value, "85");
  EXPECT_EQ(node(page, "declare/field/courses/0/grade").value, "");
}

TEST(List, TakesAnItemAwayAndTheOthersMoveUp) {
  Page page;
  start(page);
  page.press(NodeRole::kButton, "添加课程");
  page.press(NodeRole::kButton, "添加课程");
  for (const char* number : {"0", "1", "2"}) type(page, std::string("courses/") + number + "/name", std::string("课") + number);
  page.press(NodeRole::kButton, "删除课程 2");
  EXPECT_EQ(courses(page), (Json{{{"name", "课0"}}, {{"name", "课2"}}}));
  EXPECT_EQ(node(page, "declare/field/courses/1/name").value, "课2");
  EXPECT_EQ(page.focused(), "declare/field/courses/1/remove");
  page.press(NodeRole::kButton, "删除课程 2");
  EXPECT_EQ(page.focused(), "declare/field/courses/0/remove");
  page.press(NodeRole::kButton, "删除课程 1");
  EXPECT_EQ(page.focused(), "declare/field/courses");
  EXPECT_EQ(courses(page), Json::array());
}

TEST(List, ShowsTheErrorsOfAnItemWhereTheyAre) {
  Page page;
  start(page);
  page.press(NodeRole::kButton, "添加课程");
  type(page, "courses/1/grade", "120");
  page.post(ui::FieldLeft{"courses/1/grade"});
  EXPECT_EQ(node(page, "declare/field/courses/1/grade/error").describes, "declare/field/courses/1/grade");
  EXPECT_FALSE(page.tree().find("declare/field/courses/0/grade/error")) << "nobody was there yet";
  page.press(NodeRole::kButton, "提交");
  EXPECT_TRUE(page.has(NodeRole::kLink, "课程 1：课程名称：请填写这一项")) << page.outline();
  page.press(NodeRole::kButton, "删除课程 1");
  EXPECT_TRUE(node(page, "declare/field/courses/0/grade").invalid) << "it moved up with its item";
}

TEST(List, SaysThatOneItemIsNeeded) {
  Page page;
  start(page);
  page.press(NodeRole::kButton, "删除课程 1");
  EXPECT_EQ(node(page, "declare/field/courses/error").describes, "declare/field/courses");
}

TEST(List, IsOverAtItsLimit) {
  Json catalogue = real_catalogue_json();
  catalogue["study_forms"][2]["fields"].back()["items_max"] = 2;
  Page page;
  page.start("#/declare/03");
  page.reply("GET", "/catalogue", 200, catalogue.dump());
  page.reply("GET", "/session", 200, Story::session("p1", "professional").dump());
  page.press(NodeRole::kButton, "添加课程");
  EXPECT_TRUE(page.find(NodeRole::kButton, "添加课程").disabled);
  page.post(ui::ListItemAdded{"courses"});
  EXPECT_EQ(courses(page).size(), 2U);
}

TEST(List, SurvivesAChangeOfTheStudyForm) {
  Page page;
  start(page);
  type(page, "courses/0/name", "高等数学");
  page.post(ui::StudyFormChosen{"02"});
  EXPECT_FALSE(page.state().declare.values.contains("courses"));
  page.post(ui::StudyFormChosen{"03"});
  EXPECT_EQ(node(page, "declare/field/courses/0/name").value, "高等数学");
}

TEST(List, IsShownWholeInTheDetail) {
  Page page;
  start(page, "professional", "#/declarations/d1");
  Json declaration = Story::declaration("d1", 2, "pending");
  declaration["study_form"] = "03";
  declaration["values"] = {{"courses", {{{"name", "高等数学"}, {"grade", 85}, {"passed", true}}, {{"name", "英语"}}}}};
  page.reply("GET", "/declarations/d1", 200, declaration.dump());
  EXPECT_TRUE(page.says("1. 课程名称 高等数学，成绩 85，是否合格 是")) << page.outline();
  EXPECT_TRUE(page.says("2. 课程名称 英语"));
}

TEST(List, IgnoresWhatIsNoListOrNoItem) {
  Page page;
  start(page);
  page.post(ui::ListItemAdded{"school"});
  page.post(ui::ListItemAdded{"nowhere"});
  page.post(ui::ListItemRemoved{"courses", 7});
  type(page, "courses/7/name", "x");
  type(page, "courses", "x");
  EXPECT_EQ(courses(page), Json::array({Json::object()}));
}

}  // namespace
}  // namespace portal::test
