#include "shell/render/software_painter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <memory>

namespace portal::shell {
namespace {

constexpr ui::Color kWhite = 0xffffffff;
constexpr ui::Color kBlack = 0xff000000;
constexpr ui::Color kRed = 0xff0000ff;

class SoftwarePainterTest : public testing::Test {
 protected:
  SoftwarePainterTest() : context_(ImGui::CreateContext()), painter_(std::make_unique<SoftwarePainter>()) {}
  ~SoftwarePainterTest() override {
    painter_.reset();
    ImGui::DestroyContext(context_);
  }

  // Paints what `draw` puts into a list on a white picture of 200 × 150 CSS px.
  void paint(const std::function<void(ImDrawList&)>& draw, float pixel_ratio = 1) {
    ImDrawList list(ImGui::GetDrawListSharedData());
    list._ResetForNewFrame();
    list.PushTexture(ImTextureRef(ImTextureID{0}));
    list.PushClipRect({0, 0}, {200, 150});
    draw(list);
    ImDrawData data;
    data.Valid = true;
    data.DisplaySize = {200, 150};
    data.FramebufferScale = {pixel_ratio, pixel_ratio};
    data.CmdLists.push_back(&list);
    painter_->paint(data, kWhite);
  }

  std::uint32_t pixel(int x, int y) const {
    const Picture picture = painter_->picture();
    return picture.pixels[y * picture.width + x];
  }

  int count(std::uint32_t color) const {
    const Picture picture = painter_->picture();
    return static_cast<int>(std::count(picture.pixels, picture.pixels + picture.width * picture.height, color));
  }

  ImGuiContext* context_;
  std::unique_ptr<SoftwarePainter> painter_;
};

TEST_F(SoftwarePainterTest, FillsTheVeryPixelsOfARectangle) {
  paint([](ImDrawList& list) { list.AddRectFilled({10, 20}, {30, 25}, kBlack); });
  EXPECT_EQ(count(kBlack), 20 * 5);
  EXPECT_EQ(pixel(10, 20), kBlack);
  EXPECT_EQ(pixel(29, 24), kBlack);
  EXPECT_EQ(pixel(30, 24), kWhite);
  EXPECT_EQ(pixel(9, 20), kWhite);
}

TEST_F(SoftwarePainterTest, DrawsInDevicePixels) {
  paint([](ImDrawList& list) { list.AddRectFilled({10, 20}, {30, 25}, kBlack); }, 1.5f);
  EXPECT_EQ(painter_->picture().width, 300);
  EXPECT_EQ(count(kBlack), 30 * 7);  // 20 × 5 at 1.5x: 30 × 7.5; a centre on the lower edge belongs to what is below
}

TEST_F(SoftwarePainterTest, CutsAtTheClipRectangle) {
  paint([](ImDrawList& list) {
    list.PushClipRect({15, 0}, {200, 150}, true);
    list.AddRectFilled({10, 20}, {30, 25}, kBlack);
    list.PopClipRect();
  });
  EXPECT_EQ(count(kBlack), 15 * 5);
}

TEST_F(SoftwarePainterTest, BlendsHalfTransparentColours) {
  paint([](ImDrawList& list) { list.AddRectFilled({0, 0}, {10, 10}, 0x80000000); });
  EXPECT_EQ(pixel(5, 5), 0xff7f7f7f);
}

TEST_F(SoftwarePainterTest, LaysTheTrianglesOfARoundShapeSideBySide) {
  // Every pixel of the inside is drawn once: a gap would be white, an overlap darker than one layer.
  paint([](ImDrawList& list) { list.AddCircleFilled({100, 75}, 50, 0x80000000, 48); });
  for (int y = 45; y < 105; ++y) {
    for (int x = 70; x < 130; ++x) ASSERT_EQ(pixel(x, y), 0xff7f7f7f) << x << " " << y;
  }
}

TEST_F(SoftwarePainterTest, DrawsAgainOnlyTheTilesThatChanged) {
  const auto scene = [](ui::Color second) {
    return [second](ImDrawList& list) {
      list.AddRectFilled({10, 10}, {20, 20}, kBlack);
      list.AddRectFilled({150, 100}, {160, 110}, second);
    };
  };
  paint(scene(kBlack));
  EXPECT_FALSE(painter_->dirty().empty());
  paint(scene(kBlack));
  EXPECT_TRUE(painter_->dirty().empty());
  paint(scene(kRed));
  EXPECT_EQ(painter_->dirty(), (std::vector<PixelRect>{{128, 64, 192, 128}}));
  EXPECT_EQ(pixel(155, 105), kRed);
  EXPECT_EQ(pixel(15, 15), kBlack);
}

TEST_F(SoftwarePainterTest, CleansWhereSomethingWasTakenAway) {
  paint([](ImDrawList& list) { list.AddRectFilled({10, 10}, {20, 20}, kBlack); });
  paint([](ImDrawList&) {});
  EXPECT_EQ(count(kBlack), 0);
}

}  // namespace
}  // namespace portal::shell
