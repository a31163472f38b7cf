#include "ui/update/kiosk.h"

#include "ui/update/handlers.h"
#include "ui/update/location.h"
#include "ui/update/notices.h"
#include "ui/update/preferences.h"
#include "ui/update/requests.h"
#include "ui/update/session.h"

namespace portal::ui {
namespace {

using Phase = KioskState::Phase;

constexpr int kSecondMs = 1000;
constexpr int kEndAgainMs = 5000;
constexpr int kSaidAgainAtS = 10;  // of the countdown, for people who do not see it

void end_session(State& state, Effects& effects) {
  send(state, {.purpose = Purpose::kSignOut, .method = "DELETE", .path = "/session"}, effects);
}

void say_what_is_left(const State& state, Effects& effects) {
  effects.push_back(Announce{"kiosk.countdown.announce", true, {{"seconds", std::to_string(state.kiosk.seconds_left)}}});
}

}  // namespace

void begin_kiosk(State& state, const KioskSettings& settings, Effects& effects) {
  state.kiosk = {Phase::kStart, settings, 0};
  state.session.phase = SessionState::Phase::kSignedOut;
  replace_location(state, Route(), effects);
  end_session(state, effects);
  load_catalogue(state, effects);
}

void handle(State& state, const VisitStarted& event, Effects& effects) {
  if (state.kiosk.phase != Phase::kStart || has_pending(state, Purpose::kSignOut)) return;
  state.kiosk.phase = Phase::kVisit;
  Preferences preferences = state.preferences;
  preferences.language = event.language;
  handle(state, PreferencesChanged{preferences}, effects);
  focus("sign_in/name", effects);
}

void handle(State& state, const UserActive&, Effects& effects) {
  KioskState& kiosk = state.kiosk;
  if (kiosk.phase != Phase::kStart && kiosk.phase != Phase::kVisit) return;
  if (kiosk.seconds_left > 0) announce("kiosk.countdown.goes_on", effects);
  kiosk.seconds_left = 0;
  effects.push_back(StartTimer{kIdleTimer, kiosk.settings.idle_s * kSecondMs});
}

void nobody_was_active(State& state, Effects& effects) {
  KioskState& kiosk = state.kiosk;
  if (kiosk.phase == Phase::kStart) {
    const bool as_it_was = state.preferences == Preferences() && !state.dialog;
    if (!as_it_was) effects.push_back(LeaveNoTrace{});
    return;
  }
  if (kiosk.phase != Phase::kVisit) return;
  if (state.reading_aloud) return handle(state, UserActive{}, effects);  // somebody listens
  kiosk.seconds_left = kiosk.settings.countdown_s;
  say_what_is_left(state, effects);
  focus("kiosk/countdown/go_on", effects);
  effects.push_back(StartTimer{kCountdownTimer, kSecondMs});
}

void count_down(State& state, Effects& effects) {
  KioskState& kiosk = state.kiosk;
  if (kiosk.seconds_left == 0) return;  // it was stopped
  if (--kiosk.seconds_left == 0) return end_visit(state, effects);
  if (kiosk.seconds_left == kSaidAgainAtS) say_what_is_left(state, effects);
  effects.push_back(StartTimer{kCountdownTimer, kSecondMs});
}

void end_visit(State& state, Effects& effects) {
  if (state.kiosk.phase != Phase::kVisit) return;
  wipe(state, effects);
  state.kiosk.phase = Phase::kLeaving;
  state.kiosk.seconds_left = 0;
  replace_location(state, Route(), effects);
  announce("kiosk.leaving", effects);
  end_session(state, effects);
}

void handle(State& state, const VisitEnded&, Effects& effects) { end_visit(state, effects); }

void keep_nothing(Effects& effects) {
  std::erase_if(effects, [](const Effect& effect) {
    return std::holds_alternative<StoreText>(effect) || std::holds_alternative<KeepPreferences>(effect);
  });
  for (Effect& effect : effects) {
    if (auto* navigate = std::get_if<Navigate>(&effect)) navigate->replace = true;
  }
}

void sign_out_answered(State& state, const HttpReplied& reply, Effects& effects) {
  if (!is_kiosk(state)) return;
  const bool over = reply.status == 401 || (reply.status >= 200 && reply.status < 300);
  if (!over) return effects.push_back(StartTimer{kEndTimer, kEndAgainMs});
  if (state.kiosk.phase == Phase::kLeaving) effects.push_back(LeaveNoTrace{});
}

void end_session_again(State& state, Effects& effects) {
  if (state.kiosk.phase == Phase::kStart || state.kiosk.phase == Phase::kLeaving) end_session(state, effects);
}

}  // namespace portal::ui
