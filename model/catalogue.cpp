#include "model/catalogue.h"

#include <algorithm>

#include "model/validation.h"

namespace portal::model {

const StudyForm* Catalogue::find_form(std::string_view id) const {
  const auto found = std::ranges::find(study_forms, id, &StudyForm::id);
  return found == study_forms.end() ? nullptr : &*found;
}

const Field* find_field(const Catalogue& catalogue, const StudyForm& form, std::string_view id) {
  for (const Field* field : fields_of(catalogue, form))
    if (field->id == id) return field;
  return nullptr;
}

std::vector<const Field*> fields_of(const Catalogue& catalogue, const StudyForm& form) {
  std::vector<const Field*> fields;
  fields.reserve(form.fields.size() + catalogue.common_fields.size());
  for (const Field& field : form.fields) fields.push_back(&field);
  for (const Field& field : catalogue.common_fields) fields.push_back(&field);
  return fields;
}

std::vector<Text> reject_reasons(const Catalogue& catalogue) {
  std::vector<Text> reasons;
  const Json& listed = member(catalogue.settings, "reject_reasons");
  if (!listed.is_array()) return reasons;
  for (const Json& reason : listed) {
    const std::string zh = text_or(reason, "zh");
    if (!zh.empty() && reasons.size() < kCatalogueListMax) reasons.push_back({zh, text_or(reason, "en", zh)});
  }
  return reasons;
}

bool holds(const Condition& condition, const Json& values) {
  return std::ranges::all_of(condition, [&values](const Clause& clause) {
    const std::string value = text_from_value(member(values, clause.field));
    return std::ranges::find(clause.one_of, value) != clause.one_of.end();
  });
}

Json join_catalogue(const Json& head, const std::vector<Json>& forms) {
  Json document = head.is_object() ? head : Json::object();
  document["study_forms"] = Json(forms);
  return document;
}

}  // namespace portal::model
