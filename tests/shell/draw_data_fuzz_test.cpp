// The software painter over draw data that no sane program makes: built with the address and undefined-behaviour sanitizers, in every preset.
//
// Places, texture places, colours, clip rectangles, textures and their changes are anything; only indices lie within their list, as Dear ImGui
// warrants. What is drawn must be what a painter draws that has seen nothing before.
// PORTAL_SEED=N begins elsewhere, PORTAL_FUZZ_SECONDS=N goes on for so long (./portal test: 300 rounds, always the same).
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <memory>
#include <random>
#include <vector>

#include "shell/render/software_painter.h"

namespace portal::shell {
namespace {

constexpr std::uint32_t kPage = 0xff804020;

class Fuzz {
 public:
  explicit Fuzz(std::uint64_t seed) : engine_(seed) {}
  int below(int end) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(end)); }
  std::uint32_t bits() { return static_cast<std::uint32_t>(engine_()); }

  // Mostly something on the picture; else whatever a float can be.
  float place(float size) {
    constexpr float kNasty[] = {0,
                                -0.0f,
                                0.5f,
                                -0.5f,
                                1e-40f,
                                1e-7f,
                                16'777'216.0f,
                                -16'777'218.0f,
                                1e9f,
                                -1e9f,
                                3e38f,
                                -3e38f,
                                std::numeric_limits<float>::infinity(),
                                -std::numeric_limits<float>::infinity(),
                                std::numeric_limits<float>::quiet_NaN()};
    switch (below(8)) {
      case 0: return kNasty[below(static_cast<int>(std::size(kNasty)))];
      case 1: {
        const std::uint32_t any = bits();
        float value;
        std::memcpy(&value, &any, sizeof value);
        return value;
      }
      case 2: return static_cast<float>(below(static_cast<int>(size) + 2)) + 0.5f;
      default: return static_cast<float>(below(4 * (static_cast<int>(size) + 20))) / 4 - 10;
    }
  }

 private:
  std::mt19937_64 engine_;
};

class Textures {
 public:
  explicit Textures(Fuzz& fuzz) {
    for (int i = 0; i < 3; ++i) {
      auto texture = std::make_unique<ImTextureData>();
      texture->Create(fuzz.below(2) ? ImTextureFormat_RGBA32 : ImTextureFormat_Alpha8, 1 + fuzz.below(130), 1 + fuzz.below(130));
      fill(fuzz, *texture, 0, 0, texture->Width, texture->Height);
      list_.push_back(texture.get());
      owned_.push_back(std::move(texture));
    }
  }

  void change(Fuzz& fuzz) {
    ImTextureData& texture = *owned_[static_cast<std::size_t>(fuzz.below(3))];
    const int x = fuzz.below(texture.Width), y = fuzz.below(texture.Height);
    const int w = 1 + fuzz.below(texture.Width - x), h = 1 + fuzz.below(texture.Height - y);
    fill(fuzz, texture, x, y, w, h);
    texture.Updates.push_back({static_cast<unsigned short>(x), static_cast<unsigned short>(y), static_cast<unsigned short>(w),
                               static_cast<unsigned short>(h)});
    if (texture.Status == ImTextureStatus_OK) texture.SetStatus(ImTextureStatus_WantUpdates);
  }

  ImTextureRef any(Fuzz& fuzz) {
    if (fuzz.below(4) == 0) return ImTextureRef(ImTextureID{7});
    return owned_[static_cast<std::size_t>(fuzz.below(3))]->GetTexRef();
  }
  ImVector<ImTextureData*>& list() { return list_; }

 private:
  static void fill(Fuzz& fuzz, ImTextureData& texture, int x, int y, int w, int h) {
    for (int row = y; row < y + h; ++row) {
      auto* texels = static_cast<unsigned char*>(texture.GetPixelsAt(x, row));
      for (int i = 0; i < w * texture.BytesPerPixel; ++i) texels[i] = static_cast<unsigned char>(fuzz.bits());
    }
  }

  std::vector<std::unique_ptr<ImTextureData>> owned_;
  ImVector<ImTextureData*> list_;
};

void fill(Fuzz& fuzz, Textures& textures, ImDrawList& list, float width, float height) {
  list._ResetForNewFrame();
  list.CmdBuffer.clear();
  const int vertices = 4 + fuzz.below(40);
  for (int i = 0; i < vertices; ++i) {
    const ImVec2 uv = fuzz.below(3) ? ImVec2(fuzz.place(1), fuzz.place(1))
                                    : ImVec2(static_cast<float>(fuzz.below(5)) / 4, static_cast<float>(fuzz.below(5)) / 4);
    list.VtxBuffer.push_back({{fuzz.place(width), fuzz.place(height)}, uv, fuzz.below(2) ? 0xffffffff : fuzz.bits()});
  }
  for (int i = fuzz.below(6); i > 0; --i) {
    ImDrawCmd command;
    command.TexRef = textures.any(fuzz);
    command.ClipRect = fuzz.below(2) ? ImVec4(0, 0, width, height)
                                     : ImVec4(fuzz.place(width), fuzz.place(height), fuzz.place(width), fuzz.place(height));
    command.IdxOffset = static_cast<unsigned>(list.IdxBuffer.Size);
    command.VtxOffset = static_cast<unsigned>(fuzz.below(vertices - 3));
    const int room = vertices - static_cast<int>(command.VtxOffset);
    for (int quad = fuzz.below(8); quad > 0; --quad) {
      const auto first = static_cast<ImDrawIdx>(fuzz.below(room - 3));
      if (fuzz.below(2)) {  // as PrimRect has it, from one corner and the other
        ImDrawVert* v = &list.VtxBuffer[static_cast<int>(first + command.VtxOffset)];
        v[1] = {{v[2].pos.x, v[0].pos.y}, {v[2].uv.x, v[0].uv.y}, v[0].col};
        v[3] = {{v[0].pos.x, v[2].pos.y}, {v[0].uv.x, v[2].uv.y}, v[0].col};
        v[2].col = v[0].col;
        for (const unsigned corner : {0u, 1u, 2u, 0u, 2u, 3u}) list.IdxBuffer.push_back(first + corner);
      } else {
        for (int i_corner = 0; i_corner < 3; ++i_corner) list.IdxBuffer.push_back(static_cast<ImDrawIdx>(fuzz.below(room)));
      }
    }
    command.ElemCount = static_cast<unsigned>(list.IdxBuffer.Size) - command.IdxOffset -
                        static_cast<unsigned>(fuzz.below(2) && list.IdxBuffer.Size > static_cast<int>(command.IdxOffset));
    list.CmdBuffer.push_back(command);
  }
}

std::vector<std::uint32_t> pixels_of(const SoftwarePainter& painter) {
  const Picture picture = painter.picture();
  return {picture.pixels, picture.pixels + picture.width * picture.height};
}

void run(std::uint64_t seed) {
  Fuzz fuzz(seed);
  Textures textures(fuzz);
  SoftwarePainter painter;
  ImDrawList list(ImGui::GetDrawListSharedData());
  for (int frame = 0; frame < 4; ++frame) {
    constexpr float kScales[] = {0, 0.5f, 1, 1, 1.25f, 3};
    ImDrawData draw;
    draw.DisplaySize = {static_cast<float>(fuzz.below(160)), static_cast<float>(fuzz.below(160))};
    draw.FramebufferScale.x = draw.FramebufferScale.y = kScales[fuzz.below(6)];
    draw.DisplayPos = fuzz.below(3) ? ImVec2(0, 0) : ImVec2(fuzz.place(100), fuzz.place(100));
    draw.Textures = &textures.list();
    fill(fuzz, textures, list, draw.DisplaySize.x, draw.DisplaySize.y);
    draw.CmdLists.push_back(&list);
    for (int same = 0; same < 2; ++same) {
      painter.paint(draw, kPage);
      SoftwarePainter fresh;
      fresh.paint(draw, kPage);
      ASSERT_EQ(pixels_of(painter), pixels_of(fresh)) << "seed " << seed << ", frame " << frame;
      textures.change(fuzz);
    }
  }
}

TEST(DrawDataFuzz, NothingBreaksThePainter) {
  ImGuiContext* context = ImGui::CreateContext();
  const auto number = [](const char* name, long otherwise) {
    return std::getenv(name) ? std::atol(std::getenv(name)) : otherwise;
  };
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(number("PORTAL_FUZZ_SECONDS", 0));
  std::uint64_t seed = static_cast<std::uint64_t>(number("PORTAL_SEED", 1));
  for (int round = 0; !testing::Test::HasFailure() && (round < 300 || std::chrono::steady_clock::now() < until); ++round)
    run(seed++);
  ImGui::DestroyContext(context);
}

}  // namespace
}  // namespace portal::shell
