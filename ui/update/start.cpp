// The first events of a page.
#include "ui/update/handlers.h"
#include "ui/update/kiosk.h"
#include "ui/update/preferences.h"
#include "ui/update/requests.h"
#include "ui/update/session.h"
#include "ui/update/url.h"

namespace portal::ui {
namespace {
constexpr std::size_t kSeedBytesMax = 200;
}

// Session and catalogue are asked for at once: neither waits for the other.
void handle(State& state, const Started& event, Effects& effects) {
  if (!state.seed.empty()) return;  // a page starts once
  state.seed = event.seed.empty() ? "0" : bounded(event.seed, kSeedBytesMax);
  state.stored = event.stored;
  if (!event.kiosk) state.preferences = preferences_from_text(event.preferences);
  state.texts_language = event.texts_language;
  apply_preferences(state);
  if (event.kiosk) return begin_kiosk(state, *event.kiosk, effects);
  state.route = route_from(event.fragment);
  send(state, {.purpose = Purpose::kLoadSession, .path = "/session"}, effects);
  load_catalogue(state, effects);
}

void handle(State& state, const EnvironmentChanged& event, Effects&) {
  state.platform = event.environment;
  apply_preferences(state);
}

}  // namespace portal::ui
