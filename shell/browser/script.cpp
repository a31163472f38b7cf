#include "shell/browser/script.h"

#include <emscripten/em_js.h>
#include <emscripten/em_macros.h>

// Module['portal'] is the object that web/bridge.js hands to the factory: names in quotes, since minifiers rename others.
// JSON text stays where it is: the page reads it out of the memory (web/bridge.js, read_json).
// clang-format off
EM_JS(void, portal_js_patch, (const char* text, int length), { Module['portal']['apply_patch'](text, length); })
EM_JS(void, portal_js_effects, (const char* text, int length), { Module['portal']['run_effects'](text, length); })
EM_JS(void, portal_js_want_frame, (), { Module['portal']['want_frame'](); })
// parts: x0, y0, x1, y1 of each
EM_JS(void, portal_js_present, (const void* pixels, int width, int height, const int* parts, int count), {
  Module['portal']['present'](HEAPU8.subarray(pixels, pixels + width * height * 4), width, height, HEAP32.subarray(parts >> 2, (parts >> 2) + count * 4));
})
EM_JS(float, portal_js_baseline, (float size, int strong), { return Module['portal']['baseline'](size, strong); })
// out: advance, left, top, width, height, colored
EM_JS(void, portal_js_glyph_shape, (int code_point, float size_px, int strong, float* out), {
  HEAPF32.set(Module['portal']['glyph_shape'](code_point, size_px, strong), out >> 2);
})
EM_JS(void, portal_js_glyph_pixels, (unsigned char* out), { HEAPU8.set(Module['portal']['glyph_pixels'](), out); })
// Returns how many bytes it has written.
EM_JS(int, portal_js_initials, (const char* text, int length, char* out, int room), {
  return stringToUTF8(Module['portal']['initials'](UTF8ToString(text, length)), out, room);
})
EM_JS_DEPS(portal_js_text, "$UTF8ToString,$stringToUTF8")
// clang-format on

namespace portal::shell {

void script_apply_patch(const std::string& json) { portal_js_patch(json.data(), static_cast<int>(json.size())); }
void script_run_effects(const std::string& json) { portal_js_effects(json.data(), static_cast<int>(json.size())); }
void script_want_frame() { portal_js_want_frame(); }

void script_present(const Picture& picture, const std::vector<PixelRect>& parts) {
  static_assert(sizeof(PixelRect) == 4 * sizeof(int));
  portal_js_present(picture.pixels, picture.width, picture.height, &parts.front().x0, static_cast<int>(parts.size()));
}

float ScriptGlyphs::baseline(float size, bool strong) { return portal_js_baseline(size, strong); }

GlyphShape ScriptGlyphs::shape(std::uint32_t code_point, float size_px, bool strong) {
  float out[6] = {};
  portal_js_glyph_shape(static_cast<int>(code_point), size_px, strong, out);
  return {out[0], static_cast<int>(out[1]), static_cast<int>(out[2]), static_cast<int>(out[3]), static_cast<int>(out[4]),
          out[5] != 0};
}

std::string ScriptInitials::of(std::string_view text) const {
  std::string initials(text.size() + 1, '\0');  // a letter for a character: never longer than the text
  const int length = portal_js_initials(text.data(), static_cast<int>(text.size()), initials.data(), static_cast<int>(initials.size()));
  initials.resize(static_cast<std::size_t>(length));
  return initials;
}

void ScriptGlyphs::copy_pixels(std::uint8_t* rgba) { portal_js_glyph_pixels(rgba); }

}  // namespace portal::shell
