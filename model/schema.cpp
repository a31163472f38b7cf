#include "model/schema.h"

#include <algorithm>

#include "model/validation.h"
#include "model/workflow.h"

namespace portal::model {
namespace {

// Days that exist from 1900 to 2100, the same ones that parse_date knows.
constexpr const char* kDatePattern =
    "^(?:(?:(?:19|20)[0-9]{2}|2100)-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|"
    "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|"
    "(?:(?:19|20)(?:0[48]|[2468][048]|[13579][26])|2000)-02-29)$";

// Something else than white space, as is_blank (utf8.h) sees it.
constexpr const char* kNotBlankPattern =
    "[^\\u0009-\\u000d\\u0020\\u00a0\\u1680\\u2000-\\u200b\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]";

void add_comment(Json& schema, const std::string& comment) {
  const std::string before = text_or(schema, "$comment");
  schema["$comment"] = before.empty() ? comment : before + "; " + comment;
}

Json number_schema(const Field& field) {
  Json schema = {{"type", field.decimals == 0 ? "integer" : "number"}};
  if (field.min) schema["minimum"] = *field.min;
  if (field.max) schema["maximum"] = *field.max;
  if (field.above && !field.years) schema["exclusiveMinimum"] = *field.above;
  if (field.decimals > 0) add_comment(schema, "decimals: " + std::to_string(field.decimals));
  if (field.years) add_comment(schema, "years: from current_year - 5 to current_year unless min or max says otherwise");
  return schema;
}

Json date_schema(const Field& field) {
  Json schema = {{"type", "string"}, {"format", "date"}, {"pattern", kDatePattern}};
  if (!field.not_before.empty()) add_comment(schema, "not_before: " + field.not_before);
  return schema;
}

Json choice_schema(const Field& field) {
  Json ids = Json::array();
  for (const Choice& choice : field.choices) ids.push_back(choice.id);
  return {{"type", "string"}, {"enum", std::move(ids)}};
}

Json text_schema(const Field& field) {
  Json schema = {{"type", "string"}, {"pattern", kNotBlankPattern}};
  if (!field.check.empty()) add_comment(schema, "check: " + field.check);
  return schema;
}

Json field_schema(const Field& field);

Json list_schema(const Field& field) {
  Json properties = Json::object(), required = Json::array();
  for (const Field& part : field.fields) {
    properties[part.id] = field_schema(part);
    if (part.required) required.push_back(part.id);
  }
  const Json item = {{"type", "object"}, {"title", field.item_label.zh}, {"properties", std::move(properties)}, {"required", std::move(required)}};
  Json schema = {{"type", "array"}, {"items", item}, {"maxItems", field.items_max}};
  if (field.required) schema["minItems"] = 1;
  return schema;
}

Json filled_schema(const Field& field) {
  switch (field.kind) {
    case FieldKind::kNumber: return number_schema(field);
    case FieldKind::kDate: return date_schema(field);
    case FieldKind::kChoice: return choice_schema(field);
    case FieldKind::kYesNo: return {{"type", "boolean"}};
    case FieldKind::kList: return list_schema(field);
    case FieldKind::kText:
    case FieldKind::kLongText: break;
  }
  return text_schema(field);
}

// What the field may hold while it is asked for. An optional one may also be null or blank.
Json field_schema(const Field& field) {
  const Json blank = {{"type", "string"}, {"not", {{"pattern", kNotBlankPattern}}}};
  Json schema =
      field.required ? filled_schema(field) : Json{{"anyOf", Json::array({{{"type", "null"}}, blank, filled_schema(field)})}};
  schema["title"] = field.label.zh;
  if (!field.hint.zh.empty()) schema["description"] = field.hint.zh;
  schema["maxLength"] = field.length_max;
  return schema;
}

// Everything whose text is `text` (text_from_value): the text itself, the boolean, the number; for "" also nothing.
void add_values_of(const Field& field, const std::string& text, Json& values) {
  values.push_back(text);
  const Json typed = value_from_text(field, text);
  if (!typed.is_string()) values.push_back(typed);
  if (text.empty()) values.push_back(nullptr);
}

// Holds for `values` exactly where holds() (catalogue.h) does, except for objects and lists in place of a value.
Json condition_schema(const Catalogue& catalogue, const StudyForm& form, const Condition& condition) {
  Json all = Json::array();
  for (const Clause& clause : condition) {
    const Field* field = find_field(catalogue, form, clause.field);
    if (!field) continue;
    Json values = Json::array();
    bool may_be_absent = false;
    for (const std::string& text : clause.one_of) {
      add_values_of(*field, text, values);
      may_be_absent = may_be_absent || text.empty();
    }
    Json one = {{"properties", {{clause.field, {{"enum", std::move(values)}}}}}};
    if (!may_be_absent) one["required"] = Json::array({clause.field});
    all.push_back(std::move(one));
  }
  return all.empty() ? Json::object() : Json{{"allOf", std::move(all)}};
}

Json values_schema(const Catalogue& catalogue, const StudyForm& form) {
  Json schema = {{"type", "object"}, {"properties", Json::object()}, {"required", Json::array()}};
  Json conditional = Json::array();
  for (const Field* field : fields_of(catalogue, form)) {
    Json asked = {{"properties", {{field->id, field_schema(*field)}}}};
    if (field->required) asked["required"] = Json::array({field->id});
    if (!field->when.empty()) {
      conditional.push_back({{"if", condition_schema(catalogue, form, field->when)}, {"then", std::move(asked)}});
      continue;
    }
    schema["properties"].update(asked["properties"]);
    if (field->required) schema["required"].push_back(field->id);
  }
  if (!conditional.empty()) schema["allOf"] = std::move(conditional);
  return schema;
}

Json attachments_schema(const StudyForm& form) {
  Json materials = Json::array();
  for (const Material& material : form.materials) materials.push_back(material.id);
  const Json size = {{"type", "integer"}, {"minimum", 1}, {"maximum", kAttachmentBytesMax}};
  Json properties = {{"material", {{"type", "string"}}},
                     {"sha256", {{"type", "string"}}},
                     {"name", {{"type", "string"}}},
                     {"media_type", {{"enum", {"image/jpeg", "image/png", "application/pdf"}}}},
                     {"size_bytes", size}};
  properties["material"]["enum"] = std::move(materials);
  const Json item = {{"type", "object"},
                     {"properties", std::move(properties)},
                     {"required", {"material", "sha256", "media_type", "size_bytes"}}};
  return {{"type", "array"},
          {"maxItems", kAttachmentsMax},
          {"items", item},
          {"$comment", "size_bytes of all together: at most " + std::to_string(kDeclarationBytesMax)}};
}

// "If it is asked for, one of the attachments is this material."
Json material_schema(const Catalogue& catalogue, const StudyForm& form, const Material& material) {
  const Json is_it = {{"properties", {{"material", {{"const", material.id}}}}}, {"required", Json::array({"material"})}};
  Json wanted = {{"properties", {{"attachments", {{"contains", is_it}}}}}, {"required", Json::array({"attachments"})}};
  Json asked = {{"properties", {{"values", condition_schema(catalogue, form, material.when)}}}};
  if (!material.not_for.empty()) {
    const Json excused = {{"properties", {{"declared_as", {{"enum", material.not_for}}}}},
                          {"required", Json::array({"declared_as"})}};
    asked["not"] = excused;
  }
  return {{"if", std::move(asked)}, {"then", std::move(wanted)}};
}

Json declarers_of(const StudyForm& form) {
  Json names = Json::array();
  for (const Role role : {Role::kProfessional, Role::kEmployer, Role::kDepartment, Role::kBase}) {
    const std::string name(name_of(role));
    if (form.declarers.empty() || std::ranges::find(form.declarers, name) != form.declarers.end()) names.push_back(name);
  }
  return names;
}

}  // namespace

Json json_schema(const Catalogue& catalogue, const StudyForm& form) {
  Json materials = Json::array();
  for (const Material& material : form.materials)
    if (material.required) materials.push_back(material_schema(catalogue, form, material));
  Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                 {"$id", "urn:study-hours-portal:" + catalogue.version + ":" + form.id},
                 {"title", form.title.zh},
                 {"description", form.summary.zh},
                 {"type", "object"},
                 {"properties",
                  {{"study_form", {{"const", form.id}}},
                   {"declared_as", {{"enum", declarers_of(form)}}},
                   {"values", values_schema(catalogue, form)},
                   {"attachments", attachments_schema(form)}}},
                 {"required", {"study_form", "values"}}};
  if (!materials.empty()) schema["allOf"] = std::move(materials);
  return schema;
}

}  // namespace portal::model
