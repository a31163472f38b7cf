// One declaration whole, and what is done with it through dialogs.
#include <gtest/gtest.h>

#include "tests/ui/update_story.h"

namespace portal::ui {
namespace {

using model::Json;
using Kind = DialogOpened::Kind;

Story reading(const std::string& state = "pending", const std::string& role = "professional") {
  Story story;
  story.start_signed_in("#/declarations/d1", role);
  story.answer("GET", "/declarations/d1", 200, Story::declaration("d1", 3, state));
  return story;
}

Story rejecting(const std::string& reason) {
  Story story = reading("pending", "employer");
  story.on(DialogOpened{Kind::kReject, "d1"});
  story.on(ReasonEdited{reason});
  story.on(DialogConfirmed{});
  return story;
}

TEST(Detail, ShowsWhatMayBeDone) {
  const Story story = reading();
  ASSERT_TRUE(story.state.detail.declaration);
  EXPECT_EQ(story.state.detail.allowed.size(), 3u);
}

TEST(Detail, IgnoresTheAnswerForARecordThatWasLeft) {
  Story story;
  story.start_signed_in("#/declarations/d1");
  const RequestId old = story.asked("GET", "/declarations/d1")->id;
  story.on(LinkFollowed{"#/declarations/d2"});
  story.on(HttpReplied{old, 200, "", 0, model::dump_json(Story::declaration("d1", 1))});
  EXPECT_FALSE(story.state.detail.declaration);
  story.answer("GET", "/declarations/d2", 404, Story::problem("not_found"));
  EXPECT_EQ(story.state.detail.failure->code, "not_found");
}

TEST(Dialog, GivesTheFocusBackWhenItIsDismissed) {
  Story story = reading();
  story.on(DialogOpened{Kind::kWithdraw, "d1"});
  EXPECT_TRUE(story.focuses("dialog/confirm"));
  story.on(DialogDismissed{});
  EXPECT_TRUE(story.focuses("detail/action/withdraw"));
  EXPECT_FALSE(story.state.dialog);
}

TEST(Dialog, ToDeleteBeginsAtTheHarmlessButton) {
  Story story = reading("draft");
  story.on(DialogOpened{Kind::kDelete, "d1"});
  EXPECT_TRUE(story.focuses("dialog/cancel"));
}

TEST(Withdraw, SendsTheRevisionAndLoadsTheRecordAgain) {
  Story story = reading();
  story.on(DialogOpened{Kind::kWithdraw, "d1"});
  story.on(DialogConfirmed{});
  story.on(DialogConfirmed{});
  EXPECT_EQ(story.count_sent("POST", "/declarations/d1/withdraw"), 1);
  EXPECT_EQ(story.asked("POST", "/declarations/d1/withdraw")->if_match, "\"3\"");
  EXPECT_TRUE(story.state.detail.acting);
  story.answer("POST", "/declarations/d1/withdraw", 200, Story::declaration("d1", 4));
  EXPECT_FALSE(story.state.detail.acting);
  EXPECT_FALSE(story.state.dialog);
  EXPECT_EQ(story.notice(), "notice.withdrawn");
  EXPECT_EQ(story.count_sent("GET", "/declarations/d1"), 2);
  EXPECT_TRUE(story.focuses("heading"));
}

TEST(Delete, GoesBackToTheList) {
  Story story = reading("draft");
  story.on(DialogOpened{Kind::kDelete, "d1"});
  story.on(DialogConfirmed{});
  story.answer("DELETE", "/declarations/d1", 204);
  EXPECT_EQ(story.navigated(), "#/progress");
  EXPECT_EQ(story.notice(), "notice.deleted");
}

TEST(Delete, SentAgainAfterALostAnswerIsDoneWhenTheRecordIsGone) {
  Story story = reading("draft");
  story.on(DialogOpened{Kind::kDelete, "d1"});
  story.on(DialogConfirmed{});
  story.answer("DELETE", "/declarations/d1", 0);
  story.on(RetryRequested{});
  story.answer("DELETE", "/declarations/d1", 404, Story::problem("not_found"));
  EXPECT_EQ(story.notice(), "notice.deleted");
}

TEST(Delete, FromTheListTakesTheRowAway) {
  Story story;
  story.start_signed_in("#/progress");
  story.answer("GET", "/declarations?view=own", 200, Story::page({Story::row("a", 9), Story::row("b")}));
  story.on(DialogOpened{Kind::kDelete, "a"});
  story.on(DialogConfirmed{});
  EXPECT_EQ(story.asked("DELETE", "/declarations/a")->if_match, "\"9\"");
  story.answer("DELETE", "/declarations/a", 204);
  EXPECT_EQ(story.state.progress.rows.size(), 1u);
}

TEST(Approve, GoesBackToTheListAndSaysWhoIsNext) {
  Story story = reading("pending", "employer");
  story.on(DialogOpened{Kind::kApprove, "d1"});
  story.on(DialogConfirmed{});
  Json next = Story::declaration("d1", 4, "pending");
  next["chain"] = Json::array({{{"id", "o1"}, {"name", "Hospital"}, {"role", "employer"}},
                               {{"id", "o2"}, {"name", "Health department"}, {"role", "department"}}});
  next["level"] = 1;
  story.answer("POST", "/declarations/d1/approve", 200, next);
  EXPECT_EQ(story.navigated(), "#/audit");
  EXPECT_EQ(story.notice(), "notice.approved_next");
  EXPECT_EQ(story.state.notice->params.at("organisation"), "Health department");
  EXPECT_TRUE(story.on(LocationChanged{"#/audit"}).empty());
  EXPECT_EQ(story.notice(), "notice.approved_next");
}

TEST(Reject, NeedsAReason) {
  Story story = rejecting("  ");
  EXPECT_EQ(story.state.dialog->errors[0].code, "reason_required");
  EXPECT_TRUE(story.focuses("dialog/reason"));
  EXPECT_EQ(story.count_sent("POST", "/declarations/d1/reject"), 0);
  story.on(ReasonEdited{"Blurred scan"});
  EXPECT_TRUE(story.state.dialog->errors.empty());
  story.on(DialogConfirmed{});
  EXPECT_EQ(story.asked("POST", "/declarations/d1/reject")->body, R"({"reason":"Blurred scan"})");
}

TEST(Reject, KeepsItsReasonWhenTheServerIsGoneOrTheDialogClosed) {
  Story story = rejecting("Blurred scan");
  story.answer("POST", "/declarations/d1/reject", 0);
  EXPECT_EQ(story.state.dialog->reason, "Blurred scan");
  story.on(DialogDismissed{});
  EXPECT_FALSE(story.state.dialog);
  story.on(DialogOpened{Kind::kReject, "d1"});
  EXPECT_EQ(story.state.dialog->reason, "Blurred scan");
}

TEST(Reject, OfARecordThatJustChangedLoadsItAgainAndKeepsTheReason) {
  Story story = rejecting("Blurred scan");
  story.answer("POST", "/declarations/d1/reject", 412, Story::problem("stale"));
  EXPECT_EQ(story.notice(), "notice.stale_action");
  EXPECT_EQ(story.count_sent("GET", "/declarations/d1") - story.count_sent("GET", "/declarations/d1/check"), 2);
  story.on(DialogOpened{Kind::kReject, "d1"});
  EXPECT_EQ(story.state.dialog->reason, "Blurred scan");
}

TEST(Reject, IsHeldWhenTheSessionEndsAndSentAfterSignIn) {
  Story story = rejecting("Blurred scan");
  story.answer("POST", "/declarations/d1/reject", 401, Story::problem("not_signed_in"));
  EXPECT_EQ(story.state.session.phase, SessionState::Phase::kExpired);
  story.sign_in("p1", "employer");
  EXPECT_EQ(story.count_sent("POST", "/declarations/d1/reject"), 2);
  story.answer("POST", "/declarations/d1/reject", 200, Story::declaration("d1", 4, "rejected"));
  EXPECT_EQ(story.notice(), "notice.rejected");
}

TEST(Copy, OpensTheNewDraft) {
  Story story = reading("rejected");
  story.on(ActionRequested{model::Action::kCopy, "d1"});
  story.answer("POST", "/declarations/d1/copy", 201, Story::declaration("d2", 1));
  EXPECT_EQ(story.navigated(), "#/declarations/d2/edit");
  EXPECT_EQ(story.notice(), "notice.copied");
  EXPECT_TRUE(story.asked("GET", "/declarations/d2"));
}

TEST(Action, OnARecordThatIsNotOnThePageIsNotSent) {
  Story story = reading();
  story.on(ActionRequested{model::Action::kCopy, "elsewhere"});
  EXPECT_EQ(story.notice(), "error.precondition_required");
}

TEST(Calendar, OpensAtTheTypedDateAndMovesByMonths) {
  Story story;
  story.start_signed_in("#/declare/talk");
  story.type("start", "2026-12-31");
  story.on(DialogOpened{Kind::kCalendar, "start"});
  EXPECT_EQ(story.state.dialog->calendar_month, 12);
  EXPECT_TRUE(story.focuses("dialog/days/day_31"));
  story.on(CalendarMoved{1});
  EXPECT_EQ(story.state.dialog->calendar_year, 2027);
  EXPECT_EQ(story.state.dialog->calendar_month, 1);
  story.on(CalendarMoved{-1000000});
  EXPECT_GE(story.state.dialog->calendar_year, 1900);
  story.on(DialogDismissed{});
  EXPECT_TRUE(story.focuses("declare/field/start/calendar"));
}

TEST(Attachment, IsOpenedByTheShell) {
  Story story = reading();
  story.on(AttachmentOpened{"d1", "abc", "scan.png"});
  EXPECT_EQ(story.find<OpenAttachment>()->name, "scan.png");
}

}  // namespace
}  // namespace portal::ui
