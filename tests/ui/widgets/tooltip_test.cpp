// A text that is cut off shows whole to the pointer and to the keyboard.
#include <gtest/gtest.h>

#include "tests/ui/sheet.h"

namespace portal::test {
namespace {

using ui::NodeRole;

const std::vector<ui::TableColumn> kColumns = {{"title", "名称", 1, 200, false, false}, {"state", "状态", 1, 120, false, false}, {"year", "年度", 1, 120, false, false}, {"sum", "学时", 1, 120, false, false}};
const std::string kLong = "基于大语言模型的继续教育学时智能审核方法研究以及在河南省的应用和推广";
const std::string kCell = "table/row/1/title";

struct CutText {
  Sheet sheet;

  void draw() {
    sheet.draw_until_settled([](ui::Frame& frame, ui::Column& column) {
      ui::TableSpec spec;
      spec.id = "table";
      spec.name = "申报记录";
      spec.columns = kColumns;
      spec.rows = spec.loaded = 2;
      ui::data_table(frame, column, spec, nullptr,
                     [](const void*, long long, int at) { return ui::TableCell{at == 0 ? kLong : "短", {}, "", ""}; });
    });
  }
  const ui::Node* tip() const { return sheet.tree().find(kCell + "/tooltip"); }
};

TEST(Tooltip, IsThereWhileThePointerIsOnTheCutTextOrOnTheTooltipItself) {
  CutText page;
  page.draw();
  EXPECT_FALSE(page.tip());
  page.sheet.interaction.hover(kCell);
  page.draw();
  ASSERT_TRUE(page.tip());
  EXPECT_EQ(page.tip()->role, NodeRole::kTooltip);
  EXPECT_EQ(page.tip()->name, kLong);
  EXPECT_EQ(page.tip()->describes, kCell);
  page.sheet.interaction.hover(kCell + "/tooltip");
  page.draw();
  EXPECT_TRUE(page.tip());
  page.sheet.interaction.hover("table/row/1/state");
  page.draw();
  EXPECT_FALSE(page.tip()) << "a text that is whole needs none";
}

TEST(Tooltip, FollowsTheKeyboardToo) {
  CutText page;
  page.sheet.interaction.focus(kCell, true);
  page.draw();
  EXPECT_TRUE(page.tip());
}

TEST(Tooltip, EscapeTakesItAwayUntilThePointerComesBack) {
  CutText page;
  page.sheet.interaction.hover(kCell);
  page.draw();
  page.sheet.act(ui::UserAction::Kind::kDismiss, kCell + "/tooltip");
  page.draw();
  EXPECT_FALSE(page.tip());
  page.sheet.interaction.hover("");
  page.sheet.interaction.hover(kCell);
  page.draw();
  EXPECT_TRUE(page.tip());
}

TEST(Tooltip, StaysWithinThePage) {
  CutText page;
  page.sheet.state.environment.width = 800;
  page.sheet.state.environment.height = 150;
  page.sheet.interaction.hover(kCell);
  page.draw();
  ASSERT_TRUE(page.tip());
  EXPECT_LE(page.tip()->rect.right(), 800);
}

}  // namespace
}  // namespace portal::test
