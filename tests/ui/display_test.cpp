// 显示设置 as people use it: the dialog, care mode, reading aloud.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/ui/harness.h"
#include "tests/ui/update_story.h"

namespace portal::test {
namespace {

using ui::Preferences;
using ui::Story;

void start_signed_out(Page& page) {
  page.start();
  page.reply("GET", "/catalogue", 200, real_catalogue_json().dump());
  page.reply("GET", "/session", 401, Story::problem("not_signed_in").dump());
}

void start_with_records(Page& page, const std::string& role = "professional") {
  page.start(role == "professional" ? "#/progress" : "#/audit");
  page.reply("GET", "/catalogue", 200, real_catalogue_json().dump());
  page.reply("GET", "/session", 200, Story::session("p1", role).dump());
  model::Json row = Story::row("d1", 1, "pending");
  row["title"] = "冰川与河流";
  page.reply("GET", "/declarations", 200, Story::page({row}).dump());
}

TEST(DisplaySettings, AreOnEveryPageAndLeaveItByEscape) {
  Page page;
  start_signed_out(page);
  page.press(NodeRole::kButton, "显示设置");
  EXPECT_TRUE(page.has(NodeRole::kDialog, "显示设置"));
  EXPECT_TRUE(page.tree().find(page.focused())) << page.focused();
  EXPECT_EQ(page.tree().find(page.focused())->role, NodeRole::kRadio);
  page.dismiss();
  EXPECT_FALSE(page.has(NodeRole::kDialog, "显示设置"));
  EXPECT_EQ(page.focused(), page.find(NodeRole::kButton, "显示设置").id);
}

TEST(DisplaySettings, HoldAtOnce) {
  Page page;
  start_with_records(page);
  page.press(NodeRole::kButton, "显示设置");
  page.choose(NodeRole::kRadioGroup, "颜色", "深色");
  EXPECT_EQ(page.tree().theme, "dark");
  page.choose(NodeRole::kRadioGroup, "对比度", "高对比度");
  EXPECT_EQ(page.tree().theme, "dark_contrast");
  const float before = page.find(NodeRole::kHeading, "显示设置").font_size;
  page.choose(NodeRole::kRadioGroup, "文字大小", "200%");
  EXPECT_FLOAT_EQ(page.find(NodeRole::kHeading, "显示设置").font_size, 2 * before);
  EXPECT_FLOAT_EQ(page.tree().text_scale, 2);
  page.press(NodeRole::kButton, "恢复默认");
  EXPECT_EQ(page.tree().theme, "light");
  EXPECT_FLOAT_EQ(page.tree().text_scale, 1);
  page.press(NodeRole::kButton, "完成");
  EXPECT_EQ(page.tree().dialog, "");
}

TEST(DisplaySettings, NameEveryLanguageInItself) {
  Page page;
  start_signed_out(page);
  page.press(NodeRole::kButton, "显示设置");
  EXPECT_EQ(page.find(NodeRole::kRadio, "English").language, "en");
  EXPECT_EQ(page.find(NodeRole::kRadio, "中文").language, "zh-CN");
  EXPECT_TRUE(page.find(NodeRole::kRadio, "中文").checked);
}

TEST(DisplaySettings, AnotherLanguageIsTheLanguageOfEverything) {
  Page page;
  start_signed_out(page);
  page.press(NodeRole::kButton, "显示设置");
  page.choose(NodeRole::kRadioGroup, "语言", "English");
  EXPECT_EQ(page.tree().language, "en");
  EXPECT_TRUE(page.has(NodeRole::kDialog, "Display settings")) << page.outline();
  EXPECT_TRUE(page.has(NodeRole::kButton, "Sign in"));
  EXPECT_NE(page.tree().title.find("Study hours"), std::string::npos) << page.tree().title;
  for (const ui::Node& node : page.tree().nodes) {
    const bool foreign = !node.language.empty();
    const bool chinese = std::any_of(node.name.begin(), node.name.end(), [](char c) { return (c & 0x80) != 0 && static_cast<unsigned char>(c) >= 0xe3; });
    EXPECT_TRUE(foreign || !chinese) << node.name;
  }
}

TEST(DisplaySettings, ALanguageThatCannotBeHadIsSaidInTheDialog) {
  Page page;
  page.answers_languages = false;
  start_signed_out(page);
  page.press(NodeRole::kButton, "显示设置");
  page.choose(NodeRole::kRadioGroup, "语言", "English");
  EXPECT_TRUE(page.says("正在载入所选语言"));
  EXPECT_TRUE(page.find(NodeRole::kRadio, "English").checked);
  page.runtime().take_texts("en", std::nullopt);
  page.draw();
  EXPECT_TRUE(page.says("所选语言没有载入"));
  EXPECT_TRUE(page.find(NodeRole::kRadio, "中文").checked);
  EXPECT_EQ(page.tree().language, "zh-CN");
}

TEST(CheckBox, GoesOnAndOffByPressAndByWhatItsElementSays) {
  Page page;
  start_signed_out(page);
  page.press(NodeRole::kButton, "显示设置");
  const auto checked = [&] { return page.find(NodeRole::kCheckBox, "关怀模式（适老化）").checked; };
  EXPECT_FALSE(checked());
  page.press(NodeRole::kCheckBox, "关怀模式（适老化）");
  EXPECT_TRUE(checked());
  page.type(NodeRole::kCheckBox, "关怀模式（适老化）", "true");
  EXPECT_TRUE(checked()) << "said twice is not undone";
  page.type(NodeRole::kCheckBox, "关怀模式（适老化）", "false");
  EXPECT_FALSE(checked());
}

TEST(CareMode, ShowsOfARecordWhatIsNeededAndNoMore) {
  Page page;
  start_with_records(page);
  EXPECT_TRUE(page.has(NodeRole::kColumnHeader, "更新时间")) << page.outline();
  page.post(ui::PreferencesChanged{{.language = "", .care_mode = true}});
  EXPECT_EQ(page.names(NodeRole::kColumnHeader), (std::vector<std::string>{"名称", "学时/学分", "状态", "操作"})) << page.outline();
  EXPECT_TRUE(page.has(NodeRole::kLink, "详细：冰川与河流"));
}

TEST(CareMode, LeavesOutIntroductions) {
  Page page;
  start_with_records(page, "employer");
  EXPECT_TRUE(page.tree().find("audit_intro"));
  page.post(ui::PreferencesChanged{{.language = "", .care_mode = true}});
  EXPECT_FALSE(page.tree().find("audit_intro"));
}

TEST(CareMode, HasAButtonThatReadsTheViewAndOneThatStops) {
  Page page;
  start_with_records(page);
  EXPECT_FALSE(page.has(NodeRole::kButton, "朗读"));
  page.post(ui::PreferencesChanged{{.language = "", .care_mode = true}});
  page.press(NodeRole::kButton, "朗读");
  const auto spoken = page.effects<ui::SpeakText>();
  ASSERT_EQ(spoken.size(), 1u);
  EXPECT_TRUE(spoken[0].text.starts_with("申报进度查询。\n")) << spoken[0].text;
  EXPECT_NE(spoken[0].text.find("冰川与河流"), std::string::npos);
  EXPECT_EQ(spoken[0].text.find("退出登录"), std::string::npos);
  page.press(NodeRole::kButton, "停止朗读");
  EXPECT_EQ(page.effects<ui::StopSpeaking>().size(), 1u);
  EXPECT_TRUE(page.has(NodeRole::kButton, "朗读"));
}

TEST(CareMode, ReadsAnOpenDialogByAButtonOfItsOwn) {
  Page page;
  start_with_records(page);
  page.post(ui::PreferencesChanged{{.language = "", .care_mode = true}});
  page.press(NodeRole::kButton, "显示设置");
  std::vector<const ui::Node*> buttons;
  for (const ui::Node* node : page.all(NodeRole::kButton)) {
    if (node->name == "朗读" && node->parent == page.tree().dialog) buttons.push_back(node);
  }
  ASSERT_EQ(buttons.size(), 1u);
  page.runtime().act({ui::UserAction::Kind::kPress, buttons[0]->id, {}});
  page.draw();
  const auto spoken = page.effects<ui::SpeakText>();
  ASSERT_EQ(spoken.size(), 1u);
  EXPECT_NE(spoken[0].text.find("颜色：跟随系统"), std::string::npos) << spoken[0].text;
  EXPECT_EQ(spoken[0].text.find("冰川"), std::string::npos);
}

}  // namespace
}  // namespace portal::test
