// What the page shows as a file: the list as it is filtered, or a template to fill in.
#pragma once

#include "ui/effect.h"
#include "ui/state.h"

namespace portal::ui {

void file_answered(State& state, const HttpReplied& reply, Effects& effects);

}  // namespace portal::ui
