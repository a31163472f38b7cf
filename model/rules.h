// Hour rules of a study form: how many hours it is worth by a reference standard. Data of the deployer
// (assets/catalogue/README.md, "Hour rules"), read once with the catalogue; evaluated by estimate.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/json.h"
#include "model/text.h"

namespace portal::model {

class JsonReader;
struct Catalogue;
struct StudyForm;

enum class RuleKind {
  kFixed,      // `hours`
  kTable,      // what `table` has for the values of `fields`
  kPerItem,    // `hours` for each item of the list fields[0] for which `item_when` holds
  kFromField,  // `hours` for each 1 of the number fields[0]
  kByDays,     // `hours` for each day from fields[0] to fields[1], both counted
  kProRata,    // the number fields[2] × the share of the credited year outside (or inside) fields[0]–fields[1]
};

// Holds when the field's text is one of these, or its number is in the range. Exactly one of the three is given.
struct RuleClause {
  std::string field;
  std::vector<std::string> one_of;
  std::optional<double> max;    // at most
  std::optional<double> above;  // more than
};

struct Rule {
  std::string id;
  RuleKind kind = RuleKind::kFixed;
  std::vector<RuleClause> when;       // all must hold
  std::vector<RuleClause> item_when;  // of fields of one item
  std::vector<std::string> fields;    // by kind, above
  double hours = 0;
  Json table;                 // kTable: nested by `fields`: an object by choice or text, a list by rank (1, 2, …); hours inside
  bool counts_away = false;   // kProRata: the share away counts, not the share on duty
  double months_above = 0;    // kProRata: gives hours only where the absence is longer in that year
  Text note;  // may be empty
  std::string source;
  bool verified = false;
};

std::string_view name_of(RuleKind kind);  // "fixed", "table", "per_item", "from_field", "by_days", "pro_rata"

// Reads {"id","kind",…}. Errors: those of JsonReader; unknown_kind; unknown_field (a field that the form does not have or
// that is of another kind); unknown_choice (a choice that its field cannot have); out_of_range; duplicate_id.
std::vector<Rule> read_rules(const std::vector<JsonReader>& items, const Catalogue& catalogue, const StudyForm& form);

}  // namespace portal::model
