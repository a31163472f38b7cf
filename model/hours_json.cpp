// JSON of the yearly total: the codecs of hours.h.
#include "model/hours.h"
#include "model/json_reader.h"

namespace portal::model {
namespace {

Json or_null(const std::optional<double>& hours) { return hours ? Json(*hours) : Json(); }

Tally read_tally(JsonReader in) {
  return {in.number_or("approved_hours", 0), in.number_or("pending_hours", 0), in.number("target_hours")};
}

FormTally read_form_tally(JsonReader in) {
  return {in.text("study_form"),
          in.named<Subject>("subject", subject_from),
          in.number_or("approved_hours", 0),
          in.number_or("cut_hours", 0),
          in.number_or("pending_hours", 0),
          in.number("cap_hours")};
}

Json tally_json(const Tally& tally) {
  return {{"approved_hours", tally.approved_hours}, {"pending_hours", tally.pending_hours}, {"target_hours", or_null(tally.target_hours)}};
}

// What a year of one person and one of many have in common.
template <class Year>
void add_tallies(Json& json, const Year& year) {
  json["total"] = tally_json(year.total);
  json["public_subject"] = tally_json(year.public_subject);
  json["professional_subject"] = tally_json(year.professional_subject);
  json["reached"] = year.reached ? Json(*year.reached) : Json();
}

template <class Year>
void read_tallies(JsonReader& in, Year& year) {
  year.total = read_tally(in.object("total"));
  year.public_subject = read_tally(in.object("public_subject"));
  year.professional_subject = read_tally(in.object("professional_subject"));
  if (in.has("reached")) year.reached = in.flag_or("reached", false);
}

}  // namespace

Json to_json(const YearSummary& summary) {
  Json by_form = Json::array();
  for (const FormTally& form : summary.by_form)
    by_form.push_back({{"study_form", form.study_form},
                       {"subject", name_of(form.subject)},
                       {"approved_hours", form.approved_hours},
                       {"cut_hours", form.cut_hours},
                       {"pending_hours", form.pending_hours},
                       {"cap_hours", or_null(form.cap_hours)}});
  Json conversions = Json::array();
  for (const ConversionTally& tally : summary.conversions)
    conversions.push_back({{"conversion", tally.conversion}, {"credits", tally.credits}, {"hours", tally.hours}});
  Json json = {{"year", summary.year}, {"by_form", std::move(by_form)}, {"conversions", std::move(conversions)}};
  add_tallies(json, summary);
  return json;
}

Json to_json(const PersonStanding& standing) {
  Json json = {{"person", to_json(standing.person)}, {"organisation", to_json(standing.organisation)}};
  add_tallies(json, standing);
  return json;
}

Json to_json(const ReachedCounts& counts) {
  return {{"all", counts.all}, {"reached", counts.reached}, {"not_reached", counts.not_reached}};
}

Result<YearSummary> read_year_summary(const Json& json) {
  std::optional<Error> failure;
  JsonReader in(json, "", failure);
  YearSummary summary;
  const long long year = in.integer("year");
  summary.year = year >= 0 && year <= 9999 ? static_cast<int>(year) : 0;
  read_tallies(in, summary);
  for (const JsonReader& item : in.objects("by_form")) summary.by_form.push_back(read_form_tally(item));
  for (JsonReader& item : in.objects("conversions"))
    summary.conversions.push_back({item.text_or_empty("conversion"), item.number_or("credits", 0), item.number_or("hours", 0)});
  if (failure) return *std::move(failure);
  return summary;
}

Result<PersonStanding> read_person_standing(const Json& json) {
  std::optional<Error> failure;
  JsonReader in(json, "", failure);
  JsonReader person = in.object("person"), organisation = in.object("organisation");
  PersonStanding standing;
  standing.person = {person.text("id"), person.text_or_empty("name"), person.text_or_empty("number")};
  standing.organisation = {organisation.text("id"), organisation.text_or_empty("name"), organisation.named<Role>("role", role_from)};
  read_tallies(in, standing);
  if (failure) return *std::move(failure);
  return standing;
}

ReachedCounts read_reached_counts(const Json& json) {
  return {integer_or(json, "all", 0), integer_or(json, "reached", 0), integer_or(json, "not_reached", 0)};
}

}  // namespace portal::model
