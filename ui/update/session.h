// Who is signed in: start, sign-in, sign-out, and the end of a session in the middle of work.
#pragma once

#include "ui/effect.h"
#include "ui/event.h"
#include "ui/state.h"

namespace portal::ui {

void load_catalogue(State& state, Effects& effects);
void catalogue_answered(State& state, const HttpReplied& reply, Effects& effects);
void session_answered(State& state, const HttpReplied& reply, Effects& effects);  // GET /session
void sign_in_answered(State& state, const HttpReplied& reply, Effects& effects);
// All that belongs to a person goes; what belongs to the page stays. Nothing that was theirs is sent any more.
void wipe(State& state, Effects& effects);
// A 401: what is typed is kept, the sign-in view comes, requests wait for the same person.
void session_expired(State& state, Effects& effects);

}  // namespace portal::ui
