// The rule check: what the system would compute, and what to look at twice.
#include "shell/server/handlers/check.h"

#include "model/estimate.h"
#include "model/hours.h"
#include "model/workflow.h"
#include "shell/server/handlers/common.h"
#include "shell/server/handlers/handlers.h"
#include "shell/server/handlers/steps.h"

namespace portal::server {
namespace {

Response check_answer(const Call& call, const model::Declaration& declaration) {
  const model::Catalogue& catalogue = call.catalogue();
  const model::CheckFacts facts = check_facts(call, declaration);
  model::Json json = model::to_json(facts);
  json["estimate"] = model::to_json(model::estimate(catalogue, declaration.content, facts.credited),
                                    catalogue.find_form(declaration.content.study_form));
  json["warnings"] = model::to_json(model::warnings(catalogue, declaration.content, facts));
  return json_answer(200, json);
}

}  // namespace

model::CheckFacts check_facts(const Call& call, const model::Declaration& declaration) {
  const model::Catalogue& catalogue = call.catalogue();
  const model::OrganisationTree tree = call.records->organisations();
  model::CheckFacts facts;
  facts.credited.year = model::credited_year(declaration.content);
  const model::Subject subject = model::credit_of(catalogue, declaration.content).subject;
  std::vector<model::Declaration> readable;
  for (model::Declaration& other : call.records->of_person(declaration.person.id)) {
    const bool approved = other.state == model::DeclarationState::kApproved && other.id != declaration.id &&
                          model::credited_year(other.content) == facts.credited.year;
    const model::Credit credit = model::credit_of(catalogue, other.content);
    if (approved && credit.subject == subject) facts.credited.by_form[other.content.study_form] += credit.hours;
    if (model::may_read(call.actor(), other, tree)) readable.push_back(std::move(other));
  }
  facts.duplicates = model::find_duplicates(catalogue, declaration, readable);
  return facts;
}

model::Errors forbidden(const Call& call, const model::Declaration& declaration) {
  const model::Catalogue& catalogue = call.catalogue();
  model::Errors errors;
  if (model::member(catalogue.settings, "forbid").empty()) return errors;
  for (const model::Warning& warning : model::warnings(catalogue, declaration.content, check_facts(call, declaration)))
    if (warning.forbids) errors.push_back({warning.code, warning.pointer, warning.params});
  return errors;
}

Response check_declaration(Call& call) {
  OrRefusal<model::Declaration> found = visible_declaration(call);
  if (Response* refusal = std::get_if<Response>(&found)) return *refusal;
  return check_answer(call, std::get<model::Declaration>(found));
}

Response check_content(Call& call) {
  if (!model::may_declare(call.actor().role)) return problem("not_allowed");
  OrRefusal<model::Json> body = read_json_body(call.request);
  if (Response* refusal = std::get_if<Response>(&body)) return *refusal;
  const model::Json& json = std::get<model::Json>(body);
  model::Result<model::DeclarationContent> content = model::read_content(json);
  if (!content) return invalid({content.error()});
  OrErrors<model::PersonRef> person = read_person(call, model::text_or(model::member(json, "person"), "id"), "/person/id");
  if (const auto* errors = std::get_if<model::Errors>(&person)) return invalid(*errors);
  model::Declaration declaration;
  declaration.id = model::text_or(json, "id");
  declaration.content = *std::move(content);
  declaration.person = std::get<model::PersonRef>(std::move(person));
  return check_answer(call, declaration);
}

}  // namespace portal::server
