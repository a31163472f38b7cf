// The painter without a GPU: draws Dear ImGui's draw lists into a picture in memory.
//
// Textures are Dear ImGui's ImTextureData; a bare ImTextureID is none.
// Draws: rectangles, glyphs and other textured quads (RGBA and alpha textures, any scale), triangles with colours
// and texture coordinates between their corners (anti-aliased lines, rounded corners, gradients), clip rectangles,
// vertex and index offsets. Draw callbacks are not called: nothing here uses them. What has no place (not a number, or
// more than 2^24 pixels away) is left out.
// Equals a plain rasteriser's picture within 4 of 255 (tests/shell/software_painter_property_test.cpp).
// Only tiles whose content differs from the frame before are drawn again; dirty() says which. The shell presents
// them (putImageData in the browser) or saves the picture (desktop, tests).
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "shell/render/painter.h"
#include "shell/render/raster.h"

namespace portal::shell {

class SoftwarePainter final : public Painter {
 public:
  static constexpr int kTileSize = 64;  // device pixels

  SoftwarePainter();
  ~SoftwarePainter() override;
  SoftwarePainter(const SoftwarePainter&) = delete;
  SoftwarePainter& operator=(const SoftwarePainter&) = delete;

  std::string_view name() const override { return "software"; }
  void paint(ImDrawData& draw, ui::Color clear) override;

  // RGBA, opaque, rows without gaps; valid until the next paint().
  Picture picture() const { return {const_cast<std::uint32_t*>(pixels_.data()), width_, height_}; }
  // What the last paint() changed, in device pixels; neighbours in a row are joined. Empty = nothing.
  const std::vector<PixelRect>& dirty() const { return dirty_; }

 private:
  struct Primitive {
    Corner corners[4];
    bool quad = false;
    PixelRect clip;
    PixelRect bounds;  // within clip
    const ImTextureData* texture = nullptr;
  };
  struct Tile {
    std::uint64_t hash = 0;
    std::vector<std::uint32_t> primitives;
  };
  // Counts changes of a texture's content, block by block, so that a reused place in the atlas is noticed.
  struct TextureBlocks {
    int columns = 0;
    std::vector<std::uint32_t> versions;
  };

  void update_textures(ImDrawData& draw);
  void resize(int width, int height);
  void collect(const ImDrawData& draw);
  void add(const Primitive& primitive);
  std::uint64_t hash_of(const Primitive& primitive) const;
  void draw_tile(const Tile& tile, const PixelRect& place, std::uint32_t clear);

  int width_ = 0, height_ = 0;
  int columns_ = 0, rows_ = 0;
  std::uint32_t clear_ = 0;
  std::uint32_t version_ = 0;
  std::vector<std::uint32_t> pixels_;
  std::vector<Primitive> primitives_;
  std::vector<Tile> tiles_;
  std::vector<std::uint64_t> shown_;  // the hash of each tile as it is in pixels_
  std::vector<PixelRect> dirty_;
  std::map<const ImTextureData*, TextureBlocks> textures_;
};

}  // namespace portal::shell
