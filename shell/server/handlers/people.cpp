// The yearly total, people and organisations.
#include <algorithm>
#include <charconv>

#include "model/hours.h"
#include "model/utf8.h"
#include "shell/server/handlers/common.h"
#include "shell/server/handlers/handlers.h"
#include "shell/server/handlers/steps.h"
#include "shell/server/masking.h"

namespace portal::server {
namespace {

constexpr int kPeopleLimitDefault = 50;
constexpr int kPeopleLimitMax = 200;

// A whole number in [low, high]; `fallback` when absent, null when it is not one.
std::optional<int> number_parameter(const Request& request, std::string_view name, int fallback, int low, int high) {
  const std::optional<std::string> text = query_parameter(request.query, name);
  if (!text) return fallback;
  int value = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  const bool whole = error == std::errc() && end == text->data() + text->size();
  return whole && value >= low && value <= high ? std::optional(value) : std::nullopt;
}

std::vector<std::string> organisations_within(const model::OrganisationTree& tree, std::string_view top) {
  std::vector<std::string> ids;
  for (const model::Organisation& organisation : tree.organisations)
    if (tree.is_within(organisation.id, top)) ids.push_back(organisation.id);
  return ids;
}

}  // namespace

Response get_summary(Call& call) {
  if (call.actor().role != model::Role::kProfessional) return problem("not_allowed");
  const std::optional<int> year = number_parameter(call.request, "year", year_in_china(call.now_ms), 1900, 2100);
  if (!year) return invalid("/year", "out_of_range");
  const std::vector<model::DeclarationSummary> rows = call.records->of_year(call.actor().person.id, *year);
  return json_answer(200, model::to_json(model::summarise_year(call.context.catalogue.catalogue, rows, *year)));
}

Response list_people(Call& call) {
  if (call.actor().role == model::Role::kProfessional) return problem("not_allowed");
  const std::optional<int> limit = number_parameter(call.request, "limit", kPeopleLimitDefault, 1, kPeopleLimitMax);
  if (!limit) return invalid("/limit", "out_of_range");
  const std::string search = query_parameter(call.request.query, "q").value_or("");
  if (model::count_code_points(search) > 100) return invalid("/q", "too_long");

  const model::OrganisationTree tree = call.records->organisations();
  model::Json items = model::Json::array();
  const std::string& own = call.actor().organisation.id;
  if (call.actor().role == model::Role::kBase && model::trimmed(search).empty()) return invalid("/q", "required");  // a base asks for its trainees
  const std::vector<std::string> organisations = organisations_within(tree, reach_of(tree, own));
  for (const Person& person : call.records->people({organisations, search, *limit})) {
    const model::Organisation* organisation = tree.find(person.organisation);
    items.push_back({{"id", person.id},
                     {"name", person.name},
                     {"number", person.number},
                     {"resident_id", masked_resident_id(person.resident_id)},
                     {"mobile", masked_mobile(person.mobile)},
                     {"organisation", organisation ? model::to_json(model::reference(*organisation)) : model::Json()}});
  }
  return json_answer(200, {{"items", std::move(items)}});
}

Response list_organisations(Call& call) {
  const model::OrganisationTree tree = call.records->organisations();
  const std::string& own = call.actor().organisation.id;
  const bool knows_all = call.actor().role == model::Role::kAdmin;
  model::Json items = model::Json::array();
  for (const model::Organisation& organisation : tree.organisations) {
    const bool on_own_chain = tree.is_within(own, organisation.id) || tree.is_within(organisation.id, own);
    if (knows_all || on_own_chain) items.push_back(model::to_json(organisation));
  }
  return json_answer(200, {{"items", std::move(items)}});
}

}  // namespace portal::server
