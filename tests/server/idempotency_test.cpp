#include "shell/server/idempotency.h"

#include <gtest/gtest.h>

#include "tests/server/backend.h"

namespace portal::server::test {
namespace {

const std::string kKey = "0123456789abcdef";

long long total(Backend& backend, const std::string& token) {
  return model::integer_or(json_of(backend.call("GET", "/api/v1/declarations", "", {.token = token})), "total", -1);
}

TEST(IdempotencyKey, IsSixteenToSixtyFourPlainCharacters) {
  EXPECT_TRUE(is_idempotency_key(kKey));
  EXPECT_TRUE(is_idempotency_key(std::string(64, '_')));
  for (const std::string& key : {std::string(), std::string(15, 'a'), std::string(65, 'a'), std::string(16, ' '), std::string("0123456789abcdeé")})
    EXPECT_FALSE(is_idempotency_key(key)) << key;
}

TEST(Idempotency, RepeatGetsTheFirstAnswerAlsoAfterARestart) {
  Backend backend;
  const std::string token = backend.sign_in("professional");
  const model::Json content = backend.complete_content(token);
  const Response first = backend.send("POST", "/api/v1/declarations", content, {.token = token, .idempotency_key = kKey});
  backend.restart();
  const Response again = backend.send("POST", "/api/v1/declarations", content, {.token = token, .idempotency_key = kKey});
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(again.header("ETag"), first.header("ETag"));
  EXPECT_EQ(again.header("Idempotency-Replayed"), "true");
  EXPECT_EQ(total(backend, token), 1);
}

TEST(Idempotency, RefusedCallIsJudgedAgain) {
  Backend backend;
  const std::string token = backend.sign_in("professional");
  EXPECT_EQ(backend.call("POST", "/api/v1/declarations", std::string("{}"), {.token = token, .idempotency_key = kKey}).status, 422);
  EXPECT_EQ(backend.send("POST", "/api/v1/declarations", backend.complete_content(token), {.token = token, .idempotency_key = kKey}).status, 201);
}

TEST(Idempotency, AnswersAreForgottenAfterAWeek) {
  Backend backend;
  std::string token = backend.sign_in("professional");
  const model::Json content = backend.complete_content(token);
  backend.send("POST", "/api/v1/declarations", content, {.token = token, .idempotency_key = kKey});
  backend.now_ms += kAnswerKeptMs + 1;
  token = backend.sign_in("professional");
  backend.send("POST", "/api/v1/declarations", content, {.token = token});
  EXPECT_EQ(backend.send("POST", "/api/v1/declarations", content, {.token = token, .idempotency_key = kKey}).status, 201);
  EXPECT_EQ(total(backend, token), 3);
}

// A storage whose commits fail on purpose.
class FailingStorage final : public Storage {
 public:
  explicit FailingStorage(std::shared_ptr<Storage> real) : real_(std::move(real)) {}
  bool keeps_contents() const override { return real_->keeps_contents(); }
  Outcome read(const Work& work) override { return transact(work); }
  Outcome transact(const Work& work) override {
    if (!fails) return real_->transact(work);
    real_->transact([&work](Records& records) {
      (void)work(records);
      return Verdict::kRollBack;  // all was done, and then the disk was full
    });
    return Outcome::kUnavailable;
  }
  bool fails = false;

 private:
  std::shared_ptr<Storage> real_;
};

TEST(Idempotency, CallWhoseCommitFailedIsUnavailableAndItsRepeatIsDoneOnce) {
  Backend backend;
  const std::string token = backend.sign_in("professional");
  const model::Json content = backend.complete_content(token);
  const auto storage = std::make_shared<FailingStorage>(backend.router->context().storage);
  backend.router->context().storage = storage;
  storage->fails = true;
  const Response failed = backend.send("POST", "/api/v1/declarations", content, {.token = token, .idempotency_key = kKey});
  EXPECT_EQ(failed.status, 503);
  EXPECT_EQ(code_of(failed), "unavailable");
  EXPECT_FALSE(failed.header("Retry-After").empty());
  storage->fails = false;
  EXPECT_EQ(backend.send("POST", "/api/v1/declarations", content, {.token = token, .idempotency_key = kKey}).status, 201);
  EXPECT_EQ(total(backend, token), 1);
}

TEST(Unavailable, EveryCallThatNeedsStorageSaysSo) {
  Backend backend;
  const std::string token = backend.sign_in("professional");
  const auto storage = std::make_shared<FailingStorage>(backend.router->context().storage);
  backend.router->context().storage = storage;
  storage->fails = true;
  for (const char* target : {"/api/v1/session", "/api/v1/declarations", "/api/v1/declarations/x", "/api/v1/summary", "/api/v1/people", "/api/v1/organisations"})
    EXPECT_EQ(backend.call("GET", target, "", {.token = token}).status, 503) << target;
  EXPECT_EQ(backend.try_sign_in("professional", "secret").status, 503);
  EXPECT_EQ(backend.upload(png(), "image/png", {.token = token}).status, 503);
  EXPECT_EQ(backend.call("GET", "/health").status, 200);
  EXPECT_EQ(backend.call("GET", "/api/v1/catalogue").status, 200);
}

}  // namespace
}  // namespace portal::server::test
