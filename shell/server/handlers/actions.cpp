// The steps of a declaration's life. What is allowed and what it does is model/workflow.h's.
#include "model/workflow.h"
#include "shell/server/crypto.h"
#include "shell/server/handlers/check.h"
#include "shell/server/handlers/content.h"
#include "shell/server/handlers/handlers.h"
#include "shell/server/handlers/steps.h"

namespace portal::server {

OrErrors<model::Declaration> take_step(Call& call, const model::Declaration& declaration, model::Action action, const std::string& reason) {
  if (const auto allowed = model::may(call.actor(), action, declaration); !allowed) return model::Errors{allowed.error()};
  const bool needs_reason = action == model::Action::kReject || action == model::Action::kRevoke;
  model::Errors errors;
  if (needs_reason) errors = model::validate_reason(reason);
  if (action == model::Action::kSubmit)
    errors = model::validate(call.catalogue(), declaration.content,
                             validation_context(call, declaration.declared_as, model::Strictness::kSubmit));
  if (action == model::Action::kSubmit && errors.empty()) errors = forbidden(call, declaration);
  if (!errors.empty()) return errors;
  model::Result<model::Declaration> next =
      model::apply(call.actor(), declaration, {action, reason, call.now()}, call.records->organisations());
  if (!next) return model::Errors{next.error()};
  return *std::move(next);
}

bool keep(Call& call, const model::Declaration& declaration) {
  return call.records->save_declaration(declaration, model::summarise(declaration, call.catalogue()));
}

namespace {

Response step(Call& call, model::Action action) {
  OrRefusal<model::Declaration> found = visible_declaration(call);
  if (Response* refusal = std::get_if<Response>(&found)) return *refusal;
  const model::Declaration& declaration = std::get<model::Declaration>(found);
  if (auto refusal = refuse_precondition(call.request, declaration.revision, declaration_json(call, declaration)))
    return *refusal;
  if (const auto allowed = model::may(call.actor(), action, declaration); !allowed) return refusal_of(allowed.error());
  OrRefusal<model::Json> body = read_json_body(call.request);
  if (Response* refusal = std::get_if<Response>(&body)) return *refusal;

  const std::string reason = model::text_or(std::get<model::Json>(body), "reason");
  OrErrors<model::Declaration> next = take_step(call, declaration, action, reason);
  if (const auto* errors = std::get_if<model::Errors>(&next))
    return errors->size() == 1 ? refusal_of(errors->front()) : invalid(*errors);
  const model::Declaration& done = std::get<model::Declaration>(next);
  if (!keep(call, done)) return problem("internal");
  audit(call, model::name_of(action), done.id);
  return declaration_answer(call, done, 200);
}

}  // namespace

Response submit_declaration(Call& call) { return step(call, model::Action::kSubmit); }
Response withdraw_declaration(Call& call) { return step(call, model::Action::kWithdraw); }
Response approve_declaration(Call& call) { return step(call, model::Action::kApprove); }
Response reject_declaration(Call& call) { return step(call, model::Action::kReject); }
Response revoke_declaration(Call& call) { return step(call, model::Action::kRevoke); }

Response copy_declaration(Call& call) {
  OrRefusal<model::Declaration> found = visible_declaration(call);
  if (Response* refusal = std::get_if<Response>(&found)) return *refusal;
  const model::Declaration& declaration = std::get<model::Declaration>(found);
  if (auto refusal = refuse_precondition(call.request, declaration.revision, declaration_json(call, declaration)))
    return *refusal;
  model::Result<model::Declaration> draft = model::copy_to_draft(call.actor(), declaration, call.now());
  if (!draft) return refusal_of(draft.error());
  draft->id = new_record_id(call.now_ms);
  draft->revision = 1;
  if (!keep(call, *draft)) return problem("internal");
  audit(call, "copy", draft->id, declaration.id);
  return declaration_answer(call, *draft, 201);
}

}  // namespace portal::server
