#include "ui/update/detail.h"

#include "ui/update/actions.h"
#include "ui/update/audit_queue.h"
#include "ui/update/check.h"
#include "ui/update/declare.h"
#include "ui/update/notices.h"
#include "ui/update/requests.h"

namespace portal::ui {
namespace {

std::vector<model::Action> actions_in(const model::Json& names) {
  std::vector<model::Action> actions;
  if (!names.is_array()) return actions;
  for (const model::Json& name : names) {
    const auto* text = name.get_ptr<const std::string*>();
    const auto action = text ? model::action_from(*text) : std::nullopt;
    if (action && actions.size() < 16) actions.push_back(*action);
  }
  return actions;
}

void fail(DetailState& detail, const model::Error& error, Effects& effects) {
  detail.failure = error;
  announce("error." + error.code, effects, error.params);
}

}  // namespace

void enter_detail(State& state, Effects& effects) {
  DetailState& detail = state.detail;
  const std::string id = state.route.declaration;
  cancel(state, detail.request, effects);
  if (detail.id != id) detail = DetailState();
  detail.id = id;
  detail.loading = true;
  detail.failure.reset();
  tell_acting(state);
  detail.request = send(state, {.purpose = Purpose::kLoadDeclaration, .path = path_of(id), .subject = id}, effects);
}

void detail_answered(State& state, const PendingRequest& pending, const HttpReplied& reply, Effects& effects) {
  DetailState& detail = state.detail;
  if (pending.request.id != detail.request) return;  // of a declaration that was left
  detail.request = 0;
  detail.loading = false;
  const auto body = object_of(reply);
  if (reply.status != 200 || !body) {
    detail.declaration.reset();
    return fail(detail, problem_of(reply).error, effects);
  }
  auto declaration = model::read_declaration(*body);
  if (!declaration || declaration->id != detail.id) return fail(detail, {"malformed_answer", "", {}}, effects);
  detail.declaration = *declaration;
  detail.allowed = actions_in(model::member(*body, "allowed_actions"));
  detail.credited_hours = model::number_or(*body, "credited_hours", 0);
  check_detail(state, effects);
  want_audit_queue(state, effects);
}

}  // namespace portal::ui
