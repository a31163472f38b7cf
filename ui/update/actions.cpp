#include "ui/update/actions.h"

#include <algorithm>

#include "ui/update/audit_queue.h"
#include "ui/update/declare.h"
#include "ui/update/detail.h"
#include "ui/update/dialogs.h"
#include "ui/update/handlers.h"
#include "ui/update/lists.h"
#include "ui/update/location.h"
#include "ui/update/notices.h"
#include "ui/update/requests.h"

namespace portal::ui {
namespace {

Purpose purpose_of(model::Action action) {
  switch (action) {
    case model::Action::kDelete: return Purpose::kDelete;
    case model::Action::kWithdraw: return Purpose::kWithdraw;
    case model::Action::kApprove: return Purpose::kApprove;
    case model::Action::kReject: return Purpose::kReject;
    case model::Action::kRevoke: return Purpose::kRevoke;
    case model::Action::kSubmit: return Purpose::kSubmit;
    case model::Action::kCopy:
    case model::Action::kSave: break;
  }
  return Purpose::kCopy;
}

// Of the record as the user sees it: that is what the action is meant for. -1 = not on the page.
long long revision_of(const State& state, const std::string& id) {
  const auto& shown = state.detail.declaration;
  if (shown && shown->id == id) return shown->revision;
  for (const ListState* list : {&state.progress, &state.audit, &state.records})
    if (const std::size_t at = list->records.find(id); at < list->records.size()) return list->records.revision(at);
  return -1;
}

Route to(Route::Place place, std::string declaration = {}) {
  return {.place = place, .study_form = {}, .declaration = std::move(declaration), .query = {}};
}

bool is_place_of(const State& state, const std::string& id) {
  const bool about_one = state.route.place == Route::Place::kDetail || state.route.place == Route::Place::kEdit;
  return about_one && state.route.declaration == id;
}

// What the page shows of the record is loaded again.
void refresh(State& state, const std::string& id, Effects& effects) {
  if (state.route.place == Route::Place::kDetail && state.route.declaration == id) enter_detail(state, effects);
  lists_changed(state, effects);
}

void audited(State& state, const PendingRequest& pending, const model::Declaration* declaration, Effects& effects) {
  const std::string next_waiting = next_to_audit(state, pending.subject);
  remove_from_lists(state, pending.subject);
  if (is_place_of(state, pending.subject) && !next_waiting.empty()) {
    go_on(state, to(Route::Place::kDetail, next_waiting), effects);
  } else if (is_place_of(state, pending.subject)) {
    Route list = to(Route::Place::kAudit);
    list.query = state.audit.query;
    go(state, list, effects);
  } else {
    lists_changed(state, effects);
  }
  if (pending.purpose == Purpose::kReject) return show_success(state, "notice.rejected", effects);
  if (declaration && declaration->state == model::DeclarationState::kApproved)
    return show_success(state, "notice.approved_final", effects);
  const model::OrganisationRef* next = declaration ? model::next_auditor(*declaration) : nullptr;
  if (next) return show_success(state, "notice.approved_next", effects, {{"organisation", next->name}});
  show_success(state, "notice.approved", effects);
}

void deleted(State& state, const std::string& id, Effects& effects) {
  remove_from_lists(state, id);
  if (state.declare.declaration == id) {
    state.declare.dirty = false;
    begin_editing_anew(state, effects);
    state.declare.editing = 0;
  }
  if (is_place_of(state, id)) {
    const bool own = !state.session.who || state.session.who->role == model::Role::kProfessional;
    Route list = to(own ? Route::Place::kProgress : Route::Place::kRecords);
    list.query = own ? state.progress.query : state.records.query;
    replace_location(state, list, effects);
    arrive(state, effects);
  } else {
    lists_changed(state, effects);
    focus("heading", effects);
  }
  show_success(state, "notice.deleted", effects);
}

void copied(State& state, const model::Declaration* copy, Effects& effects) {
  if (!copy || copy->id.empty()) return show_problem(state, {"malformed_answer", "", {}}, effects);
  go(state, to(Route::Place::kEdit, copy->id), effects);
  show_success(state, "notice.copied", effects);
}

void moved(State& state, const PendingRequest& pending, Effects& effects) {
  refresh(state, pending.subject, effects);
  focus("heading", effects);
  const bool withdrawn = pending.purpose == Purpose::kWithdraw;
  const bool revoked = pending.purpose == Purpose::kRevoke;
  show_success(state, withdrawn ? "notice.withdrawn" : revoked ? "notice.revoked" : "notice.submitted", effects);
}

void succeeded(State& state, const PendingRequest& pending, const HttpReplied& reply, Effects& effects) {
  const bool dialog_is_about_it = state.dialog && state.dialog->subject == pending.subject;
  if (dialog_is_about_it) state.dialog.reset();
  if (state.dialog_put_away && state.dialog_put_away->subject == pending.subject) state.dialog_put_away.reset();
  const auto body = object_of(reply);
  const auto declaration = body ? model::read_declaration(*body) : model::Result<model::Declaration>(body.error());
  const model::Declaration* record = declaration ? &*declaration : nullptr;
  switch (pending.purpose) {
    case Purpose::kDelete: return deleted(state, pending.subject, effects);
    case Purpose::kApprove:
    case Purpose::kReject: return audited(state, pending, record, effects);
    case Purpose::kCopy: return copied(state, record, effects);
    default: return moved(state, pending, effects);
  }
}

void failed(State& state, const PendingRequest& pending, const Problem& problem, const HttpReplied& reply, Effects& effects) {
  const bool about_reason =
      reply.status == 422 && state.dialog && state.dialog->subject == pending.subject && !problem.errors.empty();
  if (about_reason) {
    state.dialog->errors = problem.errors;
    announce("error." + problem.errors.front().code, effects, problem.errors.front().params);
    return focus("dialog/reason", effects);
  }
  put_dialog_away(state);
  const bool moved_on = reply.status == 412 || reply.status == 409 || reply.status == 404;
  if (moved_on) refresh(state, pending.subject, effects);
  focus("heading", effects);
  if (reply.status == 412) {
    state.notice = Notice{Notice::Kind::kProblem, "notice.stale_action", {}};
    return announce("notice.stale_action", effects);
  }
  show_problem(state, problem.error, effects);
}

}  // namespace

bool is_action(Purpose purpose) {
  switch (purpose) {
    case Purpose::kDelete:
    case Purpose::kWithdraw:
    case Purpose::kApprove:
    case Purpose::kReject:
    case Purpose::kRevoke:
    case Purpose::kCopy:
    case Purpose::kAuditMany: return true;
    default: return false;
  }
}

void tell_acting(State& state) {
  state.detail.acting = std::ranges::any_of(state.requests, [](const auto& entry) {
    const PendingRequest& pending = entry.second;
    return is_action(pending.purpose) || (pending.purpose == Purpose::kSubmit && pending.editing == 0);
  });
}

void start_action(State& state, const ActionOrder& order, Effects& effects) {
  if (!state.session.who || state.detail.acting) return;
  const long long revision = revision_of(state, order.declaration);
  if (revision < 0) return show_problem(state, {"precondition_required", "", {}}, effects);
  Question question;
  question.purpose = purpose_of(order.action);
  question.subject = order.declaration;
  question.if_match = revision;
  question.path = path_of(order.declaration);
  if (order.action == model::Action::kDelete) {
    question.method = "DELETE";
  } else {
    question.method = "POST";
    question.path += "/" + std::string(model::name_of(order.action));
    const bool with_reason = order.action == model::Action::kReject || order.action == model::Action::kRevoke;
    question.body = with_reason ? model::dump_json({{"reason", order.reason}}) : "{}";
  }
  state.notice.reset();
  send(state, std::move(question), effects);
  tell_acting(state);
}

void action_answered(State& state, const PendingRequest& pending, const HttpReplied& reply, Effects& effects) {
  tell_acting(state);
  // A delete sent twice because its first answer was lost: gone is gone.
  const bool gone = pending.purpose == Purpose::kDelete && reply.status == 404 && pending.attempts > 0;
  if (gone || (reply.status >= 200 && reply.status < 300)) return succeeded(state, pending, reply, effects);
  failed(state, pending, problem_of(reply), reply, effects);
}

void handle(State& state, const ActionRequested& event, Effects& effects) {
  switch (event.action) {
    case model::Action::kCopy:
    case model::Action::kSubmit: return start_action(state, {event.action, event.declaration}, effects);
    case model::Action::kSave: return go(state, to(Route::Place::kEdit, event.declaration), effects);
    case model::Action::kDelete: return handle(state, DialogOpened{DialogOpened::Kind::kDelete, event.declaration}, effects);
    case model::Action::kWithdraw: return handle(state, DialogOpened{DialogOpened::Kind::kWithdraw, event.declaration}, effects);
    case model::Action::kApprove: return handle(state, DialogOpened{DialogOpened::Kind::kApprove, event.declaration}, effects);
    case model::Action::kReject: return handle(state, DialogOpened{DialogOpened::Kind::kReject, event.declaration}, effects);
    case model::Action::kRevoke: return handle(state, DialogOpened{DialogOpened::Kind::kRevoke, event.declaration}, effects);
  }
}

void handle(State&, const AttachmentOpened& event, Effects& effects) {
  effects.push_back(OpenAttachment{event.declaration, event.sha256, event.name});
}

void handle(State&, const ReceiptWanted& event, Effects& effects) { effects.push_back(PrintReceipt{event.receipt}); }

}  // namespace portal::ui
