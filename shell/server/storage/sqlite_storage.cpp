#include "shell/server/storage/sqlite_storage.h"

#include <fcntl.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <sys/file.h>
#include <unistd.h>

#include <mutex>

#include "shell/server/log.h"
#include "shell/server/storage/schema.h"
#include "shell/server/storage/sql_records.h"

namespace portal::server {
namespace {

class SqliteStorage final : public Storage {
 public:
  SqliteStorage(const std::filesystem::path& file, int lock) : lock_(lock), sql_(soci::sqlite3, "db=" + file.string() + " timeout=5") {
    sql_ << "PRAGMA journal_mode = WAL";
    sql_ << "PRAGMA synchronous = FULL";
    sql_ << "PRAGMA foreign_keys = ON";
    sql_ << "PRAGMA trusted_schema = OFF";
    migrate(sql_, Engine::kSqlite);
  }
  ~SqliteStorage() override {
    try {
      sql_.close();
    } catch (const soci::soci_error& failure) {
      log_message(LogLevel::kError, "closing the database failed", failure.get_error_message());
    }
    ::close(lock_);
  }

  bool keeps_contents() const override { return false; }
  Outcome read(const Work& work) override { return transact(work); }
  Outcome transact(const Work& work) override {
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
  } catch (const DatabaseNewer& failure) {
    ::close(lock);
    return model::Error{"database_newer", "", {{"reason", failure.what()}}};
  } catch (const MigrationChanged& failure) {
    ::close(lock);
    return model::Error{"database_changed", "", {{"reason", failure.what()}}};
  } catch (const std::exception& failure) {
    ::close(lock);
    return failed(failure.what());
  }
}

}  // namespace portal::server
