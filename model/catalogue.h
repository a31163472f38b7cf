// The catalogue: which study forms exist, what each asks for, which evidence it requires.
//
// Data of the deployer (assets/catalogue/, see its README), read once and never changed. A study form
// is added or changed there alone. A declaration keeps the catalogue version that it was made with.
// Source: platform guide, "学时申报类型需提交相关材料说明" (materials); field lists are the deployer's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/declaration.h"
#include "model/json.h"
#include "model/result.h"
#include "model/rules.h"
#include "model/text.h"

namespace portal::model {

enum class FieldKind { kText, kLongText, kNumber, kDate, kChoice, kYesNo, kList };

struct Choice {
  std::string id;  // stored
  Text label;      // shown
};

// When a field is asked for, or a material required. Empty = always. All clauses must hold.
struct Clause {
  std::string field;                // id of another field of the same form
  std::vector<std::string> one_of;  // its value as text; yes/no is "true"/"false"
  friend bool operator==(const Clause&, const Clause&) = default;
};
using Condition = std::vector<Clause>;

struct Field {
  std::string id;
  FieldKind kind = FieldKind::kText;
  Text label;
  Text hint;              // may be empty
  bool required = false;  // only while `when` holds
  Condition when;
  std::vector<Choice> choices;  // kChoice
  std::optional<double> min;    // kNumber, inclusive
  std::optional<double> max;    // kNumber, inclusive
  std::optional<double> above;  // kNumber, exclusive ("> 0")
  int decimals = 0;             // kNumber: digits allowed behind the point
  int length_max = 200;         // text kinds: Unicode code points
  std::string check;            // an identifier check (identifiers.h), or empty
  std::string not_before;       // kDate: id of the date field that must not be later
  std::string autocomplete;     // what a browser may fill in of its own: a token of the HTML standard ("name", "tel"), or empty
  std::string unit;             // shown behind a number: "hours", "characters"; a text key, or empty
  bool years = false;           // kNumber: a year; range is relative to the current year (validation.h)
  std::vector<Field> fields;    // kList: what each item asks for; no lists, no conditions
  Text item_label;              // kList: what one item is called
  int items_max = 0;            // kList
  std::string default_value;    // what a new form starts with; "current_year" is understood; may be empty
};

struct Material {
  std::string id;
  Text label;
  bool required = true;
  Condition when;
  std::vector<std::string> not_for;  // roles of declarers that need not provide it ("base")
};

struct StudyForm {
  std::string id;  // "06"
  Text title;
  Text summary;             // what to submit, in a sentence
  std::string title_field;  // the field whose value names a declaration in lists
  std::vector<Field> fields;
  std::vector<Material> materials;
  std::vector<std::string> declarers;  // roles that may declare it; empty = all that may declare
  std::vector<Rule> rules;
  // Sets of fields of which each names what was done: two declarations with the same values in one set are probably the same
  // thing twice (warnings.h).
  std::vector<std::vector<std::string>> identity;
  // The days of study, for the most hours a day: two date fields, or the same one twice; empty = not judged.
  std::string study_from, study_to;
};

// Which declarations a setting is about: of one of these forms (empty = of any) and with such values.
struct About {
  std::vector<std::string> study_forms;
  Condition when;  // a field that the form does not have holds for nothing
};

// What is due in a year; no value = nothing is asked for.
struct Targets {
  int from_year = 0;
  std::optional<double> total_hours, public_subject_hours, professional_subject_hours;
};

// The most hours of one study form that count in one year, in each subject class.
struct Cap {
  std::string study_form;
  int from_year = 0;
  double hours_max = 0;
};

// How credits become hours: so many credits are so many hours.
struct Conversion {
  std::string id;
  Text label;
  About about;
  int from_year = 0;
  double credits = 1;
  double hours = 1;
  bool verified = false;  // somebody compared it with the local regulation
};

struct SubjectRule {
  Subject subject = Subject::kPublic;
  About about;
};

// The settings that hours.h counts by. Of several entries for one year the one with the latest from_year holds.
struct HourSettings {
  std::vector<Targets> targets;
  std::vector<Cap> caps;
  std::vector<Conversion> conversions;
  std::vector<SubjectRule> subjects;
};

inline constexpr int kCatalogueListMax = 200;  // forms, fields of a form, choices of a field, …

struct Catalogue {
  std::string version;
  std::vector<Field> common_fields;  // asked for by every form: unit, claimed_amount, credited_year, note
  std::vector<StudyForm> study_forms;
  Json settings;  // as it stands in the document
  HourSettings hours;

  const StudyForm* find_form(std::string_view id) const;
};

const Field* find_field(const Catalogue& catalogue, const StudyForm& form, std::string_view id);

// The fields of a form in the order in which they are asked: its own, then the common ones.
std::vector<const Field*> fields_of(const Catalogue& catalogue, const StudyForm& form);

// What auditors often give as the reason of a rejection (settings.reject_reasons); what is no text is left out.
std::vector<Text> reject_reasons(const Catalogue& catalogue);

// Whether a condition holds for these values (Declaration::values).
bool holds(const Condition& condition, const Json& values);

// One catalogue document (the build and the server join assets/catalogue/*.json into one with
// join_catalogue). Errors name what and where, with pointer: missing_member, wrong_type, bad_id (not a-z 0-9 _ -),
// duplicate_id, unknown_kind, unknown_field (a condition, not_before, title_field, identity, … that names no such field),
// unknown_choice (a condition or default that its field cannot have), unknown_check, unknown_name (of a role),
// out_of_range, condition_loop, too_many, unknown_study_form (of a setting), missing_common_field(name).
//
// A condition that names a field which has a condition itself takes that one in: what was read hides a field
// whenever something that it depends on is hidden, so that holds() alone decides.
Result<Catalogue> read_catalogue(const Json& document);

// {"version","common_fields","settings","study_forms":[…]} from the parts: catalogue.json and one file a form.
Json join_catalogue(const Json& head, const std::vector<Json>& forms);

}  // namespace portal::model
