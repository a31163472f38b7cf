// The one JSON type, and readers that never throw on foreign input.
//
// A missing member or one of another type reads as the fallback: what a backend sends is never
// trusted, and what is not understood is kept by whoever holds the document, not dropped here.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "model/result.h"

namespace portal::model {

using Json = nlohmann::json;

// Limits for any document that comes from outside.
inline constexpr int kJsonDepthMax = 32;

// Errors: malformed_json (params: "byte"), json_too_deep, zero_character (U+0000 in a text).
Result<Json> parse_json(std::string_view text);

// UTF-8 is repaired (U+FFFD), never refused: a name from a foreign backend must not stop the page.
std::string dump_json(const Json& json);

// The member, or a shared null.
const Json& member(const Json& object, std::string_view name);

std::string text_or(const Json& object, std::string_view name, std::string_view fallback = {});
double number_or(const Json& object, std::string_view name, double fallback);
long long integer_or(const Json& object, std::string_view name, long long fallback);
bool flag_or(const Json& object, std::string_view name, bool fallback);

}  // namespace portal::model
