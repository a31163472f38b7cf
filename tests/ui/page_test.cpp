// The whole client with its real views, texts and catalogue: short stories, at the sizes that people have.
#include <gtest/gtest.h>

#include "tests/ui/harness.h"
#include "tests/ui/update_story.h"

namespace portal::test {
namespace {

using model::Json;
using ui::Story;

Json chinese_session(const std::string& role) {
  Json session = Story::session("p1", role);
  session["person"]["name"] = "张㼆𬭎";
  session["organisation"]["name"] = "郑州市第一人民医院（东院区）";
  return session;
}

Json record(const std::string& id, const std::string& state) {
  Json row = Story::row(id, 1, state);
  row["title"] = "基于大语言模型的继续教育学时智能审核方法研究：以河南省为例";
  row["study_form"] = "06";
  row["person"]["name"] = "欧阳㼆";
  return row;
}

Json records() {
  std::vector<Json> rows;
  for (int i = 0; i < 30; ++i) {
    const char* const states[] = {"draft", "pending", "approved", "rejected"};
    rows.push_back(record("d" + std::to_string(i), states[i % 4]));
  }
  return Story::page(rows);
}

void sign_in(Page& page, const std::string& role) {
  page.type(NodeRole::kTextBox, "用户名", role);
  page.type(NodeRole::kTextBox, "密码", "Portal-Demo-2026");
  page.press(NodeRole::kButton, "登录");
  page.reply("POST", "/session", 200, chinese_session(role).dump());
  if (page.waiting("GET", "/catalogue")) page.reply("GET", "/catalogue", 200, real_catalogue_json().dump());
}

void start_signed_out(Page& page, const std::string& fragment = "#/") {
  page.start(fragment);
  if (page.waiting("GET", "/catalogue")) page.reply("GET", "/catalogue", 200, real_catalogue_json().dump());
  page.reply("GET", "/session", 401, Story::problem("not_signed_in").dump());
}

TEST(SignIn, LeadsToWhereTheUserWantedToGo) {
  Page page;
  start_signed_out(page, "#/declare/06");
  EXPECT_TRUE(page.has(NodeRole::kButton, "登录"));
  EXPECT_FALSE(page.has(NodeRole::kNavigation, "主导航"));
  sign_in(page, "professional");
  EXPECT_EQ(page.fragment(), "#/declare/06");
  EXPECT_EQ(page.find(NodeRole::kComboBox, "学习形式").value, "06 出版著作（译作）或发表论文");
  EXPECT_TRUE(page.has(NodeRole::kTextBox, "论文题目") || page.has(NodeRole::kTextBox, "题目")) << page.outline();
}

TEST(SignIn, AWrongPasswordIsSaidAndNothingTypedIsLost) {
  Page page;
  start_signed_out(page);
  page.type(NodeRole::kTextBox, "用户名", "professional");
  page.type(NodeRole::kTextBox, "密码", "wrong");
  page.press(NodeRole::kButton, "登录");
  page.reply("POST", "/session", 401, Story::problem("wrong_credentials").dump());
  EXPECT_TRUE(page.says("用户名或密码不对")) << page.outline();
  EXPECT_EQ(page.find(NodeRole::kTextBox, "用户名").value, "professional");
}

TEST(Declaring, AFormChosenBringsItsFieldsAndSubmitTellsWhatIsMissing) {
  Page page;
  start_signed_out(page, "#/declare");
  sign_in(page, "professional");
  EXPECT_FALSE(page.has(NodeRole::kButton, "提交"));
  page.choose(NodeRole::kComboBox, "学习形式", "06 出版著作（译作）或发表论文");
  EXPECT_EQ(page.fragment(), "#/declare/06");
  page.press(NodeRole::kButton, "提交");
  const std::vector<const ui::Node*> errors = page.all(NodeRole::kError);
  EXPECT_GE(errors.size(), 3u) << page.outline();
  for (const ui::Node* error : errors) {
    if (error->describes.empty()) continue;
    const ui::Node* control = page.tree().find(error->describes);
    ASSERT_TRUE(control) << error->name;
    EXPECT_TRUE(control->invalid) << control->name;
  }
  EXPECT_NE(page.focused(), "");
  EXPECT_TRUE(page.tree().find(page.focused())) << "the focus goes to something that is there: " << page.focused();
}

TEST(Dialog, HigherThanThePageItScrolls) {
  ui::Environment small;
  small.width = 390;
  small.height = 500;
  small.text_scale = 2;
  Page page(small);
  start_signed_out(page, "#/declare/06");
  sign_in(page, "professional");
  for (const ui::Node* button : page.all(NodeRole::kButton)) {
    if (!button->id.ends_with("/calendar")) continue;
    page.press(NodeRole::kButton, std::string(button->name));
    break;
  }
  const ui::Node dialog = *page.tree().find(page.tree().dialog);
  EXPECT_LE(dialog.rect.bottom(), 500);
  const ui::Node cancel = page.find(NodeRole::kButton, "取消");
  EXPECT_GT(cancel.rect.y, 500);
  small.dialog_scroll_y = cancel.rect.bottom() - 400;
  page.set_environment(small);
  EXPECT_EQ(page.find(NodeRole::kButton, "取消").rect, cancel.rect) << "elements scroll by themselves";
}

// ---- the calendar by keyboard --------------------------------------------------------------------------------------

struct Calendar {
  Page page;
  std::string opener;

  Calendar() {
    start_signed_out(page, "#/declare/06");
    sign_in(page, "professional");
    page.type(NodeRole::kTextBox, "发表或出版日期", "2026-01-31");
    for (const ui::Node* button : page.all(NodeRole::kButton)) {
      if (!button->id.ends_with("/calendar")) continue;
      opener = button->id;
      page.press(NodeRole::kButton, std::string(button->name));
      break;
    }
  }
  std::string at() const {
    const ui::Node* day = page.tree().find(page.focused());
    return day ? day->name : "nothing";
  }
};

TEST(CalendarKeys, StartAtTheDayThatIsTyped) {
  Calendar calendar;
  EXPECT_EQ(calendar.at(), "2026 年 1 月 31 日，已选");
}

TEST(CalendarKeys, WhatComesBetweenTwoFramesIsDoneInItsOrder) {
  Calendar calendar;
  calendar.page.dismiss();
  const std::string field = calendar.page.find(NodeRole::kTextBox, "发表或出版日期").id;
  using Kind = ui::UserAction::Kind;
  shell::Runtime& runtime = calendar.page.runtime();
  runtime.act({Kind::kSetValue, field, "2026-03-30"});
  runtime.act({Kind::kBlur, field, ""});
  runtime.act({Kind::kPress, calendar.opener, ""});
  calendar.page.draw();
  EXPECT_EQ(calendar.at(), "2026 年 3 月 30 日，已选") << "the calendar knows what was typed just before";
  for (const char* move : {"right", "right", "right"}) runtime.act({Kind::kMove, calendar.page.focused(), move});
  calendar.page.draw();
  EXPECT_EQ(calendar.at(), "2026 年 4 月 2 日") << "no key is lost";
}

TEST(CalendarKeys, GoThroughDaysWeeksMonthsAndYears) {
  Calendar calendar;
  const std::pair<const char*, const char*> steps[] = {
      {"right", "2026 年 2 月 1 日"},      {"down", "2026 年 2 月 8 日"},      {"home", "2026 年 2 月 2 日"},
      {"end", "2026 年 2 月 8 日"},        {"up", "2026 年 2 月 1 日"},        {"left", "2026 年 1 月 31 日，已选"},
      {"page_down", "2026 年 2 月 28 日"}, {"page_up", "2026 年 1 月 28 日"}, {"far_up", "2025 年 1 月 28 日"},
      {"far_down", "2026 年 1 月 28 日"},  {"first", "2026 年 1 月 1 日"},     {"last", "2026 年 1 月 31 日，已选"}};
  for (const auto& [move, expected] : steps) {
    calendar.page.move(move);
    EXPECT_EQ(calendar.at(), expected) << move;
  }
}

TEST(CalendarKeys, HaveOneStopAmongTheDays) {
  Calendar calendar;
  int stops = 0, days = 0;
  for (const ui::Node* button : calendar.page.all(NodeRole::kButton)) {
    days += button->id.find("/day_") != std::string::npos;
    stops += button->tab_stop == ui::TabStop::kYes;
  }
  EXPECT_EQ(days, 31);
  EXPECT_EQ(stops, 1);
}

TEST(CalendarKeys, ADayChosenComesIntoTheFieldAndTheFocusBackToTheOpener) {
  Calendar calendar;
  calendar.page.move("left");
  calendar.page.press(NodeRole::kButton, "2026 年 1 月 30 日");
  EXPECT_EQ(calendar.page.find(NodeRole::kTextBox, "发表或出版日期").value, "2026-01-30");
  EXPECT_EQ(calendar.page.focused(), calendar.opener);
}

TEST(CalendarKeys, EscapeChangesNothing) {
  Calendar calendar;
  calendar.page.move("left");
  calendar.page.dismiss();
  EXPECT_EQ(calendar.page.find(NodeRole::kTextBox, "发表或出版日期").value, "2026-01-31");
  EXPECT_EQ(calendar.page.focused(), calendar.opener);
}

TEST(SkipLink, IsTheFirstNodeOfThePageAndLeadsToTheHeading) {
  Page page;
  start_signed_out(page, "#/progress");
  sign_in(page, "professional");
  EXPECT_EQ(page.tree().nodes.at(1).name, "跳到主要内容");
  page.press(NodeRole::kLink, "跳到主要内容");
  EXPECT_EQ(page.focused(), "heading");
}

struct Size {
  float width;
  float text_scale;
};

// The page as it stands, in both languages, plain and in care mode: every frame is checked by the harness, and here that no words
// of a control, a label or a heading are cut off.
void show_in_every_look(Page& page) {
  const ui::Preferences before = page.state().preferences;
  for (const char* language : {"en", "zh-CN"}) {
    for (const bool care_mode : {false, true}) {
      page.post(ui::PreferencesChanged{{.language = language, .care_mode = care_mode}});
      EXPECT_EQ(page.tree().language, language);
      EXPECT_EQ(words_cut_off(page.tree()), "") << language << (care_mode ? ", care mode" : "");
    }
  }
  page.post(ui::PreferencesChanged{before});
}

class EveryPage : public ::testing::TestWithParam<Size> {
 protected:
  // A page high enough to hold all at once: every node is checked, every list is long.
  ui::Environment environment() const {
    ui::Environment environment;
    environment.width = GetParam().width;
    environment.height = 900;
    environment.text_scale = GetParam().text_scale;
    return environment;
  }
};

TEST_P(EveryPage, OfAProfessionalHoldsTogether) {
  Page page(environment());
  start_signed_out(page, "#/progress");
  sign_in(page, "professional");
  page.reply("GET", "/declarations", 200, records().dump());
  EXPECT_TRUE(page.has(NodeRole::kTable, "申报记录"));
  show_in_every_look(page);
  for (const char* form : {"01", "04", "06", "15"}) {
    page.post(ui::LocationChanged{"#/declare/" + std::string(form)});
    page.press(NodeRole::kButton, "提交");
    EXPECT_TRUE(page.says("处需要修改")) << page.outline();
    show_in_every_look(page);
  }
  page.post(ui::LocationChanged{"#/nowhere"});
  EXPECT_TRUE(page.says("没有找到这个页面"));
}

TEST_P(EveryPage, OfAnAuditorHoldsTogether) {
  Page page(environment());
  start_signed_out(page, "#/audit");
  sign_in(page, "department");
  page.reply("GET", "/declarations", 200, records().dump());
  EXPECT_TRUE(page.has(NodeRole::kTable, "待审核的申报"));
  show_in_every_look(page);
  page.post(ui::LocationChanged{"#/declarations/d1"});
  Json declaration = Story::declaration("d1", 3, "pending");
  declaration["study_form"] = "06";
  declaration["allowed_actions"] = {"approve", "reject"};
  declaration["values"] = {{"title", "基于大语言模型的继续教育学时智能审核方法研究"}, {"later", "以后的目录才有"}};
  page.reply("GET", "/declarations/d1", 200, declaration.dump(), "\"3\"");
  show_in_every_look(page);
  page.press(NodeRole::kButton, "不通过");
  EXPECT_NE(page.tree().dialog, "") << page.outline();
  show_in_every_look(page);
  page.dismiss();
  EXPECT_EQ(page.tree().dialog, "");
}

TEST_P(EveryPage, WithACalendarHoldsTogether) {
  Page page(environment());
  start_signed_out(page, "#/declare/06");
  sign_in(page, "professional");
  for (const ui::Node* button : page.all(NodeRole::kButton)) {
    if (button->popup != "dialog" || !button->id.ends_with("/calendar")) continue;
    page.press(NodeRole::kButton, std::string(button->name));
    EXPECT_NE(page.tree().dialog, "");
    show_in_every_look(page);
    return;
  }
  ADD_FAILURE() << "no date field";
}

TEST_P(EveryPage, BeforeSignInHoldsTogether) {
  Page page(environment());
  start_signed_out(page);
  show_in_every_look(page);
  page.press(NodeRole::kButton, "登录");
  EXPECT_TRUE(page.state().sign_in.error);
  show_in_every_look(page);
}

TEST_P(EveryPage, WithTheDisplaySettingsHoldsTogether) {
  Page page(environment());
  start_signed_out(page);
  page.press(NodeRole::kButton, "显示设置");
  EXPECT_TRUE(page.has(NodeRole::kDialog, "显示设置"));
  show_in_every_look(page);
  ui::Environment forced = environment();
  forced.forced_palette = ui::Theme().dark;
  page.set_environment(forced);
  EXPECT_TRUE(page.says("系统正在使用高对比度颜色"));
  show_in_every_look(page);
}

INSTANTIATE_TEST_SUITE_P(Sizes, EveryPage,
                         ::testing::Values(Size{320, 1}, Size{320, 2}, Size{390, 1}, Size{390, 1.25f}, Size{1280, 1}, Size{1280, 2},
                                           Size{2560, 1}, Size{2560, 2}),
                         [](const auto& size) {
                           return std::to_string(static_cast<int>(size.param.width)) + "px_text_" +
                                  std::to_string(static_cast<int>(size.param.text_scale * 100));
                         });

}  // namespace
}  // namespace portal::test
