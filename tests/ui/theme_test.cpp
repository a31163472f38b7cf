#include "ui/theme.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "tests/ui/screen.h"

namespace portal::test {
namespace {

using ui::Color;
using ui::Palette;

double channel(Color color, int shift) {
  const double c = ((color >> shift) & 0xff) / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

// WCAG 2.2, "relative luminance" and "contrast ratio".
double luminance(Color color) { return 0.2126 * channel(color, 0) + 0.7152 * channel(color, 8) + 0.0722 * channel(color, 16); }

double contrast(Color a, Color b) {
  const double la = luminance(a);
  const double lb = luminance(b);
  return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

struct Pair {
  const char* name;
  Color Palette::* front;
  Color Palette::* back;
  double least;
};

constexpr double kText = 4.5;
constexpr double kPart = 3.0;

// Every pair of tokens that the widgets put on each other.
const Pair kPairs[] = {
    {"text on page", &Palette::text, &Palette::page, kText},
    {"text on surface", &Palette::text, &Palette::surface, kText},
    {"text on raised", &Palette::text, &Palette::surface_raised, kText},
    {"text on field", &Palette::text, &Palette::field, kText},
    {"text on hovered row", &Palette::text, &Palette::accent_soft, kText},
    {"muted on page", &Palette::text_muted, &Palette::page, kText},
    {"muted on surface", &Palette::text_muted, &Palette::surface, kText},
    {"muted on raised", &Palette::text_muted, &Palette::surface_raised, kText},
    {"muted on table header", &Palette::text_muted, &Palette::surface_sunken, kText},
    {"placeholder on field", &Palette::text_muted, &Palette::field, kText},
    {"disabled control", &Palette::text_disabled, &Palette::field_disabled, kText},
    {"disabled field", &Palette::text_muted, &Palette::field_disabled, kText},
    {"link on page", &Palette::link, &Palette::page, kText},
    {"link on surface", &Palette::link, &Palette::surface, kText},
    {"link on hovered row", &Palette::link, &Palette::accent_soft, kText},
    {"secondary button", &Palette::accent, &Palette::surface, kText},
    {"quiet button on page", &Palette::accent, &Palette::page, kText},
    {"quiet button on raised", &Palette::accent, &Palette::surface_raised, kText},
    {"button under the pointer", &Palette::accent, &Palette::accent_soft, kText},
    {"sorted column", &Palette::accent, &Palette::surface_sunken, kText},
    {"primary button", &Palette::text_on_accent, &Palette::accent, kText},
    {"primary button under the pointer", &Palette::text_on_accent, &Palette::accent_hover, kText},
    {"danger button", &Palette::text_on_accent, &Palette::danger, kText},
    {"error on surface", &Palette::danger, &Palette::surface, kText},
    {"error on page", &Palette::danger, &Palette::page, kText},
    {"error on raised", &Palette::danger, &Palette::surface_raised, kText},
    {"neutral badge", &Palette::text_muted, &Palette::surface_sunken, kText},
    {"success badge", &Palette::success, &Palette::success_soft, kText},
    {"warning badge", &Palette::warning, &Palette::warning_soft, kText},
    {"danger badge", &Palette::danger, &Palette::danger_soft, kText},
    {"info badge", &Palette::info, &Palette::info_soft, kText},
    {"text on success", &Palette::text, &Palette::success_soft, kText},
    {"text on warning", &Palette::text, &Palette::warning_soft, kText},
    {"text on danger", &Palette::text, &Palette::danger_soft, kText},
    {"text on info", &Palette::text, &Palette::info_soft, kText},
    {"border of a field", &Palette::border_strong, &Palette::field, kPart},
    {"border on surface", &Palette::border_strong, &Palette::surface, kPart},
    {"border on page", &Palette::border_strong, &Palette::page, kPart},
    {"border on raised", &Palette::border_strong, &Palette::surface_raised, kPart},
    {"sort mark", &Palette::border_strong, &Palette::surface_sunken, kPart},
    {"progress on its ground", &Palette::accent, &Palette::surface_sunken, kPart},
    {"focus ring on page", &Palette::focus_ring, &Palette::page, kPart},
    {"focus ring on surface", &Palette::focus_ring, &Palette::surface, kPart},
    {"focus ring on raised", &Palette::focus_ring, &Palette::surface_raised, kPart},
    {"focus ring on table header", &Palette::focus_ring, &Palette::surface_sunken, kPart},
};

struct Named {
  const char* name;
  const Palette& palette;
};

std::vector<Named> palettes_of(const ui::Theme& theme) {
  return {{"light", theme.light}, {"dark", theme.dark}, {"light_contrast", theme.light_contrast}, {"dark_contrast", theme.dark_contrast}};
}

TEST(Theme, EveryPairOfColoursHasItsContrastInEveryTheme) {
  const ui::Theme theme = real_theme();
  for (const Named& named : palettes_of(theme)) {
    for (const Pair& pair : kPairs) {
      EXPECT_GE(contrast(named.palette.*pair.front, named.palette.*pair.back), pair.least) << named.name << ": " << pair.name;
    }
  }
}

TEST(Theme, TextHasEnhancedContrastWhereMoreIsWanted) {
  constexpr double kEnhanced = 7;
  const ui::Theme theme = real_theme();
  for (const Named& named : {Named{"light_contrast", theme.light_contrast}, Named{"dark_contrast", theme.dark_contrast}}) {
    for (const Pair& pair : kPairs) {
      // A control that cannot be used now is held to nothing by WCAG; the ordinary contrast is enough.
      if (pair.least < kText || pair.front == &Palette::text_disabled) continue;
      EXPECT_GE(contrast(named.palette.*pair.front, named.palette.*pair.back), kEnhanced) << named.name << ": " << pair.name;
    }
  }
}

TEST(Theme, TheShippedTokensAreTheBuiltInOnes) {
  const ui::Theme shipped = real_theme();
  const ui::Theme built_in;
  EXPECT_EQ(shipped.light, built_in.light);
  EXPECT_EQ(shipped.dark, built_in.dark);
  EXPECT_EQ(shipped.light_contrast, built_in.light_contrast);
  EXPECT_EQ(shipped.dark_contrast, built_in.dark_contrast);
  EXPECT_EQ(shipped.metrics, built_in.metrics);
}

TEST(Theme, EveryTokenHasASystemColourForWhenColoursAreForced) {
  // CSS Color 4, "system colors". Text stands on Canvas alone: only such pairs are promised to be readable.
  const std::set<std::string> known = {"Canvas", "CanvasText", "LinkText", "ButtonBorder", "Field", "Highlight", "GrayText"};
  const model::Json json = real_theme_json();
  ASSERT_EQ(json["forced"].size(), json["light"].size());
  for (const auto& [token, color] : json["light"].items()) {
    ASSERT_TRUE(json["forced"].contains(token)) << token;
    EXPECT_TRUE(known.contains(json["forced"][token].get<std::string>())) << token;
  }
  for (const char* ground : {"page", "surface", "surface_raised", "surface_sunken", "accent_soft", "success_soft", "warning_soft", "danger_soft", "info_soft"}) {
    EXPECT_EQ(json["forced"][ground], "Canvas") << ground;
  }
}

TEST(Theme, InUseIsTheOneThatPlatformAndPreferencesAskFor) {
  const ui::Theme theme;
  ui::Environment environment;
  EXPECT_EQ(&ui::palette_of(theme, environment), &theme.light);
  environment.dark = true;
  EXPECT_EQ(&ui::palette_of(theme, environment), &theme.dark);
  EXPECT_EQ(ui::theme_name(environment), "dark");
  environment.more_contrast = true;
  EXPECT_EQ(&ui::palette_of(theme, environment), &theme.dark_contrast);
  EXPECT_EQ(ui::theme_name(environment), "dark_contrast");
  environment.dark = false;
  EXPECT_EQ(ui::theme_name(environment), "light_contrast");
  environment.forced_palette = theme.dark;
  EXPECT_EQ(ui::palette_of(theme, environment), theme.dark);
  EXPECT_EQ(ui::theme_name(environment), "forced");
}

TEST(Theme, ATokenThatIsMissingOrNotAColourKeepsTheBuiltInValue) {
  const model::Json json = {{"light", {{"accent", "#0000ff"}, {"text", "blue"}, {"link", 7}, {"shade", "#00000080"}}},
                            {"metrics", {{"gap", 20}, {"text", "large"}}}};
  const ui::Theme theme = ui::Theme::from_json(json);
  EXPECT_EQ(theme.light.accent, 0xffff0000u);
  EXPECT_EQ(theme.light.shade, 0x80000000u);
  EXPECT_EQ(theme.light.text, ui::Theme().light.text);
  EXPECT_EQ(theme.light.link, ui::Theme().light.link);
  EXPECT_EQ(theme.metrics.gap, 20);
  EXPECT_EQ(theme.metrics.text, ui::Theme().metrics.text);
}

}  // namespace
}  // namespace portal::test
