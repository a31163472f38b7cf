// The sentences of the page, by key, in one language (assets/texts/zh-CN.json, en.json).
//
// A template holds {name} for parameters. A key that is missing shows as the key itself, so that it is seen;
// except error codes, which a backend may make up: "error.unknown" stands in for one that has no sentence.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "model/catalogue.h"
#include "model/json.h"
#include "model/result.h"

namespace portal::ui {

using Params = std::map<std::string, std::string>;

class Texts {
 public:
  Texts() = default;
  static Texts from_json(const model::Json& json);  // {"language":"zh-CN","texts":{"key":"…"}}
  const std::string& operator()(std::string_view key) const;
  std::string operator()(std::string_view key, const Params& params) const;
  bool has(std::string_view key) const;
  // The catalogue's own words in this language; the other one where this one is empty.
  const std::string& operator()(const model::Text& text) const;
  // "error.CODE" with the error's parameters.
  std::string error(const model::Error& error) const;
  const std::string& language() const { return language_; }

 private:
  std::string language_ = "zh-CN";
  std::map<std::string, std::string, std::less<>> texts_;
  mutable std::set<std::string, std::less<>> missing_;  // keys asked for in vain: what is returned must live on
};

}  // namespace portal::ui
