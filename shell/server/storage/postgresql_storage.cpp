#include "shell/server/storage/postgresql_storage.h"

#include <soci/connection-pool.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <chrono>
#include <thread>

#include "shell/server/crypto.h"
#include "shell/server/log.h"
#include "shell/server/storage/schema.h"
#include "shell/server/storage/sql_records.h"
#include "shell/server/storage/sql_statement.h"

namespace portal::server {
namespace {

constexpr std::size_t kConnections = 7;  // one more than the transport's threads
constexpr int kAttemptsMax = 6;
constexpr std::chrono::milliseconds kFirstPause{3};
constexpr int kFreeConnectionWaitMs = 5'000;
constexpr const char* kMigrationLock = "7236547";  // any number, the same in every server

// A dead peer is noticed although nothing comes back from it.
std::string with_time_limits(std::string url) {
  for (const char* parameter : {"connect_timeout=5", "tcp_user_timeout=15000", "keepalives_idle=30", "application_name=portal_server"}) {
    const std::string_view name = std::string_view(parameter).substr(0, std::string_view(parameter).find('='));
    if (url.find(std::string(name) + "=") != std::string::npos) continue;
    url += (url.find('?') == std::string::npos ? "?" : "&") + std::string(parameter);
  }
  return url;
}

void prepare_connection(soci::session& sql) {
  for (const char* setting : {"SET synchronous_commit = on", "SET lock_timeout = '5s'", "SET statement_timeout = '15s'",
                              "SET idle_in_transaction_session_timeout = '30s'", "SET client_min_messages = warning"})
    sql << setting;
}

std::string state_of(const soci::soci_error& failure) {
  const auto* known = dynamic_cast<const soci::postgresql_soci_error*>(&failure);
  return known ? known->sqlstate().substr(0, 5) : std::string();
}

bool is_conflict(const soci::soci_error& failure) {
  const std::string state = state_of(failure);
  return state == "40001" || state == "40P01";  // serialization_failure, deadlock_detected
}

// SQLSTATE and the first line: the others, and what class 22 complains of, are values.
std::string reason_of(const soci::soci_error& failure) {
  const std::string state = state_of(failure);
  if (state.starts_with("22")) return "SQLSTATE " + state;
  const std::string message = failure.get_error_message();
  return (state.empty() ? "" : "SQLSTATE " + state + ": ") + message.substr(0, message.find('\n'));
}

class PostgresqlRecords final : public SqlRecords {
 public:
  using SqlRecords::SqlRecords;

  // SOCI hands values over as text.
  void add_content(std::string_view sha256, std::string_view bytes) override {
    SqlStatement(sql_, "INSERT INTO attachment_contents (sha256, content) VALUES (:sha256, decode(:content, 'base64')) ON CONFLICT DO NOTHING")
        .in(sha256).in(base64(bytes))
        .run();
  }
  std::optional<std::string> content(std::string_view sha256) override {
    std::string encoded;
    SqlStatement statement(sql_, "SELECT encode(content, 'base64') FROM attachment_contents WHERE sha256 = :sha256");
    if (!statement.in(sha256).out(encoded).next()) return std::nullopt;
    return read_base64(encoded);
  }
};

class PostgresqlStorage final : public Storage {
 public:
  explicit PostgresqlStorage(const std::string& url) : pool_(kConnections) {
    for (std::size_t i = 0; i < kConnections; ++i) {
      pool_.at(i).open(soci::postgresql, url);
      prepare_connection(pool_.at(i));
    }
    soci::session& sql = pool_.at(0);
    sql << "SELECT pg_advisory_lock(" << kMigrationLock << ")";
    migrate(sql, Engine::kPostgresql);
    sql << "SELECT pg_advisory_unlock(" << kMigrationLock << ")";
  }

  Outcome transact(const Work& work) override { return run(work, kChange); }
  Outcome read(const Work& work) override { return run(work, kRead); }
  bool keeps_contents() const override { return true; }

 private:
  using Opening = std::initializer_list<const char*>;
  // The lock comes before the first statement that reads, so what is read is not older than what others committed.
  static constexpr Opening kChange = {"BEGIN ISOLATION LEVEL SERIALIZABLE", "LOCK TABLE audit_log IN EXCLUSIVE MODE"};
  static constexpr Opening kRead = {"BEGIN ISOLATION LEVEL REPEATABLE READ"};

  Outcome run(const Work& work, Opening opening) {
    std::size_t position = 0;
    if (!pool_.try_lease(position, kFreeConnectionWaitMs)) {
      log_message(LogLevel::kError, "the database failed", "no connection became free");
      return Outcome::kUnavailable;
    }
    const Lease lease{pool_, position};
    soci::session& sql = pool_.at(position);
    for (int attempt = 1;; ++attempt) {
      bool begun = false;
      try {
        begin(sql, opening);
        begun = true;
        PostgresqlRecords records(sql);
        const Verdict verdict = work(records);
        sql << (verdict == Verdict::kCommit ? "COMMIT" : "ROLLBACK");
        return verdict == Verdict::kCommit ? Outcome::kCommitted : Outcome::kRolledBack;
      } catch (const soci::soci_error& failure) {
        const bool again = attempt < kAttemptsMax && (is_conflict(failure) || (!begun && take_up_again(sql)));
        if (begun) roll_back(sql);
        if (!again) {
          log_message(LogLevel::kError, "the database failed", reason_of(failure));
          return Outcome::kUnavailable;
        }
        std::this_thread::sleep_for(kFirstPause * (1 << attempt));
      } catch (...) {
        roll_back(sql);
        throw;
      }
    }
  }

  struct Lease {
    ~Lease() { pool.give_back(position); }
    soci::connection_pool& pool;
    std::size_t position;
  };

  static void begin(soci::session& sql, Opening opening) {
    for (const char* statement : opening) sql << statement;
  }

  static void roll_back(soci::session& sql) {
    try {
      sql << "ROLLBACK";
    } catch (const soci::soci_error& failure) {  // the connection is gone, and the transaction with it
      log_message(LogLevel::kInfo, "no rollback", reason_of(failure));
    }
  }

  // After a transaction that could not begin: a new connection in place of a broken one.
  static bool take_up_again(soci::session& sql) {
    try {
      if (sql.is_connected()) {
        roll_back(sql);
        return false;
      }
      sql.reconnect();
      prepare_connection(sql);
      return true;
    } catch (const soci::soci_error& failure) {
      log_message(LogLevel::kError, "the database cannot be reached", reason_of(failure));
      return false;
    }
  }

  soci::connection_pool pool_;
};

}  // namespace

model::Result<std::shared_ptr<Storage>> open_postgresql(const std::string& url) {
  const auto failed = [](std::string code, const std::string& reason) { return model::Error{std::move(code), "", {{"reason", reason}}}; };
  try {
    return std::shared_ptr<Storage>(std::make_shared<PostgresqlStorage>(with_time_limits(url)));
  } catch (const DatabaseNewer& failure) {
    return failed("database_newer", failure.what());
  } catch (const MigrationChanged& failure) {
    return failed("database_changed", failure.what());
  } catch (const soci::soci_error& failure) {
    return failed("database_failed", reason_of(failure));
  } catch (const std::exception& failure) {
    return failed("database_failed", failure.what());
  }
}

}  // namespace portal::server
