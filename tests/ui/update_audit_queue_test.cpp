// From one record that waits to the next.
#include <gtest/gtest.h>

#include "tests/ui/update_story.h"

namespace portal::ui {
namespace {

using model::Json;
using Kind = DialogOpened::Kind;

Json waiting(const std::string& id) {
  Json record = Story::declaration(id, 2, "pending");
  record["allowed_actions"] = {"approve", "reject"};
  return record;
}

// Reads the record `id`, having come from a list of d1, d2 and d3.
Story reading(const std::string& id, const Json& next_cursor = nullptr) {
  Story story;
  story.start_signed_in("#/audit?form=talk&year=2026", "department");
  story.answer("GET", "/declarations?view=audit", 200,
               Story::page({Story::row("d1", 2, "pending"), Story::row("d2", 2, "pending"), Story::row("d3", 2, "pending")}, next_cursor));
  story.on(LinkFollowed{"#/declarations/" + id});
  story.answer("GET", "/declarations/" + id, 200, waiting(id));
  return story;
}

void approve(Story& story, const std::string& id) {
  story.on(DialogOpened{Kind::kApprove, id});
  story.on(DialogConfirmed{});
  story.answer("POST", "/declarations/" + id + "/approve", 200, Story::declaration(id, 3, "approved"));
}

TEST(AuditQueue, AsksForFormAndYearOfTheAddress) {
  Story story;
  story.start_signed_in("#/audit?form=talk&year=2026", "department");
  EXPECT_TRUE(story.asked("GET", "/declarations?view=audit&form=talk&year=2026"));
}

TEST(AuditQueue, KnowsWhatStandsBeforeAndAfter) {
  const Story story = reading("d2");
  const AuditPlace place = audit_place_of(story.state, "d2");
  EXPECT_EQ(place.position, 2);
  EXPECT_EQ(place.previous, "d1");
  EXPECT_EQ(place.next, "d3");
  EXPECT_EQ(audit_place_of(story.state, "d1").previous, "");
  EXPECT_EQ(audit_place_of(story.state, "elsewhere").position, 0);
}

TEST(AuditQueue, GoesOnToTheNextInPlaceOfTheOneThatIsDone) {
  Story story = reading("d2");
  approve(story, "d2");
  EXPECT_EQ(story.navigated(), "#/declarations/d3");
  EXPECT_TRUE(story.find<Navigate>()->replace);
  EXPECT_TRUE(story.asked("GET", "/declarations/d3"));
  EXPECT_EQ(story.notice(), "notice.approved_final");
  EXPECT_EQ(audit_place_of(story.state, "d3").previous, "d1");
}

TEST(AuditQueue, BeginsAgainAtTheFirstAfterTheLastAndEndsInTheList) {
  Story story = reading("d3");
  approve(story, "d3");
  EXPECT_EQ(story.navigated(), "#/declarations/d1");
  story.answer("GET", "/declarations/d1", 200, waiting("d1"));
  approve(story, "d1");
  EXPECT_EQ(story.navigated(), "#/declarations/d2");
  story.answer("GET", "/declarations/d2", 200, waiting("d2"));
  approve(story, "d2");
  EXPECT_EQ(story.navigated(), "#/audit?form=talk&year=2026");
}

TEST(AuditQueue, IsLoadedForWhoComesStraightToARecordWithoutAWord) {
  Story story;
  story.start_signed_in("#/declarations/d1", "department");
  EXPECT_EQ(story.count_sent("GET", "/declarations?view=audit"), 0);
  story.answer("GET", "/declarations/d1", 200, waiting("d1"));
  story.answer("GET", "/declarations?view=audit", 200, Story::page({Story::row("d1", 2, "pending"), Story::row("d2", 2, "pending")}));
  EXPECT_EQ(story.find<Announce>(), nullptr);
  EXPECT_EQ(audit_place_of(story.state, "d1").next, "d2");
}

TEST(AuditQueue, IsNotAskedForWhereNothingIsToBeAudited) {
  Story story;
  story.start_signed_in("#/declarations/d1", "department");
  story.answer("GET", "/declarations/d1", 200, Story::declaration("d1", 3, "approved"));
  EXPECT_EQ(story.count_sent("GET", "/declarations?view=audit"), 0);
}

TEST(AuditQueue, AsksForMoreBeforeItsLoadedEndIsReached) {
  Story story = reading("d1", "more");
  EXPECT_TRUE(story.asked("GET", "/declarations?view=audit&form=talk&year=2026&sort=updated&order=desc&limit=50&cursor=more"));
  story.answer("GET", "/declarations?view=audit", 503);
  EXPECT_EQ(story.notice(), "") << "it is asked again; the record on the page is not disturbed";
}

}  // namespace
}  // namespace portal::ui
