#include <gtest/gtest.h>

#include "tests/ui/sheet.h"

namespace portal::test {
namespace {

using ui::Column;
using ui::Frame;
using ui::Node;
using ui::NodeRole;

const std::vector<ui::TableColumn> kColumns = {
    {"title", "名称", 3, 200, true, false},
    {"amount", "学时/学分", 1, 110, true, true},
    {"state", "状态", 1, 120, false, false},
    {"open", "操作", 0.6f, 80, false, false},
};

ui::TableCell cell_at(const void* asked, long long row, int column) {
  if (asked) ++*static_cast<int*>(const_cast<void*>(asked));
  switch (column) {
    case 0: return {"基于大语言模型的继续教育学时智能审核方法研究以及在河南省的应用和推广 " + std::to_string(row + 1), {}, "", ""};
    case 1: return {std::to_string(row), {}, "", ""};
    case 2: return {"待审核", ui::Tone::kWarning, "", ""};
    default: return {"详细", {}, "#/declarations/" + std::to_string(row), "详细：第 " + std::to_string(row + 1) + " 条"};
  }
}

struct TableSheet {
  Sheet sheet;
  ui::TableSpec spec;
  ui::TableResult result;
  float bottom = 0;
  int asked = 0;

  explicit TableSheet(long long rows) {
    spec.id = "table";
    spec.name = "申报记录";
    spec.columns = kColumns;
    spec.rows = rows;
    spec.loaded = rows;
  }
  const ui::SemanticsTree& draw() {
    asked = 0;
    return sheet.draw([&](Frame& frame, Column& column) {
      result = ui::data_table(frame, column, spec, &asked, cell_at);
      bottom = column.y;
    });
  }
};

TEST(DataTable, SaysItsSizeAndHeadersAndCells) {
  TableSheet table(3);
  table.spec.rows = 120;
  table.spec.sorted_column = 1;
  table.spec.descending = true;
  const Node& node = find(table.draw(), NodeRole::kTable, "申报记录");
  EXPECT_EQ(node.rows, 120);
  EXPECT_EQ(node.columns, 4);
  EXPECT_EQ(find_all(table.sheet.tree(), NodeRole::kColumnHeader).size(), 4u);
  const Node& amount = find(table.sheet.tree(), NodeRole::kColumnHeader, "学时/学分");
  EXPECT_TRUE(amount.sortable);
  EXPECT_EQ(amount.sort, ui::Sort::kDescending);
  EXPECT_EQ(amount.column, 2);
  EXPECT_EQ(find_all(table.sheet.tree(), NodeRole::kRow).size(), 4u) << "with the line of headers";
  EXPECT_EQ(find_all(table.sheet.tree(), NodeRole::kCell).size(), 12u);
  EXPECT_EQ(table.sheet.tree().find("table/row/2")->row, 2);
}

TEST(DataTable, ACellThatIsCutOnTheScreenIsWholeInItsNode) {
  TableSheet table(1);
  table.sheet.state.environment.width = 760;
  table.draw();
  find(table.sheet.tree(), NodeRole::kCell, cell_at(nullptr, 0, 0).text);
}

TEST(DataTable, HoldsOnlyTheRowsInSight) {
  TableSheet table(100'000);
  table.draw();
  EXPECT_LT(table.sheet.tree().nodes.size(), 200u);
  EXPECT_LT(table.asked, 100);
  EXPECT_TRUE(table.sheet.tree().find("table/row/1"));
  EXPECT_FLOAT_EQ(find(table.sheet.tree(), NodeRole::kTable, "申报记录").rect.h, 48 + 100'000 * 56.0f);
  table.sheet.state.environment.scroll_y = 50'000 * 56.0f;
  table.draw();
  EXPECT_FALSE(table.sheet.tree().find("table/row/1"));
  EXPECT_TRUE(table.sheet.tree().find("table/row/50001"));
  EXPECT_LT(table.sheet.tree().nodes.size(), 200u);
}

TEST(DataTable, TellsWhenItsEndComesIntoSight) {
  TableSheet table(100);
  table.draw();
  EXPECT_FALSE(table.result.end_in_sight);
  table.sheet.state.environment.scroll_y = 90 * 56;
  table.draw();
  EXPECT_TRUE(table.result.end_in_sight);
}

TEST(DataTable, AHeaderThatIsPressedAsksToSort) {
  TableSheet table(3);
  table.draw();
  EXPECT_EQ(table.result.sort_pressed, -1);
  table.sheet.press(find(table.sheet.tree(), NodeRole::kButton, "学时/学分").id);
  table.draw();
  EXPECT_EQ(table.result.sort_pressed, 1);
  EXPECT_TRUE(find_all(table.sheet.tree(), NodeRole::kButton, "状态").empty());
}

TEST(DataTable, ALinkInACellSaysWhichRowItOpens) {
  TableSheet table(3);
  table.draw();
  table.sheet.press(find(table.sheet.tree(), NodeRole::kLink, "详细：第 2 条").id);
  table.draw();
  ASSERT_EQ(table.sheet.events().size(), 1u);
  EXPECT_EQ(std::get<ui::LinkFollowed>(table.sheet.events()[0]).fragment, "#/declarations/1");
}

TEST(DataTable, OnAPhoneEveryRowIsACardWithTheSameCells) {
  TableSheet table(40);
  table.sheet.state.environment.width = 390;
  table.draw();
  EXPECT_EQ(find_all(table.sheet.tree(), NodeRole::kColumnHeader).size(), 4u);
  const Node& first = *table.sheet.tree().find("table/row/1");
  const Node& second = *table.sheet.tree().find("table/row/2");
  EXPECT_GT(first.rect.h, 100);
  EXPECT_GT(second.rect.y, first.rect.bottom());
  EXPECT_GE(find(table.sheet.tree(), NodeRole::kLink, "详细：第 1 条").rect.h, 44);
  EXPECT_LT(table.sheet.tree().nodes.size(), 120u);
  table.sheet.press(find(table.sheet.tree(), NodeRole::kButton, "名称").id);
  table.draw();
  EXPECT_EQ(table.result.sort_pressed, 0);
}

TEST(DataTable, OfNothingIsOnlyItsHeaders) {
  TableSheet table(0);
  table.draw();
  EXPECT_TRUE(find_all(table.sheet.tree(), NodeRole::kCell).empty());
  EXPECT_FALSE(table.result.end_in_sight);
}

}  // namespace
}  // namespace portal::test
