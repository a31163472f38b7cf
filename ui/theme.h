// Theme tokens: colours, sizes and spaces as data (assets/theme.json), in light and dark, each with more contrast too.
#pragma once

#include <string_view>

#include "model/json.h"
#include "ui/environment.h"
#include "ui/palette.h"

namespace portal::ui {

struct Metrics {  // CSS px at text_scale 1
  float text = 16, text_small = 14, text_large = 18, heading1 = 28, heading2 = 22, heading3 = 18;
  float line_height = 1.5f;  // × font size
  float control_height = 44, control_padding = 12, radius = 8, border = 1, focus_ring = 2;
  float gap_small = 8, gap = 16, gap_large = 24, page_margin = 16, column_width_max = 880, table_width_max = 1440;
  friend bool operator==(const Metrics&, const Metrics&) = default;
};

struct Theme {
  Theme();  // the built-in one
  Palette light, dark, light_contrast, dark_contrast;
  Metrics metrics;
  // Missing tokens keep the built-in value; colours are "#rrggbb" or "#rrggbbaa".
  static Theme from_json(const model::Json& json);
};

// The one place where it is decided which colours are in use: forced ones, where the platform has them, before all others.
const Palette& palette_of(const Theme& theme, const Environment& environment);
// The same as a name: "light", "dark", "light_contrast", "dark_contrast", "forced", as in assets/theme.json.
std::string_view theme_name(const Environment& environment);

// Tokens as in a theme, over those of `palette`.
Palette palette_from_json(const model::Json& json, Palette palette);

}  // namespace portal::ui
