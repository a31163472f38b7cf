// Organisations: added, renamed, put under another one. What was submitted before keeps its chain of audit.
#include "shell/server/crypto.h"
#include "shell/server/handlers/common.h"
#include "shell/server/handlers/handlers.h"

namespace portal::server {
namespace {

Response organisation_answer(const model::Organisation& organisation, int status) {
  Response response = json_answer(status, model::to_json(organisation));
  response.set("ETag", etag_of(organisation.revision));
  if (status == 201) response.set("Location", "/api/v1/organisations/" + organisation.id);
  return response;
}

// Takes over what the body says; what is absent stays.
model::Errors read_changes(const model::Json& body, model::Organisation& organisation) {
  model::Errors errors;
  const std::pair<const char*, std::string*> texts[] = {
      {"name", &organisation.name}, {"parent", &organisation.parent}, {"credit_code", &organisation.credit_code}};
  for (const auto& [name, text] : texts) {
    const model::Json& value = model::member(body, name);
    if (value.is_string()) *text = value.get<std::string>();
    else if (!value.is_null()) errors.push_back({"wrong_type", std::string("/") + name, {}});
  }
  const std::string role = model::text_or(body, "role", model::name_of(organisation.role));
  const std::optional<model::Role> known = model::role_from(role);
  const bool is_organisation = known && *known != model::Role::kProfessional && *known != model::Role::kAdmin;
  if (is_organisation) organisation.role = *known;
  else errors.push_back({"unknown_name", "/role", {}});
  return errors;
}

}  // namespace

Response create_organisation(Call& call) {
  if (call.actor().role != model::Role::kAdmin) return problem("not_allowed");
  OrRefusal<model::Json> body = read_json_body(call.request);
  if (Response* refusal = std::get_if<Response>(&body)) return *refusal;
  model::Organisation organisation;
  organisation.id = new_record_id(call.now_ms);
  organisation.revision = 1;
  model::Errors errors = read_changes(std::get<model::Json>(body), organisation);
  if (errors.empty()) errors = model::judge_organisation(call.records->organisations(), organisation);
  if (!errors.empty()) return invalid(std::move(errors));
  call.records->add_organisation(organisation);
  audit(call, "organisation_added", organisation.id);
  return organisation_answer(organisation, 201);
}

Response put_organisation(Call& call) {
  if (call.actor().role != model::Role::kAdmin) return problem("not_allowed");
  const model::OrganisationTree tree = call.records->organisations();
  const model::Organisation* found = tree.find(call.parameters.front());
  if (!found) return problem("not_found");
  if (auto refusal = refuse_precondition(call.request, found->revision, model::to_json(*found))) return *refusal;
  OrRefusal<model::Json> body = read_json_body(call.request);
  if (Response* refusal = std::get_if<Response>(&body)) return *refusal;
  model::Organisation organisation = *found;
  model::Errors errors = read_changes(std::get<model::Json>(body), organisation);
  if (errors.empty()) errors = model::judge_organisation(tree, organisation);
  if (!errors.empty()) return invalid(std::move(errors));
  organisation.revision += 1;
  if (!call.records->save_organisation(organisation)) return problem("internal");
  audit(call, organisation.parent == found->parent ? "organisation_changed" : "organisation_moved", organisation.id);
  return organisation_answer(organisation, 200);
}

}  // namespace portal::server
