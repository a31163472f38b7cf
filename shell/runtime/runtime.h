// The client's heart, the same in the browser, on the desktop and in tests: events in, frames and effects out.
//
//   shell --post(Event)--> update(State) --> effects --> shell
//   shell --act(UserAction), frame()--> view(State) --> events --> update … until nothing changes --> tree, draw data
//
// Knows no platform: it asks the shell for a frame by wants_frame() and hands it effects by take_effects().
// One thread. Requires a current ImGui context with io.DisplaySize set by the shell before frame().
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ui/frame.h"
#include "ui/state.h"
#include "ui/update.h"

namespace portal::shell {

class Runtime {
 public:
  // initials: lives longer than the runtime; may be null.
  Runtime(ui::Theme theme, ui::Texts texts, ui::Fonts fonts, const ui::Initials* initials = nullptr);

  const ui::State& state() const { return state_; }
  const ui::Texts& texts() const { return texts_; }  // in use
  const ui::Palette& palette() const { return ui::palette_of(theme_, state_.environment); }  // in use
  ui::Interaction& interaction() { return interaction_; }

  void post(const ui::Event& event);  // applied at once; asks for a frame
  // Answers LoadTexts. nullopt: they cannot be had.
  void take_texts(const std::string& language, std::optional<ui::Texts> texts);
  void act(ui::UserAction action);    // kept for the next frame
  void request_frame() { wants_frame_ = true; }
  bool wants_frame() const { return wants_frame_; }

  // Draws: runs the view until it emits nothing more (at most kPassesMax passes after the last action), ends with ImGui::Render().
  // What the user did is told in its order, a pass for each press or move: what is typed before a press is known to what is pressed.
  // before: the tree of the frame before, for the mirror's diff. After it wants_frame() is false, unless the
  // passes were used up or Dear ImGui still settles.
  static constexpr int kPassesMax = 4;
  void frame();
  const ui::SemanticsTree& tree() const { return tree_; }
  ui::SemanticsTree take_tree() { return std::exchange(tree_, {}); }  // for a shell that keeps what it has shown

  ui::Effects take_effects();

 private:
  ui::Theme theme_;
  ui::Texts texts_;
  ui::Fonts fonts_;
  const ui::Initials* initials_;
  ui::State state_;
  ui::Interaction interaction_;
  std::vector<ui::UserAction> take_next_actions();

  std::vector<ui::UserAction> actions_;
  ui::SemanticsTree tree_;
  ui::Effects effects_;
  bool wants_frame_ = true;
  int settling_ = 0;  // frames still wanted after the last action (desktop)
};

}  // namespace portal::shell
