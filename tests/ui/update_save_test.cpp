// 保存暂不提交 and 提交: nothing is lost, nothing overwritten, and the first wrong control gets the focus.
#include <gtest/gtest.h>

#include "tests/ui/update_story.h"

namespace portal::ui {
namespace {

using model::Json;
using Busy = DeclareState::Busy;

Story declaring() {
  Story story;
  story.start_signed_in("#/declare/talk");
  return story;
}

Story editing(long long revision = 4) {
  Story story;
  story.start_signed_in("#/declarations/d1/edit");
  story.answer("GET", "/declarations/d1", 200, Story::declaration("d1", revision));
  return story;
}

TEST(Save, CreatesADraftFirstAndChangesItAfterwards) {
  Story story = declaring();
  story.type("title", "Half");
  story.on(SaveDraftRequested{});
  EXPECT_EQ(story.state.declare.busy, Busy::kSaving);
  story.answer("POST", "/declarations", 201, Story::declaration("d1", 1));
  EXPECT_EQ(story.navigated(), "#/declarations/d1/edit");
  EXPECT_EQ(story.notice(), "notice.saved");
  EXPECT_FALSE(story.state.declare.dirty);
  EXPECT_TRUE(story.state.stored.empty());
  EXPECT_TRUE(story.on(LocationChanged{"#/declarations/d1/edit"}).empty());

  story.type("title", "Whole");
  story.on(SaveDraftRequested{});
  EXPECT_EQ(story.asked("PUT", "/declarations/d1")->if_match, "\"1\"");
  story.answer("PUT", "/declarations/d1", 200, Story::declaration("d1", 2));
  EXPECT_EQ(story.state.declare.revision, 2);
  EXPECT_EQ(story.state.declare.saved_at, "2026-03-05T01:02:03Z");
}

TEST(Save, TwiceInARowIsOne) {
  Story story = declaring();
  story.type("title", "A");
  story.on(SaveDraftRequested{});
  story.on(SaveDraftRequested{});
  story.on(SubmitRequested{});
  EXPECT_EQ(story.count_sent("POST", "/declarations"), 1);
}

TEST(Save, DoesNotSendValuesOfFieldsThatAreNotAskedFor) {
  Story story = declaring();
  story.type("was_read", "true");
  story.type("paper", "On ice");
  story.type("was_read", "false");
  story.on(SaveDraftRequested{});
  EXPECT_EQ(story.asked("POST", "/declarations")->body.find("On ice"), std::string::npos);
  EXPECT_EQ(story.state.declare.typed.at("paper"), "On ice");  // still there if the user changes back
}

TEST(Save, KeepsWhatIsTypedMeanwhileForTheNextSave) {
  Story story = declaring();
  story.type("title", "A");
  story.on(SaveDraftRequested{});
  story.type("title", "A and B");
  story.answer("POST", "/declarations", 201, Story::declaration("d1", 1));
  EXPECT_TRUE(story.state.declare.dirty);
  EXPECT_EQ(story.state.declare.typed.at("title"), "A and B");
  EXPECT_TRUE(story.state.stored.contains("declare/p1/d1"));
  EXPECT_FALSE(story.state.stored.contains("declare/p1/new/talk"));
}

TEST(Save, RefusesATextThatIsTooLongAndShowsWhere) {
  Story story = declaring();
  story.type("title", std::string(51, 'x'));
  story.on(SaveDraftRequested{});
  EXPECT_TRUE(story.focuses("declare/field/title"));
  EXPECT_EQ(visible_errors(story.state)[0].code, "too_long");
  EXPECT_EQ(story.count_sent("POST", "/declarations"), 0);
}

TEST(Save, ThatTheServerRefusesKeepsEverything) {
  Story story = declaring();
  story.type("title", "A");
  story.on(SaveDraftRequested{});
  const std::string key = story.asked("POST", "/declarations")->idempotency_key;
  story.answer("POST", "/declarations", 403, Story::problem("not_allowed"));
  EXPECT_EQ(story.notice(), "error.not_allowed");
  EXPECT_EQ(story.state.declare.busy, Busy::kNo);
  EXPECT_EQ(story.state.declare.typed.at("title"), "A");
  story.on(SaveDraftRequested{});
  EXPECT_NE(story.asked("POST", "/declarations")->idempotency_key, key);
}

TEST(Save, WithAnAnswerThatMakesNoSenseKeepsEverything) {
  for (const char* body : {"", "<html>", "[]", "{}", R"({"id":3})"}) {
    Story story = declaring();
    story.type("title", "A");
    story.on(SaveDraftRequested{});
    story.on(HttpReplied{story.asked("POST", "/declarations")->id, 201, "", 0, body});
    EXPECT_EQ(story.notice(), "error.malformed_answer");
    EXPECT_TRUE(story.state.declare.dirty);
  }
}

TEST(Save, WhoseAnswerWasLostWithTheTabMakesNoSecondDeclaration) {
  Story story = declaring();
  story.type("title", "A");
  story.on(SaveDraftRequested{});
  const HttpRequest sent = *story.asked("POST", "/declarations");
  Story reloaded;
  reloaded.start_signed_in("#/declare/talk", "professional", story.state.stored);
  reloaded.type("title", "A and more");
  reloaded.on(SaveDraftRequested{});
  EXPECT_EQ(reloaded.asked("POST", "/declarations")->idempotency_key, sent.idempotency_key);
  EXPECT_EQ(reloaded.asked("POST", "/declarations")->body, sent.body);
  reloaded.answer("POST", "/declarations", 201, Story::declaration("d1", 1));
  EXPECT_TRUE(reloaded.state.declare.dirty);  // the newer text goes with the next save
}

TEST(Submit, SaysHowManyThingsAreWrongAndGoesToTheFirst) {
  Story story = declaring();
  story.on(SubmitRequested{});
  EXPECT_TRUE(story.focuses("declare/field/title"));
  const Announce* said = story.find<Announce>();
  ASSERT_TRUE(said);
  EXPECT_EQ(said->text, "problems.announce_count");
  EXPECT_EQ(said->params.at("count"), "5");  // title, start, end, claimed_amount, proof
  EXPECT_EQ(visible_errors(story.state).size(), 5u);
  EXPECT_EQ(story.count_sent("POST", "/declarations"), 0);
}

TEST(Submit, GoesToTheMaterialWhenOnlyThatIsMissing) {
  Story story = declaring();
  story.type_all();
  story.on(SubmitRequested{});
  EXPECT_TRUE(story.focuses("declare/material/proof"));
}

TEST(Submit, WithoutAStudyFormGoesToItsControl) {
  Story story;
  story.start_signed_in("#/declare");
  story.on(SubmitRequested{});
  EXPECT_TRUE(story.focuses("declare/study_form"));
}

TEST(Submit, SavesThenSubmitsThenShowsTheRecord) {
  Story story = declaring();
  story.type_all();
  story.attach();
  story.on(SubmitRequested{});
  EXPECT_EQ(story.state.declare.busy, Busy::kSubmitting);
  story.answer("POST", "/declarations", 201, Story::declaration("d1", 1));
  const HttpRequest* submit = story.asked("POST", "/declarations/d1/submit");
  ASSERT_TRUE(submit);
  EXPECT_EQ(submit->if_match, "\"1\"");
  story.answer(submit, 200, Story::declaration("d1", 2, "pending"));
  EXPECT_EQ(story.navigated(), "#/declarations/d1");
  EXPECT_EQ(story.notice(), "notice.submitted_to");
  EXPECT_EQ(story.state.notice->params.at("organisation"), "Hospital");
  EXPECT_TRUE(story.focuses("heading"));
  EXPECT_TRUE(story.state.stored.empty());
  EXPECT_TRUE(story.state.declare.values.empty());
}

TEST(Submit, OfASavedDraftWithoutChangesSendsOnlyTheSubmit) {
  Story story = editing();
  for (const auto& [field, text] : std::map<std::string, std::string>{
           {"title", "T"}, {"start", "2026-03-01"}, {"end", "2026-03-02"}, {"claimed_amount", "8"}})
    story.type(field, text);
  story.attach();
  story.on(SaveDraftRequested{});
  story.answer("PUT", "/declarations/d1", 200, Story::declaration("d1", 5));
  story.on(SubmitRequested{});
  EXPECT_EQ(story.count_sent("PUT", "/declarations/d1"), 1);
  EXPECT_EQ(story.asked("POST", "/declarations/d1/submit")->if_match, "\"5\"");
}

TEST(Submit, ShowsTheServersErrorsAtTheirFields) {
  Story story = declaring();
  story.type_all();
  story.attach();
  story.on(SubmitRequested{});
  story.answer("POST", "/declarations", 201, Story::declaration("d1", 1));
  const Json errors = Json::array({{{"pointer", "/values/end"}, {"code", "before_start"}, {"params", {{"field", "start"}}}},
                                   {{"pointer", "/attachments/0"}, {"code", "hash_mismatch"}, {"params", Json::object()}}});
  story.answer("POST", "/declarations/d1/submit", 422, Story::problem("invalid", errors));
  const model::Errors shown = visible_errors(story.state);
  ASSERT_EQ(shown.size(), 2u);
  EXPECT_EQ(shown[0].pointer, "/values/end");
  EXPECT_EQ(shown[1].pointer, "/materials/proof");
  EXPECT_TRUE(story.focuses("declare/field/end"));
  EXPECT_EQ(story.state.declare.busy, Busy::kNo);
  story.type("end", "2026-03-05");  // editing settles the server's word about that field
  EXPECT_EQ(visible_errors(story.state).size(), 1u);
}

TEST(Submit, IgnoresTypingWhileItIsOnItsWay) {
  Story story = declaring();
  story.type_all();
  story.attach();
  story.on(SubmitRequested{});
  story.type("title", "Too late");
  EXPECT_EQ(story.state.declare.typed.at("title"), "Glacier paths");
}

TEST(Conflict, ShowsTheServersVersionBesideMine) {
  Story story = editing(4);
  story.type("title", "Mine");
  story.on(SaveDraftRequested{});
  Json problem = Story::problem("stale");
  problem["current"] = Story::declaration("d1", 6);
  story.answer("PUT", "/declarations/d1", 412, problem);
  ASSERT_TRUE(story.state.declare.conflict);
  EXPECT_EQ(story.state.declare.conflict->revision, 6);
  EXPECT_EQ(story.state.declare.typed.at("title"), "Mine");
  story.on(SaveDraftRequested{});  // first the decision
  EXPECT_EQ(story.count_sent("PUT", "/declarations/d1"), 1);
}

Story in_conflict(bool submit) {
  Story story = editing(4);
  story.type_all();
  story.attach();
  if (submit) {
    story.on(SubmitRequested{});
  } else {
    story.on(SaveDraftRequested{});
  }
  Json problem = Story::problem("stale");
  problem["current"] = Story::declaration("d1", 6);
  story.answer("PUT", "/declarations/d1", 412, problem);
  return story;
}

TEST(Conflict, PutsMineOverTheirsWhenTheUserSaysSo) {
  Story story = in_conflict(false);
  story.on(ConflictResolved{true});
  EXPECT_EQ(story.asked("PUT", "/declarations/d1")->if_match, "\"6\"");
  story.answer("PUT", "/declarations/d1", 200, Story::declaration("d1", 7));
  EXPECT_EQ(story.notice(), "notice.saved");
  EXPECT_EQ(story.state.declare.typed.at("title"), "Glacier paths");
}

TEST(Conflict, GoesOnWithTheSubmitAfterwards) {
  Story story = in_conflict(true);
  story.on(ConflictResolved{true});
  story.answer("PUT", "/declarations/d1", 200, Story::declaration("d1", 7));
  EXPECT_TRUE(story.asked("POST", "/declarations/d1/submit"));
}

TEST(Conflict, TakesTheirsWhenTheUserSaysSo) {
  Story story = in_conflict(false);
  story.on(ConflictResolved{false});
  EXPECT_EQ(story.state.declare.typed.at("title"), "Server title");
  EXPECT_EQ(story.state.declare.revision, 6);
  EXPECT_FALSE(story.state.declare.dirty);
  EXPECT_FALSE(story.state.declare.conflict);
  EXPECT_TRUE(story.state.stored.empty());
}

TEST(Conflict, CannotOverwriteWhatWasSubmittedElsewhere) {
  Story story = editing(4);
  story.type("title", "Mine");
  story.on(SaveDraftRequested{});
  story.answer("PUT", "/declarations/d1", 409, Story::problem("wrong_state"));
  story.answer("GET", "/declarations/d1", 200, Story::declaration("d1", 6, "pending"));
  ASSERT_TRUE(story.state.declare.conflict);
  story.on(ConflictResolved{true});
  EXPECT_EQ(story.count_sent("PUT", "/declarations/d1"), 1);
  EXPECT_EQ(story.state.declare.typed.at("title"), "Mine");
  story.on(ConflictResolved{false});
  EXPECT_EQ(story.navigated(), "#/declarations/d1");
}

TEST(Conflict, IsNoneWhenMyOwnSaveArrivedAndOnlyItsAnswerWasLost) {
  Story story = editing(4);
  story.type("title", "Mine");
  story.on(SaveDraftRequested{});
  const std::string timer = "retry/" + std::to_string(story.asked("PUT", "/declarations/d1")->id);
  story.answer("PUT", "/declarations/d1", 0);
  story.on(TimerFired{timer});
  Json current = Story::declaration("d1", 5);
  current["values"]["title"] = "Mine";
  Json problem = Story::problem("stale");
  problem["current"] = current;
  story.answer("PUT", "/declarations/d1", 412, problem);
  EXPECT_FALSE(story.state.declare.conflict);
  EXPECT_EQ(story.state.declare.revision, 5);
  EXPECT_EQ(story.notice(), "notice.saved");
}

TEST(Save, AnsweredAfterTheUserWentToAnotherDeclarationTouchesOnlyItsOwn) {
  Story story = declaring();
  story.type("title", "A talk");
  story.on(SaveDraftRequested{});
  story.on(LinkFollowed{"#/declare/paper"});
  story.type("title", "A paper");
  story.answer("POST", "/declarations", 201, Story::declaration("d1", 1));
  EXPECT_EQ(story.state.declare.study_form, "paper");
  EXPECT_TRUE(story.state.declare.declaration.empty());
  EXPECT_EQ(story.state.declare.typed.at("title"), "A paper");
  EXPECT_FALSE(story.state.stored.contains("declare/p1/new/talk"));
}

}  // namespace
}  // namespace portal::ui
