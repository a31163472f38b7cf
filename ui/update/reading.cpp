// 朗读: the view is read aloud until its end, until the user has enough, or until it is another view.
#include "ui/update/handlers.h"
#include "ui/update/notices.h"
#include "ui/update/reading.h"

namespace portal::ui {

void stop_reading(State& state, Effects& effects) {
  if (!state.reading_aloud) return;
  state.reading_aloud = false;
  effects.push_back(StopSpeaking{});
}

void handle(State& state, const ReadingRequested& event, Effects& effects) {
  if (event.text.empty()) return;
  state.reading_aloud = true;
  effects.push_back(SpeakText{event.text, state.texts_language});
}

void handle(State& state, const ReadingStopped&, Effects& effects) { stop_reading(state, effects); }

void handle(State& state, const SpeechEnded& event, Effects& effects) {
  if (!state.reading_aloud) return;
  state.reading_aloud = false;
  switch (event.outcome) {
    case SpeechEnded::Outcome::kFinished: return;
    case SpeechEnded::Outcome::kNoVoice: return show_info(state, "reading.no_voice", effects);
    case SpeechEnded::Outcome::kUnavailable: return show_info(state, "reading.unavailable", effects);
    case SpeechEnded::Outcome::kFailed: return show_info(state, "reading.failed", effects);
  }
}

}  // namespace portal::ui
