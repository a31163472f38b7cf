// Random draw lists, by way of Dear ImGui's own ImDrawList: what its widgets and ours can bring, and what they do not yet.
//
//   Canvas canvas;                     // an ImGui context with invented glyphs and two textures
//   Scene scene = random_scene(seed);
//   ImDrawData& draw = canvas.draw(scene);
#pragma once

#include <imgui.h>

#include <cstdint>
#include <random>
#include <vector>

#include "shell/render/canvas_font.h"

namespace portal::test {

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}
  int below(int end) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(end)); }
  float between(float low, float high) { return low + (high - low) * static_cast<float>(engine_() >> 40) / static_cast<float>(1 << 24); }
  bool one_in(int n) { return below(n) == 0; }
  // A length in CSS px: whole, half, quarter, or anything.
  float place(float low, float high);
  ImU32 color();  // opaque half the time

 private:
  std::mt19937_64 engine_;
};

// One thing to draw: what it is follows from its seed, so that a scene can be changed piece by piece.
struct Piece {
  std::uint64_t seed = 0;
};

struct Scene {
  float width = 0, height = 0;  // CSS px
  float pixel_ratio = 1;
  ImVec2 origin;               // ImDrawData::DisplayPos
  int vertices_before = 0;     // ImDrawCmd::VtxOffset
  std::vector<Piece> pieces;
};

Scene random_scene(std::uint64_t seed);

// Glyphs of an invented font: blots of different sizes, alpha at random, some with colours of their own.
class Blots final : public shell::GlyphRasteriser {
 public:
  float baseline(float size, bool strong) override;
  shell::GlyphShape shape(std::uint32_t code_point, float size_px, bool strong) override;
  void copy_pixels(std::uint8_t* rgba) override;

 private:
  shell::GlyphShape shape_;
  std::uint64_t seed_ = 0;
};

// Owns the current ImGui context. Its painter must be made after it and go before it.
class Canvas {
 public:
  Canvas();
  ~Canvas();
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  // Valid until the next call.
  ImDrawData& draw(const Scene& scene);
  // Other texels in a part of the texture of pictures, as when a preview arrives.
  void change_texture(Random& random);

 private:
  void draw_piece(ImDrawList& list, const Scene& scene, const Piece& piece);

  ImGuiContext* context_;
  Blots blots_;
  ImTextureData rgba_, alpha_;
};

}  // namespace portal::test
