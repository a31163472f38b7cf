// What the user prefers, put over what the platform says.
#pragma once

#include "ui/state.h"

namespace portal::ui {

// Brings State::environment up to date: after a change of the platform, the preferences or the texts in use.
void apply_preferences(State& state);

}  // namespace portal::ui
