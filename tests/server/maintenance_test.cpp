#include "shell/server/storage/maintenance.h"

#include <gtest/gtest.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <fstream>

#include "shell/server/crypto.h"
#include "tests/server/backend.h"

namespace portal::server::test {
namespace {

// A submitted declaration with an attachment; its id.
std::string submit_one(Backend& backend, const std::string& token) {
  const model::Json draft = json_of(backend.send("POST", "/api/v1/declarations", backend.complete_content(token), {.token = token}));
  const std::string id = model::text_or(draft, "id");
  EXPECT_EQ(backend.call("POST", "/api/v1/declarations/" + id + "/submit", "", {.token = token, .if_match = "\"1\""}).status, 200);
  return id;
}

std::string faults_in(const Backend& backend) {
  const auto found = verify_stored(backend.address(), backend.folder);
  if (!found) return found.error().code;
  std::string all;
  for (const std::string& fault : found->faults) all += fault + "; ";
  return all;
}

TEST(Verify, FindsNothingWrongAfterOrdinaryWork) {
  Backend backend;
  const std::string token = backend.sign_in("professional");
  submit_one(backend, token);
  const auto found = verify_stored(backend.address(), backend.folder);
  ASSERT_TRUE(found);
  EXPECT_EQ(faults_in(backend), "");
  EXPECT_EQ(found->declarations, 1);
  EXPECT_EQ(found->history_entries, 2);
  EXPECT_EQ(found->attachments, 1);
  EXPECT_EQ(found->audit_entries, 4) << "sign-in, upload, save, submit";
}

TEST(Verify, FindsEachChangeBehindTheServersBack) {
  Backend backend;
  const std::string token = backend.sign_in("professional");
  const std::string id = submit_one(backend, token);
  const auto after = [&](const std::string& change) {
    soci::session sql = backend.sql();
    sql << change;
    return faults_in(backend);
  };
  const std::string altered = "declaration " + id + ": not as the last entry of the audit log left it; ";
  EXPECT_EQ(after("UPDATE declarations SET document = REPLACE(document, '学术年会', '学术大会')"), altered);
  EXPECT_EQ(after("UPDATE declarations SET document = REPLACE(document, '学术大会', '学术年会')"), "");
  EXPECT_EQ(after("UPDATE declaration_history SET entry = REPLACE(entry, 'submit', 'revoke')"), "declaration " + id + ": its history was changed; ");
  EXPECT_EQ(after("UPDATE declaration_history SET entry = REPLACE(entry, 'revoke', 'submit')"), "");
  EXPECT_EQ(after("UPDATE audit_log SET entry = REPLACE(entry, 'upload', 'unload')"), "audit log, entry 2: changed, or the one before it; ");
  EXPECT_EQ(after("UPDATE audit_log SET entry = REPLACE(entry, 'unload', 'upload')"), "");
  EXPECT_EQ(after("UPDATE reach_counts SET declarations = declarations + 1 WHERE state = 'pending'"), "lists: not what the declarations say; ");
  EXPECT_EQ(after("UPDATE reach_counts SET declarations = declarations - 1 WHERE state = 'pending'"), "");
  EXPECT_EQ(after("UPDATE declaration_reach SET updated_at = 'then'"), "lists: not what the declarations say; ");
  EXPECT_EQ(after("UPDATE declaration_reach SET updated_at = (SELECT updated_at FROM declarations WHERE id = declaration)"), "");
  EXPECT_EQ(after("DELETE FROM declaration_history WHERE position = 1"), altered) << "its last step was taken off";
  EXPECT_NE(after("DELETE FROM audit_log WHERE position = 2").find("audit log, entry 3: one before it is missing; "), std::string::npos);
}

TEST(SqliteVerify, FindsMissingAndDamagedAttachments) {
  Backend backend;
  const std::string token = backend.sign_in("professional");
  submit_one(backend, token);
  const std::string sha256 = sha256_hex(png());
  const std::filesystem::path file = backend.folder / "attachments" / sha256.substr(0, 2) / sha256;
  std::ofstream(file, std::ios::app) << "more";
  EXPECT_EQ(faults_in(backend), "attachment " + sha256 + ": damaged; ");
  std::filesystem::remove(file);
  EXPECT_EQ(faults_in(backend), "attachment " + sha256 + ": missing; ");
}

TEST(SqliteBackup, TakenWhileTheServerRunsIsRestoredWhole) {
  Backend backend;
  const std::string token = backend.sign_in("professional");
  const std::string id = submit_one(backend, token);
  const std::string before = backend.call("GET", "/api/v1/declarations/" + id, "", {.token = token}).body;
  const std::filesystem::path file = backend.folder.string() + ".backup";
  ASSERT_TRUE(back_up(backend.folder, file));
  submit_one(backend, token);  // not in it

  backend.router.reset();
  std::filesystem::remove_all(backend.folder);
  const auto restored = restore(file, backend.folder);
  ASSERT_TRUE(restored) << restored.error().code;
  backend.restart();
  EXPECT_EQ(backend.call("GET", "/api/v1/declarations/" + id, "", {.token = token}).body, before);
  EXPECT_EQ(backend.call("GET", "/api/v1/attachments/" + sha256_hex(png()), "", {.token = token}).body, png());
  EXPECT_EQ(model::integer_or(json_of(backend.call("GET", "/api/v1/declarations", "", {.token = token})), "total", 0), 1);
  EXPECT_EQ(faults_in(backend), "");
  long long contents = -1;
  backend.sql() << "SELECT COUNT(*) FROM attachment_contents", soci::into(contents);
  EXPECT_EQ(contents, 0) << "they are files again";
  std::filesystem::remove(file);
}

TEST(SqliteBackup, NothingIsOverwritten) {
  Backend backend;
  const std::filesystem::path file = backend.folder.string() + ".backup";
  ASSERT_TRUE(back_up(backend.folder, file));
  EXPECT_EQ(back_up(backend.folder, file).error().code, "file_exists");
  EXPECT_EQ(restore(file, backend.folder).error().code, "database_exists");
  std::filesystem::remove(file);
}

TEST(SqliteBackup, OfDamagedDataIsNotMade) {
  Backend backend;
  submit_one(backend, backend.sign_in("professional"));
  std::filesystem::remove_all(backend.folder / "attachments");
  const std::filesystem::path file = backend.folder.string() + ".backup";
  const auto made = back_up(backend.folder, file);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, "verification_failed");
  EXPECT_FALSE(std::filesystem::exists(file));
  EXPECT_FALSE(std::filesystem::exists(file.string() + ".part"));
}

TEST(SqliteBackup, DamagedOneIsNotRestored) {
  Backend backend;
  submit_one(backend, backend.sign_in("professional"));
  const std::filesystem::path file = backend.folder.string() + ".backup", target = backend.folder.string() + ".restored";
  ASSERT_TRUE(back_up(backend.folder, file));
  soci::session(soci::sqlite3, "db=" + file.string()) << "UPDATE attachment_contents SET content = CAST('other' AS BLOB)";
  EXPECT_EQ(restore(file, target).error().code, "verification_failed");
  EXPECT_FALSE(std::filesystem::exists(target / "portal.sqlite"));
  std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
  EXPECT_FALSE(restore(file, target));
  EXPECT_FALSE(std::filesystem::exists(target / "portal.sqlite"));
  std::filesystem::remove(file);
  std::filesystem::remove_all(target);
}

}  // namespace
}  // namespace portal::server::test
