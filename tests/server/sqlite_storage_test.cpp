#include "shell/server/storage/sqlite_storage.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "tests/server/backend.h"

namespace portal::server::test {
namespace {

TEST(SqliteStorage, UsesWal) {
  Backend backend;
  std::string mode;
  backend.sql() << "PRAGMA journal_mode", soci::into(mode);
  EXPECT_EQ(mode, "wal");
}

TEST(SqliteStorage, WorkOfManyAtOnceIsEachWholeOrNotThere) {
  Backend backend;
  const auto add = [&backend](int number, Verdict verdict) {
    return backend.storage().transact([number, verdict](Records& records) {
      records.add_person({"n" + std::to_string(number), "x", "", "", "", number % 5 == 3 ? "no such organisation" : "hospital"});
      if (number % 5 == 4) throw std::runtime_error("a bug");
      return verdict;
    });
  };
  std::vector<Outcome> outcomes(100, Outcome::kUnavailable);
  std::atomic<int> thrown = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 100; ++i)
    threads.emplace_back([&, i] {
      try {
        outcomes[static_cast<std::size_t>(i)] = add(i, i % 5 == 2 ? Verdict::kRollBack : Verdict::kCommit);
      } catch (const std::runtime_error&) {
        ++thrown;
      }
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(thrown, 20);
  backend.restart();
  backend.storage().transact([&](Records& records) {
    for (int i = 0; i < 100; ++i) {
      const bool is_there = records.person("n" + std::to_string(i)).has_value();
      EXPECT_EQ(is_there, i % 5 < 2) << i;
      if (i % 5 >= 3) continue;
      EXPECT_EQ(outcomes[static_cast<std::size_t>(i)], i % 5 < 2 ? Outcome::kCommitted : Outcome::kRolledBack) << i;
    }
    return Verdict::kCommit;
  });
}

TEST(SqliteStorage, SecondOpeningOfTheSameFolderIsRefused) {
  Backend backend;
  const auto second = open_sqlite(backend.folder);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, "database_locked");
}

}  // namespace
}  // namespace portal::server::test
