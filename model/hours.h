// Hours that count, and the yearly total.
//
// Only approved declarations count, in the year that they are credited to. All totals are in hours, rounded to two decimals.
// Targets, caps, conversions and subject classes are the catalogue's (HourSettings); a declaration that no rule says
// otherwise of counts as professional subject. A cap cuts what one form adds in one subject class.
// Source: ≥ 90 hours a year, of which public subjects ≥ 24 (assets/catalogue/catalogue.json, "settings").
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/catalogue.h"
#include "model/declaration.h"

namespace portal::model {

// What one declaration adds to its year once it is approved.
struct Credit {
  Subject subject = Subject::kProfessional;
  double hours = 0;
  std::string conversion;  // id of the rule by which credits became hours; "" = declared in hours, or no rule is about it
};
Credit credit_of(const Catalogue& catalogue, const DeclarationContent& content);

// The rule that turns this declaration's credits into hours: of those about it and in force in its year the one with the most
// conditions, of these the latest. Null: there is none, and the credits are worth no hours.
const Conversion* conversion_for(const Catalogue& catalogue, const DeclarationContent& content);

// What is due in a year; null: nothing was set.
const Targets* targets_of(const Catalogue& catalogue, int year);
// The most hours of one form that count in one year, in each subject class; none: as many as there are.
std::optional<double> cap_of(const Catalogue& catalogue, std::string_view study_form, int year);

struct Tally {
  double approved_hours = 0;  // after caps
  double pending_hours = 0;   // waiting for someone, not counted; before caps
  std::optional<double> target_hours;
};

struct FormTally {
  std::string study_form;
  Subject subject = Subject::kProfessional;
  double approved_hours = 0;  // after the cap
  double cut_hours = 0;       // approved, but over the cap
  double pending_hours = 0;
  std::optional<double> cap_hours;
};

struct ConversionTally {
  std::string conversion;  // "" = credits that no rule turns into hours
  double credits = 0;      // approved
  double hours = 0;        // before caps
};

struct YearSummary {
  int year = 0;
  Tally total, public_subject, professional_subject;
  std::optional<bool> reached;        // every target; none: no target was set for this year
  std::vector<FormTally> by_form;     // by study form and subject, only those with hours
  std::vector<ConversionTally> conversions;
};

// What counts of one declaration, or of several alike.
struct HourLine {
  std::string study_form;
  Subject subject = Subject::kProfessional;
  DeclarationState state = DeclarationState::kDraft;
  double hours = 0;
  double credits = 0;      // as claimed; 0 = declared in hours
  std::string conversion;
};

YearSummary summarise_year(const Catalogue& catalogue, std::span<const HourLine> lines, int year);
// Of the rows that are credited to this year.
YearSummary summarise_year(const Catalogue& catalogue, std::span<const DeclarationSummary> rows, int year);

// One of an organisation's people, and how far they have come in a year.
struct PersonStanding {
  PersonRef person;
  OrganisationRef organisation;
  Tally total, public_subject, professional_subject;
  std::optional<bool> reached;
};

struct ReachedCounts {
  long long all = 0, reached = 0, not_reached = 0;
};

Json to_json(const YearSummary& summary);
Json to_json(const PersonStanding& standing);
Json to_json(const ReachedCounts& counts);
// Errors: missing_member, wrong_type, unknown_name, with pointer.
Result<YearSummary> read_year_summary(const Json& json);
Result<PersonStanding> read_person_standing(const Json& json);
ReachedCounts read_reached_counts(const Json& json);

}  // namespace portal::model
