#include "shell/render/freetype_loader.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include <imgui.h>
#include <imgui_freetype.h>
#include <imgui_internal.h>

namespace portal::shell {

namespace {

struct EmMetrics {  // in em
  float ascent = 0.8f;
  float descent = 0.2f;
};

// Read again for each size of a font (a dozen times in all): a face costs some ten microseconds to open.
EmMetrics em_metrics(const ImFontConfig& source) {
  EmMetrics metrics;
  FT_Library library = nullptr;
  if (FT_Init_FreeType(&library) != 0) return metrics;
  FT_Face face = nullptr;
  if (FT_New_Memory_Face(library, static_cast<const FT_Byte*>(source.FontData), source.FontDataSize,
                         static_cast<FT_Long>(source.FontNo), &face) == 0) {
    if (face->units_per_EM > 0 && face->ascender > face->descender) {
      const float em = static_cast<float>(face->units_per_EM);
      metrics = {static_cast<float>(face->ascender) / em, -static_cast<float>(face->descender) / em};
    }
    FT_Done_Face(face);
  }
  FT_Done_FreeType(library);
  return metrics;
}

bool init_with_em_size(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void* data) {
  const EmMetrics em = em_metrics(*source);
  const float size = baked->Size;
  baked->Size = size * (em.ascent + em.descent);
  const bool done = ImGuiFreeType::GetFontLoader()->FontBakedInit(atlas, source, baked, data);
  baked->Size = size;
  if (done && !source->MergeMode) {
    // The middle of the font's own box lies in the middle of the line. snap_glyphs() finds the device pixel.
    baked->Ascent = (1 + em.ascent - em.descent) / 2 * size;
    baked->Descent = baked->Ascent - size;
  }
  return done;
}

}  // namespace

const ImFontLoader* freetype_loader() {
  static const ImFontLoader loader = [] {
    ImFontLoader with_em_size = *ImGuiFreeType::GetFontLoader();
    with_em_size.Name = "FreeType, size = em";
    with_em_size.FontBakedInit = init_with_em_size;
    return with_em_size;
  }();
  return &loader;
}

}  // namespace portal::shell
