// Dialogs: one at a time; a reason that was typed comes back when the same dialog is opened again.
#pragma once

#include "ui/effect.h"
#include "ui/event.h"
#include "ui/state.h"

namespace portal::ui {

void put_dialog_away(State& state);

}  // namespace portal::ui
