// What was acknowledged survives any single failure of the disk and any loss of power; nothing is there by half.
#include <gtest/gtest.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <sqlite3.h>

#include <filesystem>
#include <thread>
#include <vector>

#include "shell/server/log.h"
#include "shell/server/storage/maintenance.h"
#include "shell/server/storage/sqlite_storage.h"
#include "tests/server/backend.h"
#include "tests/server/faulty_disk.h"

namespace portal::server::test {
namespace {

// A fresh copy of an empty, migrated database.
class Place {
 public:
  Place() : folder_(std::filesystem::temp_directory_path() / ("portal-faults-" + std::to_string(::getpid()))) {
    std::filesystem::remove_all(folder_);
    set_log_level(LogLevel::kError);
    const auto storage = open_sqlite(folder_ / "empty");
    EXPECT_TRUE(storage);
    (*storage)->transact([](Records& records) {
      records.add_organisation({"o", "o", model::Role::kAuthority, "", ""});
      return Verdict::kCommit;
    });
  }
  ~Place() { std::filesystem::remove_all(folder_); }

  std::filesystem::path fresh() const {
    std::filesystem::remove_all(folder_ / "data");
    std::filesystem::copy(folder_ / "empty", folder_ / "data", std::filesystem::copy_options::recursive);
    return folder_ / "data";
  }

 private:
  std::filesystem::path folder_;
};

// Change number n touches three tables; every third is of many pages.
Outcome change(Storage& storage, int n) {
  return storage.transact([n](Records& records) {
    records.add_person({"p" + std::to_string(n), "x", "", "", "", "o"});
    records.set_attempts("count", {n, 0, 0});
    records.audit({"", "", "", "change", std::to_string(n), n % 3 == 0 ? std::string(60'000, 'x') : std::string()});
    return Verdict::kCommit;
  });
}

// How many changes are there; -1 when one is there by half or out of order.
int changes_in(Storage& storage) {
  int found = 0;
  const Outcome outcome = storage.read([&found](Records& records) {
    for (found = 0; records.person("p" + std::to_string(found + 1)); ++found) {}
    if (records.attempts("count").failures != found || records.person("p" + std::to_string(found + 2))) found = -1;
    return Verdict::kCommit;
  });
  return outcome == Outcome::kCommitted ? found : -1;
}

void expect_sound(const std::filesystem::path& folder, int changes) {
  const auto found = verify_stored("", folder);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->faults, std::vector<std::string>());
  EXPECT_EQ(found->audit_entries, changes);
  std::string integrity;
  soci::session(soci::sqlite3, "db=" + (folder / "portal.sqlite").string()) << "PRAGMA integrity_check", soci::into(integrity);
  EXPECT_EQ(integrity, "ok");
}

constexpr int kChanges = 7;

// Steps that kChanges changes and the closing take.
long long steps_of_all(const Place& place) {
  const std::filesystem::path folder = place.fresh();
  FaultyDisk disk;
  {
    const auto storage = open_sqlite(folder);
    for (int n = 1; n <= kChanges; ++n) change(**storage, n);
  }
  return disk.steps();
}

TEST(SqliteFaults, AfterPowerIsCutAtAnyStepWhatWasAcknowledgedIsThereWhole) {
  const Place place;
  const long long steps = steps_of_all(place);
  ASSERT_GT(steps, 100);
  testing::internal::CaptureStderr();  // every failure is logged
  // Near the beginning each step, then spread over the long writes and the end, when the log is written into the database.
  for (long long step = 1; step <= steps; step += step < 60 ? 1 : 5) {
    const std::filesystem::path folder = place.fresh();
    int acknowledged = 0;
    {
      FaultyDisk disk;
      disk.cut_power_at(step);
      {
        const auto storage = open_sqlite(folder);
        while (storage && acknowledged < kChanges && change(**storage, acknowledged + 1) == Outcome::kCommitted) ++acknowledged;
      }
      disk.lose_unsynced(static_cast<std::uint64_t>(step));
    }
    const auto storage = open_sqlite(folder);
    ASSERT_TRUE(storage) << "step " << step;
    const int found = changes_in(**storage);
    EXPECT_GE(found, acknowledged) << "step " << step;
    EXPECT_LE(found, acknowledged + 1) << "step " << step;
    expect_sound(folder, found);
  }
  testing::internal::GetCapturedStderr();
}

TEST(SqliteFaults, WhatWasAcknowledgedToManyAtOnceIsThereAfterPowerIsCut) {
  const Place place;
  testing::internal::CaptureStderr();
  int told = 0;
  for (long long step = 1; step < 300; step += 11) {
    const std::filesystem::path folder = place.fresh();
    std::vector<Outcome> outcomes(12, Outcome::kUnavailable);
    {
      FaultyDisk disk;
      {
        const auto storage = open_sqlite(folder);
        ASSERT_TRUE(storage);
        disk.cut_power_at(disk.steps() + step);
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < outcomes.size(); ++i)
          threads.emplace_back([&, i] {
            outcomes[i] = (*storage)->transact([i](Records& records) {
              records.add_person({"p" + std::to_string(i), "x", "", "", "", "o"});
              records.audit({"", "", "", "change", std::to_string(i), std::string(6000, 'x')});
              return Verdict::kCommit;
            });
          });
        for (std::thread& thread : threads) thread.join();
      }
      disk.lose_unsynced(static_cast<std::uint64_t>(step));
    }
    const auto storage = open_sqlite(folder);
    ASSERT_TRUE(storage) << "step " << step;
    (*storage)->read([&](Records& records) {
      for (std::size_t i = 0; i < outcomes.size(); ++i) {
        told += outcomes[i] == Outcome::kCommitted;
        EXPECT_TRUE(outcomes[i] != Outcome::kCommitted || records.person("p" + std::to_string(i))) << "step " << step << ", " << i;
      }
      return Verdict::kCommit;
    });
  }
  testing::internal::GetCapturedStderr();
  EXPECT_GT(told, 20) << "some were told";
}

TEST(SqliteFaults, AfterAStepThatFailsTheChangeIsRefusedAndTheNextOneWorksWithoutARestart) {
  const Place place;
  const long long steps = steps_of_all(place);
  testing::internal::CaptureStderr();
  int refused = 0;
  for (const int code : {SQLITE_FULL, SQLITE_IOERR_FSYNC, SQLITE_IOERR_WRITE}) {
    for (long long step = 1; step <= steps; step += step < 40 ? 3 : 23) {
      const std::filesystem::path folder = place.fresh();
      FaultyDisk disk;
      const auto storage = open_sqlite(folder);
      ASSERT_TRUE(storage);
      disk.fail_from(step, 2, code);
      for (int n = 1; n <= kChanges;) {
        if (change(**storage, n) == Outcome::kCommitted) ++n;
        else ASSERT_LT(++refused, 1000) << "it never works again";
      }
      EXPECT_EQ(changes_in(**storage), kChanges) << "step " << step << ", code " << code;
    }
  }
  testing::internal::GetCapturedStderr();
  EXPECT_GT(refused, 10) << "the failures were met";
}

TEST(SqliteFaults, DatabaseThatSomebodyElseLocksIsUnavailableForThatTimeOnly) {
  Backend backend;
  const std::string token = backend.sign_in("professional");
  const model::Json content = backend.complete_content(token);
  testing::internal::CaptureStderr();
  soci::session other = backend.sql();
  other << "BEGIN IMMEDIATE";
  const Response refused = backend.send("POST", "/api/v1/declarations", content, {.token = token});
  EXPECT_EQ(refused.status, 503);
  EXPECT_FALSE(refused.header("Retry-After").empty());
  other << "ROLLBACK";
  EXPECT_EQ(backend.send("POST", "/api/v1/declarations", content, {.token = token}).status, 201);
  testing::internal::GetCapturedStderr();
}

}  // namespace
}  // namespace portal::server::test
