#include "shell/server/administrator.h"

#include <gtest/gtest.h>

#include "tests/server/backend.h"

namespace portal::server::test {
namespace {

const Passwords& cheap() {
  static const Passwords passwords(PasswordCost{1, 8192});
  return passwords;
}

TEST(AddAdministrator, MakesAnAccountThatCanSignIn) {
  Backend backend;
  const auto made = add_administrator(backend.storage(), cheap(), {"root", "correct horse battery", "王管理", ""}, kStartMs);
  ASSERT_TRUE(made) << made.error().code;
  const model::Json session = json_of(backend.try_sign_in("root", "correct horse battery"));
  EXPECT_EQ(model::text_or(session, "role"), "admin");
  EXPECT_EQ(model::text_or(model::member(session, "organisation"), "id"), "authority");
}

TEST(AddAdministrator, OfAnEmptyDatabaseMakesTheAuthorityToo) {
  Backend backend;
  for (const char* table : {"accounts", "people"}) backend.sql() << std::string("DELETE FROM ") + table;
  for (const char* id : {"hospital", "base", "department", "authority"}) backend.sql() << std::string("DELETE FROM organisations WHERE id = '") + id + "'";
  const NewAdministrator wanted{"root", "correct horse battery", "王管理", ""};
  EXPECT_EQ(add_administrator(backend.storage(), cheap(), wanted, kStartMs).error().pointer, "--organisation-name");
  NewAdministrator named = wanted;
  named.organisation_name = "嵩州市人社局";
  EXPECT_TRUE(add_administrator(backend.storage(), cheap(), named, kStartMs));
}

TEST(AddAdministrator, RefusesShortPasswordsAndTakenNames) {
  Backend backend;
  EXPECT_EQ(add_administrator(backend.storage(), cheap(), {"root", "short", "王", ""}, kStartMs).error().code, "password_too_short");
  EXPECT_EQ(add_administrator(backend.storage(), cheap(), {"employer", "correct horse battery", "王", ""}, kStartMs).error().code, "account_exists");
}

}  // namespace
}  // namespace portal::server::test
