// The colours of one theme, by what they are for.
#pragma once

#include <cstdint>

namespace portal::ui {

// 0xAABBGGRR, as Dear ImGui has it (IM_COL32).
using Color = std::uint32_t;

struct Palette {
  Color page, surface, surface_raised, surface_sunken, border, border_strong;
  Color text, text_muted, text_disabled, text_on_accent, link;
  Color accent, accent_hover, accent_soft;
  Color success, success_soft, warning, warning_soft, danger, danger_soft, info, info_soft;
  Color focus_ring, field, field_disabled, shade;
  friend bool operator==(const Palette&, const Palette&) = default;
};

}  // namespace portal::ui
