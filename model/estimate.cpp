#include "model/estimate.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "model/date.h"
#include "model/hours.h"
#include "model/utf8.h"
#include "model/validation.h"

namespace portal::model {
namespace {

constexpr double kDaysPerMonth = 30;
constexpr double kMonthsPerYear = 12;

enum class Verdict { kHolds, kFails, kOpen };  // kOpen: the field is not filled in

// One form's rules over one declaration's values.
struct Evaluation {
  const Catalogue& catalogue;
  const StudyForm& form;
  const Json& values;
  int year;
  Estimate& result;

  std::string text(const std::string& field) const { return text_from_value(member(values, field)); }

  bool asked_for(const std::string& id) const {
    const Field* field = find_field(catalogue, form, id);
    return field && holds(field->when, values);
  }

  Verdict verdict(const RuleClause& clause, const Json& of) const {
    const Json& value = member(of, clause.field);
    const std::string shown = text_from_value(value);
    if (is_blank(shown)) return Verdict::kOpen;
    if (!clause.one_of.empty())
      return std::ranges::find(clause.one_of, shown) != clause.one_of.end() ? Verdict::kHolds : Verdict::kFails;
    if (!value.is_number()) return Verdict::kOpen;
    const double number = value.get<double>();
    const bool within = (!clause.max || number <= *clause.max) && (!clause.above || number > *clause.above);
    return within ? Verdict::kHolds : Verdict::kFails;
  }

  void evaluate(const Rule& rule) {
    std::vector<std::string> open;
    for (const RuleClause& clause : rule.when) {
      if (!asked_for(clause.field)) return;
      const Verdict found = verdict(clause, values);
      if (found == Verdict::kFails) return;
      if (found == Verdict::kOpen) open.push_back(clause.field);
    }
    for (const std::string& field : rule.fields) {
      if (!asked_for(field)) return;
      if (needs(rule, field)) open.push_back(field);
    }
    if (open.empty()) return apply(rule);
    for (const std::string& field : open)
      if (std::ranges::find(result.missing, field) == result.missing.end()) result.missing.push_back(field);
  }

  bool needs(const Rule& rule, const std::string& field) const {
    const Json& value = member(values, field);
    switch (rule.kind) {
      case RuleKind::kPerItem: return !value.is_array() || value.empty() || std::ranges::any_of(value, [&](const Json& item) { return is_open(rule, item); });
      case RuleKind::kByDays: return !parse_date(text(field));
      case RuleKind::kProRata: return field == rule.fields[2] ? !value.is_number() : !parse_date(text(field));
      case RuleKind::kFromField: return !value.is_number();
      case RuleKind::kFixed:
      case RuleKind::kTable: break;
    }
    return is_blank(text(field));
  }

  void apply(const Rule& rule) {
    EstimateStep step{.rule = rule.id, .kind = rule.kind, .hours = 0, .inputs = {}, .count = 0, .hours_each = rule.hours};
    for (const RuleClause& clause : rule.when) step.inputs[clause.field] = text(clause.field);
    for (const std::string& field : rule.fields)
      if (member(values, field).is_primitive()) step.inputs[field] = text(field);
    switch (rule.kind) {
      case RuleKind::kFixed: step.hours = rule.hours; break;
      case RuleKind::kTable:
        if (!look_up(rule, step)) return;
        break;
      case RuleKind::kPerItem: count_items(rule, step); break;
      case RuleKind::kFromField: step.count = number_or(values, rule.fields[0], 0); break;
      case RuleKind::kByDays: step.count = count_days(rule); break;
      case RuleKind::kProRata: share(rule, step); break;
    }
    const bool counts = rule.kind == RuleKind::kPerItem || rule.kind == RuleKind::kFromField || rule.kind == RuleKind::kByDays;
    if (counts) step.hours = std::max(0.0, step.count) * rule.hours;
    step.hours = rounded(step.hours);
    result.steps.push_back(std::move(step));
  }

  // A rank behind the end of its list gets nothing; a choice that the table does not have is not known.
  bool look_up(const Rule& rule, EstimateStep& step) {
    const Json* at = &rule.table;
    for (const std::string& field : rule.fields) {
      if (at->is_array()) {
        const long long rank = integer_or(values, field, 0);
        if (rank < 1) return result.unlisted = true, false;
        if (std::cmp_greater(rank, at->size())) return step.hours = 0, true;
        at = &(*at)[static_cast<std::size_t>(rank - 1)];
        continue;
      }
      at = &member(*at, text(field));
      if (at->is_null()) return result.unlisted = true, false;
    }
    step.hours = at->is_number() ? at->get<double>() : 0;
    return true;
  }

  // Whether it is not said yet that this item counts, or that it does not.
  bool is_open(const Rule& rule, const Json& item) const {
    return std::ranges::any_of(rule.item_when, [&](const RuleClause& clause) { return verdict(clause, item) == Verdict::kOpen; });
  }

  void count_items(const Rule& rule, EstimateStep& step) const {
    for (const Json& item : member(values, rule.fields[0])) {
      const auto holds_for_it = [&](const RuleClause& clause) { return verdict(clause, item) == Verdict::kHolds; };
      if (item.is_object() && std::ranges::all_of(rule.item_when, holds_for_it)) step.count += 1;
    }
  }

  double count_days(const Rule& rule) const {
    const Result<Date> from = parse_date(text(rule.fields[0])), to = parse_date(text(rule.fields[1]));
    return from && to ? static_cast<double>(std::max(0L, days_from_civil(*to) - days_from_civil(*from) + 1)) : 0;
  }

  // How long the absence is within the year, in months: whole ones by the calendar, the rest in days of 30 a month.
  double months_away(const Rule& rule) const {
    const Result<Date> from = parse_date(text(rule.fields[0])), to = parse_date(text(rule.fields[1]));
    if (!from || !to) return 0;
    const Date first = std::max(*from, Date{year, 1, 1});
    const Date behind = add_days(std::min(*to, Date{year, 12, 31}), 1);
    const double months = (behind.year - first.year) * kMonthsPerYear + (behind.month - first.month) + (behind.day - first.day) / kDaysPerMonth;
    return std::clamp(months, 0.0, kMonthsPerYear);
  }

  void share(const Rule& rule, EstimateStep& step) const {
    step.hours_each = number_or(values, rule.fields[2], 0);
    step.count = months_away(rule);
    const double away = step.count / kMonthsPerYear;
    step.hours = step.count > rule.months_above ? step.hours_each * (rule.counts_away ? away : 1 - away) : 0;
  }

  double rounded(double hours) const {
    const Field* claimed = find_field(catalogue, form, "claimed_amount");
    const double scale = std::pow(10, claimed ? claimed->decimals : 1);
    return std::round(hours * scale) / scale;
  }
};

}  // namespace

Estimate estimate(const Catalogue& catalogue, const DeclarationContent& content, const CreditedHours& credited) {
  Estimate result;
  const StudyForm* form = catalogue.find_form(content.study_form);
  if (!form || !content.values.is_object()) return result;
  const int year = credited_year(content);
  Evaluation evaluation{catalogue, *form, content.values, year, result};
  for (const Rule& rule : form->rules) evaluation.evaluate(rule);
  for (const EstimateStep& step : result.steps) result.rule_hours += step.hours;
  result.rule_hours = evaluation.rounded(result.rule_hours);
  result.cap_hours = cap_of(catalogue, form->id, year);
  const auto already = credited.by_form.find(form->id);
  if (credited.year == year && already != credited.by_form.end()) result.already_hours = already->second;
  result.hours = std::min(result.rule_hours, hours_left(result).value_or(result.rule_hours));
  return result;
}

std::optional<double> hours_left(const Estimate& estimate) {
  if (!estimate.cap_hours) return std::nullopt;
  return std::max(0.0, *estimate.cap_hours - estimate.already_hours);
}

Json to_json(const Estimate& estimate, const StudyForm* form) {
  Json steps = Json::array();
  for (const EstimateStep& step : estimate.steps) {
    Json entry = {{"rule", step.rule},   {"kind", name_of(step.kind)}, {"hours", step.hours}, {"inputs", Json(step.inputs)},
                  {"count", step.count}, {"hours_each", step.hours_each}};
    const auto none = std::vector<Rule>();
    const std::vector<Rule>& rules = form ? form->rules : none;
    if (const auto rule = std::ranges::find(rules, step.rule, &Rule::id); rule != rules.end()) {
      entry["source"] = rule->source;
      entry["verified"] = rule->verified;
    }
    steps.push_back(std::move(entry));
  }
  return {{"hours", estimate.hours},
          {"rule_hours", estimate.rule_hours},
          {"cap_hours", estimate.cap_hours ? Json(*estimate.cap_hours) : Json()},
          {"already_hours", estimate.already_hours},
          {"unlisted", estimate.unlisted},
          {"missing", estimate.missing},
          {"steps", std::move(steps)}};
}

}  // namespace portal::model
