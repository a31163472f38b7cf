#include "ui/preferences.h"

#include <algorithm>

#include "model/json.h"

namespace portal::ui {
namespace {

constexpr std::size_t kTextBytesMax = 2000;
constexpr float kCareTextScale = 1.5f;
constexpr float kKioskTextScale = 1.3f;  // the lowest control is 44 px × this: no less than 56
constexpr float kTextScaleMax = 4;  // a browser's largest text, doubled: beyond it a word does not fit a phone

using Colors = Preferences::Colors;
using Contrast = Preferences::Contrast;

}  // namespace

std::string_view name_of(Colors colors) {
  switch (colors) {
    case Colors::kLight: return "light";
    case Colors::kDark: return "dark";
    case Colors::kSystem: break;
  }
  return "system";
}

std::string_view name_of(Contrast contrast) { return contrast == Contrast::kHigh ? "high" : "system"; }

Colors colors_from(std::string_view name) {
  return name == "light" ? Colors::kLight : name == "dark" ? Colors::kDark : Colors::kSystem;
}

Contrast contrast_from(std::string_view name) { return name == "high" ? Contrast::kHigh : Contrast::kSystem; }

int text_size_from(long long percent) {
  return std::ranges::find(kTextSizes, percent) == kTextSizes.end() ? kTextSizes.front() : static_cast<int>(percent);
}

Preferences preferences_from_text(std::string_view json) {
  Preferences preferences;
  if (json.size() > kTextBytesMax) return preferences;
  const auto kept = model::parse_json(json);
  if (!kept || !kept->is_object()) return preferences;
  preferences.colors = colors_from(model::text_or(*kept, "colors"));
  preferences.contrast = contrast_from(model::text_or(*kept, "contrast"));
  const std::string language = model::text_or(*kept, "language");
  if (std::ranges::find(kLanguages, language) != kLanguages.end()) preferences.language = language;
  preferences.text_size_percent = text_size_from(model::integer_or(*kept, "text_size_percent", kTextSizes.front()));
  preferences.care_mode = model::flag_or(*kept, "care_mode", false);
  return preferences;
}

std::string text_of(const Preferences& preferences) {
  return model::dump_json({{"colors", std::string(name_of(preferences.colors))},
                           {"contrast", std::string(name_of(preferences.contrast))},
                           {"language", preferences.language},
                           {"text_size_percent", preferences.text_size_percent},
                           {"care_mode", preferences.care_mode}});
}

Environment environment_with(const Environment& platform, const Preferences& preferences) {
  Environment environment = platform;
  if (preferences.colors != Colors::kSystem) environment.dark = preferences.colors == Colors::kDark;
  environment.care_mode = preferences.care_mode;
  environment.more_contrast = platform.more_contrast || preferences.contrast == Contrast::kHigh || preferences.care_mode;
  const float wanted = platform.text_scale * static_cast<float>(preferences.text_size_percent) / 100;
  environment.text_scale = std::min(wanted, std::max(kTextScaleMax, platform.text_scale));
  if (preferences.care_mode) environment.text_scale = std::max(environment.text_scale, kCareTextScale);
  if (platform.kiosk) environment.text_scale = std::max(environment.text_scale, kKioskTextScale);
  return environment;
}

}  // namespace portal::ui
