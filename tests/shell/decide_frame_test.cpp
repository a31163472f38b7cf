#include "shell/runtime/decide_frame.h"

#include <gtest/gtest.h>

namespace portal::shell {
namespace {

const FrameDecision kNothing{false, std::nullopt};

TEST(DecideFrame, DrawsNothingAndSleepsForEverWhenNothingHappened) { EXPECT_EQ(decide_frame({}, {}), kNothing); }

TEST(DecideFrame, AsksOnceForWhatHappenedSinceTheLastFrame) {
  FrameState state;
  int asked = 0;
  // A reply, a font and a timer, before the screen has taken a frame.
  for (int event = 0; event < 3; ++event) {
    if (decide_frame({.wanted = true}, state).ask) {
      ++asked;
      state.asked = true;
    }
  }
  EXPECT_EQ(asked, 1);
  state.asked = false;  // drawn
  EXPECT_EQ(decide_frame({.wanted = false}, state), kNothing);
}

TEST(DecideFrame, AsksAgainWhileTheFrameThatWasDrawnWantsAnother) { EXPECT_TRUE(decide_frame({.wanted = true}, {.asked = false}).ask); }

TEST(DecideFrame, DrawsNothingThatNobodySees) {
  EXPECT_EQ(decide_frame({.wanted = true, .visible = false}, {}), kNothing);
  EXPECT_TRUE(decide_frame({.wanted = true, .visible = true}, {}).ask) << "and what is owed when it is seen again";
}

TEST(DecideFrame, WakesForATimerAndNotBefore) {
  EXPECT_EQ(decide_frame({.next_due_ms = 250}, {}), (FrameDecision{false, 250}));
  EXPECT_EQ(decide_frame({.wanted = true, .visible = false, .next_due_ms = 250}, {}), (FrameDecision{false, 250}))
      << "a timer runs in the background too: it saves what was typed";
  EXPECT_EQ(decide_frame({.wanted = true, .next_due_ms = 250}, {}), (FrameDecision{true, 0}));
}

TEST(DecideFrame, SleepsWhileAFrameIsOnItsWay) {
  EXPECT_EQ(decide_frame({.wanted = true, .next_due_ms = 40}, {.asked = true}), (FrameDecision{false, 40}));
}

}  // namespace
}  // namespace portal::shell
