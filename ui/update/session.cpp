#include "ui/update/session.h"

#include <cstdlib>

#include "model/utf8.h"
#include "ui/update/drafts.h"
#include "ui/update/handlers.h"
#include "ui/update/kiosk.h"
#include "ui/update/location.h"
#include "ui/update/notices.h"
#include "ui/update/reading.h"
#include "ui/update/requests.h"
#include "ui/update/uploads.h"
#include "ui/update/url.h"

namespace portal::ui {
namespace {

using Phase = SessionState::Phase;

constexpr std::size_t kNameBytesMax = 400;

int year_of(const model::Json& session) {
  const long long year = model::integer_or(session, "current_year", 0);
  if (year >= 1900 && year <= 2100) return static_cast<int>(year);
  return std::atoi(model::text_or(session, "server_time").substr(0, 4).c_str());
}

model::Result<SignedIn> signed_in_from(const HttpReplied& reply) {
  const model::Error malformed{"malformed_answer", "", {}};
  const auto json = object_of(reply);
  if (!json) return malformed;
  const model::Json& person = model::member(*json, "person");
  const model::Json& organisation = model::member(*json, "organisation");
  const auto role = model::role_from(model::text_or(*json, "role"));
  SignedIn who;
  who.person = {model::text_or(person, "id"), model::text_or(person, "name"), model::text_or(person, "number")};
  who.organisation.id = model::text_or(organisation, "id");
  who.organisation.name = model::text_or(organisation, "name");
  if (const auto its_role = model::role_from(model::text_or(organisation, "role"))) who.organisation.role = *its_role;
  who.current_year = year_of(*json);
  who.must_change_password = model::flag_or(*json, "must_change_password", false);
  if (!role || who.person.id.empty() || who.current_year <= 0) return malformed;
  who.role = *role;
  return who;
}

void same_person_is_back(State& state, Effects& effects) {
  resend_held(state, effects);
  retry_failed_uploads(state, effects);
  if (state.declare.waits_for_uploads || state.dialog) return;
  focus("heading", effects);
}

void signed_in(State& state, const SignedIn& who, Effects& effects) {
  const bool expired = state.session.phase == Phase::kExpired && state.session.who;
  const bool same = expired && state.session.who->person.id == who.person.id && state.session.who->role == who.role;
  const bool at_start = state.session.phase == Phase::kUnknown;
  if (expired && !same) {
    wipe(state, effects);
    replace_location(state, Route(), effects);
  }
  const std::string name = state.sign_in.name;
  state.sign_in = SignInState();
  state.sign_in.name = name;
  state.session = {Phase::kSignedIn, who};
  if (same) return same_person_is_back(state, effects);
  forget_texts_of_others(state, effects);
  resend_held(state, effects);  // the catalogue, where it is only for those who are signed in
  if (at_start) return enter_route(state, effects);
  arrive(state, effects);
  if (expired) return show_info(state, "notice.other_person", effects);
  announce("sign_in.done", effects, {{"name", who.person.name}});
}

void refuse(State& state, const model::Error& error, std::string_view node, Effects& effects) {
  state.sign_in.error = error;
  effects.push_back(Announce{"error." + error.code, true, error.params});
  focus(std::string(node), effects);
}

}  // namespace

void wipe(State& state, Effects& effects) {
  cancel_all(state, effects);
  drop_uploads(state, effects);
  stop_reading(state, effects);
  for (const ImportState* import : {&state.import, &state.people_import})
    if (import->file != 0) effects.push_back(ReleaseFile{import->file});
  State clean;
  clean.platform = state.platform;
  clean.environment = state.environment;
  clean.preferences = state.preferences;
  clean.texts_language = state.texts_language;
  clean.language_wanted = state.language_wanted;
  clean.seed = state.seed;
  clean.next_id = state.next_id;
  clean.kiosk = state.kiosk;
  clean.catalogue = std::move(state.catalogue);
  clean.declare.next_upload = state.declare.next_upload;
  clean.session.phase = Phase::kSignedOut;
  state = std::move(clean);
  effects.push_back(ForgetTexts{});
  if (!state.catalogue) load_catalogue(state, effects);
}

void load_catalogue(State& state, Effects& effects) {
  if (has_pending(state, Purpose::kLoadCatalogue)) return;
  state.catalogue_failure.reset();
  send(state, {.purpose = Purpose::kLoadCatalogue, .path = "/catalogue"}, effects);
}

void catalogue_answered(State& state, const HttpReplied& reply, Effects& effects) {
  const auto body = object_of(reply);
  if (reply.status != 200 || !body) {
    state.catalogue_failure = problem_of(reply).error;
    return;
  }
  auto catalogue = model::read_catalogue(*body);
  if (!catalogue) {
    state.catalogue_failure = catalogue.error();
    return;
  }
  state.catalogue = std::move(*catalogue);
  state.catalogue_failure.reset();
  const bool waited_for = state.route.place == Route::Place::kDeclare || state.route.place == Route::Place::kEdit || state.route.place == Route::Place::kImport;
  if (waited_for) enter_route(state, effects);
}

void session_answered(State& state, const HttpReplied& reply, Effects& effects) {
  if (state.session.phase != Phase::kUnknown) return;
  if (reply.status == 200) {
    if (const auto who = signed_in_from(reply)) return signed_in(state, *who, effects);
    state.sign_in.error = model::Error{"malformed_answer", "", {}};
  } else if (reply.status != 401) {
    state.sign_in.error = problem_of(reply).error;
  }
  state.session.phase = Phase::kSignedOut;
}

void sign_in_answered(State& state, const HttpReplied& reply, Effects& effects) {
  state.sign_in.busy = false;
  if (reply.status == 200 || reply.status == 201) {
    if (const auto who = signed_in_from(reply)) return signed_in(state, *who, effects);
    return refuse(state, {"malformed_answer", "", {}}, "sign_in/submit", effects);
  }
  const model::Error error = problem_of(reply).error;
  const bool wrong = reply.status == 401;
  refuse(state, wrong ? model::Error{"wrong_credentials", "", {}} : error, wrong ? "sign_in/password" : "sign_in/submit",
         effects);
}

void session_expired(State& state, Effects& effects) {
  if (state.session.phase != Phase::kSignedIn) return;
  store_draft(state, effects);
  stop_reading(state, effects);
  state.session.phase = Phase::kExpired;
  state.sign_in.password.clear();
  state.sign_in.error.reset();
  announce("sign_in.expired", effects);
  focus(state.sign_in.name.empty() ? "sign_in/name" : "sign_in/password", effects);
}

void handle(State& state, const SignInEdited& event, Effects&) {
  if (state.sign_in.busy) return;
  state.sign_in.name = bounded(event.name, kNameBytesMax);
  state.sign_in.password = bounded(event.password, kNameBytesMax);
}

void handle(State& state, const SignInRequested&, Effects& effects) {
  SignInState& sign_in = state.sign_in;
  if (sign_in.busy || state.session.phase == Phase::kSignedIn) return;
  if (model::is_blank(sign_in.name)) return refuse(state, {"name_required", "/name", {}}, "sign_in/name", effects);
  if (sign_in.password.empty()) return refuse(state, {"password_required", "/password", {}}, "sign_in/password", effects);
  sign_in.error.reset();
  sign_in.busy = true;
  // A sign-out that is still being repeated must not end the session that begins now.
  for (const auto& [id, pending] : state.requests) {
    if (pending.purpose != Purpose::kSignOut) continue;
    cancel(state, id, effects);
    break;
  }
  if (state.session.phase == Phase::kUnknown) state.session.phase = Phase::kSignedOut;
  const model::Json body = {{"name", std::string(model::trimmed(sign_in.name))}, {"password", sign_in.password}};
  send(state, {.purpose = Purpose::kSignIn, .method = "POST", .path = "/session", .body = model::dump_json(body)}, effects);
}

void handle(State& state, const SignOutRequested&, Effects& effects) {
  if (state.session.phase != Phase::kSignedIn && state.session.phase != Phase::kExpired) return;
  if (is_kiosk(state)) return end_visit(state, effects);
  wipe(state, effects);
  send(state, {.purpose = Purpose::kSignOut, .method = "DELETE", .path = "/session"}, effects);
  replace_location(state, Route(), effects);
  announce("sign_in.signed_out", effects);
  focus("sign_in/name", effects);
}

}  // namespace portal::ui
