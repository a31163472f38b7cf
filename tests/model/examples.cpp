#include "tests/model/examples.h"

#include <gtest/gtest.h>

#include <cmath>

#include "model/date.h"

namespace portal::model::sample {
namespace {

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

void add_number_faults(const Field& field, std::vector<Fault>& faults) {
  const double step = std::pow(10, -field.decimals);
  faults.push_back({"八", "not_a_number"});
  faults.push_back({std::nan(""), "not_a_number"});
  faults.push_back({true, "wrong_type"});
  const double inside = field.years ? kYear : field.min.value_or(field.above.value_or(0) + 1);
  faults.push_back({inside + step / 2, "too_many_decimals"});
  if (field.years) {
    faults.push_back({field.min.value_or(kYear - kYearsBack) - 1, "year_out_of_range"});
    faults.push_back({field.max.value_or(kYear) + 1, "year_out_of_range"});
    return;
  }
  if (field.above) faults.push_back({*field.above, "not_above"});
  if (field.min) faults.push_back({*field.min - step, "too_small"});
  if (field.max) faults.push_back({*field.max + step, "too_large"});
}

// Another digit in the last place but one: a slip of the finger, which the check digit finds.
Fault slipped(const Field& field, std::string number) {
  if (field.check == "mobile") return {number.substr(1), "wrong_length"};
  for (std::size_t at = number.size() - 1; at-- > 0;)
    if (number[at] >= '0' && number[at] <= '9') {
      number[at] = static_cast<char>('0' + (number[at] - '0' + 1) % 10);
      break;
    }
  return {number, "wrong_check_digit"};
}

void add_text_faults(const Field& field, const Json& value, std::vector<Fault>& faults) {
  faults.push_back({7, "wrong_type"});
  const std::string text = text_from_value(value);
  const std::size_t digit = text.find_first_of("0123456789");
  if (field.check.empty() || digit == std::string::npos) return;
  std::string with_a_letter = text;
  with_a_letter[digit] = 'O';
  faults.push_back({with_a_letter, "wrong_character"});
  faults.push_back(slipped(field, text));
}

void add_date_faults(const Field& field, const Json& values, std::vector<Fault>& faults) {
  faults.insert(faults.end(), {{"去年春天", "not_a_date"}, {"2026-02-30", "date_does_not_exist"}, {20260302, "wrong_type"}});
  const Result<Date> start = parse_date(text_from_value(member(values, field.not_before)));
  if (start) faults.push_back({format_date(add_days(*start, -1)), "before_start"});
}

void add_list_faults(const Field& list, const Json& value, std::vector<Fault>& faults) {
  for (const Json& no_list : {Json(7), Json("文字"), Json::object()}) faults.push_back({no_list, "wrong_type"});
  if (list.required)
    for (const Json& blank : {Json(), Json(""), Json::array()}) faults.push_back({blank, "required"});
  if (!value.is_array() || value.empty()) return;
  const Json& item = value[0];
  faults.push_back({Json(std::vector<Json>(static_cast<std::size_t>(list.items_max) + 1, item)), "list_too_long"});
  faults.push_back({Json::array({item, 5}), "wrong_type", "/1"});
  for (const Field& part : list.fields)
    for (const Fault& fault : faults_of(part, item)) {
      Json changed = item;
      changed[part.id] = fault.value;
      faults.push_back({Json::array({std::move(changed)}), fault.code, "/0/" + part.id});
    }
}

Example complete(const std::string& id, const Json& own, const Json& claimed) {
  const StudyForm* form = catalogue().find_form(id);
  Example example{form, {id, catalogue().version, {{"claimed_amount", 8}, {"credited_year", kYear}, {"note", "无"}}, {}}};
  if (!form) return example;
  example.content.values.update(own);
  example.content.values.update(claimed);
  for (const Material& material : form->materials)
    if (holds(material.when, example.content.values)) example.content.attachments.push_back(evidence(material.id));
  return example;
}

}  // namespace

std::vector<Fault> faults_of(const Field& field, const Json& values) {
  if (field.kind == FieldKind::kList) {
    std::vector<Fault> of_list;
    add_list_faults(field, member(values, field.id), of_list);
    return of_list;
  }
  std::vector<Fault> faults{{Json::array({1}), "wrong_type"}, {Json::object(), "wrong_type"}};
  if (field.required)
    for (const Json& blank : {Json(), Json(""), Json(" \u3000")}) faults.push_back({blank, "required"});
  faults.push_back({repeated("字", field.length_max + 1), "too_long"});
  switch (field.kind) {
    case FieldKind::kNumber: add_number_faults(field, faults); break;
    case FieldKind::kDate: add_date_faults(field, values, faults); break;
    case FieldKind::kChoice: faults.insert(faults.end(), {{"no_such_choice", "unknown_choice"}, {1, "wrong_type"}}); break;
    case FieldKind::kYesNo: faults.insert(faults.end(), {{"是", "wrong_type"}, {1, "wrong_type"}}); break;
    case FieldKind::kList: break;
    case FieldKind::kText:
    case FieldKind::kLongText: add_text_faults(field, member(values, field.id), faults); break;
  }
  return faults;
}

const std::vector<Example>& examples() {
  static const std::vector<Example> all = [] {
    std::vector<Example> read;
    const Result<Json> json = parse_json(read_asset("../tests/model/examples.json"));
    EXPECT_TRUE(json);
    if (!json) return read;
    for (const auto& [id, list] : json->items())
      for (const Json& own : list)
        for (const Json& claimed : {Json{{"unit", "hours"}}, Json{{"unit", "credits"}, {"credit_series", "health"}}})
          read.push_back(complete(id, own, claimed));
    return read;
  }();
  return all;
}

}  // namespace portal::model::sample
