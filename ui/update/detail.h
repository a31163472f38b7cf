// 详细: one declaration whole.
#pragma once

#include "ui/effect.h"
#include "ui/event.h"
#include "ui/state.h"

namespace portal::ui {

void enter_detail(State& state, Effects& effects);
void detail_answered(State& state, const PendingRequest& pending, const HttpReplied& reply, Effects& effects);

}  // namespace portal::ui
