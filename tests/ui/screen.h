// Dear ImGui without a window: fonts of fixed width, no renderer. What every headless test of ui/ stands on.
//
// Chinese characters and full-width forms are 1 em wide, all others half an em, so that a test can count.
#pragma once

#include <imgui.h>

#include "ui/frame.h"

namespace portal::test {

class Screen {
 public:
  Screen();
  ~Screen();
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;

  void resize(float width, float height, float pixel_ratio = 1);
  // After ImGui::Render(): does what a renderer would with new glyphs.
  void finish_textures();
  ui::Fonts fonts() const { return fonts_; }

 private:
  ImGuiContext* context_;
  ui::Fonts fonts_;
};

// Knows how 论文 is read and nothing else: "lw".
class FewInitials final : public ui::Initials {
 public:
  std::string of(std::string_view text) const override;
};

// The deployer's own files: assets/theme.json, assets/texts/zh-CN.json. Fail the test when they cannot be read.
ui::Theme real_theme();
ui::Texts real_texts(const char* language = "zh-CN");
model::Json real_theme_json();
model::Json real_catalogue_json();

}  // namespace portal::test
