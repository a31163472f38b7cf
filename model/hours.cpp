#include "model/hours.h"

#include <algorithm>
#include <cmath>

#include "model/json_reader.h"

namespace portal::model {
namespace {

constexpr double kHoursPerCreditDefault = 1;

// Sums of decimal fractions come back to two decimals: 0.1 + 0.2 is 0.3.
double rounded(double hours) { return std::round(hours * 100) / 100; }

double hours_per_credit(const Json& settings) {
  const double factor = number_or(member(settings, "hours_per_credit"), "hours", kHoursPerCreditDefault);
  return factor > 0 ? factor : kHoursPerCreditDefault;
}

// The entry of a list that holds for this year: the one with the latest from_year that is not after it.
const Json* entry_for(const Json& list, int year) {
  const Json* best = nullptr;
  if (!list.is_array()) return nullptr;
  for (const Json& entry : list) {
    const long long from = integer_or(entry, "from_year", 0);
    if (from <= year && (!best || from >= integer_or(*best, "from_year", 0))) best = &entry;
  }
  return best;
}

double target_hours(const Json& settings, int year) {
  const Json* target = entry_for(member(settings, "targets"), year);
  return target ? number_or(*target, "professional_subject_hours", 0) : 0;
}

}  // namespace

double cap_hours(const Json& settings, const std::string& study_form, int year) {
  Json caps_of_form = Json::array();
  const Json& caps = member(settings, "caps");
  if (!caps.is_array()) return HUGE_VAL;
  for (const Json& cap : caps)
    if (text_or(cap, "study_form") == study_form) caps_of_form.push_back(cap);
  const Json* cap = entry_for(caps_of_form, year);
  return cap ? number_or(*cap, "hours_max", HUGE_VAL) : HUGE_VAL;
}

double hours_of(const Catalogue& catalogue, const DeclarationSummary& declaration) {
  const double amount = declaration.claimed_amount;
  if (!(amount > 0)) return 0;
  return declaration.unit == "credits" ? rounded(amount * hours_per_credit(catalogue.settings)) : amount;
}

YearSummary summarise_year(const Catalogue& catalogue, std::span<const DeclarationSummary> declarations, int year) {
  YearSummary summary;
  summary.year = year;
  summary.target_hours = target_hours(catalogue.settings, year);
  for (const DeclarationSummary& declaration : declarations) {
    if (declaration.credited_year != year) continue;
    const double hours = hours_of(catalogue, declaration);
    if (declaration.state == DeclarationState::kApproved) summary.approved_by_form[declaration.study_form] += hours;
    if (declaration.state == DeclarationState::kPending) summary.pending_hours += hours;
  }
  for (auto& [study_form, hours] : summary.approved_by_form) {
    hours = rounded(std::min(hours, cap_hours(catalogue.settings, study_form, year)));
    summary.approved_hours += hours;
  }
  summary.approved_hours = rounded(summary.approved_hours);
  summary.pending_hours = rounded(summary.pending_hours);
  return summary;
}

Json to_json(const YearSummary& summary) {
  return {{"year", summary.year},
          {"approved_hours", summary.approved_hours},
          {"pending_hours", summary.pending_hours},
          {"target_hours", summary.target_hours},
          {"approved_by_form", Json(summary.approved_by_form)}};
}

Result<YearSummary> read_year_summary(const Json& json) {
  std::optional<Error> failure;
  JsonReader in(json, "", failure);
  YearSummary summary;
  const long long year = in.integer("year");
  summary.year = year >= 0 && year <= 9999 ? static_cast<int>(year) : 0;
  summary.approved_hours = in.number_or("approved_hours", 0);
  summary.pending_hours = in.number_or("pending_hours", 0);
  summary.target_hours = in.number_or("target_hours", 0);
  if (in.has("approved_by_form")) {
    JsonReader by_form = in.object("approved_by_form");
    if (by_form.json().is_object())
      for (const auto& [study_form, hours] : by_form.json().items())
        summary.approved_by_form[study_form] = by_form.number_or(study_form, 0);
  }
  if (failure) return *std::move(failure);
  return summary;
}

}  // namespace portal::model
