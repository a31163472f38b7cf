#include <gtest/gtest.h>

#include "shell/server/sessions.h"
#include "shell/server/sign_in_limits.h"
#include "tests/server/backend.h"

namespace portal::server::test {
namespace {

constexpr long long kMinuteMs = 60'000;

int session_status(Backend& backend, const std::string& token) {
  return backend.call("GET", "/api/v1/session", "", {.token = token}).status;
}

TEST(Session, EndsAfterHalfAnHourWithoutACall) {
  Backend backend;
  const std::string token = backend.sign_in("professional");
  backend.now_ms += 29 * kMinuteMs;
  EXPECT_EQ(session_status(backend, token), 200);
  backend.now_ms += 29 * kMinuteMs;
  EXPECT_EQ(session_status(backend, token), 200) << "the call before moved the end";
  backend.now_ms += 31 * kMinuteMs;
  EXPECT_EQ(session_status(backend, token), 401);
}

TEST(Session, EndsAfterTwelveHoursHoweverBusy) {
  Backend backend;
  const std::string token = backend.sign_in("professional");
  for (int i = 0; i < 12 * 4 - 1; ++i) {
    backend.now_ms += 15 * kMinuteMs;
    ASSERT_EQ(session_status(backend, token), 200);
  }
  backend.now_ms += 15 * kMinuteMs;
  EXPECT_EQ(session_status(backend, token), 401);
}

TEST(Session, TellsWhenItEndsAndTheYearOfTheClock) {
  Backend backend;
  const model::Json session = json_of(backend.try_sign_in("professional", "secret"));
  EXPECT_EQ(model::text_or(session, "expires_at"), rfc3339(kStartMs + 30 * kMinuteMs));
  EXPECT_EQ(model::text_or(session, "server_time"), rfc3339(kStartMs));
  EXPECT_EQ(model::integer_or(session, "current_year", 0), 2026);
}

TEST(Session, YearTurnsAtMidnightInChina) {
  EXPECT_EQ(year_in_china(1'798'732'799'000), 2026);  // 2026-12-31T15:59:59Z
  EXPECT_EQ(year_in_china(1'798'732'800'000), 2027);  // 2026-12-31T16:00:00Z = midnight in Shanghai
}

TEST(Session, TokensAreNotInTheDatabase) {
  Backend backend;
  const std::string token = backend.sign_in("professional");
  bool found = true;
  backend.storage().transact([&](Records& records) {
    found = records.session(token).has_value();
    return Verdict::kCommit;
  });
  EXPECT_FALSE(found);
}

TEST(Session, CookieIsLockedToTheHostBehindTls) {
  Context context;
  EXPECT_TRUE(session_cookie(context, "t").starts_with("portal_session=t;"));
  context.behind_tls_proxy = true;
  const std::string cookie = session_cookie(context, "t");
  EXPECT_TRUE(cookie.starts_with("__Host-portal_session=t; Path=/;"));
  EXPECT_NE(cookie.find("Secure"), std::string::npos);
}

TEST(SignIn, IsBlockedAfterFiveFailuresAndLongerWithEachFurtherOne) {
  Backend backend;
  for (int i = 0; i < 5; ++i) EXPECT_EQ(backend.try_sign_in("employer", "wrong").status, 401);
  const Response blocked = backend.try_sign_in("employer", "secret");
  EXPECT_EQ(blocked.status, 429);
  EXPECT_EQ(blocked.header("Retry-After"), "30");
  backend.now_ms += 30'000;
  EXPECT_EQ(backend.try_sign_in("employer", "wrong").status, 401);
  EXPECT_EQ(backend.try_sign_in("employer", "secret").header("Retry-After"), "60");
  backend.now_ms += 60'000;
  EXPECT_EQ(backend.try_sign_in("employer", "secret").status, 201);
  EXPECT_EQ(backend.try_sign_in("employer", "wrong").status, 401) << "success forgets the failures";
}

TEST(SignIn, BlockOutlivesARestart) {
  Backend backend;
  for (int i = 0; i < 5; ++i) backend.try_sign_in("employer", "wrong");
  backend.restart();
  EXPECT_EQ(backend.try_sign_in("employer", "secret").status, 429);
}

TEST(SignIn, AddressThatGuessesManyNamesIsBlockedForAll) {
  Backend backend;
  for (int i = 0; i < 30; ++i) EXPECT_EQ(backend.try_sign_in("name" + std::to_string(i), "x").status, 401);
  EXPECT_EQ(backend.try_sign_in("professional", "secret").status, 429);
}

TEST(SignIn, FailuresAreForgottenAfterHalfAnHour) {
  AttemptBucket bucket;
  for (int i = 0; i < 4; ++i) bucket = after_failure(bucket, kAccountLimits, 1000);
  EXPECT_EQ(after_failure(bucket, kAccountLimits, 1000 + 31 * kMinuteMs).failures, 1);
  EXPECT_EQ(after_failure(bucket, kAccountLimits, 1000).failures, 5);
}

TEST(SignIn, WaitNeverExceedsItsLongest) {
  AttemptBucket bucket;
  for (int i = 0; i < 100; ++i) bucket = after_failure(bucket, kAccountLimits, 1000);
  EXPECT_EQ(wait_s(bucket, 1000), 15 * 60);
  EXPECT_EQ(wait_s(bucket, 1000 + 15 * kMinuteMs), 0);
}

TEST(ForgedCall, IsToldByTheBrowserOrByItsOrigin) {
  const auto forged = [](Headers headers, bool cookie) {
    Request request;
    headers.push_back({"Host", "portal.example:8080"});
    request.headers = std::move(headers);
    return may_be_forged(request, cookie);
  };
  EXPECT_FALSE(forged({{"Sec-Fetch-Site", "same-origin"}}, true));
  EXPECT_TRUE(forged({{"Sec-Fetch-Site", "cross-site"}, {"Origin", "http://portal.example:8080"}}, true));
  EXPECT_FALSE(forged({{"Origin", "http://portal.example:8080"}}, true));
  EXPECT_TRUE(forged({{"Origin", "http://portal.example"}}, true));
  EXPECT_TRUE(forged({{"Origin", "http://portal.example:8080.evil"}}, true));
  EXPECT_TRUE(forged({}, true));
  EXPECT_FALSE(forged({}, false));
}

}  // namespace
}  // namespace portal::server::test
