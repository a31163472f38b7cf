// A machine for everyone in a service hall.
//
//   start screen ──VisitStarted──► visit ──idle_s──► countdown ──countdown_s, VisitEnded or sign-out──► leaving ──► LeaveNoTrace
//                                    ▲ ◄──any touch──┘
//
// A session that a machine still has when its page starts (it was switched off, the browser crashed) ends before anything is shown of it.
// A visit leaves only when the server has ended its session, and none begins before: who comes next must not be signed out for the one before.
#pragma once

#include "ui/effect.h"
#include "ui/event.h"
#include "ui/state.h"

namespace portal::ui {

inline constexpr const char* kIdleTimer = "kiosk/idle";
inline constexpr const char* kCountdownTimer = "kiosk/countdown";
inline constexpr const char* kEndTimer = "kiosk/end";

inline bool is_kiosk(const State& state) { return state.kiosk.phase != KioskState::Phase::kOff; }

void begin_kiosk(State& state, const KioskSettings& settings, Effects& effects);  // the page has started
void nobody_was_active(State& state, Effects& effects);  // for idle_s
void count_down(State& state, Effects& effects);         // a second of the countdown is over
void end_visit(State& state, Effects& effects);
void keep_nothing(Effects& effects);                     // no texts, no preferences, no entry in the history: whoever asked for it
void sign_out_answered(State& state, const HttpReplied& reply, Effects& effects);
void end_session_again(State& state, Effects& effects);  // the server could not do it

}  // namespace portal::ui
