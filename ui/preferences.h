// 显示设置: how the user wants to see the page, whatever the platform says. Kept across visits as JSON text; what is not
// understood in it is the default, one member at a time.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "ui/environment.h"

namespace portal::ui {

struct Preferences {
  enum class Colors { kSystem, kLight, kDark } colors = Colors::kSystem;
  enum class Contrast { kSystem, kHigh } contrast = Contrast::kSystem;
  std::string language = {};    // one of kLanguages; "" = the page's own
  int text_size_percent = 100;  // one of kTextSizes, of the platform's text size
  bool care_mode = false;
  friend bool operator==(const Preferences&, const Preferences&) = default;
};

inline constexpr std::array<std::string_view, 2> kLanguages{"zh-CN", "en"};
inline constexpr std::array<int, 4> kTextSizes{100, 125, 150, 200};

std::string_view name_of(Preferences::Colors colors);      // "system", "light", "dark"
std::string_view name_of(Preferences::Contrast contrast);  // "system", "high"
// Anything else is "as the system".
Preferences::Colors colors_from(std::string_view name);
Preferences::Contrast contrast_from(std::string_view name);
int text_size_from(long long percent);

Preferences preferences_from_text(std::string_view json);
std::string text_of(const Preferences& preferences);

// What holds when the user wants this on that platform. Its language is not decided here: that is the one of the texts in use.
Environment environment_with(const Environment& platform, const Preferences& preferences);

}  // namespace portal::ui
