// Which subject an answer belongs to; and the answers that are none: try again, or sign in first.
#include "ui/update/actions.h"
#include "ui/update/check.h"
#include "ui/update/declare.h"
#include "ui/update/detail.h"
#include "ui/update/export.h"
#include "ui/update/forms.h"
#include "ui/update/handlers.h"
#include "ui/update/import.h"
#include "ui/update/kiosk.h"
#include "ui/update/lists.h"
#include "ui/update/many.h"
#include "ui/update/people.h"
#include "ui/update/requests.h"
#include "ui/update/save.h"
#include "ui/update/session.h"
#include "ui/update/settings.h"
#include "ui/update/staff.h"
#include "ui/update/todo.h"
#include "ui/update/uploads.h"
#include "ui/update/year.h"

namespace portal::ui {
namespace {

bool is_about_session(Purpose purpose) {
  return purpose == Purpose::kLoadSession || purpose == Purpose::kSignIn || purpose == Purpose::kSignOut;
}

void answered(State& state, const PendingRequest& pending, const HttpReplied& reply, Effects& effects) {
  switch (pending.purpose) {
    case Purpose::kLoadSession: return session_answered(state, reply, effects);
    case Purpose::kSignIn: return sign_in_answered(state, reply, effects);
    case Purpose::kSignOut: return sign_out_answered(state, reply, effects);
    case Purpose::kLoadCatalogue: return catalogue_answered(state, reply, effects);
    case Purpose::kLoadList:
    case Purpose::kLoadMore: return list_answered(state, pending, reply, effects);
    case Purpose::kLoadSummary: return summary_answered(state, reply);
    case Purpose::kLoadToDo: return todo_answered(state, reply);
    case Purpose::kLoadYears:
    case Purpose::kLoadPeopleOfYear: return year_answered(state, pending, reply, effects);
    case Purpose::kLoadForEdit: return edit_answered(state, pending, reply, effects);
    case Purpose::kLoadDeclaration:
      if (pending.editing != 0) return conflict_answered(state, pending, reply, effects);
      return detail_answered(state, pending, reply, effects);
    case Purpose::kFindPeople: return people_answered(state, pending, reply, effects);
    case Purpose::kCheck: return check_answered(state, pending, reply);
    case Purpose::kLoadStaff:
    case Purpose::kLoadMoreStaff: return staff_answered(state, pending, reply, effects);
    case Purpose::kLoadPerson: return person_answered(state, pending, reply, effects);
    case Purpose::kLoadOrganisations: return organisations_answered(state, pending, reply, effects);
    case Purpose::kSaveForm: return form_answered(state, pending, reply, effects);
    case Purpose::kSaveFile: return file_answered(state, reply, effects);
    case Purpose::kImport: return import_answered(state, pending, reply, effects);
    case Purpose::kLoadSettings:
    case Purpose::kSaveSettings: return settings_answered(state, pending, reply, effects);
    case Purpose::kAuditMany: return many_audited(state, pending, reply, effects);
    case Purpose::kCreateDraft:
    case Purpose::kDeclareForMany:
    case Purpose::kSaveDraft: return save_answered(state, pending, reply, effects);
    case Purpose::kSubmit:
      if (pending.editing != 0) return save_answered(state, pending, reply, effects);
      return action_answered(state, pending, reply, effects);
    case Purpose::kDelete:
    case Purpose::kWithdraw:
    case Purpose::kApprove:
    case Purpose::kReject:
    case Purpose::kRevoke:
    case Purpose::kCopy: return action_answered(state, pending, reply, effects);
  }
}

}  // namespace

void handle(State& state, const HttpReplied& event, Effects& effects) {
  const auto found = state.requests.find(event.id);
  if (found == state.requests.end() || is_waiting(found->second)) return;  // cancelled, or answered before
  PendingRequest& pending = found->second;
  if (asks_to_retry(pending, event)) return retry_later(state, pending, event, effects);
  // Nobody is sent away from what they type by a question that they did not ask: the next thing that they do finds out.
  if (event.status == 401 && !is_about_session(pending.purpose) && pending.purpose != Purpose::kCheck) {
    hold_for_sign_in(state, pending);
    // The catalogue may be for signed-in people only; that says nothing about a session.
    if (pending.purpose != Purpose::kLoadCatalogue) session_expired(state, effects);
    return;
  }
  const PendingRequest done = std::move(pending);
  state.requests.erase(found);
  answered(state, done, event, effects);
  if (event.status != 0 && event.status < 500) server_is_back(state, effects);
}

}  // namespace portal::ui
