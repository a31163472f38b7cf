#include "shell/server/storage/maintenance.h"

#include <fcntl.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <unistd.h>

#include <fstream>

#include "shell/server/attachment_store.h"
#include "shell/server/crypto.h"
#include "shell/server/storage/sql_statement.h"

namespace portal::server {
namespace {

namespace fs = std::filesystem;

model::Error error_of(std::string code, std::string pointer, const std::string& reason = {}) {
  model::Error error{std::move(code), std::move(pointer), {}};
  if (!reason.empty()) error.params["reason"] = reason;
  return error;
}

soci::session open_file(const fs::path& file, bool read_only) {
  return soci::session(soci::sqlite3, "db=" + file.string() + " timeout=30" + (read_only ? " readonly=true" : ""));
}

bool sync(const fs::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool synced = ::fsync(descriptor) == 0;
  ::close(descriptor);
  return synced;
}

bool put_in_place(const fs::path& from, const fs::path& to) {
  std::error_code error;
  if (!sync(from)) return false;
  fs::rename(from, to, error);
  return !error && sync(to.parent_path().empty() ? "." : to.parent_path());
}

// Content in the backup itself.
std::optional<std::string> content_in(soci::session& sql, const std::string& sha256) {
  soci::blob content(sql);
  sql << "SELECT content FROM attachment_contents WHERE sha256 = :sha256", soci::into(content), soci::use(sha256);
  if (!sql.got_data()) return std::nullopt;
  std::string bytes(content.get_len(), '\0');
  if (!bytes.empty()) content.read(0, bytes.data(), bytes.size());
  return bytes;
}

std::vector<std::string> attachments_of(soci::session& sql) {
  std::vector<std::string> all;
  std::string sha256;
  SqlStatement statement(sql, "SELECT sha256 FROM attachments ORDER BY sha256");
  statement.out(sha256);
  while (statement.next()) all.push_back(sha256);
  return all;
}

// The first fault of a backup, or what it holds.
model::Result<Verification> checked(soci::session& sql) {
  std::string integrity;
  sql << "PRAGMA integrity_check", soci::into(integrity);
  if (integrity != "ok") return error_of("verification_failed", "", integrity);
  Verification found = verify(sql, [&sql](const std::string& sha256) { return content_in(sql, sha256); });
  if (!found.faults.empty()) return error_of("verification_failed", "", found.faults.front());
  return found;
}

// A file that goes with this object, unless it was renamed; with what SQLite leaves beside it.
struct Aside {
  ~Aside() {
    std::error_code ignored;
    for (const char* suffix : {"", "-journal", "-wal", "-shm"}) fs::remove(file.string() + suffix, ignored);
  }
  fs::path file;
};

void take_contents_in(soci::session& sql, const AttachmentStore& store) {
  const soci::transaction transaction(sql);
  for (const std::string& sha256 : attachments_of(sql)) {
    const std::optional<std::string> bytes = store.read(sha256);
    if (!bytes) continue;  // told by checked()
    soci::blob content(sql);
    if (!bytes->empty()) content.write(0, bytes->data(), bytes->size());
    sql << "INSERT INTO attachment_contents (sha256, content) VALUES (:sha256, :content)", soci::use(sha256), soci::use(content);
  }
  sql << "COMMIT";
}

bool put_contents_out(soci::session& sql, AttachmentStore& store) {
  for (const std::string& sha256 : attachments_of(sql)) {
    const std::optional<std::string> bytes = content_in(sql, sha256);
    std::unique_ptr<Upload> upload = store.start_upload();
    if (!bytes || !upload || !upload->write(*bytes)) return false;
    const std::shared_ptr<ReceivedFile> file = upload->finish();
    if (!file || !store.keep(*file)) return false;
  }
  sql << "DELETE FROM attachment_contents";
  sql << "VACUUM";
  return true;
}

}  // namespace

model::Result<Verification> verify_stored(const std::string& database, const fs::path& folder) {
  try {
    if (!database.empty()) {
      soci::session sql(soci::postgresql, database);
      sql << "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
      return verify(sql, [&sql](const std::string& sha256) -> std::optional<std::string> {
        std::string encoded;
        SqlStatement statement(sql, "SELECT encode(content, 'base64') FROM attachment_contents WHERE sha256 = :sha256");
        if (!statement.in(sha256).out(encoded).next()) return std::nullopt;
        return read_base64(encoded);
      });
    }
    soci::session sql = open_file(folder / "portal.sqlite", true);
    sql << "BEGIN";
    const AttachmentStore store(folder / "attachments", AttachmentStore::Opening::kBeside);
    return verify(sql, [&store](const std::string& sha256) { return store.read(sha256); });
  } catch (const soci::soci_error& failure) {
    return error_of("database_failed", "", failure.get_error_message());
  }
}

model::Result<Verification> back_up(const fs::path& folder, const fs::path& file) {
  if (fs::exists(file)) return error_of("file_exists", file.string());
  const Aside aside{file.string() + ".part"};
  try {
    std::error_code ignored;
    fs::remove(aside.file, ignored);
    soci::session source = open_file(folder / "portal.sqlite", true);
    SqlStatement(source, "VACUUM INTO :file").in(aside.file.string()).run();
    source.close();
    soci::session copy = open_file(aside.file, false);
    take_contents_in(copy, AttachmentStore(folder / "attachments", AttachmentStore::Opening::kBeside));
    model::Result<Verification> found = checked(copy);
    if (!found) return found;
    copy.close();
    if (!put_in_place(aside.file, file)) return error_of("file_failed", file.string());
    return found;
  } catch (const soci::soci_error& failure) {
    return error_of("database_failed", "", failure.get_error_message());
  }
}

model::Result<Verification> restore(const fs::path& file, const fs::path& folder) {
  const fs::path target = folder / "portal.sqlite";
  if (fs::exists(target)) return error_of("database_exists", target.string());
  if (!fs::exists(file)) return error_of("file_missing", file.string());
  std::error_code failed;
  fs::create_directories(folder, failed);
  const Aside aside{folder / "portal.sqlite.part"};
  if (!failed) fs::copy_file(file, aside.file, fs::copy_options::overwrite_existing, failed);
  if (failed) return error_of("file_failed", folder.string(), failed.message());
  try {
    soci::session sql = open_file(aside.file, false);
    model::Result<Verification> found = checked(sql);
    if (!found) return found;
    AttachmentStore store(folder / "attachments");
    if (!put_contents_out(sql, store)) return error_of("file_failed", (folder / "attachments").string());
    sql.close();
    if (!put_in_place(aside.file, target)) return error_of("file_failed", target.string());
    return found;
  } catch (const soci::soci_error& failure) {
    return error_of("database_failed", "", failure.get_error_message());
  }
}

}  // namespace portal::server
