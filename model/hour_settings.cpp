// Reading the settings that hours are counted by: targets, caps, conversions, subjects (assets/catalogue/README.md).
#include <algorithm>
#include <set>

#include "model/catalogue_reader.h"

namespace portal::model {
namespace {

constexpr double kHoursMax = 100'000;

int read_from_year(JsonReader& in) {
  const long long year = in.integer_or("from_year", 0);
  if (year < 0 || year > 9999) in.fail("out_of_range", "from_year");
  return static_cast<int>(std::clamp(year, 0LL, 9999LL));
}

// Hours or credits; no value where it is left out.
std::optional<double> read_amount(JsonReader& in, std::string_view name) {
  const std::optional<double> amount = in.number(name);
  if (amount && !(*amount >= 0 && *amount <= kHoursMax)) in.fail("out_of_range", name);
  return amount;
}

// One by which something is multiplied or divided.
double read_factor(JsonReader& in, std::string_view name) {
  const std::optional<double> factor = read_amount(in, name);
  if (!factor) in.fail("missing_member", name);
  else if (*factor <= 0) in.fail("out_of_range", name);
  return factor.value_or(1);
}

std::vector<const Field*> fields_named(const Catalogue& catalogue, std::string_view id) {
  std::vector<const Field*> found;
  const auto look_in = [&](const std::vector<Field>& fields) {
    for (const Field& field : fields)
      if (field.id == id) found.push_back(&field);
  };
  look_in(catalogue.common_fields);
  for (const StudyForm& form : catalogue.study_forms) look_in(form.fields);
  return found;
}

void check_about(JsonReader& in, const About& about, const Catalogue& catalogue) {
  for (const std::string& form : about.study_forms)
    if (!catalogue.find_form(form)) return in.fail("unknown_study_form", "study_forms");
  const std::vector<JsonReader> clauses = in.objects("when");
  for (std::size_t i = 0; i < about.when.size() && i < clauses.size(); ++i) {
    JsonReader clause = clauses[i];
    const std::vector<const Field*> fields = fields_named(catalogue, about.when[i].field);
    if (fields.empty()) return clause.fail("unknown_field", "field");
    for (const std::string& value : about.when[i].one_of)
      if (std::ranges::none_of(fields, [&](const Field* field) { return can_have(*field, value); }))
        return clause.fail("unknown_choice", "one_of");
  }
}

About read_about(JsonReader& in, const Catalogue& catalogue) {
  About about{in.texts("study_forms"), read_condition(in)};
  check_about(in, about, catalogue);
  return about;
}

Targets read_targets(JsonReader in) {
  return {read_from_year(in), read_amount(in, "total_hours"), read_amount(in, "public_subject_hours"),
          read_amount(in, "professional_subject_hours")};
}

Cap read_cap(JsonReader in, const Catalogue& catalogue) {
  Cap cap{in.text("study_form"), read_from_year(in), read_amount(in, "hours_max").value_or(0)};
  if (!in.has("hours_max")) in.fail("missing_member", "hours_max");
  if (!catalogue.find_form(cap.study_form)) in.fail("unknown_study_form", "study_form");
  return cap;
}

Conversion read_conversion(JsonReader in, const Catalogue& catalogue) {
  Conversion conversion;
  conversion.id = read_id(in);
  conversion.label = read_text(in.object("label"));
  conversion.about = read_about(in, catalogue);
  conversion.from_year = read_from_year(in);
  conversion.credits = read_factor(in, "credits");
  conversion.hours = read_factor(in, "hours");
  conversion.verified = in.flag_or("verified", false);
  return conversion;
}

}  // namespace

HourSettings read_hour_settings(JsonReader in, const Catalogue& catalogue) {
  HourSettings settings;
  for (const JsonReader& item : bounded_objects(in, "targets")) settings.targets.push_back(read_targets(item));
  for (const JsonReader& item : bounded_objects(in, "caps")) settings.caps.push_back(read_cap(item, catalogue));
  std::set<std::string> ids;
  for (JsonReader& item : bounded_objects(in, "conversions")) {
    settings.conversions.push_back(read_conversion(item, catalogue));
    if (!ids.insert(settings.conversions.back().id).second) item.fail("duplicate_id", "id");
  }
  for (JsonReader& item : bounded_objects(in, "subjects"))
    settings.subjects.push_back({item.named<Subject>("subject", subject_from), read_about(item, catalogue)});
  return settings;
}

}  // namespace portal::model
