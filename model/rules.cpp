#include "model/rules.h"

#include <algorithm>
#include <set>
#include <span>
#include <utility>

#include "model/catalogue.h"
#include "model/json_reader.h"

namespace portal::model {
namespace {

constexpr std::pair<RuleKind, std::string_view> kKindNames[] = {
    {RuleKind::kFixed, "fixed"},          {RuleKind::kTable, "table"},    {RuleKind::kPerItem, "per_item"},
    {RuleKind::kFromField, "from_field"}, {RuleKind::kByDays, "by_days"}, {RuleKind::kProRata, "pro_rata"},
};

constexpr double kHoursMax = 10000;

RuleKind read_kind(JsonReader& in) {
  const std::string text = in.text("kind");
  for (const auto& [kind, name] : kKindNames)
    if (name == text) return kind;
  in.fail("unknown_kind", "kind");
  return RuleKind::kFixed;
}

bool is_hours(const Json& value) { return value.is_number() && value.get<double>() >= 0 && value.get<double>() <= kHoursMax; }

bool has_choice(const Field& field, const std::string& text) {
  if (field.kind == FieldKind::kYesNo) return text == "true" || text == "false";
  return field.kind != FieldKind::kChoice || std::ranges::find(field.choices, text, &Choice::id) != field.choices.end();
}

const Field* find_part(const Field& list, std::string_view id) {
  const auto found = std::ranges::find(list.fields, id, [](const Field& field) { return std::string_view(field.id); });
  return found == list.fields.end() ? nullptr : &*found;
}

// Reads the parts of one rule that name fields.
struct RuleReader {
  JsonReader& in;
  const Catalogue& catalogue;
  const StudyForm& form;

  const Field* field(std::string_view name, FieldKind kind) {
    const Field* found = find_field(catalogue, form, in.text(name));
    if (found && found->kind == kind) return found;
    in.fail("unknown_field", name);
    return nullptr;
  }

  // Conditions of the form's fields, or of those of one item of `of_list`.
  std::vector<RuleClause> clauses(std::string_view list, const Field* of_list = nullptr) {
    std::vector<RuleClause> clauses;
    for (JsonReader& item : in.objects(list)) {
      RuleClause clause{item.text("field"), item.texts("one_of"), item.number("max"), item.number("above")};
      if (clause.one_of.empty() && !clause.max && !clause.above) item.fail("missing_member", "one_of");
      const Field* known = of_list ? find_part(*of_list, clause.field) : find_field(catalogue, form, clause.field);
      if (!known) item.fail("unknown_field", "field");
      for (const std::string& text : clause.one_of)
        if (known && !has_choice(*known, text)) item.fail("unknown_choice", "one_of");
      clauses.push_back(std::move(clause));
    }
    return clauses;
  }

  // A list where a rank chooses, else an object; at the bottom hours.
  void check_table(const Json& table, std::span<const std::string> fields) {
    if (fields.empty()) {
      if (!is_hours(table)) in.fail("out_of_range", "table");
      return;
    }
    const Field* field = find_field(catalogue, form, fields.front());
    if (!field) return in.fail("unknown_field", "fields");
    if (table.is_array() != (field->kind == FieldKind::kNumber) || !table.is_structured()) return in.fail("wrong_type", "table");
    for (const auto& [key, below] : table.items()) {
      if (!has_choice(*field, key)) return in.fail("unknown_choice", "table");
      check_table(below, fields.subspan(1));
    }
  }

  void read_fields(Rule& rule) {
    const auto take = [&](std::string_view name, FieldKind kind) {
      if (const Field* found = field(name, kind)) rule.fields.push_back(found->id);
    };
    switch (rule.kind) {
      case RuleKind::kFixed: return;
      case RuleKind::kTable:
        rule.fields = in.texts("fields");
        if (!in.has("table")) in.fail("missing_member", "table");
        rule.table = member(in.json(), "table");
        return check_table(rule.table, rule.fields);
      case RuleKind::kPerItem:
        if (const Field* list = field("list", FieldKind::kList)) {
          rule.fields.push_back(list->id);
          rule.item_when = clauses("item_when", list);
        }
        return;
      case RuleKind::kFromField: return take("field", FieldKind::kNumber);
      case RuleKind::kByDays: return take("from", FieldKind::kDate), take("to", FieldKind::kDate);
      case RuleKind::kProRata:
        take("from", FieldKind::kDate), take("to", FieldKind::kDate), take("field", FieldKind::kNumber);
        rule.months_above = in.number_or("months_above", 0);
        rule.counts_away = in.text("share") == "away";
        if (!rule.counts_away && in.text("share") != "on_duty") in.fail("unknown_name", "share");
    }
  }
};

Rule read_rule(JsonReader in, const Catalogue& catalogue, const StudyForm& form) {
  RuleReader reader{in, catalogue, form};
  Rule rule;
  rule.id = in.text("id");
  rule.kind = read_kind(in);
  rule.when = reader.clauses("when");
  reader.read_fields(rule);
  const bool has_hours = rule.kind != RuleKind::kTable && rule.kind != RuleKind::kProRata;
  if (has_hours && !in.has("hours")) in.fail("missing_member", "hours");
  rule.hours = in.number_or("hours", 0);
  if (rule.hours < 0 || rule.hours > kHoursMax) in.fail("out_of_range", "hours");
  if (in.has("note")) {
    JsonReader note = in.object("note");
    rule.note = {note.text("zh"), note.text("en")};
  }
  rule.source = in.text("source");
  rule.verified = in.flag_or("verified", false);
  return rule;
}

}  // namespace

std::string_view name_of(RuleKind kind) { return std::ranges::find(kKindNames, kind, [](const auto& name) { return name.first; })->second; }

std::vector<Rule> read_rules(const std::vector<JsonReader>& items, const Catalogue& catalogue, const StudyForm& form) {
  std::vector<Rule> rules;
  std::set<std::string> ids;
  for (JsonReader item : items) {
    rules.push_back(read_rule(item, catalogue, form));
    if (!ids.insert(rules.back().id).second) item.fail("duplicate_id", "id");
  }
  return rules;
}

}  // namespace portal::model
