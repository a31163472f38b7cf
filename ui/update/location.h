// Where the user is: the route, the address that says it, and what a place needs when it is entered.
#pragma once

#include "ui/effect.h"
#include "ui/state.h"

namespace portal::ui {

// The place where the user really is: #/ shows the list of the role.
Route::Place place_of(const State& state);

// The address only: same view, other name (no new entry in the browser's history).
void replace_location(State& state, const Route& route, Effects& effects);
// Loads what the route needs; nothing while nobody is signed in.
void enter_route(State& state, Effects& effects);
// The user has come to a new view: it is entered, and the focus goes to its heading.
void arrive(State& state, Effects& effects);
// Leaves the old view and goes there as if by a link.
void go(State& state, const Route& route, Effects& effects);
// The same, in the place of the view that is left: back leads past it.
void go_on(State& state, const Route& route, Effects& effects);

}  // namespace portal::ui
