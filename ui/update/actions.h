// What is done with a whole declaration: delete, withdraw, approve, reject, revoke, copy.
#pragma once

#include <string>

#include "ui/effect.h"
#include "ui/event.h"
#include "ui/state.h"

namespace portal::ui {

struct ActionOrder {
  model::Action action = model::Action::kCopy;
  std::string declaration;
  std::string reason = {};
};

void start_action(State& state, const ActionOrder& order, Effects& effects);
void action_answered(State& state, const PendingRequest& pending, const HttpReplied& reply, Effects& effects);
bool is_action(Purpose purpose);
void tell_acting(State& state);  // DetailState::acting from what is under way

}  // namespace portal::ui
