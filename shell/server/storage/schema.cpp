#include "shell/server/storage/schema.h"

#include "shell/server/clock.h"
#include "shell/server/crypto.h"
#include "shell/server/storage/sql_statement.h"

namespace portal::server {
namespace {

void apply(soci::session& sql, const Migration& migration, Engine engine) {
  const std::string text = for_engine(migration.sql, engine);
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

// How many steps were applied, each compared with what this server has.
long long applied_steps(soci::session& sql) {
  long long number = 0, applied = 0;
  std::string checksum;
  SqlStatement statement(sql, "SELECT number, checksum FROM schema_migrations ORDER BY number");
  statement.out(number).out(checksum);
  while (statement.next()) {
    if (number > static_cast<long long>(migrations().size()))
      throw DatabaseNewer("migration " + std::to_string(number) + " is not known to this server");
    const Migration& migration = migrations()[static_cast<std::size_t>(number - 1)];
    if (checksum != sha256_hex(migration.sql))
      throw MigrationChanged("migration " + std::to_string(number) + " (" + std::string(migration.name) +
                             ") is not the one that was applied to this database");
    applied = number;
  }
  return applied;
}

}  // namespace

void migrate(soci::session& sql, Engine engine) {
  sql << for_engine("CREATE TABLE IF NOT EXISTS schema_migrations (number @BIGINT@ PRIMARY KEY, name TEXT NOT NULL, "
                    "checksum TEXT NOT NULL, applied_at TEXT NOT NULL) @STRICT@", engine);
  const long long applied = applied_steps(sql);
  for (const Migration& migration : migrations())
    if (migration.number > applied) apply(sql, migration, engine);
}

}  // namespace portal::server
