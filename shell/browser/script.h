// What the client asks of the page's script (web/bridge.js). The only file that knows how wasm reaches JavaScript.
#pragma once

#include <string>
#include <vector>

#include "shell/render/canvas_font.h"
#include "shell/render/raster.h"
#include "ui/frame.h"

namespace portal::shell {

// Each hands over JSON text; the script has read it when the call returns.
void script_apply_patch(const std::string& json);
void script_run_effects(const std::string& json);
// One frame (portal_draw, portal_mirror, portal_paint) in the next animation frame; asking twice is asking once.
void script_want_frame();

// The parts of the picture that are new, onto the page's canvas (web/screen.js).
void script_present(const Picture& picture, const std::vector<PixelRect>& parts);

// Glyphs drawn by web/glyphs.js.
class ScriptGlyphs final : public GlyphRasteriser {
 public:
  float baseline(float size, bool strong) override;
  GlyphShape shape(std::uint32_t code_point, float size_px, bool strong) override;
  void copy_pixels(std::uint8_t* rgba) override;
};

// From the browser's own order of characters by their reading: web/initials.js.
class ScriptInitials final : public ui::Initials {
 public:
  std::string of(std::string_view text) const override;
};

}  // namespace portal::shell
