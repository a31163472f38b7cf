// The reading voice.
#pragma once

#include "ui/effect.h"
#include "ui/state.h"

namespace portal::ui {

void stop_reading(State& state, Effects& effects);

}  // namespace portal::ui
