// 目录设置: targets, caps, conversions and credited years of the catalogue, changed by an administrator.
//
// What is edited is text as it stands in its element; sending turns numbers into numbers, and the server's catalogue reader judges.
// Saved with If-Match: a change that came first is told, and what was typed stays.
#pragma once

#include "ui/effect.h"
#include "ui/event.h"
#include "ui/state.h"

namespace portal::ui {

void enter_settings(State& state, Effects& effects);
void settings_answered(State& state, const PendingRequest& pending, const HttpReplied& reply, Effects& effects);

}  // namespace portal::ui
