// Dear ImGui's fonts, rasterised on demand by somebody else: in the browser by a Canvas2D with the page's own font stack.
//
// No font is downloaded, all of Unicode is there, and what the machine's fonts lack is drawn as the browser draws it.
// Metrics follow the browser's line layout: a line box of height L around text of `size` px puts the baseline where
// an element with this font and line-height L puts it, so that an element's own text lies on the picture's.
#pragma once

#include <imgui.h>

#include <cstdint>

#include "ui/frame.h"

namespace portal::shell {

// Device pixels. The bitmap's top left lies `left` right of the pen and `top` above the baseline.
struct GlyphShape {
  float advance = 0;
  int left = 0;
  int top = 0;
  int width = 0;  // 0 = nothing to draw
  int height = 0;
  bool colored = false;  // emoji: the pixels have colours of their own
};

struct FontExtent {
  float ascent = 0;  // above the baseline, device pixels, > 0
  float descent = 0;
};

class GlyphRasteriser {
 public:
  virtual ~GlyphRasteriser() = default;
  virtual FontExtent extent(float size_px, bool strong) = 0;
  // Keeps the bitmap until the next call.
  virtual GlyphShape shape(std::uint32_t code_point, float size_px, bool strong) = 0;
  // Straight alpha RGBA, width × height of the last shape().
  virtual void copy_pixels(std::uint8_t* rgba) = 0;
};

// Adds the two fonts. The rasteriser must outlive the atlas.
ui::Fonts add_canvas_fonts(ImFontAtlas& atlas, GlyphRasteriser& rasteriser);

}  // namespace portal::shell
