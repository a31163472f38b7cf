#include "ui/update.h"

#include "ui/update/handlers.h"

namespace portal::ui {

Effects update(State& state, const Event& event) {
  Effects effects;
  std::visit([&](const auto& happened) { handle(state, happened, effects); }, event);
  return effects;
}

}  // namespace portal::ui
