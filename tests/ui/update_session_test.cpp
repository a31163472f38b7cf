// Signing in and out, and a session that ends in the middle of work.
#include <gtest/gtest.h>

#include "tests/ui/update_story.h"

namespace portal::ui {
namespace {

using Phase = SessionState::Phase;

TEST(SignIn, IsAskedForWhenNobodyIsSignedInAndKeepsTheRoute) {
  Story story;
  story.start("#/declarations/d1");
  story.answer("GET", "/session", 401, Story::problem("not_signed_in"));
  EXPECT_EQ(story.state.session.phase, Phase::kSignedOut);
  EXPECT_FALSE(story.find<FocusNode>());  // not on first load
  story.sign_in();
  EXPECT_EQ(story.state.session.phase, Phase::kSignedIn);
  EXPECT_EQ(story.state.session.who->current_year, 2026);
  EXPECT_TRUE(story.asked("GET", "/declarations/d1"));
  EXPECT_TRUE(story.focuses("heading"));
  EXPECT_TRUE(story.state.sign_in.password.empty());
}

TEST(SignIn, LandsProfessionalsOnProgressAndAuditorsOnAudit) {
  Story professional;
  professional.start_signed_in("#/", "professional");
  EXPECT_TRUE(professional.asked("GET", "/declarations?view=own"));
  EXPECT_TRUE(professional.asked("GET", "/summary?year=2026"));
  for (const char* role : {"employer", "department", "authority"}) {
    Story auditor;
    auditor.start_signed_in("#/", role);
    EXPECT_TRUE(auditor.asked("GET", "/declarations?view=audit")) << role;
  }
}

TEST(SignIn, SaysWhatIsMissingBeforeItAsksTheServer) {
  Story story;
  story.start();
  story.answer("GET", "/session", 401);
  story.on(SignInRequested{});
  EXPECT_TRUE(story.focuses("sign_in/name"));
  story.on(SignInEdited{"professional", ""});
  story.on(SignInRequested{});
  EXPECT_TRUE(story.focuses("sign_in/password"));
  EXPECT_EQ(story.count_sent("POST", "/session"), 0);
}

TEST(SignIn, WithAWrongPasswordSaysSoAndIsNotRepeated) {
  Story story;
  story.start();
  story.answer("GET", "/session", 401);
  story.on(SignInEdited{"professional", "wrong"});
  story.on(SignInRequested{});
  story.on(SignInRequested{});  // a second press while busy
  EXPECT_EQ(story.count_sent("POST", "/session"), 1);
  story.answer("POST", "/session", 401, Story::problem("wrong_credentials"));
  EXPECT_EQ(story.state.sign_in.error->code, "wrong_credentials");
  EXPECT_TRUE(story.focuses("sign_in/password"));
  story.on(SignInRequested{});
  story.answer(story.asked("POST", "/session"), 429, Story::problem("too_many_attempts"), 30);
  EXPECT_EQ(story.state.sign_in.error->params.at("retry_after_s"), "30");
  EXPECT_FALSE(story.find<StartTimer>());
  story.on(SignInRequested{});
  story.answer("POST", "/session", 0);
  EXPECT_EQ(story.state.sign_in.error->code, "no_answer");
  EXPECT_FALSE(story.state.sign_in.busy);
}

TEST(SignIn, WithAnAnswerThatMakesNoSenseSaysSo) {
  Story story;
  story.start();
  story.answer("GET", "/session", 401);
  for (const char* body :
       {"", "null", "{", "{}", R"({"person":"x","role":"king"})", R"({"person":{"id":5},"role":"professional"})"}) {
    story.on(SignInEdited{"a", "b"});
    story.on(SignInRequested{});
    story.on(HttpReplied{story.asked("POST", "/session")->id, 201, "", 0, body});
    EXPECT_EQ(story.state.sign_in.error->code, "malformed_answer") << body;
    EXPECT_EQ(story.state.session.phase, Phase::kSignedOut);
  }
}

TEST(SignOut, LeavesNothingBehind) {
  Story story;
  story.start_signed_in("#/declare/talk");
  story.type("title", "Secret");
  story.on(TimerFired{"autosave"});
  story.on(SignOutRequested{});
  EXPECT_TRUE(story.find<ForgetTexts>());
  EXPECT_EQ(story.navigated(), "#/");
  EXPECT_TRUE(story.asked("DELETE", "/session"));
  EXPECT_EQ(story.state.session.phase, Phase::kSignedOut);
  EXPECT_TRUE(story.state.stored.empty());
  EXPECT_TRUE(story.state.declare.values.empty());
  EXPECT_TRUE(story.state.catalogue.has_value());
}

TEST(SignOut, ThatNeverGotThroughDoesNotEndTheNextSession) {
  Story story;
  story.start_signed_in("#/");
  story.on(SignOutRequested{});
  const std::string timer = "retry/" + std::to_string(story.asked("DELETE", "/session")->id);
  story.answer("DELETE", "/session", 0);
  story.sign_in();
  story.on(TimerFired{timer});
  EXPECT_EQ(story.count_sent("DELETE", "/session"), 1);
}

// A save that meets the end of the session.
Story expired_while_saving() {
  Story story;
  story.start_signed_in("#/declare/talk");
  story.type_all();
  story.on(SaveDraftRequested{});
  story.answer("POST", "/declarations", 401, Story::problem("not_signed_in"));
  return story;
}

TEST(ExpiredSession, HoldsTheSaveAndSendsItOnceTheSamePersonIsBack) {
  Story story = expired_while_saving();
  EXPECT_EQ(story.state.session.phase, Phase::kExpired);
  EXPECT_FALSE(story.find<StartTimer>());
  const HttpRequest held = *story.asked("POST", "/declarations");
  story.sign_in("p1");
  EXPECT_EQ(story.count_sent("POST", "/declarations"), 2);
  EXPECT_EQ(story.asked("POST", "/declarations")->idempotency_key, held.idempotency_key);
  EXPECT_EQ(fragment_of(story.state.route), "#/declare/talk");
  story.answer("POST", "/declarations", 201, Story::declaration("d1", 1));
  EXPECT_EQ(story.notice(), "notice.saved");
  EXPECT_EQ(story.state.declare.typed.at("title"), "Glacier paths");
}

TEST(ExpiredSession, DropsEverythingWhenSomebodyElseSignsIn) {
  Story story = expired_while_saving();
  story.sign_in("p2");
  EXPECT_EQ(story.count_sent("POST", "/declarations"), 1);
  EXPECT_TRUE(story.state.declare.values.empty());
  EXPECT_TRUE(story.state.stored.empty());
  EXPECT_TRUE(story.find<ForgetTexts>());
  EXPECT_EQ(story.navigated(), "#/");
  EXPECT_EQ(story.notice(), "notice.other_person");
  EXPECT_EQ(story.state.session.who->person.id, "p2");
}

TEST(ExpiredSession, TakesAWrongPasswordAndStillHoldsTheWork) {
  Story story = expired_while_saving();
  story.on(SignInEdited{"p1", "wrong"});
  story.on(SignInRequested{});
  story.answer("POST", "/session", 401, Story::problem("wrong_credentials"));
  EXPECT_EQ(story.state.session.phase, Phase::kExpired);
  story.sign_in("p1");
  EXPECT_EQ(story.count_sent("POST", "/declarations"), 2);
}

TEST(StoredTexts, OfAnotherPersonAreForgottenAtSignIn) {
  Story story;
  story.start_signed_in("#/", "professional", {{"declare/p9/new/talk", "{}"}, {"declare/p1/last", "talk"}});
  EXPECT_FALSE(story.state.stored.contains("declare/p9/new/talk"));
  EXPECT_TRUE(story.state.stored.contains("declare/p1/last"));
}

TEST(Catalogue, ThatIsOnlyForSignedInPeopleIsAskedForAgain) {
  Story story;
  story.on(Started{"seedseedseedseed1234", "#/declare/talk", {}});
  story.answer("GET", "/catalogue", 401);
  story.answer("GET", "/session", 401);
  story.sign_in();
  EXPECT_EQ(story.count_sent("GET", "/catalogue"), 2);
  story.answer("GET", "/catalogue", 200, Story::catalogue());
  EXPECT_EQ(story.state.declare.study_form, "talk");
}

TEST(Catalogue, ThatCannotBeReadIsAFailureAndCanBeTriedAgain) {
  Story story;
  story.on(Started{"seedseedseedseed1234", "#/declare/talk", {}});
  story.answer("GET", "/session", 200, Story::session("p1", "professional"));
  story.answer("GET", "/catalogue", 200, {{"study_forms", 7}});
  EXPECT_TRUE(story.state.catalogue_failure);
  story.on(RetryRequested{});
  story.answer("GET", "/catalogue", 200, Story::catalogue());
  EXPECT_FALSE(story.state.catalogue_failure);
  EXPECT_EQ(story.state.declare.study_form, "talk");
}

}  // namespace
}  // namespace portal::ui
