// Kiosk mode as people see it: the start screen in both languages, the countdown, targets for fingers.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/ui/harness.h"
#include "tests/ui/update_story.h"

namespace portal::test {
namespace {

using ui::Story;

ui::Environment machine(float width = 1080, float height = 1920) {
  ui::Environment environment;
  environment.width = width;
  environment.height = height;
  environment.kiosk = true;
  return environment;
}

void start_machine(Page& page) {
  page.post(ui::Started{"seedseedseedseed1234", "#/", {}, {}, "zh-CN", ui::KioskSettings{}});
  page.reply("GET", "/catalogue", 200, real_catalogue_json().dump());
  page.reply("DELETE", "/session", 401, Story::problem("not_signed_in").dump());
}

void sign_in(Page& page) {
  page.press(NodeRole::kButton, "开始");
  page.type(NodeRole::kTextBox, "用户名", "professional");
  page.type(NodeRole::kTextBox, "密码", "password");
  page.press(NodeRole::kButton, "登录");
  page.reply("POST", "/session", 201, Story::session("p1", "professional").dump());
}

constexpr float kTargetPx = 56;

void expect_targets_for_fingers(const Page& page) {
  for (const NodeRole role : {NodeRole::kButton, NodeRole::kTab, NodeRole::kLink, NodeRole::kTextBox, NodeRole::kComboBox, NodeRole::kRadio,
                              NodeRole::kCheckBox, NodeRole::kFileInput}) {
    for (const ui::Node* node : page.all(role)) {
      if (node->id == "skip") continue;  // for keyboards
      EXPECT_GE(node->rect.h, kTargetPx) << node->id;
      EXPECT_GE(node->rect.w, kTargetPx) << node->id;
    }
  }
}

TEST(KioskStart, SaysWhatTheMachineIsForInBothLanguages) {
  Page page(machine());
  start_machine(page);
  EXPECT_TRUE(page.has(NodeRole::kButton, "开始"));
  EXPECT_EQ(page.find(NodeRole::kButton, "Start").language, "en");
  EXPECT_EQ(page.find(NodeRole::kButton, "开始").language, "");
  EXPECT_TRUE(page.says("打印回执"));
  EXPECT_TRUE(page.says("print a receipt"));
  EXPECT_FALSE(page.has(NodeRole::kTextBox, "用户名"));
  expect_targets_for_fingers(page);
}

TEST(KioskStart, BeginsInTheLanguageOfItsButton) {
  Page page(machine());
  start_machine(page);
  page.press(NodeRole::kButton, "Start");
  EXPECT_TRUE(page.has(NodeRole::kTextBox, "User name"));
  expect_targets_for_fingers(page);
  page.press(NodeRole::kButton, "End and clear");
  EXPECT_TRUE(page.waiting("DELETE", "/session"));
  EXPECT_TRUE(page.says("clearing this machine"));
}

TEST(KioskCountdown, StandsInThePlaceOfTheOpenDialogWhichComesBack) {
  Page page(machine());
  start_machine(page);
  sign_in(page);
  page.press(NodeRole::kButton, "显示设置");
  page.fire("kiosk/idle");
  EXPECT_TRUE(page.has(NodeRole::kDialog, "还在吗？"));
  EXPECT_TRUE(page.find(NodeRole::kDialog, "还在吗？").assertive);
  EXPECT_FALSE(page.has(NodeRole::kDialog, "显示设置"));
  EXPECT_TRUE(page.says("20 秒后结束"));
  page.fire("kiosk/countdown");
  EXPECT_TRUE(page.says("19 秒后结束"));
  expect_targets_for_fingers(page);
  page.press(NodeRole::kButton, "继续");
  EXPECT_FALSE(page.has(NodeRole::kDialog, "还在吗？"));
  EXPECT_TRUE(page.has(NodeRole::kDialog, "显示设置"));
  page.fire("kiosk/idle");
  page.dismiss();
  EXPECT_FALSE(page.has(NodeRole::kDialog, "还在吗？"));
}

TEST(KioskTargets, AreForFingersOnEveryViewOfAVisit) {
  for (const ui::Environment& environment : {machine(), machine(1280, 800)}) {
    Page page(environment);
    start_machine(page);
    sign_in(page);
    model::Json row = Story::row("d1", 1, "draft");
    row["title"] = "冰川与河流";
    page.reply("GET", "/declarations", 200, Story::page({row}).dump());
    expect_targets_for_fingers(page);
    EXPECT_FALSE(page.has(NodeRole::kButton, "导出 .xlsx"));
    page.press(NodeRole::kLink, "学时学分申报");
    page.choose(NodeRole::kComboBox, "学习形式", "04 参加学术会议");
    expect_targets_for_fingers(page);
    page.press(NodeRole::kButton, "显示设置");
    expect_targets_for_fingers(page);
  }
}

TEST(KioskMaterials, LeadWithoutACameraToWhatCanBeDoneInstead) {
  ui::Environment environment = machine();
  environment.file_chooser = false;
  Page page(environment);
  start_machine(page);
  sign_in(page);
  page.press(NodeRole::kLink, "学时学分申报");
  page.choose(NodeRole::kComboBox, "学习形式", "04 参加学术会议");
  page.press(NodeRole::kButton, "提交");
  std::string problem;
  for (const ui::Node* link : page.all(NodeRole::kLink))
    if (link->id.starts_with("declare/problem_") && link->name.find("会议通知") != std::string::npos) problem = link->name;
  ASSERT_FALSE(problem.empty());
  page.press(NodeRole::kLink, problem);
  EXPECT_EQ(page.focused(), page.find(NodeRole::kButton, "怎么补附件：会议通知").id);
  page.press(NodeRole::kButton, "怎么补附件：会议通知");
  EXPECT_TRUE(page.says("这台机器不能拍照，附件可以这样补")) << page.outline();
  page.press(NodeRole::kButton, "知道了");
  EXPECT_FALSE(page.says("这台机器不能拍照，附件可以这样补"));
  EXPECT_EQ(page.focused(), page.find(NodeRole::kButton, "怎么补附件：会议通知").id);
}

}  // namespace
}  // namespace portal::test
