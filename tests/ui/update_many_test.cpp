// Declaring for many people, auditing many declarations.
#include <gtest/gtest.h>

#include "tests/ui/update_story.h"

namespace portal::ui {
namespace {

using model::Json;

Json person(const std::string& id) {
  return {{"id", id}, {"name", "N" + id}, {"number", "1"}, {"organisation", {{"id", "o"}, {"name", "Hospital"}, {"role", "employer"}}}};
}

Story declaring() {
  Story story;
  story.start_signed_in("#/declare/talk", "employer");
  story.answer("GET", "/people", 200, {{"items", {person("p1"), person("p2"), person("p3")}}});
  return story;
}

void choose(Story& story, std::initializer_list<const char*> people) {
  for (const char* id : people) story.on(PersonChosen{id, true});
}

void fill(Story& story) {
  story.type_all();
  story.attach();
}

Json sent(const Story& story, const std::string& path) {
  const HttpRequest* request = story.asked("POST", path);
  return request ? *model::parse_json(request->body) : Json();
}

Json refused(const std::string& id, const std::string& code) {
  return {{"id", id}, {"done", false}, {"errors", {{{"code", code}, {"pointer", ""}, {"params", Json::object()}}}}};
}

TEST(People, OfTheOrganisationAreAskedForWhenItDeclares) {
  const Story story = declaring();
  ASSERT_EQ(story.state.people.found.size(), 3u);
  EXPECT_EQ(story.state.people.found[0].person.name, "Np1");
  EXPECT_EQ(story.state.people.found[0].organisation, "Hospital");
}

TEST(People, OfABaseAreAskedForByName) {
  Story story;
  story.start_signed_in("#/declare/talk", "base");
  EXPECT_EQ(story.count_sent("GET", "/people"), 0);
  story.on(PeopleSearched{"王"});
  EXPECT_TRUE(story.starts_timer("people", 250));
  story.on(TimerFired{"people"});
  EXPECT_TRUE(story.asked("GET", "/people?limit=200&q=%E7%8E%8B"));
}

TEST(People, AreNotAskedOfAProfessional) {
  Story story;
  story.start_signed_in("#/declare/talk");
  EXPECT_EQ(story.count_sent("GET", "/people"), 0);
  EXPECT_FALSE(asks_for_people(story.state));
}

TEST(People, WithoutAnyNothingIsSent) {
  Story story = declaring();
  fill(story);
  story.on(SubmitRequested{});
  EXPECT_EQ(story.count_sent("POST", "/declarations"), 0);
  EXPECT_EQ(all_errors(story.state).front().code, "required_people");
  EXPECT_TRUE(story.focuses("declare/people/search"));
  story.on(SaveDraftRequested{});
  EXPECT_EQ(story.count_sent("POST", "/declarations"), 0);
}

TEST(People, OneIsNamedBesideTheContent) {
  Story story = declaring();
  choose(story, {"p2"});
  fill(story);
  story.on(SubmitRequested{});
  EXPECT_EQ(sent(story, "/declarations")["person"], Json({{"id", "p2"}}));
  story.answer("POST", "/declarations", 201, Story::declaration("d1", 1));
  EXPECT_FALSE(story.state.declare.dirty) << "the person is no part of the content";
  EXPECT_TRUE(story.asked("POST", "/declarations/d1/submit"));
}

TEST(People, ManyAreDeclaredForInOneRequest) {
  Story story = declaring();
  story.on(AllFoundPeopleChosen{});
  story.on(PersonChosen{"p3", false});
  fill(story);
  story.on(SubmitRequested{});
  const Json body = sent(story, "/declarations/batch");
  EXPECT_EQ(body["people"], Json({"p1", "p2"}));
  EXPECT_EQ(body["submit"], true);
  EXPECT_EQ(body["content"]["study_form"], "talk");
  story.answer("POST", "/declarations/batch", 200, {{"results", {{{"id", "p1"}, {"done", true}}, {{"id", "p2"}, {"done", true}}}}});
  EXPECT_EQ(story.notice(), "notice.declared_for");
  EXPECT_EQ(story.state.notice->params.at("count"), "2");
  EXPECT_EQ(story.state.route.place, Route::Place::kRecords);
  EXPECT_TRUE(story.state.stored.empty()) << "nothing of it waits any more";
}

TEST(People, WhoWasRefusedStaysChosenWithTheReasonAndTheContentStays) {
  Story story = declaring();
  choose(story, {"p1", "p2"});
  fill(story);
  story.on(SubmitRequested{});
  story.answer("POST", "/declarations/batch", 200, {{"results", {{{"id", "p1"}, {"done", true}}, refused("p2", "no_authority_above")}}});
  EXPECT_EQ(story.notice(), "notice.some_refused");
  ASSERT_EQ(story.state.declare.refused.size(), 1u);
  EXPECT_EQ(story.state.declare.refused[0].name, "Np2");
  EXPECT_EQ(story.state.declare.refused[0].error.code, "no_authority_above");
  ASSERT_EQ(story.state.declare.people.size(), 1u);
  EXPECT_EQ(story.state.declare.people[0].id, "p2");
  EXPECT_EQ(story.state.declare.typed.at("title"), "Glacier paths");
  story.on(SubmitRequested{});
  EXPECT_EQ(sent(story, "/declarations")["person"], Json({{"id", "p2"}})) << "again, for who is left";
}

TEST(People, AndTheKeyOfTheRequestOutliveAReload) {
  Story story = declaring();
  choose(story, {"p1", "p2"});
  fill(story);
  story.on(SubmitRequested{});
  const std::string key = story.asked("POST", "/declarations/batch")->idempotency_key;
  Story later;
  later.start_signed_in("#/declare/talk", "employer", story.state.stored);
  ASSERT_EQ(later.state.declare.people.size(), 2u);
  EXPECT_EQ(later.state.declare.people[1].name, "Np2");
  later.on(SubmitRequested{});
  EXPECT_EQ(later.asked("POST", "/declarations/batch")->idempotency_key, key);
}

TEST(People, CannotBeChangedWhileTheyAreSent) {
  Story story = declaring();
  choose(story, {"p1", "p2"});
  fill(story);
  story.on(SubmitRequested{});
  story.on(PeopleCleared{});
  story.on(PersonChosen{"p3", true});
  EXPECT_EQ(story.state.declare.people.size(), 2u);
}

// ---- auditing -------------------------------------------------------------------------------------------------------------

Story auditing() {
  Story story;
  story.start_signed_in("#/audit", "department");
  story.answer("GET", "/declarations", 200, Story::page({Story::row("d1", 2, "pending"), Story::row("d2", 3, "pending"), Story::row("d3", 2, "pending")}));
  return story;
}

TEST(AuditOfMany, SendsTheRevisionsThatWereSeen) {
  Story story = auditing();
  story.on(AllRowsChosen{});
  story.on(RowChosen{"d3", false});
  story.on(DialogOpened{DialogOpened::Kind::kApproveMany, ""});
  story.on(DialogConfirmed{});
  const Json body = sent(story, "/declarations/audit");
  EXPECT_EQ(body["action"], "approve");
  EXPECT_EQ(body["items"], Json({{{"id", "d1"}, {"revision", 2}}, {{"id", "d2"}, {"revision", 3}}}));
  EXPECT_TRUE(story.state.detail.acting);
  story.answer("POST", "/declarations/audit", 200, {{"results", {{{"id", "d1"}, {"done", true}}, {{"id", "d2"}, {"done", true}}}}});
  EXPECT_FALSE(story.state.detail.acting);
  EXPECT_FALSE(story.state.dialog);
  EXPECT_EQ(story.notice(), "notice.many_approved");
  EXPECT_TRUE(story.state.audit.chosen.empty());
  EXPECT_EQ(story.count_sent("GET", "/declarations?view=audit"), 2) << "the list is loaded again";
}

TEST(AuditOfMany, NamesThoseThatWereNotDone) {
  Story story = auditing();
  story.on(AllRowsChosen{});
  story.on(DialogOpened{DialogOpened::Kind::kRejectMany, ""});
  story.on(DialogConfirmed{});
  EXPECT_EQ(story.count_sent("POST", "/declarations/audit"), 0) << "a reason is needed";
  story.on(ReasonEdited{"不清楚"});
  story.on(DialogConfirmed{});
  EXPECT_EQ(sent(story, "/declarations/audit")["reason"], "不清楚");
  story.answer("POST", "/declarations/audit", 200, {{"results", {{{"id", "d1"}, {"done", true}}, refused("d2", "stale"), refused("d3", "not_found")}}});
  EXPECT_EQ(story.notice(), "notice.many_refused");
  EXPECT_EQ(story.state.notice->params.at("done"), "1");
  ASSERT_EQ(story.state.audit.refused.size(), 2u);
  EXPECT_EQ(story.state.audit.refused[0].error.code, "stale");
}

TEST(AuditOfMany, IsNotBegunForNothing) {
  Story story = auditing();
  story.on(DialogOpened{DialogOpened::Kind::kApproveMany, ""});
  EXPECT_FALSE(story.state.dialog);
  story.on(RowChosen{"not there", true});
  EXPECT_TRUE(story.state.audit.chosen.empty());
}

TEST(AuditOfMany, FailsAsAWholeWithoutForgettingWhatWasChosen) {
  Story story = auditing();
  story.on(RowChosen{"d1", true});
  story.on(DialogOpened{DialogOpened::Kind::kApproveMany, ""});
  story.on(DialogConfirmed{});
  story.answer("POST", "/declarations/audit", 403, Story::problem("not_allowed"));
  EXPECT_EQ(story.notice(), "error.not_allowed");
  EXPECT_TRUE(story.state.audit.chosen.contains("d1"));
}

}  // namespace
}  // namespace portal::ui
