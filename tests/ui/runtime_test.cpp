#include "shell/runtime/runtime.h"

#include <gtest/gtest.h>

#include "tests/ui/harness.h"

namespace portal::test {
namespace {

TEST(Runtime, WantsAFrameForAnEventAndNoneAfterIt) {
  Page page;
  page.start();
  EXPECT_FALSE(page.runtime().wants_frame());
  page.runtime().post(ui::TimerFired{"nothing"});
  EXPECT_TRUE(page.runtime().wants_frame());
  page.draw();
  EXPECT_FALSE(page.runtime().wants_frame());
}

TEST(Runtime, AFrameThatNothingChangedGivesTheSameTree) {
  Page page;
  page.start();
  const ui::SemanticsTree before = page.tree();
  page.runtime().request_frame();
  page.draw();
  EXPECT_EQ(ui::diff_to_json(before, page.tree()), "");
}

TEST(Runtime, WhatTheUserDidIsSeenInTheSameFrame) {
  Page page;
  page.start();
  page.reply("GET", "/session", 401);
  page.runtime().act({ui::UserAction::Kind::kSetValue, page.find(NodeRole::kTextBox, "用户名").id, "张㼆"});
  page.runtime().frame();
  EXPECT_EQ(page.find(NodeRole::kTextBox, "用户名").value, "张㼆");
  EXPECT_EQ(page.state().sign_in.name, "张㼆");
}

TEST(Runtime, AnActionOnWhatIsNotThereDoesNothing) {
  Page page;
  page.start();
  const ui::SemanticsTree before = page.tree();
  page.runtime().act({ui::UserAction::Kind::kPress, "no/such/node", ""});
  page.draw();
  EXPECT_EQ(ui::diff_to_json(before, page.tree()), "");
}

}  // namespace
}  // namespace portal::test
