// For whom an organisation declares: found by name or number, chosen one by one or all that were found.
#pragma once

#include "ui/effect.h"
#include "ui/state.h"

namespace portal::ui {

inline constexpr const char* kPeopleTimer = "people";
inline constexpr std::size_t kPeopleMax = 500;  // of one declaration for many

void enter_people(State& state, Effects& effects);  // a new declaration of an organisation
void people_answered(State& state, const PendingRequest& pending, const HttpReplied& reply, Effects& effects);
void find_people_now(State& state, Effects& effects);  // the timer

}  // namespace portal::ui
