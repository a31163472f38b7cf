#include "ui/reading_text.h"

#include <gtest/gtest.h>

namespace portal::ui {
namespace {

// A tree of a page with a banner and a main part; nodes go into the part that is named.
class Sample {
 public:
  explicit Sample(const std::string& language = "zh-CN") {
    tree.language = language;
    add("page", "", NodeRole::kPage);
    add("banner", "page", NodeRole::kBanner);
    add("sign_out", "banner", NodeRole::kButton, "退出登录");
    add("main", "page", NodeRole::kMain);
  }
  Node& add(const std::string& id, const std::string& parent, NodeRole role, const std::string& name = {}) {
    Node node;
    node.id = id;
    node.parent = parent;
    node.role = role;
    node.name = name;
    return tree.nodes.emplace_back(std::move(node));
  }
  SemanticsTree tree;
};

TEST(ReadingText, IsTheMainContentInItsOrderEachThingASentence) {
  Sample sample;
  sample.add("h", "main", NodeRole::kHeading, "申报进度查询");
  sample.add("group", "main", NodeRole::kGroup, "不读");
  sample.add("p", "group", NodeRole::kText, "已计入 12 学时。");
  sample.add("q", "main", NodeRole::kText, "可以吗？");
  EXPECT_EQ(reading_text(sample.tree), "申报进度查询。\n已计入 12 学时。\n可以吗？\n");
}

TEST(ReadingText, SaysControlsWithTheirNamesAndWhatTheyHold) {
  Sample sample;
  sample.add("t/label", "main", NodeRole::kLabel, "题目");
  sample.add("t", "main", NodeRole::kTextBox, "题目").value = "冰川";
  sample.add("t/hint", "main", NodeRole::kHint, "最多 50 字");
  sample.add("e", "main", NodeRole::kTextBox, "备注");
  Node& password = sample.add("w", "main", NodeRole::kTextBox, "密码");
  password.value = "secret";
  password.password = true;
  sample.add("c", "main", NodeRole::kComboBox, "学习形式").value = "04 会议";
  sample.add("r", "main", NodeRole::kRadioGroup, "类型");
  Node& paper = sample.add("r/paper", "r", NodeRole::kRadio, "论文");
  paper.group = "r";
  Node& book = sample.add("r/book", "r", NodeRole::kRadio, "著作");
  book.group = "r";
  book.checked = true;
  sample.add("b", "main", NodeRole::kButton, "提交");
  EXPECT_EQ(reading_text(sample.tree), "题目：冰川。\n最多 50 字。\n备注。\n密码。\n学习形式：04 会议。\n类型：著作。\n提交。\n");
}

TEST(ReadingText, SaysARowOfATableWithTheNamesOfItsColumns) {
  Sample sample;
  sample.add("table", "main", NodeRole::kTable, "申报记录");
  sample.add("head", "table", NodeRole::kRow);
  sample.add("head/1", "head", NodeRole::kColumnHeader, "题目").column = 1;
  sample.add("head/2", "head", NodeRole::kColumnHeader, "状态").column = 2;
  sample.add("head/2/sort", "head/2", NodeRole::kButton, "状态");
  sample.add("head/3", "head", NodeRole::kColumnHeader, "操作").column = 3;
  sample.add("row", "table", NodeRole::kRow).row = 1;
  sample.add("row/1", "row", NodeRole::kCell, "冰川").column = 1;
  sample.add("row/2", "row", NodeRole::kCell, "待审核").column = 2;
  sample.add("row/3", "row", NodeRole::kCell).column = 3;
  sample.add("row/3/link", "row/3", NodeRole::kLink, "详细：冰川");
  sample.add("row2", "table", NodeRole::kRow).row = 2;
  sample.add("row2/1", "row2", NodeRole::kCell, "河流").column = 1;
  EXPECT_EQ(reading_text(sample.tree), "冰川，状态：待审核。\n河流。\n");
}

TEST(ReadingText, OfAnOpenDialogIsTheDialogAlone) {
  Sample sample;
  sample.add("h", "main", NodeRole::kHeading, "申报");
  sample.add("box", "page", NodeRole::kDialog, "删除这条申报？");
  sample.add("box/title", "box", NodeRole::kHeading, "删除这条申报？");
  sample.add("box/text", "box", NodeRole::kText, "删除后不能恢复。");
  sample.tree.dialog = "box";
  EXPECT_EQ(reading_text(sample.tree), "删除这条申报？\n删除后不能恢复。\n");
}

TEST(ReadingText, HasThePunctuationOfItsLanguage) {
  Sample sample("en");
  sample.add("t", "main", NodeRole::kTextBox, "Title").value = "Ice";
  sample.add("p", "main", NodeRole::kText, "Saved.");
  EXPECT_EQ(reading_text(sample.tree), "Title: Ice.\nSaved.\n");
}

TEST(ReadingText, OfNothingIsNothing) { EXPECT_EQ(reading_text({}), ""); }

}  // namespace
}  // namespace portal::ui
