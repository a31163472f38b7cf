// The keyboard in a table: one stop of the Tab key, arrows from cell to cell, also to rows that are not there yet.
#include <gtest/gtest.h>

#include "tests/ui/sheet.h"

namespace portal::test {
namespace {

using ui::Node;
using ui::NodeRole;
using ui::TabStop;

const std::vector<ui::TableColumn> kColumns = {{"title", "名称", 3, 200, true, false}, {"state", "状态", 1, 120, false, false}, {"open", "操作", 0.6f, 80, false, false}};
constexpr float kRowHeight = 56;

ui::TableCell cell_at(const void*, long long row, int column) {
  const std::string number = std::to_string(row + 1);
  if (column == 0) return {"第 " + number + " 条", {}, "", ""};
  if (column == 1) return {"待审核", ui::Tone::kWarning, "", ""};
  return {"详细", {}, "#/declarations/" + number, "详细：第 " + number + " 条"};
}

struct Keys {
  Sheet sheet;
  ui::TableSpec spec;

  explicit Keys(long long rows) {
    spec.id = "table";
    spec.name = "申报记录";
    spec.columns = kColumns;
    spec.rows = spec.loaded = rows;
    draw();
  }
  void draw() {
    sheet.draw_until_settled([&](ui::Frame& frame, ui::Column& column) { ui::data_table(frame, column, spec, nullptr, cell_at); });
  }
  void focus(const std::string& node) {
    sheet.interaction.focus(node, true);
    draw();
  }
  // Returns where the focus is to go; "" = nowhere.
  std::string key(const std::string& move) {
    sheet.move(sheet.interaction.focused, move);
    draw();
    for (const ui::Event& event : sheet.events()) {
      if (const auto* wanted = std::get_if<ui::FocusRequested>(&event)) return wanted->node;
    }
    return {};
  }
  // As the runtime and the browser do: what is wanted has to be there, then it gets the focus.
  std::string follow(const std::string& move) {
    const std::string node = key(move);
    if (node.empty()) return node;
    sheet.interaction.wanted = node;
    draw();
    EXPECT_TRUE(sheet.tree().find(node)) << node;
    focus(node);
    return node;
  }
  std::vector<std::string> stops() const {
    std::vector<std::string> ids;
    for (const Node& node : sheet.tree().nodes) {
      if (node.tab_stop == TabStop::kYes) ids.push_back(node.id);
    }
    return ids;
  }
};

TEST(TableKeys, TheTabKeyStopsOnceAtTheLinkOfTheFirstRowInSight) {
  Keys table(1000);
  EXPECT_EQ(table.stops(), std::vector<std::string>{"table/row/1/open/link"});
  table.sheet.state.environment.scroll_y = 20 * kRowHeight;
  table.draw();
  ASSERT_EQ(table.stops().size(), 1u);
  EXPECT_TRUE(table.sheet.tree().find(table.stops().front()));
}

TEST(TableKeys, ArrowsGoFromCellToCellAndToTheLinkInOne) {
  Keys table(5);
  table.focus("table/row/1/open/link");
  EXPECT_EQ(table.follow("down"), "table/row/2/open/link");
  EXPECT_EQ(table.follow("left"), "table/row/2/state");
  EXPECT_EQ(table.follow("home"), "table/row/2/title");
  EXPECT_EQ(table.follow("left"), "") << "there is nothing further left";
  EXPECT_EQ(table.follow("end"), "table/row/2/open/link");
  EXPECT_EQ(table.follow("last"), "table/row/5/open/link");
  EXPECT_EQ(table.follow("down"), "");
  EXPECT_EQ(table.follow("first"), "table/row/1/title");
  EXPECT_EQ(table.stops(), std::vector<std::string>{"table/row/1/title"}) << "Tab comes back to where the keyboard was";
}

TEST(TableKeys, UpFromTheFirstRowLeadsToWhatSortsIt) {
  Keys table(5);
  table.focus("table/row/1/title");
  EXPECT_EQ(table.follow("up"), "table/header/title/sort");
  EXPECT_EQ(table.follow("down"), "table/row/1/title");
  table.focus("table/row/1/open/link");
  EXPECT_EQ(table.follow("up"), "") << "this column has nothing to press above it";
}

TEST(TableKeys, ARowOutOfSightIsThereWhenTheKeyboardGoesToIt) {
  Keys table(100'000);
  table.focus("table/row/1/title");
  EXPECT_FALSE(table.sheet.tree().find("table/row/100000"));
  EXPECT_EQ(table.follow("last"), "table/row/100000/open/link");
  EXPECT_TRUE(table.sheet.tree().find("table/row/1")) << "what is in sight stays";
  EXPECT_LT(table.sheet.tree().nodes.size(), 200u);
}

TEST(TableKeys, APageIsWhatIsInSight) {
  Keys table(1000);
  table.focus("table/row/1/title");
  EXPECT_EQ(table.follow("page_down"), "table/row/14/title");
  EXPECT_EQ(table.follow("page_up"), "table/row/1/title");
}

TEST(TableKeys, TheRowWithTheFocusStaysWhenThePageScrollsAway) {
  Keys table(1000);
  table.focus("table/row/2/title");
  table.sheet.state.environment.scroll_y = 500 * kRowHeight;
  table.draw();
  EXPECT_TRUE(table.sheet.tree().find("table/row/2/title"));
  EXPECT_FALSE(table.sheet.tree().find("table/row/3/title"));
}

TEST(TableKeys, EnterOnACellOpensTheRow) {
  Keys table(5);
  table.sheet.press("table/row/3/state");
  table.draw();
  ASSERT_EQ(table.sheet.events().size(), 1u);
  EXPECT_EQ(std::get<ui::LinkFollowed>(table.sheet.events().front()).fragment, "#/declarations/3");
}

TEST(TableKeys, ThePlaceIsForgottenWithItsRow) {
  Keys table(5);
  table.focus("table/row/5/title");
  table.sheet.interaction.focus("", false);
  table.spec.rows = table.spec.loaded = 2;
  table.draw();
  EXPECT_EQ(table.stops(), std::vector<std::string>{"table/row/1/open/link"});
}

TEST(TableKeys, WorkOnCardsToo) {
  Keys table(50);
  table.sheet.state.environment.width = 390;
  table.draw();
  table.focus("table/row/1/open/link");
  EXPECT_EQ(table.follow("down"), "table/row/2/open/link");
  EXPECT_EQ(table.follow("left"), "table/row/2/state");
}

}  // namespace
}  // namespace portal::test
