// Hours that count, and the yearly total.
//
// Only approved declarations count, in the year that they are credited to. Units: hours (credits are
// converted by the catalogue's settings: settings.hours_per_credit.hours, by default 1, "verified": false).
// Source: targets ≥ 90 hours a year of which public subjects ≥ 24; settings.targets, by from_year.
// settings.caps: {study_form, from_year, hours_max}: the most that one study form adds to one year.
#pragma once

#include <map>
#include <span>
#include <string>

#include "model/catalogue.h"
#include "model/declaration.h"

namespace portal::model {

// Hours that the declaration adds to its year once approved.
double hours_of(const Catalogue& catalogue, const DeclarationSummary& declaration);

// The most hours of one study form that count in one year; infinite where the deployer set none.
double cap_hours(const Json& settings, const std::string& study_form, int year);

struct YearSummary {
  int year = 0;
  double approved_hours = 0;
  double pending_hours = 0;                        // waiting for someone, not counted
  double target_hours = 0;                         // of professional subjects, for this year
  std::map<std::string, double> approved_by_form;  // study form id -> hours
};

YearSummary summarise_year(const Catalogue& catalogue, std::span<const DeclarationSummary> declarations, int year);

Json to_json(const YearSummary& summary);
Result<YearSummary> read_year_summary(const Json& json);

}  // namespace portal::model
