// Keyboard, pointer and focus order on a page made by hand.
#include <gtest/gtest.h>

#include "shell/desktop/keyboard.h"
#include "ui/frame.h"

namespace portal::shell {
namespace {

using ui::Node;
using ui::NodeRole;

Node node(std::string id, std::string parent, NodeRole role, ui::Rect rect = {}) {
  Node made;
  made.id = std::move(id);
  made.parent = std::move(parent);
  made.role = role;
  made.rect = rect;
  return made;
}

// A page with a link, a form of a text box and a button, a tab list, a radio group and a combo box.
ui::SemanticsTree page() {
  ui::SemanticsTree tree;
  tree.nodes = {node("page", "", NodeRole::kPage),
                node("link", "page", NodeRole::kLink, {0, 0, 100, 20}),
                node("form", "page", NodeRole::kForm),
                node("form/name", "form", NodeRole::kTextBox, {0, 100, 100, 40}),
                node("form/submit", "form", NodeRole::kButton, {0, 150, 100, 40}),
                node("tabs", "page", NodeRole::kTabList),
                node("tabs/a", "tabs", NodeRole::kTab),
                node("tabs/b", "tabs", NodeRole::kTab),
                node("radio/x", "page", NodeRole::kRadio),
                node("radio/y", "page", NodeRole::kRadio),
                node("combo", "page", NodeRole::kComboBox, {0, 300, 100, 40})};
  tree.nodes[7].selected = true;
  tree.nodes[8].group = tree.nodes[9].group = "radio";
  return tree;
}

ui::SemanticsTree page_with_dialog() {
  ui::SemanticsTree tree = page();
  tree.nodes.push_back(node("box", "page", NodeRole::kDialog, {10, 10, 200, 100}));
  tree.nodes.push_back(node("box/ok", "box", NodeRole::kButton, {10, 60, 100, 40}));
  tree.dialog = "box";
  return tree;
}

ui::SemanticsTree page_with_open_list() {
  ui::SemanticsTree tree = page();
  for (const char* value : {"1", "2", "3"}) {
    tree.nodes.push_back(node(ui::Frame::option_id("combo", value), "page", NodeRole::kButton));
  }
  tree.nodes.back().selected = true;
  return tree;
}

std::vector<std::string> stops_of(const ui::SemanticsTree& tree) {
  std::vector<std::string> ids;
  for (const Node* stop : tab_stops({tree})) ids.push_back(stop->id);
  return ids;
}

TEST(DesktopFocusOrder, StopsOnceInATabListAndOnceInARadioGroup) {
  EXPECT_EQ(stops_of(page()), (std::vector<std::string>{"link", "form/name", "form/submit", "tabs/b", "radio/x", "combo"}));
}

TEST(DesktopFocusOrder, StopsAtTheRadioThatIsChecked) {
  ui::SemanticsTree tree = page();
  tree.nodes[9].checked = true;
  EXPECT_EQ(stops_of(tree)[4], "radio/y");
}

TEST(DesktopFocusOrder, LeavesOutWhatIsDisabled) {
  ui::SemanticsTree tree = page();
  tree.nodes[3].disabled = true;
  EXPECT_EQ(next_stop({tree}, "link", false), "form/submit");
}

TEST(DesktopFocusOrder, WrapsAroundAtBothEnds) {
  const ui::SemanticsTree tree = page();
  EXPECT_EQ(next_stop({tree}, "combo", false), "link");
  EXPECT_EQ(next_stop({tree}, "link", true), "combo");
}

TEST(DesktopFocusOrder, GoesOnFromANodeThatIsNoStop) {
  const ui::SemanticsTree tree = page();
  EXPECT_EQ(next_stop({tree}, "tabs/a", false), "tabs/b");
  EXPECT_EQ(next_stop({tree}, "form", true), "link");
  EXPECT_EQ(next_stop({tree}, "gone", false), "link");
}

TEST(DesktopFocusOrder, StaysInAnOpenDialog) {
  const ui::SemanticsTree tree = page_with_dialog();
  EXPECT_EQ(stops_of(tree), std::vector<std::string>{"box/ok"});
  EXPECT_EQ(next_stop({tree}, "box/ok", false), "box/ok");
}

TEST(DesktopPointer, FindsControlsWhereThePageIsScrolledTo) {
  const ui::SemanticsTree tree = page();
  ASSERT_NE(control_at({tree}, {50, 10}, 100), nullptr);
  EXPECT_EQ(control_at({tree}, {50, 10}, 100)->id, "form/name");
  EXPECT_EQ(control_at({tree}, {50, 90}, 0), nullptr);
}

TEST(DesktopPointer, ReachesOnlyTheOpenDialog) {
  const ui::SemanticsTree tree = page_with_dialog();
  EXPECT_EQ(control_at({tree}, {50, 10}, 0), nullptr);
  ASSERT_NE(control_at({tree}, {50, 70}, 0), nullptr);
  EXPECT_EQ(control_at({tree}, {50, 70}, 0)->id, "box/ok");
}

TEST(DesktopPointer, FindsControlsWhereTheDialogIsScrolledTo) {
  ui::SemanticsTree tree = page_with_dialog();
  tree.nodes.push_back(node("box/more", "box", NodeRole::kButton, {10, 160, 100, 40}));  // below the dialog's 110
  EXPECT_EQ(control_at({tree}, {50, 80}, 0)->id, "box/ok");
  ASSERT_NE(control_at({tree}, {50, 80}, 100), nullptr);
  EXPECT_EQ(control_at({tree}, {50, 80}, 100)->id, "box/more");
  EXPECT_EQ(control_at({tree}, {50, 165}, 0), nullptr) << "cut off by the dialog's edge";
}

TEST(DesktopKeyboard, EnterInATextBoxPressesTheFormsButton) {
  EXPECT_EQ(decide_key({page()}, "form/name", "", Key::kEnter).press, "form/submit");
}

TEST(DesktopKeyboard, EnterInAMultilineBoxIsItsOwn) {
  ui::SemanticsTree tree = page();
  tree.nodes[3].multiline = true;
  EXPECT_FALSE(decide_key({tree}, "form/name", "", Key::kEnter).taken);
}

TEST(DesktopKeyboard, ArrowsInATextBoxAreItsOwn) {
  for (const Key key : {Key::kLeft, Key::kRight, Key::kUp, Key::kDown, Key::kHome, Key::kEnd, Key::kSpace}) {
    EXPECT_FALSE(decide_key({page()}, "form/name", "", key).taken);
  }
}

TEST(DesktopKeyboard, ArrowsChooseTheNextTabAndRadio) {
  const KeyReaction tab = decide_key({page()}, "tabs/b", "", Key::kRight);
  EXPECT_EQ(tab.press, "tabs/a");
  EXPECT_EQ(tab.focus, "tabs/a");
  EXPECT_EQ(decide_key({page()}, "radio/x", "", Key::kUp).press, "radio/y");
}

TEST(DesktopKeyboard, SpacePressesAButtonButScrollsFromALink) {
  EXPECT_EQ(decide_key({page()}, "form/submit", "", Key::kSpace).press, "form/submit");
  const KeyReaction link = decide_key({page()}, "link", "", Key::kSpace);
  EXPECT_TRUE(link.press.empty());
  EXPECT_GT(link.scroll_pages, 0);
}

TEST(DesktopKeyboard, EscapeDismissesTheDialog) {
  EXPECT_EQ(decide_key({page_with_dialog()}, "box/ok", "", Key::kEscape).dismiss, "box");
  EXPECT_TRUE(decide_key({page()}, "link", "", Key::kEscape).dismiss.empty());
}

TEST(DesktopOpenList, ArrowsMarkOptionsFromTheChosenOneOn) {
  const ui::SemanticsTree tree = page_with_open_list();
  EXPECT_EQ(decide_key({tree, "combo"}, "combo", "", Key::kDown).hover, ui::Frame::option_id("combo", "1"));
  EXPECT_EQ(decide_key({tree, "combo"}, "combo", "", Key::kUp).hover, ui::Frame::option_id("combo", "2"));
  const std::string second = ui::Frame::option_id("combo", "2");
  EXPECT_EQ(decide_key({tree, "combo"}, "combo", second, Key::kDown).hover, ui::Frame::option_id("combo", "3"));
}

TEST(DesktopOpenList, EnterChoosesAndEscapeDoesNot) {
  const ui::SemanticsTree tree = page_with_open_list();
  const KeyReaction enter = decide_key({tree, "combo"}, "combo", ui::Frame::option_id("combo", "2"), Key::kEnter);
  EXPECT_EQ(enter.press, ui::Frame::option_id("combo", "2"));
  EXPECT_EQ(enter.expand, "");
  const KeyReaction escape = decide_key({tree, "combo"}, "combo", ui::Frame::option_id("combo", "2"), Key::kEscape);
  EXPECT_TRUE(escape.press.empty());
  EXPECT_EQ(escape.expand, "");
}

TEST(DesktopOpenList, NothingElseIsReached) {
  const ui::SemanticsTree tree = page_with_open_list();
  EXPECT_EQ(control_at({tree, "combo"}, {50, 10}, 0), nullptr);
  EXPECT_EQ(control_at({tree, "combo"}, {50, 310}, 0)->id, "combo");
}

}  // namespace
}  // namespace portal::shell
