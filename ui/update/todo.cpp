#include "ui/update/todo.h"

#include "ui/update/location.h"
#include "ui/update/requests.h"

namespace portal::ui {

void load_todo(State& state, Effects& effects) {
  if (!state.session.who || has_pending(state, Purpose::kLoadToDo)) return;
  if (place_of(state) != first_place_of(state.session.who->role)) return;
  send(state, {.purpose = Purpose::kLoadToDo, .path = "/todo"}, effects);
}

void todo_answered(State& state, const HttpReplied& reply) {
  const auto body = object_of(reply);
  if (reply.status != 200 || !body) return;  // the list below says what is wrong with the server
  if (auto todo = model::read_todo(*body)) state.todo = *std::move(todo);
}

}  // namespace portal::ui
