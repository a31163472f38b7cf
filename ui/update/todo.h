// 待办和新消息: asked for with the first place of a role.
#pragma once

#include "ui/effect.h"
#include "ui/state.h"

namespace portal::ui {

// Where the first place is shown, and again when records have changed.
void load_todo(State& state, Effects& effects);
void todo_answered(State& state, const HttpReplied& reply);

}  // namespace portal::ui
