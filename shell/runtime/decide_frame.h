// When to draw next: a pure decision, without a clock, so that every shell is silent for the same reasons.
//
// No loop runs. Whatever happens (an event, a reply, a font, a timer, a resize) leads to one question, and at most to one frame.
#pragma once

#include <optional>

namespace portal::shell {

struct FrameInputs {
  bool wanted = false;   // what is to be seen may have changed, or Dear ImGui still settles
  bool visible = true;   // false: a tab in the background, a window that is minimised
  std::optional<long long> next_due_ms = std::nullopt;  // until something of the shell's own is due: a timer, a sentence that goes; not negative
};

struct FrameState {
  bool asked = false;  // a frame is on its way and not drawn yet (an animation frame)
};

struct FrameDecision {
  bool ask = false;  // for one frame, as soon as the screen takes one
  std::optional<long long> sleep_ms = std::nullopt;  // nullopt: until something happens
  friend bool operator==(const FrameDecision&, const FrameDecision&) = default;
};

FrameDecision decide_frame(const FrameInputs& inputs, const FrameState& state);

}  // namespace portal::shell
