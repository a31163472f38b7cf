// The rule check: what the server knows beside what is typed: hours that the person already has, probable duplicates.
#pragma once

#include "ui/effect.h"
#include "ui/event.h"
#include "ui/state.h"

namespace portal::ui {

inline constexpr const char* kCheckTimer = "check";

// Asks in a moment when what is being declared is about something else than what was asked last. After every event.
void check_soon(State& state, Effects& effects);
void check_now(State& state, Effects& effects);
// The declaration of the detail view, for whoever acts for an organisation.
void check_detail(State& state, Effects& effects);
void check_answered(State& state, const PendingRequest& pending, const HttpReplied& reply);

}  // namespace portal::ui
