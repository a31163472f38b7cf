#include "shell/server/handlers/common.h"

#include <charconv>

#include "model/hours.h"
#include "model/workflow.h"
#include "shell/server/static_files.h"

namespace portal::server {

Response json_answer(int status, const model::Json& body) {
  Response response;
  response.status = status;
  response.body = model::dump_json(body);
  response.set("Content-Type", "application/json");
  return response;
}

OrRefusal<model::Json> read_json_body(const Request& request) {
  if (request.body.empty()) return model::Json::object();
  const std::string_view type = trim(split(request.header("Content-Type"), ';').front());
  if (!equal_ignoring_case(type, "application/json"))
    return problem("unsupported_media_type", {.detail = "Send application/json."});
  model::Result<model::Json> json = model::parse_json(request.body);
  if (!json) return problem("malformed_json", {.errors = {json.error()}});
  if (!json->is_object()) return invalid("", "wrong_type");
  return *std::move(json);
}

std::string etag_of(long long revision) { return "\"" + std::to_string(revision) + "\""; }

std::optional<Response> refuse_precondition(const Request& request, long long revision, const model::Json& current) {
  const std::string_view if_match = request.header("If-Match");
  if (if_match.empty() || trim(if_match) == "*") return problem("precondition_required");
  const std::string etag = etag_of(revision);
  for (const std::string_view part : split(if_match, ','))
    if (trim(part) == etag) return std::nullopt;
  Response response = problem("stale", {.current = current});
  response.set("ETag", etag);
  return response;
}

model::Json declaration_json(const Call& call, const model::Declaration& declaration) {
  model::Json json = model::to_json(declaration);
  model::Json actions = model::Json::array();
  for (const model::Action action : model::allowed_actions(call.actor(), declaration)) actions.push_back(model::name_of(action));
  json["allowed_actions"] = std::move(actions);
  const model::OrganisationRef* next = model::next_auditor(declaration);
  json["next_auditor"] = next ? model::to_json(*next) : model::Json();
  json["credited_hours"] = model::credit_of(call.catalogue(), declaration.content).hours;
  return json;
}

Response declaration_answer(const Call& call, const model::Declaration& declaration, int status) {
  const std::string etag = etag_of(declaration.revision);
  Response response;
  if (call.request.method == "GET" && etag_listed(call.request.header("If-None-Match"), etag)) {
    response.status = 304;
  } else {
    response = json_answer(status, declaration_json(call, declaration));
  }
  response.set("ETag", etag);
  if (status == 201) response.set("Location", "/api/v1/declarations/" + declaration.id);
  return response;
}

OrRefusal<model::Declaration> visible_declaration(const Call& call) { return visible_declaration(call, call.parameters.front()); }

OrRefusal<model::Declaration> visible_declaration(const Call& call, std::string_view id) {
  std::optional<model::Declaration> declaration = call.records->declaration(id);
  if (!declaration || !model::may_read(call.actor(), *declaration, call.records->organisations()))
    return problem("not_found");
  return *std::move(declaration);
}

Response refusal_of(const model::Error& error) {
  if (error.code == "not_visible") return problem("not_found");
  if (error.code == "own_declaration") return problem("not_allowed", {.errors = {error}});
  if (error.code == "not_allowed" || error.code == "wrong_state") return problem(error.code, {.errors = {error}});
  return invalid({error});
}

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

void audit(const Call& call, std::string_view action, std::string_view subject, std::string_view detail) {
  call.records->audit({call.now(), call.actor().person.id, call.actor().organisation.id, std::string(action),
                       std::string(subject), std::string(detail)});
}

}  // namespace portal::server
