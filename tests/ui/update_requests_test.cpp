// Asking the server with patience: nothing sent is lost, nothing is applied twice.
#include <gtest/gtest.h>

#include "tests/ui/update_story.h"
#include "ui/update/requests.h"

namespace portal::ui {
namespace {

TEST(Requests, AskForSessionAndCatalogueAtOnce) {
  Story story;
  story.on(Started{"seedseedseedseed1234", "#/", {}});
  EXPECT_TRUE(story.asked("GET", "/session"));
  EXPECT_TRUE(story.asked("GET", "/catalogue"));
}

TEST(Requests, AreRepeatedLessAndLessOften) {
  const int expected_ms[] = {1000, 2000, 4000, 8000, 16000, 30000, 30000};
  for (int attempt = 1; attempt <= 7; ++attempt) EXPECT_EQ(retry_delay_ms(attempt, 0), expected_ms[attempt - 1]);
  EXPECT_EQ(retry_delay_ms(1, 7), 7000);
  EXPECT_EQ(retry_delay_ms(1, 1'000'000), 600'000);
  EXPECT_EQ(retry_delay_ms(1, -5), 1000);
}

TEST(Requests, ComeBackAfterABackOffThatGrows) {
  Story story;
  story.on(Started{"seedseedseedseed1234", "#/", {}});
  const RequestId id = story.asked("GET", "/session")->id;
  const std::string timer = "retry/" + std::to_string(id);
  for (const int delay_ms : {1000, 2000, 4000}) {
    story.answer("GET", "/session", 0);
    EXPECT_TRUE(story.starts_timer(timer, delay_ms));
    EXPECT_TRUE(story.state.connection.lost);
    story.on(TimerFired{timer});
    ASSERT_TRUE(story.find<HttpRequest>());
    EXPECT_EQ(story.find<HttpRequest>()->id, id);
  }
  story.answer("GET", "/session", 200, Story::session("p1", "professional"));
  EXPECT_FALSE(story.state.connection.lost);
  EXPECT_EQ(story.state.session.phase, SessionState::Phase::kSignedIn);
}

TEST(Requests, WaitAsLongAsABusyServerAsks) {
  Story story;
  story.on(Started{"seedseedseedseed1234", "#/", {}});
  const HttpRequest* request = story.asked("GET", "/catalogue");
  const std::string timer = "retry/" + std::to_string(request->id);
  story.answer(request, 503, Story::problem("unavailable"), 12);
  EXPECT_TRUE(story.starts_timer(timer, 12000));
}

TEST(Requests, ThatWaitAreSentAtOnceWhenTheUserWantsIt) {
  Story story;
  story.on(Started{"seedseedseedseed1234", "#/", {}});
  story.answer("GET", "/session", 0);
  story.answer("GET", "/catalogue", 0);
  story.on(RetryRequested{});
  EXPECT_EQ(story.count_sent("GET", "/session"), 2);
  EXPECT_EQ(story.count_sent("GET", "/catalogue"), 2);
  story.on(TimerFired{"retry/1"});  // the old timer finds nothing to do
  EXPECT_TRUE(story.effects.empty());
}

TEST(Requests, GoOnWithEverythingOnceTheServerAnswersAgain) {
  Story story;
  story.on(Started{"seedseedseedseed1234", "#/", {}});
  story.answer("GET", "/session", 0);
  story.answer("GET", "/catalogue", 200, Story::catalogue());
  EXPECT_EQ(story.count_sent("GET", "/session"), 2);
  EXPECT_FALSE(story.state.connection.lost);
}

TEST(Requests, KeepTheirIdempotencyKeyOverEveryTry) {
  Story story;
  story.start_signed_in("#/declare/talk");
  story.type("title", "A");
  story.on(SaveDraftRequested{});
  const HttpRequest first = *story.asked("POST", "/declarations");
  EXPECT_GE(first.idempotency_key.size(), 16u);
  EXPECT_LE(first.idempotency_key.size(), 64u);
  story.answer("POST", "/declarations", 0);
  story.type("title", "A and more");  // typed while the server is gone
  story.on(TimerFired{"retry/" + std::to_string(first.id)});
  const HttpRequest* again = story.find<HttpRequest>();
  ASSERT_TRUE(again);
  EXPECT_EQ(again->idempotency_key, first.idempotency_key);
  EXPECT_EQ(again->body, first.body);
}

TEST(Requests, IgnoreAnAnswerThatComesTwiceOrWasNeverAskedFor) {
  Story story;
  story.start_signed_in("#/");
  HttpReplied reply{77777, 200, "", 0, "{}"};
  EXPECT_TRUE(story.on(reply).empty());
}

TEST(Requests, TreatTheSameRequestInFlightAsWaiting) {
  Story story;
  story.start_signed_in("#/declare/talk");
  story.type("title", "A");
  story.on(SaveDraftRequested{});
  const RequestId id = story.asked("POST", "/declarations")->id;
  story.answer("POST", "/declarations", 409, Story::problem("in_progress"));
  EXPECT_TRUE(story.starts_timer("retry/" + std::to_string(id), 1000));
  EXPECT_FALSE(story.state.connection.lost);
}

TEST(Problems, HaveACodeWhateverTheBackendSends) {
  for (const int status : {0, 302, 400, 401, 403, 404, 405, 409, 412, 413, 415, 418, 422, 428, 429, 500, 502, 503}) {
    for (const char* body : {"", "<html>", "[]", "{\"code\":7}", "{\"errors\":{}}", "{\"errors\":[1,null,{\"params\":3}]}"}) {
      const Problem problem = problem_of({1, status, "", 0, body});
      EXPECT_FALSE(problem.error.code.empty()) << status << body;
    }
  }
}

TEST(Problems, OfATooLargeRequestAreNotThoseOfATooLargeNumber) {
  EXPECT_EQ(problem_of({1, 413, "", 0, R"({"code":"too_large"})"}).error.code, "request_too_large");
}

}  // namespace
}  // namespace portal::ui
