// Forms in a dialog about people, accounts and organisations, and the own password: one at a time.
#pragma once

#include "ui/effect.h"
#include "ui/event.h"
#include "ui/state.h"

namespace portal::ui {

void form_answered(State& state, const PendingRequest& pending, const HttpReplied& reply, Effects& effects);
// Done: it tells what is not shown again (an initial password, whole numbers) until it is closed.
bool is_told(const FormState& form);
// The password that somebody was given is to be changed before anything else.
void ask_for_own_password(State& state, Effects& effects);

}  // namespace portal::ui
