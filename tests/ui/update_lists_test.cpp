// Lists: the query lives in the address, answers to older queries are ignored, pages follow a cursor.
#include <gtest/gtest.h>

#include "tests/ui/update_story.h"

namespace portal::ui {
namespace {

using model::Json;

constexpr const char* kList = "/declarations?view=own";

Story listing(const std::string& fragment = "#/progress") {
  Story story;
  story.start_signed_in(fragment);
  return story;
}

model::DeclarationQuery with_state(const Story& story, model::DeclarationState state) {
  model::DeclarationQuery query = story.state.progress.query;
  query.state = state;
  return query;
}

TEST(Lists, AskForWhatTheAddressSays) {
  const Story story = listing("#/progress?state=pending&q=%E5%86%B0&sort=amount&order=asc");
  EXPECT_EQ(story.asked("GET", kList)->path, "/declarations?view=own&state=pending&q=%E5%86%B0&sort=amount&order=asc&limit=50");
}

TEST(Lists, ShowRowsAndCounts) {
  Story story = listing();
  story.answer("GET", kList, 200, Story::page({Story::row("a"), Story::row("b")}));
  EXPECT_EQ(story.state.progress.rows.size(), 2u);
  EXPECT_EQ(story.state.progress.counts.all, 2);
  EXPECT_TRUE(story.state.progress.loaded);
  EXPECT_FALSE(story.state.progress.loading);
}

TEST(Lists, SayHowManyRecordsTheyHave) {
  Story story = listing();
  story.answer("GET", kList, 200, Story::page({Story::row("a"), Story::row("b")}));
  const Announce* said = story.find<Announce>();
  ASSERT_TRUE(said);
  EXPECT_EQ(said->text, "progress.announce_loaded");
  EXPECT_EQ(said->params.at("loaded"), "2");
  EXPECT_FALSE(said->assertive);
}

TEST(Lists, IgnoreTheAnswerToAnOlderQuery) {
  Story story = listing();
  const RequestId old = story.asked("GET", kList)->id;
  story.on(ListQueryChanged{with_state(story, model::DeclarationState::kDraft)});
  EXPECT_EQ(story.navigated(), "#/progress?state=draft");
  EXPECT_EQ(story.find<CancelRequest>()->id, old);
  story.on(HttpReplied{old, 200, "", 0, model::dump_json(Story::page({Story::row("old")}))});
  EXPECT_TRUE(story.state.progress.rows.empty());
  story.answer("GET", kList, 200, Story::page({Story::row("new")}));
  EXPECT_EQ(story.state.progress.at(0).id, "new");
}

TEST(Lists, WaitForTheEndOfTypingBeforeTheySearch) {
  Story story = listing();
  story.answer("GET", kList, 200, Story::page({}));
  for (const char* text : {"g", "gl", "gla"}) {
    model::DeclarationQuery query = story.state.progress.query;
    query.search = text;
    story.on(ListQueryChanged{query});
    EXPECT_TRUE(story.starts_timer("search", 250));
    EXPECT_TRUE(story.find<Navigate>()->replace);
  }
  EXPECT_EQ(story.count_sent("GET", kList), 1);
  story.on(TimerFired{"search"});
  EXPECT_EQ(story.count_sent("GET", kList), 2);
  EXPECT_NE(story.asked("GET", kList)->path.find("q=gla"), std::string::npos);
}

TEST(Lists, GoOnWithTheCursorAndShowARecordOnce) {
  Story story = listing();
  story.answer("GET", kList, 200, Story::page({Story::row("a"), Story::row("b")}, "next page"));
  story.on(ListMoreWanted{});
  story.on(ListMoreWanted{});
  EXPECT_EQ(story.count_sent("GET", kList), 2);
  EXPECT_NE(story.asked("GET", kList)->path.find("cursor=next%20page"), std::string::npos);
  story.answer("GET", kList, 200, Story::page({Story::row("b"), Story::row("c"), Story::row("c")}));
  EXPECT_EQ(story.state.progress.rows.size(), 3u);
  EXPECT_EQ(story.state.progress.total, 3);
  story.on(ListMoreWanted{});
  EXPECT_TRUE(story.effects.empty());
}

TEST(Lists, DoNotAskInALoopWhenTheNextPageFails) {
  Story story = listing();
  story.answer("GET", kList, 200, Story::page({Story::row("a")}, "x"));
  story.on(ListMoreWanted{});
  story.answer("GET", kList, 400, Story::problem("invalid_cursor"));
  EXPECT_EQ(story.state.progress.rows.size(), 1u);
  story.on(ListMoreWanted{});
  EXPECT_TRUE(story.effects.empty());
}

TEST(Lists, SurviveAnswersThatMakeNoSense) {
  for (const char* body :
       {"", "[]", "{}", R"({"items":7})", R"({"items":[1,null,{"id":3}],"counts":[],"total":-5,"next_cursor":9})"}) {
    Story story = listing();
    story.on(HttpReplied{story.asked("GET", kList)->id, 200, "", 0, body});
    EXPECT_FALSE(story.state.progress.loading) << body;
    EXPECT_TRUE(story.state.progress.failure || story.notice() == "error.malformed_answer") << body;
    EXPECT_GE(story.state.progress.total, 0);
  }
}

TEST(Lists, AreLoadedAgainOnRetryAfterAFailure) {
  Story story = listing();
  story.answer("GET", kList, 500, Story::problem("internal"));
  EXPECT_EQ(story.state.progress.failure->code, "internal");
  story.on(RetryRequested{});
  EXPECT_EQ(story.count_sent("GET", kList), 2);
  EXPECT_FALSE(story.state.progress.failure);
}

TEST(Lists, FollowBackAndForward) {
  Story story = listing();
  story.on(ListQueryChanged{with_state(story, model::DeclarationState::kDraft)});
  story.on(LocationChanged{"#/progress"});
  EXPECT_FALSE(story.state.progress.query.state);
  EXPECT_EQ(story.count_sent("GET", kList), 3);
  EXPECT_FALSE(story.focuses("heading"));  // the same view
}

// Two drafts and one pending, the last changed first; then nothing more.
Json three_records() {
  Json page = Story::page({Story::row("c"), Story::row("b", 1, "pending"), Story::row("a")});
  page["items"][0]["claimed_amount"] = 9;
  page["items"][1]["claimed_amount"] = 2;
  page["items"][2]["claimed_amount"] = 5;
  page["counts"]["draft"] = 2;
  page["counts"]["pending"] = 1;
  return page;
}

std::string rows_of(const ListState& list) {
  std::string ids;
  for (std::size_t row = 0; row < list.rows.size(); ++row) ids += list.at(row).id;
  return ids;
}

TEST(WholeLists, AnswerFiltersAndOrdersAtOnce) {
  Story story = listing();
  story.answer("GET", kList, 200, three_records());
  story.on(ListQueryChanged{with_state(story, model::DeclarationState::kDraft)});
  const ListState& list = story.state.progress;
  EXPECT_EQ(rows_of(list), "ca");
  EXPECT_EQ(list.total, 2);
  EXPECT_EQ(list.counts.all, 3);
  model::DeclarationQuery by_amount;
  by_amount.sort = model::SortKey::kAmount;
  by_amount.descending = false;
  story.on(ListQueryChanged{by_amount});
  EXPECT_EQ(rows_of(list), "bac");
  EXPECT_EQ(story.navigated(), "#/progress?sort=amount&order=asc");
}

TEST(WholeLists, AskWhetherTheyStillAreWhatThereIs) {
  Story story = listing();
  story.answer("GET", kList, 200, three_records());
  story.on(ListQueryChanged{with_state(story, model::DeclarationState::kPending)});
  EXPECT_EQ(story.asked("GET", kList)->path, "/declarations?view=own&sort=updated&order=desc&limit=50");
  story.answer("GET", kList, 200, three_records());
  EXPECT_EQ(rows_of(story.state.progress), "b");
  EXPECT_EQ(story.find<Announce>()->params.at("total"), "1");
  EXPECT_EQ(story.count_sent("GET", kList), 2) << "nothing has changed";
}

TEST(WholeLists, AreAskedForAnewWhenSomethingHasChanged) {
  const auto with = [](const char* pointer, const Json& value) {
    Json page = three_records();
    page[Json::json_pointer(pointer)] = value;
    return page;
  };
  Json one_more = three_records();
  one_more["items"].insert(one_more["items"].begin(), Story::row("d"));
  for (const Json& changed : {with("/items/0/revision", 2), with("/items/2/id", "z"), with("/total", 4), with("/counts/draft", 1), one_more}) {
    Story story = listing();
    story.answer("GET", kList, 200, three_records());
    story.on(ListQueryChanged{with_state(story, model::DeclarationState::kPending)});
    story.answer("GET", kList, 200, changed);
    EXPECT_EQ(story.asked("GET", kList)->path, "/declarations?view=own&state=pending&sort=updated&order=desc&limit=50") << changed;
    story.answer("GET", kList, 200, Story::page({Story::row("y", 1, "pending")}));
    EXPECT_EQ(rows_of(story.state.progress), "y");
  }
}

TEST(WholeLists, LeaveSearchesToTheServerThatKnowsMore) {
  Story story = listing();
  story.answer("GET", kList, 200, three_records());
  model::DeclarationQuery search;
  search.search = "7";
  story.on(ListQueryChanged{search});
  story.on(TimerFired{"search"});
  EXPECT_EQ(story.asked("GET", kList)->path, "/declarations?view=own&q=7&sort=updated&order=desc&limit=50");
}

TEST(WholeLists, AreNotThoseWithMoreToCome) {
  Story story = listing();
  story.answer("GET", kList, 200, Story::page({Story::row("a"), Story::row("b", 1, "pending")}, "next"));
  story.on(ListQueryChanged{with_state(story, model::DeclarationState::kPending)});
  EXPECT_EQ(rows_of(story.state.progress), "ab") << "until the answer is there";
  EXPECT_EQ(story.asked("GET", kList)->path, "/declarations?view=own&state=pending&sort=updated&order=desc&limit=50");
}

TEST(Lists, OfAnOrganisationAreTheRecordsThatItMaySee) {
  Story story;
  story.start_signed_in("#/records", "employer");
  EXPECT_TRUE(story.asked("GET", "/declarations?view=declared"));
  Story of_region;
  of_region.start_signed_in("#/records", "authority");
  EXPECT_TRUE(of_region.asked("GET", "/declarations?view=records"));
}

TEST(Summary, IsShownWhenItCanBeRead) {
  Story story = listing();
  story.answer(
      "GET", "/summary", 200,
      {{"year", 2026}, {"total", {{"approved_hours", 12}}}, {"public_subject", Json::object()}, {"professional_subject", Json::object()}});
  ASSERT_TRUE(story.state.summary);
  EXPECT_DOUBLE_EQ(story.state.summary->total.approved_hours, 12);
}

TEST(Navigation, MovesTheFocusToTheHeadingOfANewView) {
  Story story = listing();
  story.on(LinkFollowed{"#/declare"});
  EXPECT_TRUE(story.focuses("heading"));
  EXPECT_EQ(story.navigated(), "#/declare");
  EXPECT_TRUE(story.on(LocationChanged{"#/declare"}).empty());
  story.on(LocationChanged{"#/progress"});
  EXPECT_TRUE(story.focuses("heading"));
}

TEST(Navigation, ToAnInPageTargetMovesOnlyTheFocus) {
  Story story = listing();
  story.on(LinkFollowed{"#main"});
  EXPECT_TRUE(story.focuses("main"));
  EXPECT_EQ(story.effects.size(), 1u);
}

}  // namespace
}  // namespace portal::ui
