#include "ui/update.h"

#include "ui/update/check.h"
#include "ui/update/handlers.h"
#include "ui/update/kiosk.h"

namespace portal::ui {

Effects update(State& state, const Event& event) {
  Effects effects;
  std::visit([&](const auto& happened) { handle(state, happened, effects); }, event);
  check_soon(state, effects);
  if (is_kiosk(state)) keep_nothing(effects);
  return effects;
}

}  // namespace portal::ui
