#include "ui/texts.h"

#include <cstdlib>

#include "ui/number_text.h"

namespace portal::ui {
namespace {

constexpr std::size_t kMissingMax = 1000;
constexpr std::string_view kErrorPrefix = "error.";

std::string filled(std::string_view text, const Params& params) {
  std::string result;
  while (!text.empty()) {
    const std::size_t open = std::min(text.find('{'), text.size());
    result += text.substr(0, open);
    text.remove_prefix(open);
    const std::size_t close = text.find('}');
    if (close == std::string_view::npos) return result += text;
    const auto found = params.find(std::string(text.substr(1, close - 1)));
    if (found != params.end()) {
      result += found->second;
    } else {
      result += text.substr(0, close + 1);
    }
    text.remove_prefix(close + 1);
  }
  return result;
}

// "10485760" -> "10 MB"; anything that is not a plain number of bytes stays.
std::string shown_bytes(const std::string& bytes) {
  constexpr double kMegabyte = 1024.0 * 1024.0;
  char* end = nullptr;
  const double count = std::strtod(bytes.c_str(), &end);
  if (bytes.empty() || *end != '\0' || !(count >= 0 && count < 1e15)) return bytes;
  return count < kMegabyte ? short_text(count / 1024, 0) + " KB" : short_text(count / kMegabyte, 2) + " MB";
}

}  // namespace

Texts Texts::from_json(const model::Json& json) {
  Texts texts;
  texts.language_ = model::text_or(json, "language", "zh-CN");
  const model::Json& entries = model::member(json, "texts");
  if (!entries.is_object()) return texts;
  for (const auto& [key, value] : entries.items())
    if (const auto* text = value.get_ptr<const std::string*>()) texts.texts_.emplace(key, *text);
  return texts;
}

const std::string& Texts::operator()(std::string_view key) const {
  static const std::string kTooManyMissing = "?";
  if (const auto found = texts_.find(key); found != texts_.end()) return found->second;
  if (const auto found = missing_.find(key); found != missing_.end()) return *found;
  return missing_.size() < kMissingMax ? *missing_.emplace(key).first : kTooManyMissing;
}

std::string Texts::operator()(std::string_view key, const Params& params) const {
  if (has(key)) {
    Params shown = params;
    if (const auto bytes = shown.find("max_bytes"); bytes != shown.end()) bytes->second = shown_bytes(bytes->second);
    return filled((*this)(key), shown);
  }
  if (!key.starts_with(kErrorPrefix) || !has("error.unknown")) return std::string(key);
  Params with_code = params;
  with_code["code"] = std::string(key.substr(kErrorPrefix.size()));
  return filled((*this)("error.unknown"), with_code);
}

bool Texts::has(std::string_view key) const { return texts_.find(key) != texts_.end(); }

const std::string& Texts::operator()(const model::Text& text) const {
  const bool chinese = language_.starts_with("zh");
  const std::string& wanted = chinese ? text.zh : text.en;
  return wanted.empty() ? (chinese ? text.en : text.zh) : wanted;
}

std::string Texts::error(const model::Error& error) const { return (*this)("error." + error.code, error.params); }

}  // namespace portal::ui
