// What a declaration is worth by the hour rules of its study form, and why: data, never sentences.
//
// estimate(catalogue, content, credited) -> what the rules that hold give, added up, and no more than the cap of the form
// leaves in that year. Units: hours, with as many decimals as the field claimed_amount allows. It is an estimate: what is
// credited is what was claimed and approved.
// Source: DOMAIN "hour rules"; pro-rata: platform guide, form 15: half a year of maternity leave on 66 gives 33.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/catalogue.h"
#include "model/declaration.h"

namespace portal::model {

// What the person already has in one year, without the declaration that is judged.
struct CreditedHours {
  int year = 0;
  std::map<std::string, double> by_form;  // study form id -> approved hours
};

struct EstimateStep {
  std::string rule;  // Rule::id, of the form's rules
  RuleKind kind = RuleKind::kFixed;
  double hours = 0;
  std::map<std::string, std::string> inputs;  // the fields that decided -> their value as text ("level" -> "national")
  double count = 0;                           // kPerItem: items; kFromField: the number; kByDays: days; kProRata: months away
  double hours_each = 0;                      // for each of them; kProRata: the hours due in a whole year
};

struct Estimate {
  std::vector<EstimateStep> steps;
  std::vector<std::string> missing;  // fields that, filled in, would change the estimate
  bool unlisted = false;             // a table has nothing for these choices: the standard does not say
  double rule_hours = 0;             // the steps together
  std::optional<double> cap_hours;   // of the form in that year
  double already_hours = 0;          // of the form in that year
  double hours = 0;                  // what is left of rule_hours under the cap

  // Whether the rules say how much it is, so that a claim can be compared with it.
  bool known() const { return !steps.empty() && missing.empty() && !unlisted; }
};

Estimate estimate(const Catalogue& catalogue, const DeclarationContent& content, const CreditedHours& credited);

// What the form's cap leaves in the content's year; nothing where there is no cap.
std::optional<double> hours_left(const Estimate& estimate);

// With source and verified of each rule: {"hours","rule_hours","cap_hours","already_hours","unlisted","missing",
// "steps":[{"rule","kind","hours","inputs","count","hours_each","source","verified"}]}.
Json to_json(const Estimate& estimate, const StudyForm* form);

}  // namespace portal::model
