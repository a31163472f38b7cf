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

// Its list of three options, higher than what of it is to be seen.
ui::SemanticsTree page_with_open_list() {
  ui::SemanticsTree tree = page();
  for (Node& node : tree.nodes) {
    if (node.id != "combo") continue;
    node.expanded = true;
    node.controls = "combo/list";
    node.active = "combo/option/2";
  }
  tree.nodes.push_back(node("combo/list", "page", NodeRole::kListBox, {0, 340, 100, 60}));
  float y = 340;
  for (const char* value : {"1", "2", "3"}) {
    tree.nodes.push_back(node(std::string("combo/option/") + value, "combo/list", NodeRole::kOption, {0, y, 100, 40}));
    y += 40;
  }
  return tree;
}

ui::SemanticsTree page_with_grid() {
  ui::SemanticsTree tree = page();
  tree.nodes.push_back(node("table", "page", NodeRole::kTable));
  for (const char* id : {"table/a", "table/b"}) {
    tree.nodes.push_back(node(id, "table", NodeRole::kCell));
    tree.nodes.back().tab_stop = ui::TabStop::kNo;
  }
  tree.nodes.back().tab_stop = ui::TabStop::kYes;
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
  EXPECT_EQ(decide_key({page()}, "form/name", Key::kEnter).press, "form/submit");
}

TEST(DesktopKeyboard, EnterInAMultilineBoxIsItsOwn) {
  ui::SemanticsTree tree = page();
  tree.nodes[3].multiline = true;
  EXPECT_FALSE(decide_key({tree}, "form/name", Key::kEnter).taken);
}

TEST(DesktopKeyboard, ArrowsInATextBoxAreItsOwn) {
  for (const Key key : {Key::kLeft, Key::kRight, Key::kUp, Key::kDown, Key::kHome, Key::kEnd, Key::kSpace}) {
    EXPECT_FALSE(decide_key({page()}, "form/name", key).taken);
  }
}

TEST(DesktopKeyboard, ArrowsChooseTheNextTabAndRadio) {
  const KeyReaction tab = decide_key({page()}, "tabs/b", Key::kRight);
  EXPECT_EQ(tab.press, "tabs/a");
  EXPECT_EQ(tab.focus, "tabs/a");
  EXPECT_EQ(decide_key({page()}, "radio/x", Key::kUp).press, "radio/y");
}

TEST(DesktopKeyboard, SpacePressesAButtonButScrollsFromALink) {
  EXPECT_EQ(decide_key({page()}, "form/submit", Key::kSpace).press, "form/submit");
  const KeyReaction link = decide_key({page()}, "link", Key::kSpace);
  EXPECT_TRUE(link.press.empty());
  EXPECT_GT(link.scroll_pages, 0);
}

TEST(DesktopKeyboard, EscapeDismissesTheDialog) {
  EXPECT_EQ(decide_key({page_with_dialog()}, "box/ok", Key::kEscape).dismiss, "box");
  EXPECT_TRUE(decide_key({page()}, "link", Key::kEscape).dismiss.empty());
}

TEST(DesktopKeyboard, GridsAreOneStopAndTakeArrows) {
  const ui::SemanticsTree tree = page_with_grid();
  EXPECT_EQ(stops_of(tree).back(), "table/b");
  EXPECT_EQ(stops_of(tree).size(), stops_of(page()).size() + 1);
  EXPECT_EQ(decide_key({tree}, "table/b", Key::kLeft).move, "left");
  EXPECT_EQ(decide_key({tree}, "table/b", Key::kPageDown).move, "page_down");
  EXPECT_EQ(decide_key({tree}, "table/b", Key::kEnter).press, "table/b");
}

TEST(DesktopComboBox, ArrowsMoveInItAndTheRestEditsItsText) {
  EXPECT_EQ(decide_key({page()}, "combo", Key::kDown).move, "down");
  EXPECT_EQ(decide_key({page_with_open_list()}, "combo", Key::kUp).move, "up");
  for (const Key key : {Key::kLeft, Key::kRight, Key::kHome, Key::kEnd, Key::kSpace}) {
    EXPECT_FALSE(decide_key({page_with_open_list()}, "combo", key).taken);
  }
}

TEST(DesktopComboBox, EnterChoosesAndEscapeCloses) {
  EXPECT_EQ(decide_key({page()}, "combo", Key::kEnter).press, "combo");
  EXPECT_EQ(decide_key({page_with_open_list()}, "combo", Key::kEnter).press, "combo/option/2");
  EXPECT_EQ(decide_key({page_with_open_list()}, "combo", Key::kEscape).dismiss, "combo");
  EXPECT_EQ(decide_key({page_with_open_list()}, "combo", Key::kTab).focus, "link") << "options are no stops";
}

TEST(DesktopComboBox, WithItsListOpenNothingElseIsReached) {
  const ui::SemanticsTree tree = page_with_open_list();
  EXPECT_EQ(control_at({tree}, {50, 10}, 0), nullptr);
  EXPECT_EQ(control_at({tree}, {50, 310}, 0)->id, "combo");
  EXPECT_EQ(control_at({tree}, {50, 350}, 0)->id, "combo/option/1");
  EXPECT_EQ(control_at({tree, 50}, {50, 350}, 0)->id, "combo/option/2") << "scrolled by 50";
  EXPECT_EQ(control_at({tree}, {50, 410}, 0), nullptr) << "cut off by the list's edge";
}

TEST(Shortcut, PressesItsLinkFromATextFieldButNotFromBehindADialog) {
  ui::SemanticsTree tree = page();
  tree.nodes[1].shortcut = "Alt+PageDown";
  EXPECT_EQ(decide_key({tree}, "form/name", Key::kAltPageDown).press, "link");
  EXPECT_FALSE(decide_key({tree}, "form/name", Key::kAltPageUp).taken);
  ui::SemanticsTree behind = page_with_dialog();
  behind.nodes[1].shortcut = "Alt+PageDown";
  EXPECT_FALSE(decide_key({behind}, "box/ok", Key::kAltPageDown).taken);
}

}  // namespace
}  // namespace portal::shell
