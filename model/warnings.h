// What a declarer and an auditor should look at twice. A warning never forbids, unless the catalogue's
// settings.forbid lists its code: then the server refuses to take the declaration in.
//
// Codes, with pointer and parameters:
//   probable_duplicate  /values/FIELD  id, title, state, year: another declaration of the same person is probably the same thing
//   over_cap            /values/claimed_amount  claimed, already, cap: more than the form's cap leaves in that year
//   over_day_hours      /values/claimed_amount  claimed, days, max, per_day: more than settings.hours_per_day_max a study day
//   over_estimate       /values/claimed_amount  claimed, estimate: more than the hour rules give
// Hours are written without trailing zeros.
// Source: rejected "for hours over the cap, or a rule mismatch that the form could have shown while typing"; more than
// 8 hours claimed per study day is refused elsewhere.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "model/catalogue.h"
#include "model/declaration.h"
#include "model/estimate.h"

namespace portal::model {

// Another declaration that is probably about the same thing, and the fields that say so.
struct Duplicate {
  std::string id;
  std::string title;
  DeclarationState state = DeclarationState::kDraft;
  int credited_year = 0;
  std::vector<std::string> fields;
};

// What is known beside the declaration itself. The server gathers it.
struct CheckFacts {
  CreditedHours credited;
  std::vector<Duplicate> duplicates;
};

struct Warning {
  std::string code;
  std::string pointer;
  std::map<std::string, std::string> params;
  bool forbids = false;
  friend bool operator==(const Warning&, const Warning&) = default;
};

std::vector<Warning> warnings(const Catalogue& catalogue, const DeclarationContent& content, const CheckFacts& facts);

// The values that name what was done, one text for each of the form's sets that is filled in: identifiers in their normal
// form, letters in lower case, no spaces or dashes. The same certificate under two forms has the same identity.
struct Identity {
  std::vector<std::string> fields;
  std::string text;
};
std::vector<Identity> identities(const Catalogue& catalogue, const DeclarationContent& content);

// Of `others` those with an identity in common, the declaration itself left out. Rejected ones do not count: they may be
// declared again.
std::vector<Duplicate> find_duplicates(const Catalogue& catalogue, const Declaration& declaration, std::span<const Declaration> others);

// {"year","approved_by_form","duplicates":[{"id","title","state","credited_year","fields"}]}
Json to_json(const CheckFacts& facts);
Result<CheckFacts> read_check_facts(const Json& json);
Json to_json(const std::vector<Warning>& warnings);  // [{"code","pointer","params","forbids"}]

}  // namespace portal::model
