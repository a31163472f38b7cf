// 年度完成情况, and what waits: what is asked for, and what the answers do.
#include <gtest/gtest.h>

#include "tests/ui/update_story.h"

namespace portal::ui {
namespace {

using model::Json;

Json tally(double approved, double pending = 0, const Json& target = 66) {
  return {{"approved_hours", approved}, {"pending_hours", pending}, {"target_hours", target}};
}

Json year(int number, double approved) {
  return {{"year", number}, {"total", tally(approved)}, {"public_subject", tally(0)}, {"professional_subject", tally(approved)}, {"reached", false},
          {"by_form", Json::array()}, {"conversions", Json::array()}};
}

Json person(const std::string& id) {
  return {{"person", {{"id", id}, {"name", "名" + id}, {"number", id}}}, {"organisation", {{"id", "o"}, {"name", "医院"}, {"role", "employer"}}},
          {"total", tally(3)}, {"public_subject", tally(1)}, {"professional_subject", tally(2)}, {"reached", false}};
}

Json people(const std::vector<std::string>& ids, const Json& cursor = nullptr, const Json& target = 90) {
  Json items = Json::array();
  for (const std::string& id : ids) items.push_back(person(id));
  return {{"year", 2026}, {"items", items}, {"targets", {{"total_hours", target}}}, {"counts", {{"all", 5}, {"reached", 1}, {"not_reached", 4}}},
          {"organisations", Json::array()}, {"total", 5}, {"next_cursor", cursor}};
}

TEST(OwnYears, AreAskedForOnceAndShowAnyOfThem) {
  Story story;
  story.start_signed_in("#/year?year=2024");
  story.answer("GET", "/summary/years?year=2026&years=5", 200, {{"items", {year(2026, 60), year(2025, 90), year(2024, 30)}}});
  EXPECT_EQ(story.state.year.years.size(), 3u);
  EXPECT_EQ(story.state.year.query.year, 2024);
  story.on(YearQueryChanged{{.year = 2025, .reached = {}, .search = {}}});
  EXPECT_EQ(story.navigated(), "#/year?year=2025");
  EXPECT_EQ(story.count_sent("GET", "/summary/years"), 1) << "all years are there";
  story.on(LocationChanged{"#/year"});
  EXPECT_EQ(story.state.year.query.year, 0);
  EXPECT_TRUE(story.state.year.loaded);
}

TEST(OwnYears, ThatCannotBeReadAreSaidToBe) {
  for (const Json& body : {Json::object(), Json{{"items", {1}}}, Json{{"items", {{{"year", 2026}}}}}}) {
    Story story;
    story.start_signed_in("#/year");
    story.answer("GET", "/summary/years", 200, body);
    ASSERT_TRUE(story.state.year.failure) << body;
    EXPECT_EQ(story.state.year.failure->code, "malformed_answer");
    story.on(RetryRequested{});
    EXPECT_EQ(story.count_sent("GET", "/summary/years"), 2);
  }
}

struct Employer : Story {
  Employer() { start_signed_in("#/year?reached=false", "employer"); }
};

TEST(PeopleOfAYear, AreAskedForByTheAddressAndComeInPages) {
  Employer story;
  story.answer("GET", "/summary/people?year=2026&reached=false&limit=50", 200, people({"a", "b"}, "next"));
  EXPECT_EQ(story.state.year.people.size(), 2u);
  EXPECT_EQ(story.state.year.total, 5);
  story.on(ListMoreWanted{});
  story.on(ListMoreWanted{});
  EXPECT_EQ(story.count_sent("GET", "/summary/people?year=2026&reached=false&limit=50&cursor=next"), 1);
  story.answer("GET", "/summary/people", 200, people({"c"}));
  EXPECT_EQ(story.state.year.people.size(), 3u);
  EXPECT_EQ(story.state.year.next_cursor, "");
}

TEST(PeopleOfAYear, IgnoreTheAnswerToAnOlderFilter) {
  Employer story;
  const RequestId old = story.asked("GET", "/summary/people")->id;
  story.on(YearQueryChanged{{.year = 0, .reached = true, .search = {}}});
  EXPECT_EQ(story.navigated(), "#/year?reached=true");
  story.on(HttpReplied{old, 200, "", 0, model::dump_json(people({"old"}))});
  EXPECT_TRUE(story.state.year.people.empty());
  story.answer("GET", "/summary/people?year=2026&reached=true", 200, people({"new"}));
  EXPECT_EQ(story.state.year.people.at(0).person.id, "new");
}

TEST(PeopleOfAYear, AreSearchedWhenTypingPauses) {
  Employer story;
  story.answer("GET", "/summary/people", 200, people({"a"}));
  story.on(YearQueryChanged{{.year = 0, .reached = false, .search = "林"}});
  EXPECT_TRUE(story.starts_timer("year_search", 250));
  EXPECT_EQ(story.count_sent("GET", "/summary/people"), 1);
  story.on(TimerFired{"year_search"});
  EXPECT_TRUE(story.asked("GET", "/summary/people?year=2026&reached=false&q=%E6%9E%97"));
}

TEST(PeopleOfAYear, KeepWhatIsLoadedWhenMoreCannotBeHad) {
  Employer story;
  story.answer("GET", "/summary/people", 200, people({"a"}, "next"));
  story.on(ListMoreWanted{});
  story.answer("GET", "/summary/people", 200, Json::array());
  EXPECT_EQ(story.state.year.people.size(), 1u);
  EXPECT_EQ(story.notice(), "error.malformed_answer");
  EXPECT_EQ(story.state.year.next_cursor, "") << "nobody asks in a loop";
}

TEST(PeopleOfAYear, KnowAYearWithoutTargets) {
  Employer story;
  story.answer("GET", "/summary/people", 200, people({"a"}, nullptr, nullptr));
  EXPECT_FALSE(story.state.year.has_targets);
}

TEST(ToDo, IsAskedForWithTheFirstPlaceAlone) {
  Story story;
  story.start_signed_in("#/declare");
  EXPECT_EQ(story.count_sent("GET", "/todo"), 0);
  story.on(LinkFollowed{"#/progress"});
  story.answer("GET", "/todo", 200, {{"since", "2026-01-01T00:00:00.000Z"}, {"drafts", 2}});
  ASSERT_TRUE(story.state.todo);
  EXPECT_EQ(story.state.todo->drafts, 2);
  story.on(SignOutRequested{});
  EXPECT_FALSE(story.state.todo) << "nothing stays of the one who was here";
}

TEST(ToDo, ThatCannotBeReadIsLeftOut) {
  for (const Json& body : {Json::array(), Json{{"news", {1}}}, Json{{"news", {{{"record", {{"id", 1}}}}}}}, Json{{"drafts", "many"}}}) {
    Story story;
    story.start_signed_in("#/progress");
    story.answer("GET", "/todo", 200, body);
    EXPECT_FALSE(story.state.todo) << body;
  }
}

}  // namespace
}  // namespace portal::ui
