#include "shell/render/canvas_font.h"

#include <imgui_internal.h>

namespace portal::shell {

namespace {

// Travels as the source's "font data"; the atlas keeps a copy of its own.
struct SourceData {
  GlyphRasteriser* rasteriser;
  bool strong;
};

SourceData& data_of(const ImFontConfig* source) { return *static_cast<SourceData*>(source->FontData); }

float density_of(const ImFontConfig* source, const ImFontBaked* baked) {
  return source->RasterizerDensity * baked->RasterizerDensity;
}

bool contains_any(ImFontAtlas*, ImFontConfig*, ImWchar) { return true; }

bool init_baked(ImFontAtlas*, ImFontConfig* source, ImFontBaked* baked, void*) {
  const SourceData& data = data_of(source);
  baked->Ascent = data.rasteriser->baseline(baked->Size, data.strong);
  baked->Descent = baked->Ascent - baked->Size;
  return true;
}

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*, ImWchar code_point, ImFontGlyph* out,
                float* out_advance) {
  SourceData& data = data_of(source);
  const float density = density_of(source, baked);
  const GlyphShape shape = data.rasteriser->shape(code_point, baked->Size * density, data.strong);
  if (out_advance) {
    *out_advance = shape.advance / density;
    return true;
  }
  out->Codepoint = code_point & 0x3ffffff;  // as wide as the member: all of Unicode
  out->AdvanceX = shape.advance / density;
  if (shape.width <= 0 || shape.height <= 0) return true;

  const ImFontAtlasRectId id = ImFontAtlasPackAddRect(atlas, shape.width, shape.height);
  if (id == ImFontAtlasRectId_Invalid) return false;
  ImTextureRect* place = ImFontAtlasPackGetRect(atlas, id);
  ImVector<unsigned char>& pixels = atlas->Builder->TempBuffer;
  pixels.resize(shape.width * shape.height * 4);
  data.rasteriser->copy_pixels(pixels.Data);

  out->X0 = static_cast<float>(shape.left) / density;
  out->Y0 = static_cast<float>(-shape.top) / density + baked->Ascent;
  out->X1 = out->X0 + static_cast<float>(shape.width) / density;
  out->Y1 = out->Y0 + static_cast<float>(shape.height) / density;
  out->Visible = true;
  out->Colored = shape.colored;
  out->PackId = id;
  ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, source, out, place, pixels.Data, ImTextureFormat_RGBA32, shape.width * 4);
  return true;
}

ImFontLoader make_loader() {
  ImFontLoader loader;
  loader.Name = "canvas";
  loader.FontSrcContainsGlyph = contains_any;
  loader.FontBakedInit = init_baked;
  loader.FontBakedLoadGlyph = load_glyph;
  return loader;
}

constexpr float kReferenceSize = 16;

const ImFontLoader& canvas_loader() {
  static const ImFontLoader loader = make_loader();
  return loader;
}

ImFont* add(ImFontAtlas& atlas, GlyphRasteriser& rasteriser, bool strong) {
  SourceData data{&rasteriser, strong};
  ImFontConfig config;
  config.FontData = &data;
  config.FontDataSize = sizeof data;
  config.FontDataOwnedByAtlas = false;  // the atlas copies it
  config.FontLoader = &canvas_loader();
  config.SizePixels = kReferenceSize;
  config.EllipsisChar = 0x2026;
  return atlas.AddFont(&config);
}

}  // namespace

}  // namespace portal::shell

// Built for FreeType (shell/third_party.cmake), Dear ImGui asks here for the loader of an atlas that names none.
namespace ImGuiFreeType {
const ImFontLoader* GetFontLoader() { return &portal::shell::canvas_loader(); }
}  // namespace ImGuiFreeType

namespace portal::shell {

ui::Fonts add_canvas_fonts(ImFontAtlas& atlas, GlyphRasteriser& rasteriser) {
  atlas.Flags |= ImFontAtlasFlags_NoMouseCursors;
  ui::Fonts fonts;
  fonts.regular = add(atlas, rasteriser, false);
  fonts.strong = add(atlas, rasteriser, true);
  return fonts;
}

void discard_canvas_glyphs(ImFontAtlas& atlas) {
  constexpr int kAllHoweverRecent = 0;  // frames unused
  if (atlas.Builder) ImFontAtlasBuildDiscardBakes(&atlas, kAllHoweverRecent);
}

}  // namespace portal::shell
