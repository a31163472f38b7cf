// The software painter's picture equals that of a slow, plain rasteriser, and what it leaves as it was equals what it would draw anew.
//
// PORTAL_SEED=N repeats what a failure names; PORTAL_ROUNDS=N looks at more.
#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <sstream>

#include "shell/render/software_painter.h"
#include "tests/shell/random_scene.h"
#include "tests/shell/reference_rasteriser.h"

namespace portal::test {
namespace {

using shell::PixelRect;
using shell::SoftwarePainter;

constexpr std::uint32_t kPage = 0xfff0f4f8;
// Of 255, for each channel. The painter interpolates texels in steps of 1/256 and takes a glyph that lies within 1/64 px of the pixels for one
// that lies on them; what is rounded differently below shows through what is half-transparent above.
constexpr int kTolerance = 4;
constexpr double kUncertainShareMax = 0.02;  // of the pixels

long number_from_environment(const char* name, long otherwise) {
  const char* text = std::getenv(name);
  return text ? std::atol(text) : otherwise;
}

int difference(std::uint32_t a, std::uint32_t b) {
  int most = 0;
  for (int shift = 0; shift < 32; shift += 8) {
    most = std::max(most, std::abs(static_cast<int>(a >> shift & 0xff) - static_cast<int>(b >> shift & 0xff)));
  }
  return most;
}

class PainterProperty : public testing::Test {
 protected:
  PainterProperty() : painter_(std::make_unique<SoftwarePainter>()) {}

  // What the painter draws that has seen nothing before.
  static std::vector<std::uint32_t> drawn_anew(ImDrawData& draw) {
    const ImGuiBackendFlags flags = ImGui::GetIO().BackendFlags;
    std::vector<std::uint32_t> pixels;
    {
      SoftwarePainter other;
      other.paint(draw, kPage);
      const shell::Picture picture = other.picture();
      pixels.assign(picture.pixels, picture.pixels + picture.width * picture.height);
    }
    ImGui::GetIO().BackendFlags = flags;
    return pixels;
  }

  std::vector<std::uint32_t> shown() const {
    const shell::Picture picture = painter_->picture();
    return {picture.pixels, picture.pixels + picture.width * picture.height};
  }

  Canvas canvas_;
  std::unique_ptr<SoftwarePainter> painter_;
};

TEST_F(PainterProperty, DrawsRandomListsAsAPlainRasteriserDoes) {
  const long first = number_from_environment("PORTAL_SEED", 1);
  const long rounds = number_from_environment("PORTAL_ROUNDS", std::getenv("PORTAL_SEED") ? 1 : 400);
  std::size_t pixels = 0, uncertain = 0;
  for (long seed = first; seed < first + rounds; ++seed) {
    ImDrawData& draw = canvas_.draw(random_scene(static_cast<std::uint64_t>(seed)));
    painter_->paint(draw, kPage);
    const ReferencePicture expected = draw_reference(draw, kPage);
    const shell::Picture picture = painter_->picture();
    ASSERT_EQ(picture.width, expected.width) << "seed " << seed;
    ASSERT_EQ(picture.height, expected.height) << "seed " << seed;
    for (std::size_t i = 0; i < expected.pixels.size(); ++i) {
      ++pixels;
      if (expected.uncertain[i]) {
        ++uncertain;
        continue;
      }
      ASSERT_LE(difference(picture.pixels[i], expected.pixels[i]), kTolerance)
          << "seed " << seed << " at " << i % expected.width << ", " << i / expected.width << std::hex << ": drawn " << picture.pixels[i]
          << ", expected " << expected.pixels[i];
    }
  }
  EXPECT_LT(static_cast<double>(uncertain), kUncertainShareMax * static_cast<double>(pixels));
}

TEST_F(PainterProperty, ShowsAfterEachChangeWhatAFullRepaintWould) {
  const long first = number_from_environment("PORTAL_SEED", 1);
  const long rounds = number_from_environment("PORTAL_ROUNDS", std::getenv("PORTAL_SEED") ? 1 : 60);
  for (long seed = first; seed < first + rounds; ++seed) {
    Random random(static_cast<std::uint64_t>(seed));
    Scene scene = random_scene(static_cast<std::uint64_t>(seed));
    for (int change = 0; change < 12; ++change) {
      const std::size_t at = static_cast<std::size_t>(random.below(static_cast<int>(scene.pieces.size())));
      switch (random.below(6)) {
        case 0: scene.pieces.push_back({random.below(1 << 30) * 31ull}); break;
        case 1: scene.pieces[at].seed += 1; break;
        case 2: if (scene.pieces.size() > 1) scene.pieces.erase(scene.pieces.begin() + static_cast<std::ptrdiff_t>(at)); break;
        case 3: std::swap(scene.pieces[at], scene.pieces.back()); break;
        case 4: canvas_.change_texture(random); break;
        default: break;  // nothing changes
      }
      ImDrawData& draw = canvas_.draw(scene);
      painter_->paint(draw, kPage);
      ASSERT_EQ(shown(), drawn_anew(draw)) << "seed " << seed << ", change " << change;
      painter_->paint(draw, kPage);
      ASSERT_TRUE(painter_->dirty().empty()) << "seed " << seed << ": the same once more, and yet drawn";
    }
  }
}

TEST_F(PainterProperty, DrawsNoTileThatAChangeDoesNotTouch) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Scene scene = random_scene(seed);
    scene.origin = {};
    Random random(seed);
    painter_->paint(canvas_.draw(scene), kPage);
    painter_->paint(canvas_.draw(scene), kPage);  // the texture of the glyphs has grown: they stand elsewhere in it
    // The same and one rectangle more.
    ImDrawData& draw = canvas_.draw(scene);
    const float x = random.place(0, scene.width - 1), y = random.place(0, scene.height - 1);
    const float right = std::min(scene.width, x + random.between(1, 30)), bottom = std::min(scene.height, y + random.between(1, 30));
    ImDrawList more(ImGui::GetDrawListSharedData());
    more._ResetForNewFrame();
    more.PushTexture(ImGui::GetIO().Fonts->TexRef);
    more.PushClipRect({0, 0}, {scene.width, scene.height});
    more.AddRectFilled({x, y}, {right, bottom}, 0xff0000ff);
    draw.CmdLists.push_back(&more);
    painter_->paint(draw, kPage);
    draw.CmdLists.pop_back();
    const auto tile = [&](float place) { return static_cast<int>(place * scene.pixel_ratio) / SoftwarePainter::kTileSize * SoftwarePainter::kTileSize; };
    for (const PixelRect& part : painter_->dirty()) {
      EXPECT_GE(part.x0, tile(x)) << "seed " << seed;
      EXPECT_GE(part.y0, tile(y)) << "seed " << seed;
      EXPECT_LE(part.x1, tile(right) + SoftwarePainter::kTileSize) << "seed " << seed;
      EXPECT_LE(part.y1, tile(bottom) + SoftwarePainter::kTileSize) << "seed " << seed;
    }
  }
}

}  // namespace
}  // namespace portal::test
