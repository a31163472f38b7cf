// The only code that changes State. Deterministic: the same events give the same state and effects.
// One file per subject under update/; each defines handle(State&, const SomeEvent&, Effects&).
#pragma once

#include "ui/effect.h"
#include "ui/event.h"
#include "ui/state.h"

namespace portal::ui {

Effects update(State& state, const Event& event);

}  // namespace portal::ui
