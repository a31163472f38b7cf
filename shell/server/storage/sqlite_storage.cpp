#include "shell/server/storage/sqlite_storage.h"

#include <fcntl.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <vector>

#include "shell/server/log.h"
#include "shell/server/storage/schema.h"
#include "shell/server/storage/sql_records.h"

namespace portal::server {
namespace {

constexpr std::size_t kTurnsMax = 64;

// Somebody's work, and what became of it.
struct Turn {
  const Work& work;
  Outcome outcome = Outcome::kUnavailable;
  std::exception_ptr thrown = nullptr;
  bool done = false;
};

// One connection, one transaction at a time, and in it the work of all who came while the last one was synced: one sync for all of them.
// Each has a savepoint of its own; nobody is told before the sync. Whoever comes first when nothing is under way carries out everybody's.
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
    Turn turn{work};
    std::unique_lock lock(mutex_);
    waiting_.push_back(&turn);
    while (!turn.done) {
      if (busy_) {
        changed_.wait(lock);
        continue;
      }
      busy_ = true;
      const std::size_t count = std::min(waiting_.size(), kTurnsMax);
      const std::vector<Turn*> turns(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(count));
      waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(count));
      lock.unlock();
      carry_out(turns);
      lock.lock();
      for (Turn* done : turns) done->done = true;
      busy_ = false;
      changed_.notify_all();
    }
    if (turn.thrown) std::rethrow_exception(turn.thrown);
    return turn.outcome;
  }

 private:
  void carry_out(const std::vector<Turn*>& turns) {
    try {
      soci::transaction transaction(sql_);  // rolls back unless committed
      SqlRecords records(sql_);
      for (Turn* turn : turns) carry_out(*turn, records);
      transaction.commit();
      return;
    } catch (const soci::soci_error& failure) {
      log(failure);
    } catch (...) {
      log_message(LogLevel::kError, "the database failed");
    }
    for (Turn* turn : turns) turn->outcome = Outcome::kUnavailable;  // also who was refused: by what is not there now
  }

  // Throws when the transaction, with everybody's work, is gone.
  void carry_out(Turn& turn, SqlRecords& records) {
    sql_ << "SAVEPOINT turn";
    try {
      turn.outcome = turn.work(records) == Verdict::kCommit ? Outcome::kCommitted : Outcome::kRolledBack;
    } catch (const soci::soci_error& failure) {
      if (is_ended()) throw;
      log(failure);
      turn.outcome = Outcome::kUnavailable;
    } catch (...) {
      if (is_ended()) throw;
      turn.thrown = std::current_exception();
    }
    if (turn.thrown || turn.outcome != Outcome::kCommitted) sql_ << "ROLLBACK TO turn";
    sql_ << "RELEASE turn";
  }

  // Some failures (disk full, no memory) end the whole transaction, not the statement alone.
  bool is_ended() { return sqlite_api::sqlite3_get_autocommit(static_cast<soci::sqlite3_session_backend*>(sql_.get_backend())->conn_) != 0; }

  // Not what(): that holds the values bound to the statement.
  static void log(const soci::soci_error& failure) { log_message(LogLevel::kError, "the database failed", failure.get_error_message()); }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Turn*> waiting_;
  bool busy_ = false;
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
