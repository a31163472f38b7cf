// People and organisations.
#include <algorithm>

#include "model/utf8.h"
#include "shell/server/crypto.h"
#include "shell/server/handlers/common.h"
#include "shell/server/handlers/handlers.h"
#include "shell/server/handlers/staff.h"
#include "shell/server/handlers/steps.h"
#include "shell/server/handlers/table_answer.h"
#include "shell/server/masking.h"

namespace portal::server {
namespace {

constexpr int kPeopleLimitDefault = 50;
constexpr int kPeopleLimitMax = 200;

std::vector<std::string> all_of(const model::OrganisationTree& tree) {
  std::vector<std::string> ids;
  for (const model::Organisation& organisation : tree.organisations) ids.push_back(organisation.id);
  return ids;
}

std::string cursor_after(const Person& person) { return base64url(model::dump_json({person.name, person.id})); }

// False when it is not a cursor of ours.
bool read_cursor(std::string_view cursor, PeopleRequest& request) {
  std::string text;
  if (!read_base64url(cursor, text)) return false;
  const model::Result<model::Json> json = model::parse_json(text);
  if (!json || !json->is_array() || json->size() != 2 || !(*json)[0].is_string() || !(*json)[1].is_string()) return false;
  request.after_name = (*json)[0].get<std::string>();
  request.after_id = (*json)[1].get<std::string>();
  return !request.after_id.empty();
}

// Whom the caller may see of those that are asked for, without pages.
OrRefusal<PeopleRequest> read_people_request(const Call& call, const model::OrganisationTree& tree, int limit) {
  if (call.actor().role == model::Role::kProfessional) return problem("not_allowed");
  const std::string search = query_parameter(call.request.query, "q").value_or("");
  if (model::count_code_points(search) > 100) return invalid("/q", "too_long");

  const std::string& own = call.actor().organisation.id;
  const bool knows_all = call.actor().role == model::Role::kAdmin;
  const std::optional<std::string> one = query_parameter(call.request.query, "organisation");
  if (one && !knows_all && !tree.is_within(*one, reach_of(tree, own))) return invalid("/organisation", "unknown_organisation");
  if (call.actor().role == model::Role::kBase && model::trimmed(search).empty()) return invalid("/q", "required");  // a base asks for its trainees
  return PeopleRequest{one ? std::vector{*one} : knows_all ? all_of(tree) : organisations_within(tree, reach_of(tree, own)), search, limit};
}

// By name, number, or where they work: of an organisation whose own name has the text in it, everybody. A base names its trainees.
std::vector<Person> find_people(const Call& call, const model::OrganisationTree& tree, PeopleRequest request) {
  const std::string wanted = model::ascii_lower(model::trimmed(request.search));
  if (wanted.empty() || request.organisations.size() < 2 || call.actor().role == model::Role::kBase) return call.records->people(request);
  PeopleRequest whole = request;
  whole.search.clear();
  std::erase_if(whole.organisations, [&](const std::string& id) {
    const model::Organisation* organisation = tree.find(id);
    return !organisation || model::ascii_lower(organisation->name).find(wanted) == std::string::npos;
  });
  std::erase_if(request.organisations, [&](const std::string& id) { return std::ranges::find(whole.organisations, id) != whole.organisations.end(); });
  std::vector<Person> people = call.records->people(request);
  whole.limit = request.limit - static_cast<int>(people.size());
  if (whole.organisations.empty() || whole.limit <= 0) return people;
  for (Person& person : call.records->people(whole)) people.push_back(std::move(person));
  return people;
}

}  // namespace

Response list_people(Call& call) {
  const std::optional<int> limit = number_parameter(call.request, "limit", kPeopleLimitDefault, 1, kPeopleLimitMax);
  if (!limit) return invalid("/limit", "out_of_range");
  const model::OrganisationTree tree = call.records->organisations();
  OrRefusal<PeopleRequest> read = read_people_request(call, tree, *limit + 1);
  if (Response* refusal = std::get_if<Response>(&read)) return *refusal;
  PeopleRequest& request = std::get<PeopleRequest>(read);
  const bool one = query_parameter(call.request.query, "organisation").has_value();
  if (const auto cursor = query_parameter(call.request.query, "cursor"); cursor && (!one || !read_cursor(*cursor, request)))
    return invalid("/cursor", "invalid_cursor");
  std::vector<Person> people = find_people(call, tree, request);
  const bool more = static_cast<int>(people.size()) > *limit;
  if (more) people.pop_back();
  model::Json items = model::Json::array();
  for (const Person& person : people) items.push_back(person_json(call, tree, person));
  return json_answer(200, {{"items", std::move(items)}, {"next_cursor", more && one ? model::Json(cursor_after(people.back())) : model::Json()}});
}

Response export_people(Call& call) {
  const model::OrganisationTree tree = call.records->organisations();
  OrRefusal<PeopleRequest> read = read_people_request(call, tree, kExportedRowsMax + 1);
  if (Response* refusal = std::get_if<Response>(&read)) return *refusal;
  const Words words(call);
  Table table = empty_table(words, "staff.title", {{"staff.name", 10}, {"staff.number", 14}, {"staff.resident_id", 22}, {"staff.mobile", 14}, {"staff.organisation", 24}});
  for (const Person& person : find_people(call, tree, std::get<PeopleRequest>(read))) {
    const model::Organisation* organisation = tree.find(person.organisation);
    table.rows.push_back({person.name, person.number, masked_resident_id(person.resident_id), masked_mobile(person.mobile), organisation ? organisation->name : ""});
  }
  return answer_with_list(call, table);
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
