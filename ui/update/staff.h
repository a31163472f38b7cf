// People and organisations, for who manages them: lists, one person, one organisation.
#pragma once

#include "ui/effect.h"
#include "ui/event.h"
#include "ui/state.h"

namespace portal::ui {

inline constexpr const char* kStaffTimer = "staff";

void enter_staff(State& state, Effects& effects);          // the people, or one of them
void enter_organisations(State& state, Effects& effects);  // the tree, or one of it
// Somebody or something was changed: what is on the page is loaded again.
void staff_changed(State& state, Effects& effects);
void staff_answered(State& state, const PendingRequest& pending, const HttpReplied& reply, Effects& effects);
void person_answered(State& state, const PendingRequest& pending, const HttpReplied& reply, Effects& effects);
void organisations_answered(State& state, const PendingRequest& pending, const HttpReplied& reply, Effects& effects);
std::string staff_address(const State& state);  // of the people as they are filtered: "/people?…", without pages
void find_staff_now(State& state, Effects& effects);  // the timer

}  // namespace portal::ui
