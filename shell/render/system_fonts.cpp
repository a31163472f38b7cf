#include "shell/render/system_fonts.h"

#include <fontconfig/fontconfig.h>

#include <memory>

namespace portal::shell {

namespace {

template <auto destroy>
struct Destroy {
  template <class T>
  void operator()(T* thing) const { destroy(thing); }
};
using Pattern = std::unique_ptr<FcPattern, Destroy<FcPatternDestroy>>;
using FontSet = std::unique_ptr<FcFontSet, Destroy<FcFontSetDestroy>>;

constexpr FcChar32 kCommonChinese = 0x7684;  // 的

const FcChar8* fc_text(const char* text) { return reinterpret_cast<const FcChar8*>(text); }

Pattern sans_serif(const std::string& language, bool bold) {
  Pattern pattern(FcPatternCreate());
  FcPatternAddString(pattern.get(), FC_FAMILY, fc_text("sans-serif"));
  FcPatternAddString(pattern.get(), FC_LANG, fc_text(language.c_str()));
  FcPatternAddInteger(pattern.get(), FC_WEIGHT, bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR);
  FcPatternAddInteger(pattern.get(), FC_SLANT, FC_SLANT_ROMAN);
  FcPatternAddBool(pattern.get(), FC_OUTLINE, FcTrue);
  FcConfigSubstitute(nullptr, pattern.get(), FcMatchPattern);
  FcDefaultSubstitute(pattern.get());
  return pattern;
}

bool is_outline(FcPattern* font) {
  FcBool outline = FcFalse;
  FcBool color = FcFalse;
  FcPatternGetBool(font, FC_OUTLINE, 0, &outline);
  FcPatternGetBool(font, FC_COLOR, 0, &color);
  return outline && !color;
}

}  // namespace

std::vector<FontFace> system_fonts(const std::string& language, bool bold) {
  std::vector<FontFace> faces;
  if (!FcInit()) return faces;
  const Pattern pattern = sans_serif(language, bold);
  FcResult result = FcResultMatch;
  // "Trim" leaves out every font that adds no character to the ones before it.
  const FontSet fonts(FcFontSort(nullptr, pattern.get(), FcTrue, nullptr, &result));
  if (!fonts) return faces;
  for (int i = 0; i < fonts->nfont && static_cast<int>(faces.size()) < kFontsMax; ++i) {
    FcPattern* font = fonts->fonts[i];
    FcChar8* path = nullptr;
    int index = 0;
    FcCharSet* characters = nullptr;
    if (!is_outline(font) || FcPatternGetString(font, FC_FILE, 0, &path) != FcResultMatch) continue;
    FcPatternGetInteger(font, FC_INDEX, 0, &index);
    FontFace face{reinterpret_cast<const char*>(path), index & 0xffff, false};  // above 16 bits: a variation's instance
    if (FcPatternGetCharSet(font, FC_CHARSET, 0, &characters) == FcResultMatch) {
      face.covers_chinese = FcCharSetHasChar(characters, kCommonChinese);
    }
    faces.push_back(std::move(face));
  }
  return faces;
}

}  // namespace portal::shell
