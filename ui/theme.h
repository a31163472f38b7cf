// Theme tokens: colours, sizes and spaces as data (assets/theme.json), in light and dark.
#pragma once

#include <cstdint>

#include "model/json.h"

namespace portal::ui {

// 0xAABBGGRR, as Dear ImGui has it (IM_COL32).
using Color = std::uint32_t;

struct Palette {
  Color page, surface, surface_raised, surface_sunken, border, border_strong;
  Color text, text_muted, text_on_accent, link;
  Color accent, accent_hover, accent_soft;
  Color success, success_soft, warning, warning_soft, danger, danger_soft, info, info_soft;
  Color focus_ring, field, field_disabled, shade;
  friend bool operator==(const Palette&, const Palette&) = default;
};

struct Metrics {  // CSS px at text_scale 1
  float text = 16, text_small = 14, text_large = 18, heading1 = 28, heading2 = 22, heading3 = 18;
  float line_height = 1.5f;  // × font size
  float control_height = 44, control_padding = 12, radius = 8, border = 1, focus_ring = 2;
  float gap_small = 8, gap = 16, gap_large = 24, page_margin = 16, column_width_max = 880, table_width_max = 1440;
  friend bool operator==(const Metrics&, const Metrics&) = default;
};

struct Theme {
  Theme();  // the built-in one
  Palette light, dark;
  Metrics metrics;
  // Missing tokens keep the built-in value; colours are "#rrggbb" or "#rrggbbaa".
  static Theme from_json(const model::Json& json);
};

}  // namespace portal::ui
