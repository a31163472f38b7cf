#include "ui/update/check.h"

#include "ui/update/declare.h"
#include "ui/update/requests.h"

namespace portal::ui {
namespace {

constexpr int kDelayMs = 500;

}  // namespace

void check_soon(State& state, Effects& effects) {
  DeclareState& declare = state.declare;
  const std::string subject = check_subject(state);
  if (subject == declare.check.wanted) return;
  declare.check.wanted = subject;
  if (!subject.empty()) effects.push_back(StartTimer{kCheckTimer, kDelayMs});
}

void check_now(State& state, Effects& effects) {
  DeclareState& declare = state.declare;
  const std::string subject = check_subject(state);
  if (subject.empty() || subject == declare.check.asked) return;
  cancel(state, declare.check.request, effects);
  model::Json body = model::to_json(content_of(declare));
  body["attachments"] = model::Json::array();
  if (!declare.declaration.empty()) body["id"] = declare.declaration;
  if (state.session.who->role != model::Role::kProfessional) body["person"] = {{"id", declare.people.front().id}};
  declare.check.asked = subject;
  declare.check.request = send(state, {.purpose = Purpose::kCheck, .method = "POST", .path = "/declarations/check", .body = model::dump_json(body),
                                       .editing = declare.editing}, effects);
}

void check_detail(State& state, Effects& effects) {
  DetailState& detail = state.detail;
  const bool audits = state.session.who && state.session.who->role != model::Role::kProfessional;
  if (!audits || !detail.declaration) return;
  cancel(state, detail.check_request, effects);
  detail.check_request = send(state, {.purpose = Purpose::kCheck, .path = path_of(detail.id) + "/check", .subject = detail.id}, effects);
}

// Without an answer the page shows what it can compute by itself: nobody is told that a check failed.
void check_answered(State& state, const PendingRequest& pending, const HttpReplied& reply) {
  const auto body = object_of(reply);
  const auto facts = reply.status == 200 && body ? model::read_check_facts(*body) : model::Result<model::CheckFacts>(model::Error{});
  if (pending.editing != 0) {
    CheckState& check = state.declare.check;
    if (pending.request.id != check.request) return;
    check.request = 0;
    check.answered = check.asked;
    check.facts = facts ? *facts : model::CheckFacts();
  } else if (pending.request.id == state.detail.check_request) {
    state.detail.check_request = 0;
    if (facts) state.detail.check = *facts;
  }
}

}  // namespace portal::ui
