#include "shell/runtime/decide_frame.h"

namespace portal::shell {

FrameDecision decide_frame(const FrameInputs& inputs, const FrameState& state) {
  const bool draws = inputs.wanted && inputs.visible;
  if (draws && !state.asked) return {true, 0};
  return {false, inputs.next_due_ms};
}

}  // namespace portal::shell
