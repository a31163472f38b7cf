#include "model/json_reader.h"

#include <limits>

namespace portal::model {

std::string escaped_for_pointer(std::string_view name) {
  std::string escaped;
  for (const char c : name) {
    if (c == '~') escaped += "~0";
    else if (c == '/') escaped += "~1";
    else escaped += c;
  }
  return escaped;
}

JsonReader::JsonReader(const Json& value, std::string pointer, std::optional<Error>& failure)
    : value_(&value), pointer_(std::move(pointer)), failure_(failure) {
  if (!value.is_object()) fail("wrong_type");
}

std::string JsonReader::pointer_to(std::string_view name) const {
  return name.empty() ? pointer_ : pointer_ + "/" + escaped_for_pointer(name);
}

void JsonReader::fail(std::string_view code, std::string_view name, std::map<std::string, std::string> params) {
  if (!failure_) failure_ = Error{std::string(code), pointer_to(name), std::move(params)};
}

bool JsonReader::has(std::string_view name) const { return !member(*value_, name).is_null(); }

const Json& JsonReader::required(std::string_view name) {
  const Json& value = member(*value_, name);
  if (value.is_null()) fail("missing_member", name);
  return value;
}

std::string JsonReader::text(std::string_view name) {
  required(name);
  return text_or_empty(name);
}

std::string JsonReader::text_or_empty(std::string_view name) {
  if (has(name) && !member(*value_, name).is_string()) fail("wrong_type", name);
  return text_or(*value_, name);
}

long long JsonReader::integer(std::string_view name) {
  required(name);
  return integer_or(name, 0);
}

long long JsonReader::integer_or(std::string_view name, long long fallback) {
  const Json& value = member(*value_, name);
  const auto* natural = value.get_ptr<const Json::number_unsigned_t*>();
  const bool fits = !natural || *natural <= std::numeric_limits<long long>::max();
  if (has(name) && !(value.is_number_integer() && fits)) fail("wrong_type", name);
  return model::integer_or(*value_, name, fallback);
}

double JsonReader::number_or(std::string_view name, double fallback) { return number(name).value_or(fallback); }

std::optional<double> JsonReader::number(std::string_view name) {
  if (!has(name)) return std::nullopt;
  if (!member(*value_, name).is_number()) fail("wrong_type", name);
  return model::number_or(*value_, name, 0);
}

bool JsonReader::flag_or(std::string_view name, bool fallback) {
  if (has(name) && !member(*value_, name).is_boolean()) fail("wrong_type", name);
  return model::flag_or(*value_, name, fallback);
}

JsonReader JsonReader::object(std::string_view name) { return JsonReader(required(name), pointer_to(name), failure_); }

std::vector<JsonReader> JsonReader::objects(std::string_view name) {
  std::vector<JsonReader> readers;
  if (!has(name)) return readers;
  const Json& list = member(*value_, name);
  if (!list.is_array()) return fail("wrong_type", name), readers;
  for (std::size_t i = 0; i < list.size(); ++i)
    readers.emplace_back(list[i], pointer_to(name) + "/" + std::to_string(i), failure_);
  return readers;
}

std::vector<std::string> JsonReader::texts(std::string_view name) {
  std::vector<std::string> texts;
  if (!has(name)) return texts;
  const Json& list = member(*value_, name);
  if (!list.is_array()) return fail("wrong_type", name), texts;
  for (const Json& item : list) {
    const auto* text = item.get_ptr<const std::string*>();
    if (!text) return fail("wrong_type", name), texts;
    texts.push_back(*text);
  }
  return texts;
}

}  // namespace portal::model
