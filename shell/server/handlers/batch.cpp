// The same for many: one content declared for many people, one verdict on many declarations.
#include <set>

#include "model/workflow.h"
#include "shell/server/handlers/content.h"
#include "shell/server/handlers/handlers.h"
#include "shell/server/handlers/many.h"
#include "shell/server/handlers/steps.h"

namespace portal::server {
namespace {

constexpr std::size_t kItemsMax = 500;

model::Json done(const Call& call, const model::Declaration& declaration) {
  return {{"declaration", model::to_json(model::summarise(declaration, call.catalogue()))}};
}

// The list at `name`: 1–500 different ones by `id_of`. Refusals: wrong_type, required, too_many, duplicate_id.
template <class IdOf>
std::optional<Response> refuse_list(const model::Json& list, const std::string& pointer, IdOf id_of) {
  if (!list.is_array()) return invalid(pointer, "wrong_type");
  if (list.empty()) return invalid(pointer, "required");
  if (list.size() > kItemsMax) return invalid({{"too_many_items", pointer, {{"max", std::to_string(kItemsMax)}}}});
  std::set<std::string> seen;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string at = pointer + "/" + std::to_string(i), id = id_of(list[i]);
    if (id.empty()) return invalid(at, "wrong_type");
    if (!seen.insert(id).second) return invalid(at, "duplicate_item");
  }
  return std::nullopt;
}

std::string text_of(const model::Json& json) { return json.is_string() ? json.get<std::string>() : std::string(); }

struct Made {
  model::Declaration draft;
  std::optional<model::Declaration> submitted;
  const model::Declaration& last() const { return submitted ? *submitted : draft; }
};

OrErrors<Made> declare_for(Call& call, const model::DeclarationContent& content, const std::string& named, bool submit) {
  OrErrors<model::PersonRef> person = read_person(call, named, "/id");
  if (const auto* errors = std::get_if<model::Errors>(&person)) return *errors;
  Made made{new_draft(call, content, std::get<model::PersonRef>(std::move(person))), std::nullopt};
  if (!submit) return made;
  OrErrors<model::Declaration> next = take_step(call, made.draft, model::Action::kSubmit, {});
  if (const auto* errors = std::get_if<model::Errors>(&next)) return *errors;
  made.submitted = std::get<model::Declaration>(std::move(next));
  return made;
}

OrErrors<model::Declaration> audit_one(Call& call, const model::Json& item, model::Action action, const std::string& reason) {
  OrRefusal<model::Declaration> found = visible_declaration(call, model::text_or(item, "id"));
  if (std::holds_alternative<Response>(found)) return model::Errors{{"not_found", "", {}}};
  const model::Declaration& declaration = std::get<model::Declaration>(found);
  if (declaration.revision != model::integer_or(item, "revision", -1)) return model::Errors{{"stale", "", {}}};
  return take_step(call, declaration, action, reason);
}

}  // namespace

Response declare_for_many(Call& call) {
  const model::Role role = call.actor().role;
  if (!model::may_declare(role) || role == model::Role::kProfessional) return problem("not_allowed");
  OrRefusal<model::Json> body = read_json_body(call.request);
  if (Response* refusal = std::get_if<Response>(&body)) return *refusal;
  const model::Json& json = std::get<model::Json>(body);
  const model::Json& people = model::member(json, "people");
  if (auto refusal = refuse_list(people, "/people", text_of)) return *refusal;
  OrRefusal<model::DeclarationContent> read = read_draft_content(call, model::member(json, "content"), nullptr, role);
  if (Response* refusal = std::get_if<Response>(&read)) return *refusal;
  const model::DeclarationContent& content = std::get<model::DeclarationContent>(read);
  const model::Json& submit = model::member(json, "submit");
  if (!submit.is_boolean()) return invalid("/submit", "wrong_type");
  if (submit.get<bool>()) {  // what is wrong with all of them is said once
    model::Errors errors = model::validate(call.catalogue(), content, validation_context(call, role, model::Strictness::kSubmit));
    if (!errors.empty()) return invalid(std::move(errors));
  }
  const auto name_of = [&](std::size_t i) { return model::Json{{"id", people[i]}}; };
  return answer_many(people.size(), name_of, [&](std::size_t i) -> OneOfMany {
    OrErrors<Made> outcome = declare_for(call, content, people[i].get<std::string>(), submit.get<bool>());
    if (auto* errors = std::get_if<model::Errors>(&outcome)) return std::move(*errors);
    const Made& made = std::get<Made>(outcome);
    if (!keep(call, made.draft) || (made.submitted && !keep(call, *made.submitted))) return std::nullopt;
    audit(call, "save", made.draft.id);
    if (made.submitted) audit(call, "submit", made.draft.id);
    return done(call, made.last());
  });
}

Response audit_many(Call& call) {
  OrRefusal<model::Json> body = read_json_body(call.request);
  if (Response* refusal = std::get_if<Response>(&body)) return *refusal;
  const model::Json& json = std::get<model::Json>(body);
  const std::optional<model::Action> action = model::action_from(model::text_or(json, "action"));
  if (action != model::Action::kApprove && action != model::Action::kReject) return invalid("/action", "unknown_name");
  const std::string reason = model::text_or(json, "reason");
  if (action == model::Action::kReject)
    if (model::Errors errors = model::validate_reason(reason); !errors.empty()) return invalid(std::move(errors));
  const model::Json& items = model::member(json, "items");
  if (auto refusal = refuse_list(items, "/items", [](const model::Json& item) { return model::text_or(item, "id"); })) return *refusal;
  const auto name_of = [&](std::size_t i) { return model::Json{{"id", model::text_or(items[i], "id")}}; };
  return answer_many(items.size(), name_of, [&](std::size_t i) -> OneOfMany {
    OrErrors<model::Declaration> next = audit_one(call, items[i], *action, reason);
    if (auto* errors = std::get_if<model::Errors>(&next)) return std::move(*errors);
    const model::Declaration& declaration = std::get<model::Declaration>(next);
    if (!keep(call, declaration)) return std::nullopt;
    audit(call, model::name_of(*action), declaration.id);
    return done(call, declaration);
  });
}

}  // namespace portal::server
