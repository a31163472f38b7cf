#include "model/validation.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "model/attachments.h"
#include "model/date.h"
#include "model/identifiers.h"
#include "model/json_reader.h"
#include "model/utf8.h"
#include "model/workflow.h"

namespace portal::model {
namespace {

using Params = std::map<std::string, std::string>;

std::string shown(double number) { return text_from_value(Json(number)); }

// What the rules of one field look at, and where they put what they find.
struct FieldCheck {
  const Field& field;
  const Json& value;
  const ValidationContext& context;
  Errors& errors;
  std::string pointer;

  void fail(std::string code, Params params = {}) { errors.push_back({std::move(code), pointer, std::move(params)}); }
};

bool is_absent(const Json& value) {
  const auto* text = value.get_ptr<const std::string*>();
  return value.is_null() || (text && is_blank(*text)) || (value.is_array() && value.empty());
}

bool may_be_text_only(FieldKind kind) { return kind != FieldKind::kNumber && kind != FieldKind::kYesNo; }

bool has_wrong_type(const Field& field, const Json& value) {
  if (may_be_text_only(field.kind)) return !value.is_string();
  if (field.kind == FieldKind::kYesNo) return !value.is_boolean();
  return !value.is_number() && !value.is_string();
}

bool has_at_most(double number, int decimals) {
  const double scaled = number * std::pow(10, decimals);
  return std::abs(scaled - std::round(scaled)) <= 1e-9 * std::max(1.0, std::abs(scaled));
}

void judge_year(FieldCheck& check, double year) {
  const double least = check.field.min.value_or(check.context.current_year - kYearsBack);
  const double most = check.field.max.value_or(check.context.current_year);
  if (year < least || year > most) check.fail("year_out_of_range", {{"min", shown(least)}, {"max", shown(most)}});
}

void judge_number(FieldCheck& check) {
  const Field& field = check.field;
  if (!check.value.is_number()) return check.fail("not_a_number");
  const double number = check.value.get<double>();
  if (!std::isfinite(number)) return check.fail("not_a_number");
  if (!has_at_most(number, field.decimals))
    return check.fail("too_many_decimals", {{"decimals", std::to_string(field.decimals)}});
  if (field.years) return judge_year(check, number);
  if (field.above && number <= *field.above) return check.fail("not_above", {{"limit", shown(*field.above)}});
  if (field.min && number < *field.min) return check.fail("too_small", {{"min", shown(*field.min)}});
  if (field.max && number > *field.max) return check.fail("too_large", {{"max", shown(*field.max)}});
}

void judge_date(FieldCheck& check) {
  const std::string& text = *check.value.get_ptr<const std::string*>();
  const Result<Date> date = parse_date(text);
  if (!date) return check.fail(date.error().code);
  if (format_date(*date) != text) check.fail("not_a_date");
}

void judge_choice(FieldCheck& check) {
  const std::string& id = *check.value.get_ptr<const std::string*>();
  if (std::ranges::find(check.field.choices, id, &Choice::id) == check.field.choices.end()) check.fail("unknown_choice");
}

void judge_identifier(FieldCheck& check) {
  const Result<std::string> normal = check_identifier(check.field.check, *check.value.get_ptr<const std::string*>());
  if (!normal) check.fail(normal.error().code, normal.error().params);
}

void judge_value(FieldCheck& check) {
  switch (check.field.kind) {
    case FieldKind::kNumber: return judge_number(check);
    case FieldKind::kDate: return judge_date(check);
    case FieldKind::kChoice: return judge_choice(check);
    case FieldKind::kText:
    case FieldKind::kLongText:
      if (!check.field.check.empty()) judge_identifier(check);
      return;
    case FieldKind::kYesNo:
    case FieldKind::kList: return;
  }
}

// What is judged of a draft too: limits, and that a scalar is where a scalar belongs.
void judge_shape(FieldCheck& check) {
  const auto* text = check.value.get_ptr<const std::string*>();
  if (check.value.is_structured()) check.fail("wrong_type");
  if (text && count_code_points(*text) > check.field.length_max)
    check.fail("too_long", {{"max", std::to_string(check.field.length_max)}});
}

void judge_whole(FieldCheck& check) {
  if (is_absent(check.value)) {
    if (check.field.required) check.fail("required");
  } else if (has_wrong_type(check.field, check.value)) {
    check.fail("wrong_type");
  } else {
    judge_value(check);
  }
}

std::optional<Date> date_at(const Json& values, std::string_view field) {
  const auto* text = member(values, field).get_ptr<const std::string*>();
  const Result<Date> date = parse_date(text ? *text : std::string());
  return date ? std::optional(*date) : std::nullopt;
}

// The two dates are compared only where both are dates and both are asked for.
bool is_before_start(const Catalogue& catalogue, const StudyForm& form, const Field& field, const Json& values) {
  if (field.not_before.empty()) return false;
  const Field* start_field = find_field(catalogue, form, field.not_before);
  if (!start_field || !holds(start_field->when, values)) return false;
  const std::optional<Date> start = date_at(values, start_field->id), end = date_at(values, field.id);
  return start && end && *end < *start;
}

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

void judge_role(const StudyForm& form, const ValidationContext& context, Errors& errors) {
  const bool listed = form.declarers.empty() || contains(form.declarers, name_of(context.declared_as));
  if (!listed || !may_declare(context.declared_as)) errors.push_back({"not_allowed_for_role", "/study_form", {}});
}

void judge_materials(const StudyForm& form, const DeclarationContent& content, Role declared_as, Errors& errors) {
  for (const Material& material : form.materials) {
    const bool asked = material.required && holds(material.when, content.values);
    if (!asked || contains(material.not_for, name_of(declared_as))) continue;
    if (std::ranges::find(content.attachments, material.id, &Attachment::material) == content.attachments.end())
      errors.push_back({"required_material", "/materials/" + escaped_for_pointer(material.id), {}});
  }
}

// What one field holds, by itself: shape always, the rest when submitting.
void judge(FieldCheck& check) {
  const std::size_t before = check.errors.size();
  judge_shape(check);
  if (check.errors.size() == before && check.context.strictness == Strictness::kSubmit) judge_whole(check);
}

// A list is judged item by item, in a draft too; only that there is one can wait.
void judge_list(FieldCheck& check) {
  if (is_absent(check.value)) {
    if (check.field.required && check.context.strictness == Strictness::kSubmit) check.fail("required");
    return;
  }
  if (!check.value.is_array()) return check.fail("wrong_type");
  if (std::cmp_greater(check.value.size(), check.field.items_max))
    return check.fail("list_too_long", {{"max", std::to_string(check.field.items_max)}});
  for (std::size_t i = 0; i < check.value.size(); ++i) {
    const Json& item = check.value[i];
    const std::string pointer = check.pointer + "/" + std::to_string(i);
    if (!item.is_object()) {
      check.errors.push_back({"wrong_type", pointer, {}});
      continue;
    }
    for (const Field& field : check.field.fields) {
      FieldCheck part{field, member(item, field.id), check.context, check.errors, pointer + "/" + escaped_for_pointer(field.id)};
      judge(part);
    }
  }
}

}  // namespace

Errors validate_field(const Catalogue& catalogue, const StudyForm& form, const Field& field, const Json& values,
                      const ValidationContext& context) {
  Errors errors;
  if (!holds(field.when, values)) return errors;
  FieldCheck check{field, member(values, field.id), context, errors, "/values/" + escaped_for_pointer(field.id)};
  if (field.kind == FieldKind::kList) return judge_list(check), errors;
  judge(check);
  const bool may_compare = errors.empty() && context.strictness == Strictness::kSubmit;
  if (may_compare && is_before_start(catalogue, form, field, values))
    check.fail("before_start", {{"field", field.not_before}});
  return errors;
}

Errors validate(const Catalogue& catalogue, const DeclarationContent& content, const ValidationContext& context) {
  Errors errors;
  const StudyForm* form = catalogue.find_form(content.study_form);
  const bool submitting = context.strictness == Strictness::kSubmit;
  if (!form) errors.push_back({"unknown_study_form", "/study_form", {}});
  if (form && submitting) judge_role(*form, context, errors);
  if (!content.values.is_object()) errors.push_back({"wrong_type", "/values", {}});
  if (form) {
    for (const Field* field : fields_of(catalogue, *form))
      for (Error& error : validate_field(catalogue, *form, *field, content.values, context)) errors.push_back(std::move(error));
    if (submitting) judge_materials(*form, content, context.declared_as, errors);
  }
  judge_attachments(form, content.attachments, errors);
  return errors;
}

Errors validate_reason(std::string_view reason) {
  if (is_blank(reason)) return {{"required", "/reason", {}}};
  if (count_code_points(reason) > kReasonLengthMax) return {{"too_long", "/reason", {{"max", std::to_string(kReasonLengthMax)}}}};
  return {};
}

}  // namespace portal::model
