#include "shell/server/storage/sqlite_storage.h"

#include <fcntl.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <sys/file.h>
#include <unistd.h>

#include <mutex>
#include <stdexcept>

#include "shell/server/clock.h"
#include "shell/server/crypto.h"
#include "shell/server/log.h"
#include "shell/server/storage/migrations.h"
#include "shell/server/storage/sql_records.h"
#include "shell/server/storage/sql_statement.h"

namespace portal::server {
namespace {

class NewerDatabase : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

void apply_migration(soci::session& sql, const Migration& migration) {
  const std::string text = for_engine(migration.sql, Engine::kSqlite);
  soci::transaction transaction(sql);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find(";\n", begin);
    if (end == std::string::npos) break;
    sql << text.substr(begin, end - begin);
    begin = end + 2;
  }
  SqlStatement(sql, "INSERT INTO schema_migrations (number, name, checksum, applied_at) VALUES (:number, :name, :checksum, :at)")
      .in(migration.number).in(migration.name).in(sha256_hex(migration.sql)).in(rfc3339(machine_clock()()))
      .run();
  transaction.commit();
}

void migrate(soci::session& sql) {
  sql << "CREATE TABLE IF NOT EXISTS schema_migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, "
         "checksum TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT";
  long long applied = 0, number = 0;
  std::string checksum;
  SqlStatement statement(sql, "SELECT number, checksum FROM schema_migrations ORDER BY number");
  statement.out(number).out(checksum);
  while (statement.next()) {
    if (number > static_cast<long long>(migrations().size()))
      throw NewerDatabase("migration " + std::to_string(number) + " is not known to this server");
    if (checksum != sha256_hex(migrations()[static_cast<std::size_t>(number - 1)].sql))
      throw std::runtime_error("migration " + std::to_string(number) + " is not the one that was applied");
    applied = number;
  }
  for (const Migration& migration : migrations())
    if (migration.number > applied) apply_migration(sql, migration);
}

class SqliteStorage final : public Storage {
 public:
  SqliteStorage(const std::filesystem::path& file, int lock) : lock_(lock), sql_(soci::sqlite3, "db=" + file.string() + " timeout=5") {
    sql_ << "PRAGMA journal_mode = WAL";
    sql_ << "PRAGMA synchronous = FULL";
    sql_ << "PRAGMA foreign_keys = ON";
    sql_ << "PRAGMA trusted_schema = OFF";
    migrate(sql_);
  }
  ~SqliteStorage() override {
    try {
      sql_.close();
    } catch (const soci::soci_error& failure) {
      log_message(LogLevel::kError, "closing the database failed", failure.get_error_message());
    }
    ::close(lock_);
  }

  Outcome transact(const std::function<Verdict(Records&)>& work) override {
    const std::lock_guard guard(mutex_);
    try {
      soci::transaction transaction(sql_);  // rolls back unless committed
      SqlRecords records(sql_);
      if (work(records) == Verdict::kRollBack) return Outcome::kRolledBack;
      transaction.commit();
      return Outcome::kCommitted;
    } catch (const soci::soci_error& failure) {
      // Not what(): that holds the values bound to the statement.
      log_message(LogLevel::kError, "the database failed", failure.get_error_message());
      return Outcome::kUnavailable;
    }
  }

 private:
  std::mutex mutex_;
  int lock_;
  soci::session sql_;
};

model::Error failed(const std::string& reason) { return {"database_failed", "", {{"reason", reason}}}; }

}  // namespace

model::Result<std::shared_ptr<Storage>> open_sqlite(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return failed(folder.string() + ": " + error.message());
  const int lock = ::open((folder / "portal.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock < 0) return failed((folder / "portal.lock").string() + " cannot be opened");
  if (::flock(lock, LOCK_EX | LOCK_NB) != 0) {
    ::close(lock);
    return model::Error{"database_locked", "", {{"folder", folder.string()}}};
  }
  try {
    return std::shared_ptr<Storage>(std::make_shared<SqliteStorage>(folder / "portal.sqlite", lock));
  } catch (const NewerDatabase& failure) {
    ::close(lock);
    return model::Error{"database_newer", "", {{"reason", failure.what()}}};
  } catch (const std::exception& failure) {
    ::close(lock);
    return failed(failure.what());
  }
}

}  // namespace portal::server
