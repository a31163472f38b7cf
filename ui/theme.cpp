#include "ui/theme.h"

#include <string>

namespace portal::ui {

namespace {

constexpr Color rgb(unsigned value, unsigned alpha = 0xff) {
  return (alpha << 24) | ((value & 0xff) << 16) | (value & 0xff00) | (value >> 16);
}

// Kept equal to assets/theme.json by tests/ui/theme_test.cpp.
constexpr Palette kLight{
    .page = rgb(0xf2f5f8), .surface = rgb(0xffffff), .surface_raised = rgb(0xffffff), .surface_sunken = rgb(0xeaeff4),
    .border = rgb(0xd8e0e8), .border_strong = rgb(0x75869a),
    .text = rgb(0x16222e), .text_muted = rgb(0x4f5f70), .text_disabled = rgb(0x4f5f70), .text_on_accent = rgb(0xffffff), .link = rgb(0x0a5c8c),
    .accent = rgb(0x0b6274), .accent_hover = rgb(0x084c5b), .accent_soft = rgb(0xdff0f2),
    .success = rgb(0x17693f), .success_soft = rgb(0xe1f3e8), .warning = rgb(0x7f5200), .warning_soft = rgb(0xfdf0d5),
    .danger = rgb(0xae231d), .danger_soft = rgb(0xfdebe9), .info = rgb(0x1c5a9f), .info_soft = rgb(0xe4effa),
    .focus_ring = rgb(0x1668d0), .field = rgb(0xffffff), .field_disabled = rgb(0xeaeff4), .shade = rgb(0x0c1824, 0x99),
};

constexpr Palette kDark{
    .page = rgb(0x0f161d), .surface = rgb(0x18222c), .surface_raised = rgb(0x1f2b37), .surface_sunken = rgb(0x131b23),
    .border = rgb(0x2f3d4b), .border_strong = rgb(0x7e90a3),
    .text = rgb(0xe8eef4), .text_muted = rgb(0xa9b7c5), .text_disabled = rgb(0xa9b7c5), .text_on_accent = rgb(0x04222a), .link = rgb(0x7cc4f0),
    .accent = rgb(0x5ec4d4), .accent_hover = rgb(0x86d7e3), .accent_soft = rgb(0x16383f),
    .success = rgb(0x72d29c), .success_soft = rgb(0x14352a), .warning = rgb(0xf0c266), .warning_soft = rgb(0x3a2e12),
    .danger = rgb(0xff9d94), .danger_soft = rgb(0x432220), .info = rgb(0x92c3ff), .info_soft = rgb(0x1b3149),
    .focus_ring = rgb(0x9ad0ff), .field = rgb(0x121a22), .field_disabled = rgb(0x1f2b37), .shade = rgb(0x000000, 0xb3),
};

constexpr Palette kLightContrast{
    .page = rgb(0xffffff), .surface = rgb(0xffffff), .surface_raised = rgb(0xffffff), .surface_sunken = rgb(0xf0f2f4),
    .border = rgb(0x59636e), .border_strong = rgb(0x1a222b),
    .text = rgb(0x000000), .text_muted = rgb(0x27313b), .text_disabled = rgb(0x3d4650), .text_on_accent = rgb(0xffffff), .link = rgb(0x00356e),
    .accent = rgb(0x00414e), .accent_hover = rgb(0x001f26), .accent_soft = rgb(0xd9f0f3),
    .success = rgb(0x00441f), .success_soft = rgb(0xe6f6ec), .warning = rgb(0x4f3100), .warning_soft = rgb(0xfff2d6),
    .danger = rgb(0x7d0a06), .danger_soft = rgb(0xffecea), .info = rgb(0x00356e), .info_soft = rgb(0xe6f0fb),
    .focus_ring = rgb(0x0a39c4), .field = rgb(0xffffff), .field_disabled = rgb(0xf0f2f4), .shade = rgb(0x000000, 0xb3),
};

constexpr Palette kDarkContrast{
    .page = rgb(0x000000), .surface = rgb(0x000000), .surface_raised = rgb(0x0b0f13), .surface_sunken = rgb(0x12181e),
    .border = rgb(0x93a1af), .border_strong = rgb(0xe6ecf2),
    .text = rgb(0xffffff), .text_muted = rgb(0xdfe6ed), .text_disabled = rgb(0xb9c4cf), .text_on_accent = rgb(0x000000), .link = rgb(0x9ed9ff),
    .accent = rgb(0x7fe6f5), .accent_hover = rgb(0xb9f3fb), .accent_soft = rgb(0x04343d),
    .success = rgb(0x93f0ba), .success_soft = rgb(0x062c17), .warning = rgb(0xffd983), .warning_soft = rgb(0x302405),
    .danger = rgb(0xffbcb5), .danger_soft = rgb(0x40110d), .info = rgb(0xb8d9ff), .info_soft = rgb(0x0c2542),
    .focus_ring = rgb(0xffe45c), .field = rgb(0x000000), .field_disabled = rgb(0x12181e), .shade = rgb(0x000000, 0xcc),
};

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// "#rrggbb" or "#rrggbbaa".
void read_color(const model::Json& json, const char* name, Color& color) {
  const std::string text = model::text_or(json, name);
  if ((text.size() != 7 && text.size() != 9) || text[0] != '#') return;
  Color parts[4] = {0, 0, 0, 0xff};
  for (std::size_t i = 0; 2 * i + 1 < text.size(); ++i) {
    const int high = hex_digit(text[2 * i + 1]);
    const int low = hex_digit(text[2 * i + 2]);
    if (high < 0 || low < 0) return;
    parts[i] = static_cast<Color>(high * 16 + low);
  }
  color = parts[0] | parts[1] << 8 | parts[2] << 16 | parts[3] << 24;
}

void read_palette(const model::Json& json, Palette& palette) {
#define PORTAL_READ(token) read_color(json, #token, palette.token)
  PORTAL_READ(page); PORTAL_READ(surface); PORTAL_READ(surface_raised); PORTAL_READ(surface_sunken);
  PORTAL_READ(border); PORTAL_READ(border_strong);
  PORTAL_READ(text); PORTAL_READ(text_muted); PORTAL_READ(text_disabled); PORTAL_READ(text_on_accent); PORTAL_READ(link);
  PORTAL_READ(accent); PORTAL_READ(accent_hover); PORTAL_READ(accent_soft);
  PORTAL_READ(success); PORTAL_READ(success_soft); PORTAL_READ(warning); PORTAL_READ(warning_soft);
  PORTAL_READ(danger); PORTAL_READ(danger_soft); PORTAL_READ(info); PORTAL_READ(info_soft);
  PORTAL_READ(focus_ring); PORTAL_READ(field); PORTAL_READ(field_disabled); PORTAL_READ(shade);
#undef PORTAL_READ
}

void read_metrics(const model::Json& json, Metrics& metrics) {
#define PORTAL_READ(token) metrics.token = static_cast<float>(model::number_or(json, #token, metrics.token))
  PORTAL_READ(text); PORTAL_READ(text_small); PORTAL_READ(text_large);
  PORTAL_READ(heading1); PORTAL_READ(heading2); PORTAL_READ(heading3); PORTAL_READ(line_height);
  PORTAL_READ(control_height); PORTAL_READ(control_padding); PORTAL_READ(radius); PORTAL_READ(border);
  PORTAL_READ(focus_ring); PORTAL_READ(gap_small); PORTAL_READ(gap); PORTAL_READ(gap_large);
  PORTAL_READ(page_margin); PORTAL_READ(column_width_max); PORTAL_READ(table_width_max);
#undef PORTAL_READ
}

}  // namespace

Theme::Theme() : light(kLight), dark(kDark), light_contrast(kLightContrast), dark_contrast(kDarkContrast) {}

Theme Theme::from_json(const model::Json& json) {
  Theme theme;
  read_palette(model::member(json, "light"), theme.light);
  read_palette(model::member(json, "dark"), theme.dark);
  read_palette(model::member(json, "light_contrast"), theme.light_contrast);
  read_palette(model::member(json, "dark_contrast"), theme.dark_contrast);
  read_metrics(model::member(json, "metrics"), theme.metrics);
  return theme;
}

const Palette& palette_of(const Theme& theme, const Environment& environment) {
  if (environment.forced_palette) return *environment.forced_palette;
  if (environment.more_contrast) return environment.dark ? theme.dark_contrast : theme.light_contrast;
  return environment.dark ? theme.dark : theme.light;
}

std::string_view theme_name(const Environment& environment) {
  if (environment.forced_palette) return "forced";
  if (environment.more_contrast) return environment.dark ? "dark_contrast" : "light_contrast";
  return environment.dark ? "dark" : "light";
}

Palette palette_from_json(const model::Json& json, Palette palette) {
  read_palette(json, palette);
  return palette;
}

}  // namespace portal::ui
