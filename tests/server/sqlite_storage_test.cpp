#include "shell/server/storage/sqlite_storage.h"

#include <gtest/gtest.h>

#include "tests/server/backend.h"

namespace portal::server::test {
namespace {

TEST(SqliteStorage, UsesWal) {
  Backend backend;
  std::string mode;
  backend.sql() << "PRAGMA journal_mode", soci::into(mode);
  EXPECT_EQ(mode, "wal");
}

TEST(SqliteStorage, SecondOpeningOfTheSameFolderIsRefused) {
  Backend backend;
  const auto second = open_sqlite(backend.folder);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, "database_locked");
}

}  // namespace
}  // namespace portal::server::test
