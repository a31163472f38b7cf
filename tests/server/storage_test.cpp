#include <gtest/gtest.h>
#include <soci/soci.h>

#include "shell/server/crypto.h"
#include "shell/server/masking.h"
#include "shell/server/storage/migrations.h"
#include "shell/server/storage/sql_records.h"
#include "tests/server/backend.h"

namespace portal::server::test {
namespace {

TEST(Storage, ForeignKeysHold) {
  Backend backend;
  const Outcome outcome = backend.storage().transact([](Records& records) {
    records.add_person({"x", "x", "", "", "", "no such organisation"});
    return Verdict::kCommit;
  });
  EXPECT_EQ(outcome, Outcome::kUnavailable);
}

TEST(Storage, FailureIsLoggedWithoutTheValuesOfTheStatement) {
  Backend backend;
  testing::internal::CaptureStderr();
  backend.storage().transact([](Records& records) {
    records.add_person({"x", "王秘密", "", "419900199001011234", "", "no such organisation"});
    return Verdict::kCommit;
  });
  const std::string log = testing::internal::GetCapturedStderr();
  EXPECT_NE(log.find("the database failed"), std::string::npos);
  EXPECT_EQ(log.find("王秘密"), std::string::npos) << log;
  EXPECT_EQ(log.find("419900199001011234"), std::string::npos) << log;
}

TEST(Storage, RolledBackWorkLeavesNothing) {
  Backend backend;
  backend.storage().transact([](Records& records) {
    records.add_person({"x", "x", "", "", "", "hospital"});
    return Verdict::kRollBack;
  });
  bool found = true;
  backend.storage().transact([&found](Records& records) {
    found = records.person("x").has_value();
    return Verdict::kCommit;
  });
  EXPECT_FALSE(found);
}

TEST(Storage, WorkThatThrowsIsRolledBackAndTheNextOneWorks) {
  Backend backend;
  EXPECT_THROW(backend.storage().transact([](Records& records) -> Verdict {
    records.add_person({"x", "x", "", "", "", "hospital"});
    throw std::runtime_error("a bug");
  }), std::runtime_error);
  bool found = true;
  EXPECT_EQ(backend.storage().transact([&found](Records& records) {
    found = records.person("x").has_value();
    return Verdict::kCommit;
  }), Outcome::kCommitted);
  EXPECT_FALSE(found);
}

TEST(Storage, DatabaseOfALaterServerIsRefused) {
  Backend backend;
  backend.router.reset();
  {
    soci::session sql = backend.sql();
    sql << "INSERT INTO schema_migrations (number, name, checksum, applied_at) VALUES (9999, 'later', '', '')";
  }
  const auto opened = backend.open_again();
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, "database_newer");
}

TEST(Storage, ChangedMigrationIsRefused) {
  Backend backend;
  backend.router.reset();
  {
    soci::session sql = backend.sql();
    sql << "UPDATE schema_migrations SET checksum = 'another' WHERE number = 1";
  }
  const auto opened = backend.open_again();
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, "database_changed");
  EXPECT_EQ(opened.error().params.at("reason"), "migration 1 (first tables) is not the one that was applied to this database");
}

TEST(Storage, OfTwoSavesOfOneRevisionTheSecondIsRefused) {
  Backend backend;
  const std::string token = backend.sign_in("professional");
  const std::string id = model::text_or(json_of(backend.send("POST", "/api/v1/declarations", backend.complete_content(token), {.token = token})), "id");
  bool first = false, second = true;
  backend.storage().transact([&](Records& records) {
    model::Declaration declaration = *records.declaration(id);
    const model::DeclarationSummary summary = model::summarise(declaration, backend.served()->catalogue);
    declaration.revision = 2;
    first = records.save_declaration(declaration, summary);
    second = records.save_declaration(declaration, summary);
    return Verdict::kCommit;
  });
  EXPECT_TRUE(first);
  EXPECT_FALSE(second);
}

TEST(AuditLog, IsAChainOfHashesFromTheFirstEntry) {
  Backend backend;
  const std::string token = backend.sign_in("professional");
  backend.send("POST", "/api/v1/declarations", backend.complete_content(token), {.token = token});
  soci::session sql = backend.sql();
  soci::rowset<soci::row> rows = (sql.prepare << "SELECT entry, hash FROM audit_log ORDER BY position");
  std::string previous;
  int entries = 0;
  for (const soci::row& row : rows) {
    const std::string hash = row.get<std::string>(1);
    EXPECT_EQ(hash, sha256_hex(previous + row.get<std::string>(0)));
    previous = hash;
    ++entries;
  }
  EXPECT_EQ(entries, 3) << "sign-in, upload, save";
}

TEST(Migrations, AreNumberedFromOneWithoutGaps) {
  int expected = 1;
  for (const Migration& migration : migrations()) EXPECT_EQ(migration.number, expected++);
}

TEST(Migrations, SpeakTheLanguageOfEachEngine) {
  EXPECT_EQ(for_engine("id @TEXT@, n @BIGINT@) @STRICT@", Engine::kSqlite), "id TEXT, n INTEGER) STRICT");
  EXPECT_EQ(for_engine("id @TEXT@, n @BIGINT@) @STRICT@", Engine::kPostgresql), "id TEXT COLLATE \"C\", n BIGINT) ");
}

TEST(Search, WildcardsAreTakenAsTheyStand) {
  EXPECT_EQ(like_pattern(" 100%_A! "), "%100!%!_a!!%");
}

TEST(Masking, KeepsTheEndsAndHidesShortNumbersWhole) {
  EXPECT_EQ(masked_resident_id("41990019900101221X"), "419***********221X");
  EXPECT_EQ(masked_mobile("19900001234"), "199****1234");
  EXPECT_EQ(masked_mobile("12345"), "*****");
  EXPECT_EQ(masked_resident_id(""), "");
}

TEST(Crypto, RecordIdsAreInOrderOfTime) {
  std::string before = new_record_id(kStartMs);
  for (int i = 1; i < 200; ++i) {
    const std::string id = new_record_id(kStartMs + i);
    EXPECT_EQ(id.size(), 26u);
    EXPECT_LT(before, id);
    before = id;
  }
}

TEST(Crypto, HashesAndEncodesAsOthersDo) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(base64url("\xfb\xff?"), "-_8_");
  std::string bytes;
  EXPECT_TRUE(read_base64url("-_8_", bytes));
  EXPECT_EQ(bytes, "\xfb\xff?");
  EXPECT_FALSE(read_base64url("a+b=", bytes));
}

}  // namespace
}  // namespace portal::server::test
