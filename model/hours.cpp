#include "model/hours.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

namespace portal::model {
namespace {

// Sums of decimal fractions come back to two decimals: 0.1 + 0.2 is 0.3.
double rounded(double hours) { return std::round(hours * 100) / 100; }

bool is_about(const About& about, const DeclarationContent& content) {
  const bool of_form = about.study_forms.empty() || std::ranges::find(about.study_forms, content.study_form) != about.study_forms.end();
  return of_form && holds(about.when, content.values);
}

// The entry that holds for this year: of those that `fits` takes, the last one with the latest from_year that is not after it.
template <class Entry, class Fits>
const Entry* latest(const std::vector<Entry>& entries, int year, Fits fits) {
  const Entry* best = nullptr;
  for (const Entry& entry : entries)
    if (entry.from_year <= year && fits(entry) && (!best || entry.from_year >= best->from_year)) best = &entry;
  return best;
}

Subject subject_of(const Catalogue& catalogue, const DeclarationContent& content) {
  for (const SubjectRule& rule : catalogue.hours.subjects)
    if (is_about(rule.about, content)) return rule.subject;
  return Subject::kProfessional;
}

void add_line(FormTally& form, const HourLine& line) {
  if (line.state == DeclarationState::kApproved) form.approved_hours += line.hours;
  if (line.state == DeclarationState::kPending) form.pending_hours += line.hours;
}

void apply_cap(FormTally& form) {
  form.approved_hours = rounded(form.approved_hours);
  form.pending_hours = rounded(form.pending_hours);
  if (!form.cap_hours || form.approved_hours <= *form.cap_hours) return;
  form.cut_hours = rounded(form.approved_hours - *form.cap_hours);
  form.approved_hours = *form.cap_hours;
}

void add_form(Tally& tally, const FormTally& form) {
  tally.approved_hours = rounded(tally.approved_hours + form.approved_hours);
  tally.pending_hours = rounded(tally.pending_hours + form.pending_hours);
}

bool is_reached(const Tally& tally) { return !tally.target_hours || tally.approved_hours >= *tally.target_hours; }

void set_targets(const Catalogue& catalogue, YearSummary& summary) {
  const Targets* targets = targets_of(catalogue, summary.year);
  if (!targets) return;
  summary.total.target_hours = targets->total_hours;
  summary.public_subject.target_hours = targets->public_subject_hours;
  summary.professional_subject.target_hours = targets->professional_subject_hours;
  const Tally* tallies[] = {&summary.total, &summary.public_subject, &summary.professional_subject};
  if (std::ranges::none_of(tallies, [](const Tally* tally) { return tally->target_hours.has_value(); })) return;
  summary.reached = std::ranges::all_of(tallies, [](const Tally* tally) { return is_reached(*tally); });
}

std::vector<ConversionTally> conversions_of(std::span<const HourLine> lines) {
  std::map<std::string, ConversionTally> by_rule;
  for (const HourLine& line : lines) {
    if (line.credits <= 0 || line.state != DeclarationState::kApproved) continue;
    ConversionTally& tally = by_rule[line.conversion];
    tally.credits = rounded(tally.credits + line.credits);
    tally.hours = rounded(tally.hours + line.hours);
  }
  std::vector<ConversionTally> conversions;
  for (auto& [rule, tally] : by_rule) {
    tally.conversion = rule;
    conversions.push_back(std::move(tally));
  }
  return conversions;
}

}  // namespace

const Conversion* conversion_for(const Catalogue& catalogue, const DeclarationContent& content) {
  std::size_t conditions = 0;
  for (const Conversion& rule : catalogue.hours.conversions)
    if (rule.from_year <= credited_year(content) && is_about(rule.about, content)) conditions = std::max(conditions, rule.about.when.size());
  return latest(catalogue.hours.conversions, credited_year(content), [&](const Conversion& rule) {
    return rule.about.when.size() == conditions && is_about(rule.about, content);
  });
}

Credit credit_of(const Catalogue& catalogue, const DeclarationContent& content) {
  Credit credit{subject_of(catalogue, content), 0, {}};
  const double amount = claimed_amount(content);
  if (!(amount > 0)) return credit;
  if (claim_unit(content) != "credits") {
    credit.hours = amount;
  } else if (const Conversion* rule = conversion_for(catalogue, content)) {
    credit.hours = rounded(amount * rule->hours / rule->credits);
    credit.conversion = rule->id;
  }
  return credit;
}

const Targets* targets_of(const Catalogue& catalogue, int year) {
  return latest(catalogue.hours.targets, year, [](const Targets&) { return true; });
}

std::optional<double> cap_of(const Catalogue& catalogue, std::string_view study_form, int year) {
  const Cap* cap = latest(catalogue.hours.caps, year, [study_form](const Cap& entry) { return entry.study_form == study_form; });
  return cap ? std::optional(cap->hours_max) : std::nullopt;
}

YearSummary summarise_year(const Catalogue& catalogue, std::span<const HourLine> lines, int year) {
  YearSummary summary;
  summary.year = year;
  std::map<std::pair<std::string, Subject>, FormTally> by_form;
  for (const HourLine& line : lines) add_line(by_form[{line.study_form, line.subject}], line);
  for (auto& [key, form] : by_form) {
    std::tie(form.study_form, form.subject) = key;
    form.cap_hours = cap_of(catalogue, form.study_form, year);
    apply_cap(form);
    add_form(summary.total, form);
    add_form(form.subject == Subject::kPublic ? summary.public_subject : summary.professional_subject, form);
    if (form.approved_hours > 0 || form.cut_hours > 0 || form.pending_hours > 0) summary.by_form.push_back(std::move(form));
  }
  set_targets(catalogue, summary);
  summary.conversions = conversions_of(lines);
  return summary;
}

YearSummary summarise_year(const Catalogue& catalogue, std::span<const DeclarationSummary> rows, int year) {
  std::vector<HourLine> lines;
  for (const DeclarationSummary& row : rows) {
    if (row.credited_year != year) continue;
    const double credits = row.unit == "credits" ? row.claimed_amount : 0;
    lines.push_back({row.study_form, row.subject, row.state, row.hours, credits, row.conversion});
  }
  return summarise_year(catalogue, lines, year);
}

}  // namespace portal::model
