#include "model/warnings.h"

#include <algorithm>

#include "model/date.h"
#include "model/hours.h"
#include "model/identifiers.h"
#include "model/json_reader.h"
#include "model/utf8.h"
#include "model/validation.h"

namespace portal::model {
namespace {

constexpr const char* kClaimed = "/values/claimed_amount";
constexpr double kTolerance = 1e-6;  // sums of decimal fractions

std::string shown(double number) { return text_from_value(Json(number)); }

std::string normal_text(const Field& field, const std::string& text) {
  if (!field.check.empty())
    if (const Result<std::string> normal = check_identifier(field.check, text)) return *normal;
  std::string kept;
  for (const char c : ascii_lower(half_width(text)))
    if (c != ' ' && c != '-') kept += c;
  return kept;
}

// The days of study; 0 where the form does not say, or a date is not one.
long study_days(const StudyForm& form, const Json& values) {
  if (form.study_from.empty()) return 0;
  const Result<Date> from = parse_date(text_from_value(member(values, form.study_from)));
  const Result<Date> to = parse_date(text_from_value(member(values, form.study_to)));
  return from && to ? std::max(0L, days_from_civil(*to) - days_from_civil(*from) + 1) : 0;
}

double hours_per_day_max(const Json& settings) { return number_or(member(settings, "hours_per_day_max"), "hours", 0); }

bool forbids(const Json& settings, const std::string& code) {
  const Json& codes = member(settings, "forbid");
  return codes.is_array() && std::ranges::find(codes, Json(code)) != codes.end();
}

void warn_of_amount(const Catalogue& catalogue, const StudyForm& form, const DeclarationContent& content, const Estimate& estimated,
                    std::vector<Warning>& found) {
  const double claimed = credit_of(catalogue, content).hours;
  if (claimed <= 0) return;
  const long days = study_days(form, content.values);
  const double per_day = hours_per_day_max(catalogue.settings);
  if (const double most = per_day * static_cast<double>(days); most > 0 && claimed > most + kTolerance)
    found.push_back({"over_day_hours", kClaimed,
                     {{"claimed", shown(claimed)}, {"days", std::to_string(days)}, {"max", shown(most)}, {"per_day", shown(per_day)}}});
  const std::optional<double> left = hours_left(estimated);
  if (left && claimed > *left + kTolerance)
    found.push_back({"over_cap", kClaimed,
                     {{"claimed", shown(claimed)}, {"already", shown(estimated.already_hours)}, {"cap", shown(*estimated.cap_hours)}}});
  if (estimated.known() && claimed > estimated.rule_hours + kTolerance)
    found.push_back({"over_estimate", kClaimed, {{"claimed", shown(claimed)}, {"estimate", shown(estimated.rule_hours)}}});
}

Duplicate read_duplicate(JsonReader in) {
  const long long year = in.integer_or("credited_year", 0);
  return {in.text("id"), in.text_or_empty("title"), in.named<DeclarationState>("state", state_from),
          year >= 0 && year <= 9999 ? static_cast<int>(year) : 0, in.texts("fields")};
}

}  // namespace

std::vector<Warning> warnings(const Catalogue& catalogue, const DeclarationContent& content, const CheckFacts& facts) {
  std::vector<Warning> found;
  const StudyForm* form = catalogue.find_form(content.study_form);
  if (!form || !content.values.is_object()) return found;
  for (const Duplicate& duplicate : facts.duplicates) {
    const std::string field = duplicate.fields.empty() ? std::string() : duplicate.fields.front();
    found.push_back({"probable_duplicate", "/values/" + escaped_for_pointer(field),
                     {{"id", duplicate.id},
                      {"title", duplicate.title},
                      {"state", std::string(name_of(duplicate.state))},
                      {"year", std::to_string(duplicate.credited_year)}}});
  }
  warn_of_amount(catalogue, *form, content, estimate(catalogue, content, facts.credited), found);
  for (Warning& warning : found) warning.forbids = forbids(catalogue.settings, warning.code);
  return found;
}

std::vector<Identity> identities(const Catalogue& catalogue, const DeclarationContent& content) {
  std::vector<Identity> found;
  const StudyForm* form = catalogue.find_form(content.study_form);
  if (!form || !content.values.is_object()) return found;
  for (const std::vector<std::string>& fields : form->identity) {
    Identity identity{fields, {}};
    const bool whole = std::ranges::all_of(fields, [&](const std::string& id) {
      const Field* field = find_field(catalogue, *form, id);
      const std::string text = field && holds(field->when, content.values) ? text_from_value(member(content.values, id)) : "";
      identity.text += id + "=" + (is_blank(text) ? text : normal_text(*field, text)) + "\n";
      return !is_blank(text);
    });
    if (whole && !fields.empty()) found.push_back(std::move(identity));
  }
  return found;
}

std::vector<Duplicate> find_duplicates(const Catalogue& catalogue, const Declaration& declaration, std::span<const Declaration> others) {
  std::vector<Duplicate> found;
  const std::vector<Identity> own = identities(catalogue, declaration.content);
  for (const Declaration& other : others) {
    const bool is_same = other.id == declaration.id && !declaration.id.empty();
    if (is_same || other.state == DeclarationState::kRejected) continue;
    for (const Identity& identity : identities(catalogue, other.content)) {
      if (std::ranges::find(own, identity.text, &Identity::text) == own.end()) continue;
      found.push_back({other.id, summarise(other, catalogue).title, other.state, credited_year(other.content), identity.fields});
      break;
    }
  }
  return found;
}

Json to_json(const CheckFacts& facts) {
  Json duplicates = Json::array();
  for (const Duplicate& duplicate : facts.duplicates)
    duplicates.push_back({{"id", duplicate.id},
                          {"title", duplicate.title},
                          {"state", name_of(duplicate.state)},
                          {"credited_year", duplicate.credited_year},
                          {"fields", duplicate.fields}});
  return {{"year", facts.credited.year}, {"approved_by_form", Json(facts.credited.by_form)}, {"duplicates", std::move(duplicates)}};
}

Result<CheckFacts> read_check_facts(const Json& json) {
  std::optional<Error> failure;
  JsonReader in(json, "", failure);
  CheckFacts facts;
  const long long year = in.integer("year");
  facts.credited.year = year >= 0 && year <= 9999 ? static_cast<int>(year) : 0;
  if (in.has("approved_by_form")) {
    JsonReader by_form = in.object("approved_by_form");
    if (by_form.json().is_object())
      for (const auto& [form, hours] : by_form.json().items()) facts.credited.by_form[form] = by_form.number_or(form, 0);
  }
  for (const JsonReader& item : in.objects("duplicates")) facts.duplicates.push_back(read_duplicate(item));
  if (failure) return *std::move(failure);
  return facts;
}

Json to_json(const std::vector<Warning>& warnings) {
  Json list = Json::array();
  for (const Warning& warning : warnings)
    list.push_back({{"code", warning.code}, {"pointer", warning.pointer}, {"params", Json(warning.params)}, {"forbids", warning.forbids}});
  return list;
}

}  // namespace portal::model
