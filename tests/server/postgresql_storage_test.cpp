// What only several servers on one database meet.
#include "shell/server/storage/postgresql_storage.h"

#include <gtest/gtest.h>

#include <thread>

#include "shell/server/crypto.h"
#include "tests/server/backend.h"

namespace portal::server::test {
namespace {

std::shared_ptr<Storage> second_server(Backend& backend) {
  model::Result<std::shared_ptr<Storage>> storage = backend.open_again();
  EXPECT_TRUE(storage);
  return *storage;
}

TEST(PostgresqlStorage, ChangesOfTwoServersWaitForEachOtherAndNoneIsLost) {
  Backend backend;
  const std::shared_ptr<Storage> second = second_server(backend);
  constexpr int kEach = 40;
  const auto count_up = [](Storage& storage) {
    for (int i = 0; i < kEach; ++i) {
      const Outcome outcome = storage.transact([](Records& records) {
        AttemptBucket bucket = records.attempts("counter");
        ++bucket.failures;
        records.set_attempts("counter", bucket);
        records.audit({"", "", "", "count", "", ""});
        return Verdict::kCommit;
      });
      ASSERT_EQ(outcome, Outcome::kCommitted);
    }
  };
  std::vector<std::thread> threads;
  for (Storage* storage : {&backend.storage(), second.get(), &backend.storage(), second.get()}) threads.emplace_back(count_up, std::ref(*storage));
  for (std::thread& thread : threads) thread.join();
  int counted = 0;
  second->read([&counted](Records& records) {
    counted = records.attempts("counter").failures;
    return Verdict::kCommit;
  });
  EXPECT_EQ(counted, 4 * kEach);
}

TEST(PostgresqlStorage, ReadWaitsForNoChange) {
  Backend backend;
  const std::shared_ptr<Storage> second = second_server(backend);
  int failures = -1;
  backend.storage().transact([&](Records& records) {
    records.set_attempts("x", {7, 0, 0});
    EXPECT_EQ(second->read([&](Records& others) {
      failures = others.attempts("x").failures;
      return Verdict::kCommit;
    }), Outcome::kCommitted);
    return Verdict::kCommit;
  });
  EXPECT_EQ(failures, 0) << "as it was before the change";
}

TEST(PostgresqlStorage, ConnectionsThatTheDatabaseClosedAreTakenUpAgain) {
  Backend backend;
  const std::string token = backend.sign_in("professional");
  backend.sql() << "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND application_name = 'portal_server'";
  for (int i = 0; i < 12; ++i) EXPECT_EQ(backend.call("GET", "/api/v1/declarations", "", {.token = token}).status, 200);
}

TEST(PostgresqlStorage, ConnectionLostWithinAChangeIsUnavailableAndChangesNothing) {
  Backend backend;
  const Outcome outcome = backend.storage().transact([&backend](Records& records) {
    records.set_attempts("x", {7, 0, 0});
    backend.sql() << "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE state = 'idle in transaction'";
    return Verdict::kCommit;
  });
  EXPECT_EQ(outcome, Outcome::kUnavailable);
  int failures = -1;
  backend.storage().read([&failures](Records& records) {
    failures = records.attempts("x").failures;
    return Verdict::kCommit;
  });
  EXPECT_EQ(failures, 0);
}

TEST(PostgresqlStorage, AttachmentSentToOneServerIsReadFromAnother) {
  Backend backend;
  const std::string token = backend.sign_in("professional");
  const std::string bytes = "%PDF-1.7" + std::string("\0\xff'\\ every kind of byte", 22) + std::string(100'000, '\n');
  ASSERT_EQ(backend.upload(bytes, "application/pdf", {.token = token}).status, 201);
  backend.router->context().storage = second_server(backend);
  std::filesystem::remove_all(backend.folder / "attachments");
  const Response answer = backend.call("GET", "/api/v1/attachments/" + sha256_hex(bytes), "", {.token = token});
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(answer.body == bytes);
}

TEST(PostgresqlStorage, WrongAddressIsToldWithoutTheAddress) {
  const auto opened = open_postgresql("postgresql:///x?host=/nowhere&user=u&password=secret-word");
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, "database_failed");
  EXPECT_EQ(opened.error().params.at("reason").find("secret-word"), std::string::npos) << opened.error().params.at("reason");
}

}  // namespace
}  // namespace portal::server::test
