// One declaration: create, read, change, delete.
#include "model/workflow.h"
#include "shell/server/crypto.h"
#include "shell/server/handlers/content.h"
#include "shell/server/handlers/handlers.h"
#include "shell/server/handlers/steps.h"

namespace portal::server {

std::string reach_of(const model::OrganisationTree& tree, const std::string& organisation) {
  const model::Organisation* own = tree.find(organisation);
  return own && own->role == model::Role::kBase ? own->parent : organisation;
}

OrErrors<model::PersonRef> read_person(const Call& call, const std::string& named, const std::string& pointer) {
  const model::Actor& actor = call.actor();
  const auto refused = [&](std::string_view code) { return model::Errors{{std::string(code), pointer, {}}}; };
  if (actor.role == model::Role::kProfessional) {
    if (!named.empty() && named != actor.person.id) return refused("not_allowed");
    return actor.person;
  }
  if (named.empty()) return refused("required");
  const std::optional<Person> person = call.records->person(named);
  const model::OrganisationTree tree = call.records->organisations();
  if (!person || !person->left_at.empty() || !tree.is_within(person->organisation, reach_of(tree, actor.organisation.id))) return refused("unknown_person");
  return model::PersonRef{person->id, person->name, person->number};
}

model::Declaration new_draft(const Call& call, model::DeclarationContent content, model::PersonRef person) {
  const model::Actor& actor = call.actor();
  model::Declaration declaration;
  declaration.id = new_record_id(call.now_ms);
  declaration.revision = 1;
  declaration.content = std::move(content);
  declaration.person = std::move(person);
  declaration.declarer = actor.person;
  declaration.declaring_organisation = actor.organisation;
  declaration.declared_as = actor.role;
  declaration.history.push_back(
      {call.now(), model::Action::kSave, actor.person, actor.organisation, model::DeclarationState::kDraft, ""});
  declaration.created_at = declaration.updated_at = call.now();
  return declaration;
}

Response create_declaration(Call& call) {
  const model::Actor& actor = call.actor();
  if (!model::may_declare(actor.role)) return problem("not_allowed");
  OrRefusal<model::Json> body = read_json_body(call.request);
  if (Response* refusal = std::get_if<Response>(&body)) return *refusal;
  const model::Json& json = std::get<model::Json>(body);
  OrRefusal<model::DeclarationContent> content = read_draft_content(call, json, nullptr, actor.role);
  if (Response* refusal = std::get_if<Response>(&content)) return *refusal;
  OrErrors<model::PersonRef> person = read_person(call, model::text_or(model::member(json, "person"), "id"), "/person/id");
  if (const auto* errors = std::get_if<model::Errors>(&person)) return invalid(*errors);
  const model::Declaration declaration =
      new_draft(call, std::get<model::DeclarationContent>(std::move(content)), std::get<model::PersonRef>(std::move(person)));
  if (!keep(call, declaration)) return problem("internal");
  audit(call, "save", declaration.id);
  return declaration_answer(call, declaration, 201);
}

Response get_declaration(Call& call) {
  OrRefusal<model::Declaration> found = visible_declaration(call);
  if (Response* refusal = std::get_if<Response>(&found)) return *refusal;
  return declaration_answer(call, std::get<model::Declaration>(found), 200);
}

Response put_declaration(Call& call) {
  OrRefusal<model::Declaration> found = visible_declaration(call);
  if (Response* refusal = std::get_if<Response>(&found)) return *refusal;
  model::Declaration& declaration = std::get<model::Declaration>(found);
  if (auto refusal = refuse_precondition(call.request, declaration.revision, declaration_json(call, declaration)))
    return *refusal;
  if (const auto allowed = model::may(call.actor(), model::Action::kSave, declaration); !allowed)
    return refusal_of(allowed.error());
  OrRefusal<model::Json> body = read_json_body(call.request);
  if (Response* refusal = std::get_if<Response>(&body)) return *refusal;
  OrRefusal<model::DeclarationContent> content =
      read_draft_content(call, std::get<model::Json>(body), &declaration.content, declaration.declared_as);
  if (Response* refusal = std::get_if<Response>(&content)) return *refusal;

  declaration.content = std::get<model::DeclarationContent>(std::move(content));
  declaration.revision += 1;
  declaration.updated_at = call.now();
  if (!keep(call, declaration)) return problem("internal");
  audit(call, "save", declaration.id);
  return declaration_answer(call, declaration, 200);
}

Response delete_declaration(Call& call) {
  OrRefusal<model::Declaration> found = visible_declaration(call);
  if (Response* refusal = std::get_if<Response>(&found)) return *refusal;
  const model::Declaration& declaration = std::get<model::Declaration>(found);
  if (auto refusal = refuse_precondition(call.request, declaration.revision, declaration_json(call, declaration)))
    return *refusal;
  if (const auto allowed = model::may(call.actor(), model::Action::kDelete, declaration); !allowed)
    return refusal_of(allowed.error());
  call.records->remove_declaration(declaration.id);
  audit(call, "delete", declaration.id);
  Response response;
  response.status = 204;
  return response;
}

}  // namespace portal::server
