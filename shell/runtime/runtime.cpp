#include "shell/runtime/runtime.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "ui/views/views.h"

namespace portal::shell {

namespace {

// Dear ImGui's text editing takes its new focus one frame after it was told to (desktop).
constexpr int kFramesToSettle = 2;
// How far a rounded corner may be from round, in device pixels.
constexpr float kRoundingErrorPx = 0.2f;

}  // namespace

Runtime::Runtime(ui::Theme theme, ui::Texts texts, ui::Fonts fonts, const ui::Initials* initials)
    : theme_(std::move(theme)), texts_(std::move(texts)), fonts_(fonts), initials_(initials) {}

void Runtime::post(const ui::Event& event) {
  ui::Effects effects = ui::update(state_, event);
  for (const ui::Effect& effect : effects) {
    if (const auto* focus = std::get_if<ui::FocusNode>(&effect)) interaction_.wanted = focus->id;
  }
  effects_.insert(effects_.end(), std::make_move_iterator(effects.begin()), std::make_move_iterator(effects.end()));
  wants_frame_ = true;
}

void Runtime::take_texts(const std::string& language, std::optional<ui::Texts> texts) {
  if (state_.language_wanted != language) return;  // the user has thought better of it
  const bool loaded = texts && texts->language() == language;
  if (loaded) texts_ = std::move(*texts);
  post(ui::TextsLoaded{language, loaded});
}

void Runtime::act(ui::UserAction action) {
  actions_.push_back(std::move(action));
  wants_frame_ = true;
  if (state_.environment.native_text) settling_ = kFramesToSettle;
}

// Edits, and the first press or move after them.
std::vector<ui::UserAction> Runtime::take_next_actions() {
  const auto acts = [](const ui::UserAction& action) {
    using Kind = ui::UserAction::Kind;
    return action.kind == Kind::kPress || action.kind == Kind::kMove || action.kind == Kind::kDismiss;
  };
  const auto first = std::find_if(actions_.begin(), actions_.end(), acts);
  const auto end = first == actions_.end() ? first : first + 1;
  std::vector<ui::UserAction> next(std::make_move_iterator(actions_.begin()), std::make_move_iterator(end));
  actions_.erase(actions_.begin(), end);
  return next;
}

void Runtime::frame() {
  const ui::Resources resources{theme_, texts_, fonts_, initials_};
  ImGui::GetStyle().CircleTessellationMaxError = kRoundingErrorPx / state_.environment.pixel_ratio;
  bool more = true;
  for (int pass = 1; more && pass <= kPassesMax; ++pass) {
    ImGui::NewFrame();
    ui::Frame frame(state_, resources, interaction_, take_next_actions());
    if (!actions_.empty()) pass = 0;
    ui::view(frame);
    const ui::Events events = frame.take_events();
    tree_ = frame.take_tree();
    more = frame.settle(interaction_) || !events.empty() || !actions_.empty();
    // What was drawn before the events is never shown; only the last pass is.
    more && pass < kPassesMax ? ImGui::EndFrame() : ImGui::Render();
    for (const ui::Event& event : events) post(event);
  }
  std::erase_if(interaction_.scrolled, [&](const auto& entry) { return !tree_.find(entry.first); });
  if (settling_ > 0) --settling_;
  wants_frame_ = more || settling_ > 0;
}

ui::Effects Runtime::take_effects() { return std::exchange(effects_, {}); }

}  // namespace portal::shell
