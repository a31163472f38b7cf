// The combo box: its list, what typing finds, what keys do, and what is left when it is left.
#include <gtest/gtest.h>

#include "tests/ui/sheet.h"

namespace portal::test {
namespace {

using ui::Node;
using ui::NodeRole;

const std::vector<ui::Option> kForms = {{"04", "04 参加学术会议"}, {"06", "06 出版著作或发表论文"}, {"07", "07 获得专利"}, {"08", "08 Award"}};
const std::string kBox = "declare/form";

struct OneCombo {
  Sheet sheet;
  ui::FieldSpec spec;
  std::vector<ui::Option> options = kForms;
  std::string value;
  std::optional<std::string> edited;
  bool left = false;

  OneCombo() {
    spec.id = "form";
    spec.label = "学习形式";
  }
  const ui::SemanticsTree& draw() {
    edited.reset();
    left = false;
    return sheet.draw_until_settled([&](ui::Frame& frame, ui::Column& column) {
      ui::Scope scope(frame, "declare");
      const ui::FieldResult result = ui::combo_box(frame, column, spec, options, value);
      if (result.edited) edited = value = *result.edited;
      left = left || result.left;
    });
  }
  const Node& box() { return find(sheet.tree(), NodeRole::kComboBox, "学习形式"); }
  std::vector<std::string> offered() {
    std::vector<std::string> values;
    for (const Node* option : find_all(sheet.tree(), NodeRole::kOption)) values.push_back(option->value);
    return values;
  }
  std::string marked() {
    const Node* option = sheet.tree().find(box().active);
    return option ? option->value : std::string();
  }
  void open() {
    draw();
    sheet.press(kBox);
    draw();
  }
  void type(const std::string& text) {
    draw();
    sheet.set(kBox, text);
    draw();
  }
  void move(const std::string& name) {
    sheet.move(kBox, name);
    draw();
  }
  void dismiss() {
    sheet.act(ui::UserAction::Kind::kDismiss, kBox);
    draw();
  }
};

TEST(ComboBox, ClosedItIsATextAndNothingElse) {
  OneCombo combo;
  combo.value = "06";
  combo.draw();
  EXPECT_EQ(combo.box().value, "06 出版著作或发表论文");
  EXPECT_FALSE(combo.box().expanded);
  EXPECT_EQ(combo.box().controls, "");
  EXPECT_TRUE(combo.offered().empty());
}

TEST(ComboBox, APressOpensAllOptionsBehindEverythingElse) {
  OneCombo combo;
  combo.value = "06";
  combo.open();
  EXPECT_TRUE(combo.box().expanded);
  EXPECT_EQ(combo.offered().size(), kForms.size());
  EXPECT_EQ(combo.marked(), "06");
  EXPECT_EQ(combo.sheet.tree().nodes.back().role, NodeRole::kOption) << "so that it is hit first";
  const Node* list = combo.sheet.tree().find(combo.box().controls);
  ASSERT_TRUE(list);
  EXPECT_EQ(list->role, NodeRole::kListBox);
  EXPECT_EQ(list->parent, "page");
  combo.sheet.press(kBox);
  combo.draw();
  EXPECT_FALSE(combo.box().expanded);
}

TEST(ComboBox, APressOnAnOptionChoosesItAndCloses) {
  OneCombo combo;
  combo.open();
  combo.sheet.press(find(combo.sheet.tree(), NodeRole::kOption, "07 获得专利").id);
  combo.draw();
  EXPECT_EQ(combo.edited, "07");
  EXPECT_FALSE(combo.box().expanded);
  EXPECT_EQ(combo.box().value, "07 获得专利");
}

TEST(ComboBox, TypingFindsByTextByNumberAndByTheFirstLettersOfTheReading) {
  OneCombo combo;
  combo.type("专利");
  EXPECT_EQ(combo.offered(), std::vector<std::string>{"07"});
  combo.type("06");
  EXPECT_EQ(combo.offered(), std::vector<std::string>{"06"});
  combo.type("AWARD");
  EXPECT_EQ(combo.offered(), std::vector<std::string>{"08"});
  combo.type("lw");
  EXPECT_EQ(combo.offered(), std::vector<std::string>{"06"}) << "论文";
  EXPECT_EQ(combo.marked(), "06") << "Enter takes the first that fits";
  EXPECT_EQ(combo.box().value, "lw") << "what was typed stays while it is typed";
  EXPECT_FALSE(combo.edited);
}

TEST(ComboBox, EnterTakesTheOptionThatIsMarkedWhenItComes) {
  OneCombo combo;
  combo.type("l");
  combo.sheet.set(kBox, "lw");
  combo.move("take");
  EXPECT_EQ(combo.edited, "06") << "typed and taken before another frame was drawn";
  EXPECT_FALSE(combo.box().expanded);
  combo.move("take");
  EXPECT_TRUE(combo.box().expanded) << "a closed one opens";
  combo.type("电影");
  combo.move("take");
  EXPECT_FALSE(combo.box().expanded);
  EXPECT_EQ(combo.value, "06") << "nothing was marked";
}

TEST(ComboBox, SaysThatNothingFits) {
  OneCombo combo;
  combo.type("电影");
  EXPECT_FALSE(combo.box().expanded) << "there is no list";
  EXPECT_EQ(combo.box().controls, "");
  EXPECT_TRUE(find(combo.sheet.tree(), NodeRole::kStatus, "没有符合的选项").font_size > 0);
}

TEST(ComboBox, ArrowsOpenItAndMarkOptionsAroundTheEnds) {
  OneCombo combo;
  combo.value = "07";
  combo.draw();
  combo.move("down");
  EXPECT_TRUE(combo.box().expanded);
  EXPECT_EQ(combo.marked(), "07") << "the first key only opens";
  combo.move("down");
  EXPECT_EQ(combo.marked(), "08");
  combo.move("down");
  EXPECT_EQ(combo.marked(), "04");
  combo.move("up");
  EXPECT_EQ(combo.marked(), "08");
  combo.move("page_up");
  EXPECT_EQ(combo.marked(), "04");
  EXPECT_FALSE(combo.edited) << "a mark is no choice";
}

TEST(ComboBox, EscapeTakesBackWhatWasTyped) {
  OneCombo combo;
  combo.value = "04";
  combo.type("lw");
  combo.dismiss();
  EXPECT_FALSE(combo.box().expanded);
  EXPECT_EQ(combo.box().value, "04 参加学术会议");
  EXPECT_FALSE(combo.edited);
}

TEST(ComboBox, LeftWithATextThatIsNoOptionItKeepsItsChoice) {
  OneCombo combo;
  combo.value = "04";
  combo.type("电影");
  combo.sheet.leave(kBox);
  combo.draw();
  EXPECT_FALSE(combo.edited);
  EXPECT_TRUE(combo.left);
  EXPECT_EQ(combo.box().value, "04 参加学术会议");
  EXPECT_FALSE(combo.box().expanded);
}

TEST(ComboBox, LeftWithTheWholeTextOfAnOptionItTakesThat) {
  OneCombo combo;
  combo.type("07 获得专利");
  combo.sheet.leave(kBox);
  combo.draw();
  EXPECT_EQ(combo.edited, "07");
}

TEST(ComboBox, EmptiedAndLeftItHasNoChoice) {
  OneCombo combo;
  combo.value = "04";
  combo.type("");
  EXPECT_EQ(combo.offered().size(), kForms.size());
  combo.sheet.leave(kBox);
  combo.draw();
  EXPECT_EQ(combo.edited, "");
}

TEST(ComboBox, ShowsAValueOfALaterCatalogueAsItIs) {
  OneCombo combo;
  combo.value = "film";
  combo.draw();
  EXPECT_EQ(combo.box().value, "film");
  combo.open();
  EXPECT_EQ(combo.offered().size(), kForms.size());
}

TEST(ComboBox, DisabledItDoesNotOpen) {
  OneCombo combo;
  combo.spec.disabled = true;
  combo.open();
  EXPECT_FALSE(combo.box().expanded);
}

TEST(ComboBox, ItsListStaysWithinTheVisiblePartAndScrolls) {
  OneCombo combo;
  combo.options.clear();
  for (int i = 0; i < 60; ++i) combo.options.push_back({std::to_string(i), "第 " + std::to_string(i) + " 项：很长的名称要分成几行才能完整显示出来，一个字也不能少"});
  combo.sheet.state.environment.width = 320;
  combo.sheet.state.environment.height = 480;
  combo.open();
  const Node list = *combo.sheet.tree().find(combo.box().controls);
  EXPECT_LE(list.rect.right(), 320);
  EXPECT_LE(list.rect.bottom(), 480);
  const Node last = *find_all(combo.sheet.tree(), NodeRole::kOption).back();
  EXPECT_GT(last.rect.bottom(), 480 * 4);
  combo.sheet.interaction.scrolled[list.id] = 300;
  combo.draw();
  EXPECT_EQ(find_all(combo.sheet.tree(), NodeRole::kOption).back()->rect, last.rect) << "elements scroll by themselves";
}

TEST(ComboBox, OnTheDesktopItsTextIsEditedByDearImGui) {
  OneCombo combo;
  combo.sheet.state.environment.native_text = true;
  combo.draw();
  combo.sheet.interaction.focus(kBox, true);
  for (int i = 0; i < 3; ++i) combo.draw();
  ImGui::GetIO().AddInputCharactersUTF8("专利");
  for (int i = 0; i < 2; ++i) combo.draw();
  EXPECT_EQ(combo.offered(), std::vector<std::string>{"07"});
}

}  // namespace
}  // namespace portal::test
