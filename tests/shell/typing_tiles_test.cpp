// What a key costs without a GPU: the tiles of the field that is typed in, and no other.
#include <gtest/gtest.h>

#include <cmath>
#include <memory>

#include "shell/render/software_painter.h"
#include "tests/ui/harness.h"

namespace portal::test {
namespace {

using shell::PixelRect;
using shell::SoftwarePainter;

constexpr int kTile = SoftwarePainter::kTileSize;

class TypingTiles : public testing::TestWithParam<float> {
 protected:
  TypingTiles() : page_(environment()), painter_(std::make_unique<SoftwarePainter>()) {
    page_.start("#/declare/06");
    page_.reply("GET", "/catalogue", 200, real_catalogue_json().dump());
    page_.reply("GET", "/session", 200,
                R"({"person": {"id": "p1", "name": "张", "number": "7"}, "role": "professional", "current_year": 2026,
                    "organisation": {"id": "o1", "name": "郑州市第一人民医院", "role": "employer"}})");
  }

  static ui::Environment environment() {
    ui::Environment environment;
    environment.pixel_ratio = GetParam();
    return environment;
  }

  // How many tiles the frame shown now brings.
  int paint() {
    painter_->paint(*ImGui::GetDrawData(), page_.runtime().palette().page);
    int tiles = 0;
    for (const PixelRect& part : painter_->dirty()) tiles += (part.x1 - part.x0 + kTile - 1) / kTile;
    return tiles;
  }

  // The tiles that a node and its focus ring lie on.
  PixelRect tiles_of(const ui::Node& node) const {
    const float ring = 2 * page_.state().environment.text_scale + 2;
    const float scroll_y = page_.state().environment.scroll_y;
    const auto tile = [](float place) { return static_cast<int>(std::floor(place * GetParam() / kTile)); };
    return {tile(node.rect.x - ring), tile(node.rect.y - scroll_y - ring), tile(node.rect.right() + ring) + 1,
            tile(node.rect.bottom() - scroll_y + ring) + 1};
  }

  Page page_;
  std::unique_ptr<SoftwarePainter> painter_;
};

TEST_P(TypingTiles, AreThoseOfTheField) {
  const ui::Node field = page_.find(NodeRole::kTextBox, "题目");
  page_.type(NodeRole::kTextBox, "题目", "基");
  EXPECT_GT(paint(), 0);
  for (const char* text : {"基于", "基于大", "基于大语", "基于大语言模型"}) {
    page_.type(NodeRole::kTextBox, "题目", text);
    const int tiles = paint();
    const PixelRect allowed = tiles_of(field);
    EXPECT_LE(tiles, (allowed.x1 - allowed.x0) * (allowed.y1 - allowed.y0)) << text;
    for (const PixelRect& part : painter_->dirty()) {
      EXPECT_GE(part.x0 / kTile, allowed.x0) << text;
      EXPECT_GE(part.y0 / kTile, allowed.y0) << text;
      EXPECT_LE((part.x1 + kTile - 1) / kTile, allowed.x1) << text;
      EXPECT_LE((part.y1 + kTile - 1) / kTile, allowed.y1) << text;
    }
  }
}

// The element shows what is typed: where nothing else follows from it, the canvas has nothing to draw.
TEST_P(TypingTiles, AreNoneWhileTheElementShowsItsOwnText) {
  page_.type(NodeRole::kTextBox, "题目", "基于");
  page_.fire("autosave");
  paint();
  page_.type(NodeRole::kTextBox, "题目", "基于大");
  EXPECT_EQ(paint(), 0);
}

TEST_P(TypingTiles, AreNoneForAFrameThatChangesNothing) {
  EXPECT_GT(paint(), 0);
  page_.runtime().request_frame();
  page_.draw();
  EXPECT_EQ(paint(), 0);
}

INSTANTIATE_TEST_SUITE_P(Ratios, TypingTiles, testing::Values(1.0f, 1.5f, 2.0f));

}  // namespace
}  // namespace portal::test
