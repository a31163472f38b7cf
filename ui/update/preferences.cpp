#include "ui/update/preferences.h"

#include <algorithm>

#include "ui/update/handlers.h"
#include "ui/update/notices.h"
#include "ui/update/reading.h"

namespace portal::ui {
namespace {

void keep(const State& state, Effects& effects) { effects.push_back(KeepPreferences{text_of(state.preferences)}); }

const std::string& language_of(const State& state, const Preferences& preferences) {
  return preferences.language.empty() ? state.platform.language : preferences.language;
}

// A language is in use, and kept, when its texts are there; until then the page speaks the one before.
void choose_language(State& state, const std::string& language, Effects& effects) {
  if (std::ranges::find(kLanguages, language) == kLanguages.end() || language == state.language_wanted) return;
  state.language_wanted.clear();
  if (state.dialog) state.dialog->errors.clear();
  if (language == state.texts_language) return;
  state.language_wanted = language;
  effects.push_back(LoadTexts{language});
}

void texts_missing(State& state, Effects& effects) {
  const model::Error error{"texts_not_loaded", "", {}};
  if (!state.dialog) return show_problem(state, error, effects);
  state.dialog->errors = {error};
  effects.push_back(Announce{"error." + error.code, true, {}});
}

}  // namespace

void apply_preferences(State& state) {
  state.environment = environment_with(state.platform, state.preferences);
  state.environment.language = state.texts_language;
}

void handle(State& state, const PreferencesChanged& event, Effects& effects) {
  const std::string language = language_of(state, event.preferences);
  Preferences wanted = event.preferences;
  wanted.text_size_percent = text_size_from(wanted.text_size_percent);
  wanted.language = state.preferences.language;
  const bool stays = wanted == state.preferences;
  state.preferences = std::move(wanted);
  if (!state.preferences.care_mode) stop_reading(state, effects);
  choose_language(state, language, effects);
  apply_preferences(state);
  if (!stays) keep(state, effects);
}

void handle(State& state, const TextsLoaded& event, Effects& effects) {
  if (event.language != state.language_wanted) return;
  state.language_wanted.clear();
  if (!event.loaded) return texts_missing(state, effects);
  stop_reading(state, effects);
  state.texts_language = event.language;
  state.preferences.language = event.language == state.platform.language ? std::string() : event.language;
  apply_preferences(state);
  keep(state, effects);
  announce("display.language_changed", effects);
}

}  // namespace portal::ui
