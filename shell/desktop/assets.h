// The deployer's files beside the program: sentences and theme.
#pragma once

#include <optional>
#include <string>

#include "ui/texts.h"
#include "ui/theme.h"

namespace portal::shell {

struct Assets {
  std::string folder;
  ui::Theme theme;
  ui::Texts texts;       // in the language to start with
  std::string language;  // of the page, where the user wants no other
};

std::optional<ui::Texts> read_texts(const std::string& folder, const std::string& language);
// In the language that the user wants, as far as there are texts in it.
std::optional<Assets> read_assets(const std::string& folder, const std::string& wanted_language);

}  // namespace portal::shell
