#include "ui/update/location.h"

#include "ui/update/declare.h"
#include "ui/update/detail.h"
#include "ui/update/dialogs.h"
#include "ui/update/drafts.h"
#include "ui/update/forms.h"
#include "ui/update/handlers.h"
#include "ui/update/import.h"
#include "ui/update/lists.h"
#include "ui/update/notices.h"
#include "ui/update/reading.h"
#include "ui/update/settings.h"
#include "ui/update/staff.h"
#include "ui/update/year.h"

namespace portal::ui {
namespace {

void leave(State& state, Effects& effects) {
  store_draft(state, effects);
  put_dialog_away(state);
  state.form.reset();
  stop_reading(state, effects);
  state.notice.reset();
}

void change_route(State& state, const Route& route, Effects& effects) {
  const Route::Place before = place_of(state);
  leave(state, effects);
  state.route = route;
  // Another filter of the same list is not another view: the focus stays on the control that changed it.
  const bool has_filters = is_list(before) || before == Route::Place::kYear;
  if (has_filters && before == place_of(state)) return enter_route(state, effects);
  arrive(state, effects);
}

}  // namespace

Route::Place place_of(const State& state) {
  const bool at_home = state.route.place == Route::Place::kHome && state.session.who;
  return at_home ? first_place_of(state.session.who->role) : state.route.place;
}

void replace_location(State& state, const Route& route, Effects& effects) {
  state.route = route;
  effects.push_back(Navigate{fragment_of(route), true});
}

void enter_route(State& state, Effects& effects) {
  if (!state.session.who) return;
  if (state.session.who->must_change_password) return ask_for_own_password(state, effects);
  switch (place_of(state)) {
    case Route::Place::kDeclare:
    case Route::Place::kEdit: return enter_declare(state, effects);
    case Route::Place::kProgress:
    case Route::Place::kAudit:
    case Route::Place::kRecords: return enter_list(state, effects);
    case Route::Place::kYear: return enter_year(state, effects);
    case Route::Place::kDetail: return enter_detail(state, effects);
    case Route::Place::kStaff: return enter_staff(state, effects);
    case Route::Place::kOrganisations: return enter_organisations(state, effects);
    case Route::Place::kImport: return enter_import(state, effects);
    case Route::Place::kImportPeople: return enter_people_import(state, effects);
    case Route::Place::kSettings: return enter_settings(state, effects);
    case Route::Place::kHome:
    case Route::Place::kUnknown: return;
  }
}

void arrive(State& state, Effects& effects) {
  if (state.session.phase == SessionState::Phase::kSignedIn) focus("heading", effects);
  enter_route(state, effects);
}

void go(State& state, const Route& route, Effects& effects) {
  effects.push_back(Navigate{fragment_of(route), false});
  effects.push_back(ScrollTo{0});
  change_route(state, route, effects);
}

void go_on(State& state, const Route& route, Effects& effects) {
  effects.push_back(Navigate{fragment_of(route), true});
  effects.push_back(ScrollTo{0});
  change_route(state, route, effects);
}

void handle(State& state, const LocationChanged& event, Effects& effects) {
  const Route route = route_from(event.fragment);
  if (fragment_of(route) == fragment_of(state.route)) return;  // our own Navigate comes back
  change_route(state, route, effects);
}

void handle(State& state, const LinkFollowed& event, Effects& effects) {
  const bool to_a_place = event.fragment.starts_with("#/");
  if (!to_a_place) {  // "#main": skip to the content
    if (event.fragment.size() > 1 && event.fragment.size() < 100) focus(event.fragment.substr(1), effects);
    return;
  }
  const Route route = route_from(event.fragment);
  if (fragment_of(route) != fragment_of(state.route)) return go(state, route, effects);
  change_route(state, route, effects);  // the same place again: loads it anew
}

void handle(State&, const FocusRequested& event, Effects& effects) { effects.push_back(FocusNode{event.node, event.reveal}); }

}  // namespace portal::ui
