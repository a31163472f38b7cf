// Between what is typed, stored and shown: the conversions of validation.h.
#include <algorithm>
#include <cmath>

#include "model/date.h"
#include "model/utf8.h"
#include "model/validation.h"

namespace portal::model {
namespace {

// "-007.50" -> "-7.5", a number as JSON writes it; "" for what is not a plain decimal number.
std::string decimal_text(std::string_view typed) {
  std::string sign, whole, fraction;
  bool behind_point = false;
  const std::string narrow = half_width(trimmed(typed));
  for (std::size_t i = 0; i < narrow.size(); ++i) {
    const char c = narrow[i];
    if (is_digit(c)) (behind_point ? fraction : whole) += c;
    else if (c == '.' && !behind_point) behind_point = true;
    else if (i == 0 && (c == '-' || c == '+')) sign = c;
    else return {};
  }
  if (whole.empty() || (behind_point && fraction.empty())) return {};  // ".5" and "12." are still being typed
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
  fraction.resize(fraction.find_last_not_of('0') + 1);
  std::string decimal = sign == "-" && (whole != "0" || !fraction.empty()) ? "-" : "";
  decimal += whole;
  if (!fraction.empty()) decimal.append(1, '.').append(fraction);
  return decimal;
}

Json number_from_text(std::string_view typed) {
  const std::string decimal = decimal_text(typed);
  if (decimal.empty()) return std::string(typed);
  Result<Json> number = parse_json(decimal);
  return number ? *std::move(number) : Json(std::string(typed));  // beyond what a double holds
}

Json date_from_text(std::string_view typed) {
  const Result<Date> date = parse_date(typed);
  return date ? format_date(*date) : std::string(typed);
}

// What dump_json writes for a double, without exponent and without ".0": "1.25e+20" -> "125000000000000000000".
std::string plain_decimal(const std::string& written) {
  const std::size_t e = written.find('e');
  if (e == std::string::npos) return written.ends_with(".0") ? written.substr(0, written.size() - 2) : written;
  std::string sign, digits;
  for (const char c : written.substr(0, e)) {
    if (c == '-') sign = "-";
    if (is_digit(c)) digits += c;
  }
  std::size_t exponent = 0;  // of the first digit
  for (const char c : written.substr(e))
    if (is_digit(c)) exponent = exponent * 10 + static_cast<std::size_t>(c - '0');
  if (written[e + 1] == '-') return sign + "0." + std::string(exponent - 1, '0') + digits;
  if (digits.size() <= exponent) return sign + digits + std::string(exponent + 1 - digits.size(), '0');
  if (digits.size() > exponent + 1) digits.insert(exponent + 1, 1, '.');
  return sign + digits;
}

Json default_of(const Field& field, int current_year) {
  if (field.default_value == "current_year") return current_year;
  if (field.kind == FieldKind::kYesNo) return field.default_value == "true";
  return value_from_text(field, field.default_value);
}

}  // namespace

Json value_from_text(const Field& field, std::string_view text) {
  switch (field.kind) {
    case FieldKind::kNumber: return number_from_text(text);
    case FieldKind::kDate: return date_from_text(text);
    case FieldKind::kYesNo:
      if (text == "true") return true;
      if (text == "false") return false;
      break;
    case FieldKind::kText:
    case FieldKind::kLongText:
    case FieldKind::kChoice:
    case FieldKind::kList: break;
  }
  return std::string(text);
}

std::string text_from_value(const Json& value) {
  if (const auto* text = value.get_ptr<const std::string*>()) return *text;
  if (value.is_boolean()) return value.get<bool>() ? "true" : "false";
  if (value.is_number_integer()) return dump_json(value);
  const auto* number = value.get_ptr<const double*>();
  if (!number || !std::isfinite(*number)) return {};
  return *number == 0 ? "0" : plain_decimal(dump_json(value));
}

Json without_hidden_values(const Catalogue& catalogue, const StudyForm& form, Json values) {
  if (!values.is_object()) return values;
  std::vector<std::string_view> hidden;
  for (const Field* field : fields_of(catalogue, form))
    if (!holds(field->when, values)) hidden.push_back(field->id);
  for (const std::string_view id : hidden) values.erase(std::string(id));
  return values;
}

Json initial_item(const Field& list, int current_year) {
  Json item = Json::object();
  for (const Field& field : list.fields)
    if (!field.default_value.empty()) item[field.id] = default_of(field, current_year);
  return item;
}

Json initial_values(const Catalogue& catalogue, const StudyForm& form, int current_year) {
  Json values = Json::object();
  for (const Field* field : fields_of(catalogue, form))
    if (!field->default_value.empty()) values[field->id] = default_of(*field, current_year);
    else if (field->kind == FieldKind::kList && field->required) values[field->id] = Json::array({initial_item(*field, current_year)});
  return without_hidden_values(catalogue, form, std::move(values));
}

}  // namespace portal::model
