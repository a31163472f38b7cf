#include "ui/update/dialogs.h"

#include <algorithm>

#include "model/date.h"
#include "model/field_path.h"
#include "model/validation.h"
#include "ui/update/actions.h"
#include "ui/update/handlers.h"
#include "ui/update/location.h"
#include "ui/update/many.h"
#include "ui/update/notices.h"
#include "ui/update/url.h"

namespace portal::ui {
namespace {

using Kind = DialogOpened::Kind;

constexpr std::size_t kReasonBytesMax = 4 * (model::kReasonLengthMax + 500);  // a little over stays, and is judged
constexpr int kYearMin = 1900, kYearMax = 2100;

model::Action action_of(Kind kind) {
  switch (kind) {
    case Kind::kDelete: return model::Action::kDelete;
    case Kind::kWithdraw: return model::Action::kWithdraw;
    case Kind::kApprove: return model::Action::kApprove;
    case Kind::kReject: return model::Action::kReject;
    case Kind::kRevoke: return model::Action::kRevoke;
    case Kind::kApproveMany: return model::Action::kApprove;
    case Kind::kRejectMany: return model::Action::kReject;
    case Kind::kCalendar:
    case Kind::kNoCamera:
    case Kind::kDisplay: break;
  }
  return model::Action::kSave;
}

bool asks_for_reason(Kind kind) { return kind == Kind::kReject || kind == Kind::kRevoke || kind == Kind::kRejectMany; }
bool is_about_many(Kind kind) { return kind == Kind::kApproveMany || kind == Kind::kRejectMany; }

// The control that opened it: what the dialog is about names it.
std::string opener_of(const State& state, const DialogOpened& event) {
  if (event.kind == Kind::kCalendar) return "declare/field/" + event.subject + "/calendar";
  if (event.kind == Kind::kDisplay) return "display_settings";
  if (event.kind == Kind::kNoCamera) return "declare/material/" + event.subject;
  if (event.kind == Kind::kApproveMany) return "audit/approve_many";
  if (event.kind == Kind::kRejectMany) return "audit/reject_many";
  if (state.route.place == Route::Place::kDetail) return "detail/action/" + std::string(model::name_of(action_of(event.kind)));
  return "heading";
}

void show_day(Dialog& dialog, model::Date day) {
  const model::Date first{kYearMin, 1, 1}, last{kYearMax, 12, 31};
  const model::Date shown = std::clamp(day, first, last);
  dialog.calendar_year = shown.year;
  dialog.calendar_month = shown.month;
  dialog.calendar_day = shown.day;
}

std::string node_of_day(const Dialog& dialog) { return "dialog/days/day_" + std::to_string(dialog.calendar_day); }

void open_calendar(const State& state, Dialog& dialog, Effects& effects) {
  const model::Json& value = model::value_at(state.declare.values, dialog.subject);
  const auto typed = model::parse_date(model::text_from_value(value));
  show_day(dialog, typed ? *typed : today_in_china(state));
  focus(node_of_day(dialog), effects);
}

}  // namespace

void put_dialog_away(State& state) {
  if (state.dialog && !state.dialog->reason.empty()) state.dialog_put_away = *state.dialog;
  state.dialog.reset();
}

void handle(State& state, const DialogOpened& event, Effects& effects) {
  const bool about_records = event.kind != Kind::kDisplay;
  if (is_about_many(event.kind) && state.audit.chosen.empty()) return;
  if (about_records && state.session.phase != SessionState::Phase::kSignedIn) return;
  put_dialog_away(state);
  Dialog dialog;
  dialog.kind = event.kind;
  dialog.subject = event.subject;
  dialog.return_focus = opener_of(state, event);
  const std::optional<Dialog>& before = state.dialog_put_away;
  if (before && before->kind == event.kind && before->subject == event.subject) dialog.reason = before->reason;
  if (event.kind == Kind::kCalendar) {
    open_calendar(state, dialog, effects);
  } else if (event.kind == Kind::kDisplay) {
    focus("dialog/language/" + state.texts_language, effects);
  } else if (asks_for_reason(event.kind)) {
    focus("dialog/reason", effects);
  } else {
    focus(event.kind == Kind::kDelete ? "dialog/cancel" : "dialog/confirm", effects);
  }
  state.dialog = std::move(dialog);
}

void handle(State& state, const DialogDismissed&, Effects& effects) {
  if (!state.dialog) return;
  const std::string back = state.dialog->return_focus;
  put_dialog_away(state);
  focus(back, effects);
}

void handle(State& state, const ReasonEdited& event, Effects&) {
  if (!state.dialog || state.detail.acting) return;
  state.dialog->reason = bounded(event.text, kReasonBytesMax);
  state.dialog->errors.clear();
}

void handle(State& state, const DialogConfirmed&, Effects& effects) {
  if (!state.dialog || state.detail.acting) return;
  Dialog& dialog = *state.dialog;
  if (dialog.kind == Kind::kCalendar || dialog.kind == Kind::kDisplay || dialog.kind == Kind::kNoCamera) {
    const std::string back = dialog.return_focus;
    state.dialog.reset();
    return focus(back, effects);
  }
  dialog.errors = asks_for_reason(dialog.kind) ? model::validate_reason(dialog.reason) : model::Errors();
  for (model::Error& error : dialog.errors)
    if (error.code == "required") error.code = "reason_required";
  if (!dialog.errors.empty()) {
    announce("error." + dialog.errors.front().code, effects, dialog.errors.front().params);
    return focus("dialog/reason", effects);
  }
  if (is_about_many(dialog.kind)) return audit_chosen(state, action_of(dialog.kind), dialog.reason, effects);
  start_action(state, {action_of(dialog.kind), dialog.subject, dialog.reason}, effects);
}

void handle(State& state, const CalendarMoved& event, Effects&) {
  if (!state.dialog || state.dialog->kind != Kind::kCalendar) return;
  Dialog& dialog = *state.dialog;
  const int months = dialog.calendar_year * 12 + dialog.calendar_month - 1 + std::clamp(event.months, -1200, 1200);
  const int within = std::clamp(months, kYearMin * 12, kYearMax * 12 + 11);
  const int year = within / 12, month = within % 12 + 1;
  show_day(dialog, {year, month, std::min(dialog.calendar_day, model::days_in_month(year, month))});
}

void handle(State& state, const CalendarDayWanted& event, Effects& effects) {
  if (!state.dialog || state.dialog->kind != Kind::kCalendar) return;
  if (event.day.month < 1 || event.day.month > 12) return;
  show_day(*state.dialog, event.day);
  effects.push_back(FocusNode{node_of_day(*state.dialog), Reveal::kNearest});
}

}  // namespace portal::ui
