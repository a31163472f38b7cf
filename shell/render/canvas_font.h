// Dear ImGui's fonts, rasterised on demand by somebody else: in the browser by a Canvas2D with the page's own font stack.
//
// All of Unicode is there, and what the page's fonts lack is drawn as the browser draws it. A font that comes in late
// (web/fonts.js) is taken up by discard_canvas_glyphs().
// The baseline is where the browser's own line layout has it, so that an element's text lies on the picture's.
#pragma once

#include <imgui.h>

#include <cstdint>

#include "ui/fonts.h"

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

class GlyphRasteriser {
 public:
  virtual ~GlyphRasteriser() = default;
  // CSS pixels: from the top of the em box to the baseline, for text in the middle of its line.
  virtual float baseline(float size, bool strong) = 0;
  // Keeps the bitmap until the next call.
  // size_px: device pixels.
  virtual GlyphShape shape(std::uint32_t code_point, float size_px, bool strong) = 0;
  // Straight alpha RGBA, width × height of the last shape().
  virtual void copy_pixels(std::uint8_t* rgba) = 0;
};

// Adds the two fonts. The rasteriser must outlive the atlas.
ui::Fonts add_canvas_fonts(ImFontAtlas& atlas, GlyphRasteriser& rasteriser);

// After a font has arrived: every glyph, advance and baseline is asked for anew when next needed. Between frames only.
void discard_canvas_glyphs(ImFontAtlas& atlas);

}  // namespace portal::shell
