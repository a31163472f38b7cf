// Filling in a form: typed text, the change of the study form, and what survives a reload.
#include <gtest/gtest.h>

#include "tests/ui/update_story.h"

namespace portal::ui {
namespace {

Story declaring(const std::string& fragment = "#/declare/talk") {
  Story story;
  story.start_signed_in(fragment);
  return story;
}

TEST(Declare, StartsWithTheDefaultsOfTheForm) {
  const Story story = declaring();
  EXPECT_EQ(story.state.declare.typed.at("credited_year"), "2026");
  EXPECT_FALSE(story.state.declare.dirty);
}

TEST(Declare, WaitsForTheCatalogue) {
  Story story;
  story.on(Started{"seedseedseedseed1234", "#/declare/talk", {}});
  story.answer("GET", "/session", 200, Story::session("p1", "professional"));
  EXPECT_TRUE(story.state.declare.study_form.empty());
  story.answer("GET", "/catalogue", 200, Story::catalogue());
  EXPECT_EQ(story.state.declare.study_form, "talk");
}

TEST(Declare, PutsTheChosenFormIntoTheAddress) {
  Story story = declaring("#/declare");
  story.on(StudyFormChosen{"paper"});
  EXPECT_EQ(story.navigated(), "#/declare/paper");
  EXPECT_TRUE(story.find<Navigate>()->replace);
  EXPECT_TRUE(story.on(LocationChanged{"#/declare/paper"}).empty());
}

TEST(Declare, KeepsWhatWasTypedInFieldsThatBothFormsHave) {
  Story story = declaring();
  story.type("title", "Glaciers");
  story.type("start", "2026-03-01");
  story.on(StudyFormChosen{"paper"});
  EXPECT_EQ(story.state.declare.typed.at("title"), "Glaciers");
  EXPECT_FALSE(story.state.declare.values.contains("start"));
  story.on(StudyFormChosen{"talk"});
  EXPECT_EQ(story.state.declare.typed.at("start"), "2026-03-01");
}

TEST(Declare, SetsFilesAsideThatTheNewFormDoesNotAskFor) {
  Story story = declaring();
  story.attach("proof");
  story.on(StudyFormChosen{"paper"});
  EXPECT_TRUE(content_of(story.state.declare).attachments.empty());
  story.on(StudyFormChosen{"talk"});
  EXPECT_EQ(content_of(story.state.declare).attachments.size(), 1u);
}

TEST(Declare, ShowsErrorsOfAFieldOnlyAfterItWasLeft) {
  Story story = declaring();
  story.type("start", "not a day");
  EXPECT_TRUE(visible_errors(story.state).empty());
  story.on(FieldLeft{"start"});
  ASSERT_EQ(visible_errors(story.state).size(), 1u);
  EXPECT_EQ(visible_errors(story.state)[0].code, "not_a_date");
  EXPECT_EQ(story.state.declare.typed.at("start"), "not a day");
}

TEST(Declare, ShowsAnUnderstoodDateInItsNormalForm) {
  Story story = declaring();
  story.type("start", "2026年3月4日");
  story.on(FieldLeft{"start"});
  EXPECT_EQ(story.state.declare.typed.at("start"), "2026-03-04");
}

TEST(Declare, HoldsAnyTextOnlyUpToALimit) {
  Story story = declaring();
  story.type("note", std::string(1'000'000, 'x'));
  EXPECT_EQ(story.state.declare.typed.at("note").size(), 64u * 1024);
}

TEST(Autosave, StoresALittleAfterTypingAndComesBackAfterAReload) {
  Story story = declaring();
  story.type("title", "Half a titl");
  EXPECT_TRUE(story.starts_timer("autosave", 500));
  story.on(TimerFired{"autosave"});
  ASSERT_TRUE(story.find<StoreText>());
  EXPECT_EQ(story.find<StoreText>()->key, "declare/p1/new/talk");

  Story reloaded;
  reloaded.start_signed_in("#/declare/talk", "professional", story.state.stored);
  EXPECT_EQ(reloaded.state.declare.typed.at("title"), "Half a titl");
  EXPECT_TRUE(reloaded.state.declare.dirty);
  EXPECT_EQ(reloaded.notice(), "notice.restored");
}

TEST(Autosave, KeepsWhatIsNoNumberAsItWasTyped) {
  Story story = declaring();
  story.type("claimed_amount", "eight");
  story.on(TimerFired{"autosave"});
  Story reloaded;
  reloaded.start_signed_in("#/declare/talk", "professional", story.state.stored);
  EXPECT_EQ(reloaded.state.declare.typed.at("claimed_amount"), "eight");
}

TEST(Autosave, KeepsUploadedFilesOverAReload) {
  Story story = declaring();
  story.attach("proof");
  Story reloaded;
  reloaded.start_signed_in("#/declare/talk", "professional", story.state.stored);
  ASSERT_EQ(content_of(reloaded.state.declare).attachments.size(), 1u);
  EXPECT_EQ(content_of(reloaded.state.declare).attachments[0].sha256, std::string(64, 'a'));
}

TEST(Autosave, BringsTheUserBackToTheFormFromTheBareAddress) {
  Story story = declaring();
  story.type("title", "Left behind");
  story.on(LinkFollowed{"#/progress"});
  EXPECT_TRUE(story.find<StoreText>());  // leaving does not wait for the timer
  story.on(LinkFollowed{"#/declare"});
  EXPECT_EQ(story.state.declare.typed.at("title"), "Left behind");
  EXPECT_EQ(story.navigated(), "#/declare/talk");

  Story reloaded;
  reloaded.start_signed_in("#/declare", "professional", story.state.stored);
  EXPECT_EQ(reloaded.state.declare.typed.at("title"), "Left behind");
}

TEST(Autosave, KeepsTwoFormsApart) {
  Story story = declaring();
  story.type("title", "A talk");
  story.on(LinkFollowed{"#/declare/paper"});
  story.type("title", "A paper");
  story.on(LinkFollowed{"#/declare/talk"});
  EXPECT_EQ(story.state.declare.typed.at("title"), "A talk");
  story.on(LinkFollowed{"#/declare/paper"});
  EXPECT_EQ(story.state.declare.typed.at("title"), "A paper");
}

TEST(Autosave, IgnoresATextThatMakesNoSense) {
  for (const char* text : {"", "{", "7", "[]", "{}", R"({"values":3})", R"({"values":{},"typed":[],"attachments":7})"}) {
    Story story;
    story.start_signed_in("#/declare/talk", "professional", {{"declare/p1/new/talk", text}});
    EXPECT_EQ(story.state.declare.study_form, "talk") << text;
  }
}

TEST(Discard, ThrowsAwayWhatWasTypedAndItsCopy) {
  Story story = declaring();
  story.type("title", "Wrong");
  story.on(TimerFired{"autosave"});
  story.on(DiscardEditsRequested{});
  EXPECT_FALSE(story.state.declare.values.contains("title"));
  EXPECT_EQ(story.state.declare.study_form, "talk");
  EXPECT_TRUE(story.state.stored.empty());
  EXPECT_FALSE(story.state.declare.dirty);
}

TEST(Edit, LoadsADraft) {
  Story story = declaring("#/declarations/d1/edit");
  EXPECT_EQ(story.state.declare.busy, DeclareState::Busy::kLoading);
  story.answer("GET", "/declarations/d1", 200, Story::declaration("d1", 4));
  EXPECT_EQ(story.state.declare.revision, 4);
  EXPECT_EQ(story.state.declare.typed.at("title"), "Server title");
  EXPECT_FALSE(story.state.declare.dirty);
}

TEST(Edit, RefusesWhatIsNoDraftAnyMore) {
  Story story = declaring("#/declarations/d1/edit");
  story.answer("GET", "/declarations/d1", 200, Story::declaration("d1", 4, "pending"));
  EXPECT_EQ(story.state.declare.failure->code, "wrong_state");
}

TEST(Edit, SaysWhenTheDeclarationIsGoneOrUnreadable) {
  Story gone = declaring("#/declarations/d1/edit");
  gone.answer("GET", "/declarations/d1", 404, Story::problem("not_found"));
  EXPECT_EQ(gone.state.declare.failure->code, "not_found");
  Story foreign = declaring("#/declarations/d1/edit");
  foreign.answer("GET", "/declarations/d1", 200, {{"id", "another"}});
  EXPECT_EQ(foreign.state.declare.failure->code, "malformed_answer");
}

TEST(Edit, KeepsWhatALaterCatalogueAskedFor) {
  Story story = declaring("#/declarations/d1/edit");
  model::Json declaration = Story::declaration("d1", 4);
  declaration["values"]["from_the_future"] = "kept";
  story.answer("GET", "/declarations/d1", 200, declaration);
  story.type("title", "New title");
  story.on(SaveDraftRequested{});
  EXPECT_NE(story.asked("PUT", "/declarations/d1")->body.find("from_the_future"), std::string::npos);
}

TEST(Edit, OffersBothVersionsWhenTheServerMovedOnWhileTheTabWasClosed) {
  Story story = declaring("#/declarations/d1/edit");
  story.answer("GET", "/declarations/d1", 200, Story::declaration("d1", 4));
  story.type("title", "Mine");
  story.on(TimerFired{"autosave"});
  Story reloaded;
  reloaded.start_signed_in("#/declarations/d1/edit", "professional", story.state.stored);
  reloaded.answer("GET", "/declarations/d1", 200, Story::declaration("d1", 5));
  ASSERT_TRUE(reloaded.state.declare.conflict);
  EXPECT_EQ(reloaded.state.declare.typed.at("title"), "Mine");
}

}  // namespace
}  // namespace portal::ui
