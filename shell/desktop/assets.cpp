#include "shell/desktop/assets.h"

#include <fstream>
#include <iterator>

#include "model/json.h"

namespace portal::shell {

namespace {

constexpr const char* kPageLanguage = "zh-CN";

std::optional<model::Json> read_json(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  model::Result<model::Json> json = model::parse_json(text);
  if (!file || !json) return std::nullopt;
  return std::move(*json);
}

}  // namespace

std::optional<ui::Texts> read_texts(const std::string& folder, const std::string& language) {
  const auto json = read_json(folder + "/texts/" + language + ".json");
  return json ? std::optional(ui::Texts::from_json(*json)) : std::nullopt;
}

std::optional<Assets> read_assets(const std::string& folder, const std::string& wanted_language) {
  std::optional<ui::Texts> texts;
  if (!wanted_language.empty()) texts = read_texts(folder, wanted_language);
  if (!texts) texts = read_texts(folder, kPageLanguage);
  const auto theme = read_json(folder + "/theme.json");
  if (!texts || !theme) return std::nullopt;
  return Assets{folder, ui::Theme::from_json(*theme), std::move(*texts), kPageLanguage};
}

}  // namespace portal::shell
