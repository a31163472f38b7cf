// A machine for everyone: visits begin with nobody, end by themselves, and leave nothing behind.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/ui/update_story.h"

namespace portal::ui {
namespace {

using Phase = KioskState::Phase;

constexpr const char* kIdle = "kiosk/idle";
constexpr const char* kCountdown = "kiosk/countdown";
constexpr const char* kEnd = "kiosk/end";

Environment machine() {
  Environment platform;
  platform.kiosk = true;
  return platform;
}

struct Visit : Story {
  Visit() {
    on(EnvironmentChanged{machine()});
    on(Started{"seedseedseedseed1234", "#/declarations/d7", {}, R"({"colors":"dark"})", "zh-CN", KioskSettings{30, 3}});
    answer("GET", "/catalogue", 200, catalogue());
  }
  void begin() {
    answer("DELETE", "/session", 401, problem("not_signed_in"));
    on(VisitStarted{"zh-CN"});
    sign_in();
  }
};

TEST(Kiosk, BeginsWithNobodyAndEndsTheSessionThatAMachineStillHas) {
  Visit visit;
  EXPECT_EQ(visit.state.kiosk.phase, Phase::kStart);
  EXPECT_FALSE(visit.asked("GET", "/session")) << "nobody is asked for";
  ASSERT_TRUE(visit.asked("DELETE", "/session"));
  EXPECT_EQ(visit.state.route.place, Route::Place::kHome) << "an address from before leads nowhere";
  EXPECT_EQ(visit.state.preferences, Preferences());
  visit.answer("DELETE", "/session", 204);
  EXPECT_FALSE(visit.find<LeaveNoTrace>());
  visit.on(VisitStarted{"en"});
  EXPECT_EQ(visit.state.kiosk.phase, Phase::kVisit);
  ASSERT_TRUE(visit.find<LoadTexts>());
  EXPECT_EQ(visit.find<LoadTexts>()->language, "en");
  EXPECT_TRUE(visit.focuses("sign_in/name"));
}

TEST(Kiosk, HasTargetsOfAtLeast56Px) {
  Visit visit;
  EXPECT_GE(std::round(44 * visit.state.environment.text_scale), 56);
}

TEST(Kiosk, CountsDownAfterTheIdleTimeAndGoesOnByATouch) {
  Visit visit;
  visit.begin();
  visit.on(UserActive{});
  EXPECT_TRUE(visit.starts_timer(kIdle, 30'000));
  visit.on(TimerFired{kIdle});
  EXPECT_EQ(visit.state.kiosk.seconds_left, 3);
  ASSERT_TRUE(visit.find<Announce>());
  EXPECT_TRUE(visit.find<Announce>()->assertive);
  EXPECT_TRUE(visit.focuses("kiosk/countdown/go_on"));
  visit.on(TimerFired{kCountdown});
  EXPECT_EQ(visit.state.kiosk.seconds_left, 2);
  visit.on(UserActive{});
  EXPECT_EQ(visit.state.kiosk.seconds_left, 0);
  EXPECT_TRUE(visit.starts_timer(kIdle, 30'000));
  visit.on(TimerFired{kCountdown});  // was under way
  EXPECT_EQ(visit.state.session.phase, SessionState::Phase::kSignedIn);
  EXPECT_EQ(visit.state.kiosk.seconds_left, 0);
}

TEST(Kiosk, EndsTheVisitOnTheServerAndThenLeavesNoTrace) {
  Visit visit;
  visit.begin();
  visit.on(StudyFormChosen{"talk"});
  visit.type("title", "冰川");
  visit.on(TimerFired{kIdle});
  for (int i = 0; i < 3; ++i) visit.on(TimerFired{kCountdown});
  EXPECT_EQ(visit.state.kiosk.phase, Phase::kLeaving);
  EXPECT_FALSE(visit.state.session.who);
  EXPECT_TRUE(visit.state.sign_in.name.empty());
  EXPECT_TRUE(visit.state.declare.typed.empty());
  EXPECT_FALSE(visit.find<LeaveNoTrace>()) << "the server has not said that the session is over";
  ASSERT_TRUE(visit.asked("DELETE", "/session"));
  visit.on(VisitStarted{"en"});
  EXPECT_EQ(visit.state.kiosk.phase, Phase::kLeaving) << "nobody begins before that";
  visit.answer("DELETE", "/session", 0);
  EXPECT_FALSE(visit.find<LeaveNoTrace>());
  const RequestId id = visit.asked("DELETE", "/session")->id;
  visit.on(TimerFired{"retry/" + std::to_string(id)});
  visit.answer("DELETE", "/session", 204);
  EXPECT_TRUE(visit.find<LeaveNoTrace>());
}

TEST(Kiosk, AsksAgainUntilTheServerHasEndedTheSession) {
  Visit visit;
  visit.begin();
  visit.on(VisitEnded{});
  visit.answer("DELETE", "/session", 500);
  EXPECT_FALSE(visit.find<LeaveNoTrace>());
  ASSERT_TRUE(visit.starts_timer(kEnd, 5'000));
  visit.on(TimerFired{kEnd});
  visit.answer("DELETE", "/session", 204);
  EXPECT_TRUE(visit.find<LeaveNoTrace>());
}

TEST(Kiosk, BeginsNoVisitWhileTheSessionOfTheOneBeforeMayStillBeThere) {
  Visit visit;
  visit.answer("DELETE", "/session", 0);
  visit.on(VisitStarted{"zh-CN"});
  EXPECT_EQ(visit.state.kiosk.phase, Phase::kStart) << "its end, sent again, would sign out whoever came next";
  visit.on(TimerFired{"retry/" + std::to_string(visit.asked("DELETE", "/session")->id)});
  visit.answer("DELETE", "/session", 204);
  visit.on(VisitStarted{"zh-CN"});
  EXPECT_EQ(visit.state.kiosk.phase, Phase::kVisit);
}

TEST(Kiosk, EndsTheVisitAtSignOutAndAtTheWordOfTheVisitor) {
  for (const Event& end : {Event(SignOutRequested{}), Event(VisitEnded{})}) {
    Visit visit;
    visit.begin();
    visit.on(end);
    EXPECT_EQ(visit.state.kiosk.phase, Phase::kLeaving);
    visit.answer("DELETE", "/session", 204);
    EXPECT_TRUE(visit.find<LeaveNoTrace>());
  }
}

TEST(Kiosk, KeepsNothingWhileItIsUsed) {
  Visit visit;
  visit.begin();
  visit.on(LinkFollowed{"#/declare"});
  ASSERT_TRUE(visit.find<Navigate>());
  EXPECT_TRUE(visit.find<Navigate>()->replace) << "no entry in the history";
  visit.on(StudyFormChosen{"talk"});
  visit.type("title", "冰川");
  visit.on(TimerFired{"autosave"});
  visit.on(LinkFollowed{"#/progress"});
  model::DeclarationQuery pending;
  pending.state = model::DeclarationState::kPending;
  visit.on(ListQueryChanged{pending});
  ASSERT_TRUE(visit.find<Navigate>());
  visit.on(PreferencesChanged{{.colors = Preferences::Colors::kDark, .language = ""}});
  EXPECT_TRUE(visit.state.environment.dark) << "it holds for this visit";
  for (const Effect& effect : visit.all) {
    EXPECT_FALSE(std::holds_alternative<StoreText>(effect)) << described(effect);
    EXPECT_FALSE(std::holds_alternative<KeepPreferences>(effect)) << described(effect);
    const auto* navigate = std::get_if<Navigate>(&effect);
    EXPECT_TRUE(!navigate || navigate->replace) << described(effect);
  }
}

TEST(Kiosk, SavesNoFile) {
  Visit visit;
  visit.begin();
  visit.on(LinkFollowed{"#/progress"});
  visit.on(ExportRequested{});
  EXPECT_FALSE(visit.find<HttpRequest>());
}

TEST(Kiosk, PutsTheStartScreenBackAsItWas) {
  Visit visit;
  visit.on(TimerFired{kIdle});
  EXPECT_FALSE(visit.find<LeaveNoTrace>()) << "it is as it was";
  visit.on(PreferencesChanged{{.language = "", .care_mode = true}});
  visit.on(TimerFired{kIdle});
  EXPECT_TRUE(visit.find<LeaveNoTrace>());
}

TEST(Kiosk, DoesNotInterruptSomebodyWhoListens) {
  Visit visit;
  visit.begin();
  visit.on(ReadingRequested{"…"});
  visit.on(TimerFired{kIdle});
  EXPECT_EQ(visit.state.kiosk.seconds_left, 0);
  EXPECT_TRUE(visit.starts_timer(kIdle, 30'000));
}

TEST(Kiosk, IsNothingOnAnybodysOwnMachine) {
  Story story;
  story.start_signed_in();
  story.on(UserActive{});
  EXPECT_TRUE(story.effects.empty());
  story.on(TimerFired{kIdle});
  story.on(VisitEnded{});
  EXPECT_EQ(story.state.session.phase, SessionState::Phase::kSignedIn);
  EXPECT_EQ(story.state.kiosk.seconds_left, 0);
}

}  // namespace
}  // namespace portal::ui
