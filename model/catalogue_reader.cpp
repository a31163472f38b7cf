// Reading a catalogue document: read_catalogue of catalogue.h.
#include <algorithm>
#include <set>

#include "model/catalogue_reader.h"
#include "model/declaration.h"
#include "model/identifiers.h"

namespace portal::model {

// Ids become members of JSON and parts of pointers, URLs and element ids.
std::string read_id(JsonReader& in) {
  const std::string id = in.text("id");
  const bool plain =
      std::ranges::all_of(id, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; });
  if (id.empty() || !plain) in.fail("bad_id", "id");
  return id;
}

std::vector<JsonReader> bounded_objects(JsonReader& in, std::string_view name) {
  std::vector<JsonReader> items;
  if (member(in.json(), name).size() <= kCatalogueListMax) items = in.objects(name);
  else in.fail("too_many", name);
  return items;
}

Text read_text(JsonReader in) { return {in.text("zh"), in.text("en")}; }

Condition read_condition(JsonReader& in) {
  Condition condition;
  for (JsonReader& clause : bounded_objects(in, "when")) {
    if (!clause.has("one_of")) clause.fail("missing_member", "one_of");
    condition.push_back({clause.text("field"), clause.texts("one_of")});
  }
  return condition;
}

bool can_have(const Field& field, const std::string& value) {
  if (field.kind == FieldKind::kYesNo) return value == "true" || value == "false";
  return field.kind != FieldKind::kChoice || std::ranges::find(field.choices, value, &Choice::id) != field.choices.end();
}

namespace {

struct KindName {
  FieldKind kind;
  std::string_view text;
};

constexpr KindName kKindNames[] = {
    {FieldKind::kText, "text"}, {FieldKind::kLongText, "long_text"}, {FieldKind::kNumber, "number"},
    {FieldKind::kDate, "date"}, {FieldKind::kChoice, "choice"},      {FieldKind::kYesNo, "yes_no"},
    {FieldKind::kList, "list"},
};

constexpr int kTextLengthDefault = 200;
constexpr int kLongTextLengthDefault = 2000;
constexpr int kItemsDefault = 50;
constexpr int kItemsMax = 200;

FieldKind read_kind(JsonReader& in) {
  const std::string text = in.text("kind");
  for (const KindName& name : kKindNames)
    if (name.text == text) return name.kind;
  in.fail("unknown_kind", "kind");
  return FieldKind::kText;
}

Text read_text_or_empty(JsonReader& in, std::string_view name) { return in.has(name) ? read_text(in.object(name)) : Text{}; }

std::vector<Choice> read_choices(JsonReader& in) {
  std::vector<Choice> choices;
  std::set<std::string> ids;
  for (JsonReader& item : bounded_objects(in, "choices")) {
    choices.push_back({read_id(item), read_text(item.object("label"))});
    if (!ids.insert(choices.back().id).second) item.fail("duplicate_id", "id");
  }
  return choices;
}

int read_bounded(JsonReader& in, std::string_view name, int fallback, int least, int most) {
  const long long value = in.integer_or(name, fallback);
  if (value < least || value > most) in.fail("out_of_range", name);
  return static_cast<int>(std::clamp<long long>(value, least, most));
}

Field read_field(JsonReader in);

// What each item of a list asks for: fields that stand for themselves.
std::vector<Field> read_item_fields(JsonReader& in) {
  std::vector<Field> fields;
  std::set<std::string> ids;
  if (!in.has("fields")) in.fail("missing_member", "fields");
  for (JsonReader& item : bounded_objects(in, "fields")) {
    fields.push_back(read_field(item));
    const Field& field = fields.back();
    if (field.kind == FieldKind::kList) item.fail("unknown_kind", "kind");
    if (!field.when.empty()) item.fail("unknown_field", "when");
    if (!field.not_before.empty()) item.fail("unknown_field", "not_before");
    if (!ids.insert(field.id).second) item.fail("duplicate_id", "id");
  }
  return fields;
}

Field read_field(JsonReader in) {
  Field field;
  field.id = read_id(in);
  field.kind = read_kind(in);
  field.label = read_text(in.object("label"));
  field.hint = read_text_or_empty(in, "hint");
  field.required = in.flag_or("required", false);
  field.when = read_condition(in);
  field.choices = read_choices(in);
  if (field.kind == FieldKind::kChoice && field.choices.empty()) in.fail("missing_member", "choices");
  field.min = in.number("min");
  field.max = in.number("max");
  field.above = in.number("above");
  field.decimals = read_bounded(in, "decimals", 0, 0, 6);
  const int length_default = field.kind == FieldKind::kLongText ? kLongTextLengthDefault : kTextLengthDefault;
  field.length_max = read_bounded(in, "length_max", length_default, 1, 100000);
  field.check = in.text_or_empty("check");
  if (!field.check.empty() && check_identifier(field.check, "").error().code == "unknown_check")
    in.fail("unknown_check", "check");
  field.not_before = in.text_or_empty("not_before");
  field.autocomplete = in.text_or_empty("autocomplete");
  field.unit = in.text_or_empty("unit");
  field.years = in.flag_or("years", false);
  field.default_value = in.text_or_empty("default");
  if (field.kind == FieldKind::kList) {
    field.fields = read_item_fields(in);
    field.item_label = read_text(in.object("item_label"));
    field.items_max = read_bounded(in, "items_max", kItemsDefault, 1, kItemsMax);
  }
  return field;
}

Material read_material(JsonReader in) {
  return {read_id(in), read_text(in.object("label")), in.flag_or("required", true), read_condition(in), in.texts("not_for")};
}

// A set of fields that together name what was done.
std::vector<std::vector<std::string>> read_identity(JsonReader& in) {
  std::vector<std::vector<std::string>> sets;
  for (JsonReader& item : bounded_objects(in, "identity")) sets.push_back(item.texts("fields"));
  return sets;
}

// The fields that a condition may name, by id.
using Known = std::vector<const Field*>;

const Field* find(const Known& known, std::string_view id) {
  const auto found = std::ranges::find(known, id, [](const Field* field) { return std::string_view(field->id); });
  return found == known.end() ? nullptr : *found;
}

void check_condition(JsonReader& in, const Condition& condition, const Known& known) {
  const std::vector<JsonReader> clauses = in.objects("when");
  for (std::size_t i = 0; i < condition.size() && i < clauses.size(); ++i) {
    JsonReader clause = clauses[i];
    const Field* field = find(known, condition[i].field);
    if (!field) return clause.fail("unknown_field", "field");
    for (const std::string& value : condition[i].one_of)
      if (!can_have(*field, value)) return clause.fail("unknown_choice", "one_of");
  }
}

void check_fields(JsonReader& in, std::string_view list, const std::vector<Field>& fields, const Known& known) {
  std::vector<JsonReader> items = bounded_objects(in, list);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    check_condition(items[i], fields[i].when, known);
    const bool twice = std::ranges::count(known, fields[i].id, [](const Field* field) { return field->id; }) > 1;
    if (twice) items[i].fail("duplicate_id", "id");
    const Field* start = fields[i].not_before.empty() ? &fields[i] : find(known, fields[i].not_before);
    if (!start || (start != &fields[i] && start->kind != FieldKind::kDate)) items[i].fail("unknown_field", "not_before");
    const bool may_default = fields[i].default_value.empty() || can_have(fields[i], fields[i].default_value);
    if (!may_default) items[i].fail("unknown_choice", "default");
  }
}

void check_materials(JsonReader& in, const std::vector<Material>& materials, const Known& known) {
  std::vector<JsonReader> items = in.objects("materials");
  std::set<std::string_view> ids;
  for (std::size_t i = 0; i < materials.size(); ++i) {
    check_condition(items[i], materials[i].when, known);
    if (!ids.insert(materials[i].id).second) items[i].fail("duplicate_id", "id");
    for (const std::string& role : materials[i].not_for)
      if (!role_from(role)) items[i].fail("unknown_name", "not_for");
  }
}

void check_identity(JsonReader& in, const StudyForm& form, const Known& known) {
  for (const std::vector<std::string>& fields : form.identity)
    for (const std::string& id : fields)
      if (!find(known, id)) in.fail("unknown_field", "identity");
  for (const std::string& id : {form.study_from, form.study_to}) {
    const Field* field = id.empty() ? nullptr : find(known, id);
    if (!id.empty() && (!field || field->kind != FieldKind::kDate)) in.fail("unknown_field", "study_days");
  }
}

// Adds the conditions of the fields that this one names. They must be whole already.
void inherit(Condition& condition, const Known& known) {
  const Condition own = condition;
  for (const Clause& clause : own) {
    const Field* field = find(known, clause.field);
    if (!field) continue;
    for (const Clause& more : field->when)
      if (std::ranges::find(condition, more) == condition.end()) condition.push_back(more);
  }
}

enum class Visit { kNew, kOpen, kDone };

// Makes the condition of fields[at] whole, after those that it names. False when they run in a circle.
bool make_whole(std::vector<Field>& fields, std::size_t at, const Known& known, std::vector<Visit>& visits) {
  if (visits[at] != Visit::kNew) return visits[at] == Visit::kDone;
  visits[at] = Visit::kOpen;
  for (const Clause& clause : fields[at].when)
    for (std::size_t i = 0; i < fields.size(); ++i)
      if (fields[i].id == clause.field && !make_whole(fields, i, known, visits)) return false;
  inherit(fields[at].when, known);
  visits[at] = Visit::kDone;
  return true;
}

void inherit_conditions(JsonReader& in, std::string_view list, std::vector<Field>& fields, const Known& known) {
  std::vector<JsonReader> items = in.objects(list);
  std::vector<Visit> visits(fields.size(), Visit::kNew);
  for (std::size_t i = 0; i < fields.size(); ++i)
    if (!make_whole(fields, i, known, visits)) return items[i].fail("condition_loop", "when");
}

// Those that the hours are counted by (declaration.h: claimed_amount, credited_year).
void check_counted_fields(JsonReader& in, const std::vector<Field>& common_fields) {
  for (const char* id : {"claimed_amount", "credited_year"}) {
    const auto found = std::ranges::find(common_fields, id, &Field::id);
    if (found == common_fields.end() || found->kind != FieldKind::kNumber) in.fail("missing_common_field", "common_fields", {{"name", id}});
  }
}

Known pointers_to(const std::vector<Field>& fields, const std::vector<Field>& more) {
  Known known;
  for (const Field& field : fields) known.push_back(&field);
  for (const Field& field : more) known.push_back(&field);
  return known;
}

StudyForm read_form(JsonReader in, const std::vector<Field>& common_fields) {
  StudyForm form;
  form.id = read_id(in);
  form.title = read_text(in.object("title"));
  form.summary = read_text_or_empty(in, "summary");
  form.title_field = in.text("title_field");
  for (const JsonReader& item : bounded_objects(in, "fields")) form.fields.push_back(read_field(item));
  for (const JsonReader& item : bounded_objects(in, "materials")) form.materials.push_back(read_material(item));
  form.declarers = in.texts("declarers");
  form.identity = read_identity(in);
  if (in.has("study_days")) {
    JsonReader days = in.object("study_days");
    form.study_from = days.text("from");
    form.study_to = days.text("to");
  }

  const Known known = pointers_to(form.fields, common_fields);
  if (!find(known, form.title_field)) in.fail("unknown_field", "title_field");
  for (const std::string& role : form.declarers)
    if (!role_from(role)) in.fail("unknown_name", "declarers");
  check_fields(in, "fields", form.fields, known);
  check_materials(in, form.materials, known);
  check_identity(in, form, known);
  inherit_conditions(in, "fields", form.fields, known);
  for (Material& material : form.materials) inherit(material.when, known);
  return form;
}

}  // namespace

Result<Catalogue> read_catalogue(const Json& document) {
  std::optional<Error> failure;
  JsonReader in(document, "", failure);
  Catalogue catalogue;
  catalogue.version = in.text("version");
  catalogue.settings = in.has("settings") ? in.object("settings").json() : Json::object();
  for (const JsonReader& item : bounded_objects(in, "common_fields")) catalogue.common_fields.push_back(read_field(item));
  check_fields(in, "common_fields", catalogue.common_fields, pointers_to(catalogue.common_fields, {}));
  inherit_conditions(in, "common_fields", catalogue.common_fields, pointers_to(catalogue.common_fields, {}));
  check_counted_fields(in, catalogue.common_fields);
  if (!in.has("study_forms")) in.fail("missing_member", "study_forms");
  std::set<std::string> ids;
  for (JsonReader& item : bounded_objects(in, "study_forms")) {
    catalogue.study_forms.push_back(read_form(item, catalogue.common_fields));
    StudyForm& form = catalogue.study_forms.back();
    form.rules = read_rules(bounded_objects(item, "rules"), catalogue, form);
    if (!ids.insert(catalogue.study_forms.back().id).second) item.fail("duplicate_id", "id");
  }
  if (in.has("settings")) catalogue.hours = read_hour_settings(in.object("settings"), catalogue);
  if (failure) return *std::move(failure);
  return catalogue;
}

}  // namespace portal::model
