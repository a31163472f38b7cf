// One declaration: create, read, change, delete.
#include "model/workflow.h"
#include "shell/server/crypto.h"
#include "shell/server/handlers/content.h"
#include "shell/server/handlers/handlers.h"

namespace portal::server {
namespace {

// Whose hours: the caller's own, or those of the person that an organisation names: one of its own staff or of
// those below it; a base may name anyone in the region of the authority that approved it.
OrRefusal<model::PersonRef> read_subject(const Call& call, const model::Json& body) {
  const model::Actor& actor = call.actor();
  const std::string named = model::text_or(model::member(body, "person"), "id");
  if (actor.role == model::Role::kProfessional) {
    if (!named.empty() && named != actor.person.id) return invalid("/person/id", "not_allowed");
    return actor.person;
  }
  if (named.empty()) return invalid("/person/id", "required");
  const std::optional<Person> person = call.records->person(named);
  const model::OrganisationTree tree = call.records->organisations();
  const model::Organisation* own = tree.find(actor.organisation.id);
  const std::string reach = own && own->role == model::Role::kBase ? own->parent : actor.organisation.id;
  if (!person || !tree.is_within(person->organisation, reach)) return invalid("/person/id", "unknown_person");
  return model::PersonRef{person->id, person->name, person->number};
}

bool save(const Call& call, const model::Declaration& declaration) {
  return call.records->save_declaration(declaration,
                                        model::summarise(declaration, call.context.catalogue.catalogue));
}

}  // namespace

Response create_declaration(Call& call) {
  const model::Actor& actor = call.actor();
  if (!model::may_declare(actor.role)) return problem("not_allowed");
  OrRefusal<model::Json> body = read_json_body(call.request);
  if (Response* refusal = std::get_if<Response>(&body)) return *refusal;
  const model::Json& json = std::get<model::Json>(body);
  OrRefusal<model::DeclarationContent> content = read_draft_content(call, json, nullptr, actor.role);
  if (Response* refusal = std::get_if<Response>(&content)) return *refusal;
  OrRefusal<model::PersonRef> subject = read_subject(call, json);
  if (Response* refusal = std::get_if<Response>(&subject)) return *refusal;

  model::Declaration declaration;
  declaration.id = new_record_id(call.now_ms);
  declaration.revision = 1;
  declaration.content = std::get<model::DeclarationContent>(std::move(content));
  declaration.person = std::get<model::PersonRef>(std::move(subject));
  declaration.declarer = actor.person;
  declaration.declaring_organisation = actor.organisation;
  declaration.declared_as = actor.role;
  declaration.history.push_back(
      {call.now(), model::Action::kSave, actor.person, actor.organisation, model::DeclarationState::kDraft, ""});
  declaration.created_at = declaration.updated_at = call.now();
  if (!save(call, declaration)) return problem("internal");
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
  if (!save(call, declaration)) return problem("internal");
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
