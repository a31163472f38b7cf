// Accounts: nobody raises their own rights; an initial password opens nothing but its own change.
#include <gtest/gtest.h>

#include "tests/server/backend.h"

namespace portal::server::test {
namespace {

using model::Json;

struct Accounts {
  Backend backend;
  std::string admin = backend.sign_in("admin"), employer = backend.sign_in("employer");

  Response add(const std::string& account, const std::string& person, const std::string& role, const std::string& token) {
    return backend.send("POST", "/api/v1/accounts", {{"account", account}, {"person", person}, {"role", role}}, {.token = token});
  }
  Response put(const std::string& account, const Json& body, const std::string& token, const std::string& etag = "\"1\"") {
    return backend.send("PUT", "/api/v1/accounts/" + account, body, {.token = token, .if_match = etag});
  }
  Response give(const std::string& account, const std::string& token, const std::string& etag = "\"1\"") {
    return backend.send("POST", "/api/v1/accounts/" + account + "/password", Json::object(), {.token = token, .if_match = etag});
  }
  Response change_own(const std::string& token, const std::string& current, const std::string& password) {
    return backend.send("PUT", "/api/v1/session/password", {{"current", current}, {"password", password}}, {.token = token});
  }
};

constexpr const char* kAll[] = {"professional", "employer", "department", "authority", "base", "admin"};

TEST(Accounts, AreMadeForProfessionalsByTheirEmployerAndForAllByAdministrators) {
  for (const std::string who : kAll) {
    Accounts accounts;
    const std::string token = accounts.backend.sign_in(who);
    const bool is_admin = who == "admin", may = is_admin || who == "employer";
    EXPECT_EQ(accounts.add("new", "p2", "professional", token).status, may ? 201 : 403) << who;
    EXPECT_EQ(accounts.add("new2", "p2", "employer", token).status, is_admin ? 201 : 403) << who;
    EXPECT_EQ(accounts.add("new3", "p2", "admin", token).status, is_admin ? 201 : 403) << who;
    EXPECT_EQ(accounts.put("professional2", {{"closed", true}}, token).status, may ? 200 : 403) << who;
    EXPECT_EQ(accounts.give("professional2", token, may ? "\"2\"" : "\"1\"").status, may ? 200 : 403) << who;
  }
}

TEST(Accounts, NobodyRaisesTheirOwnRights) {
  Accounts accounts;
  EXPECT_EQ(faults_of(accounts.put("admin", {{"role", "authority"}}, accounts.admin)), std::vector<std::string>{" own_account"});
  EXPECT_EQ(faults_of(accounts.add("second", "s5", "authority", accounts.admin)), std::vector<std::string>{" own_account"});
  EXPECT_EQ(faults_of(accounts.put("employer", {{"role", "admin"}}, accounts.employer)), std::vector<std::string>{" own_account"});
  EXPECT_EQ(accounts.put("professional", {{"role", "employer"}}, accounts.employer).status, 403) << "an employer gives no role but the professional's";
  EXPECT_EQ(accounts.put("professional", {{"role", "admin"}}, accounts.backend.sign_in("professional")).status, 403);
  EXPECT_EQ(accounts.put("department", {{"closed", true}}, accounts.employer).status, 404) << "of another organisation";
}

TEST(Accounts, HaveARoleThatTheOrganisationHas) {
  Accounts accounts;
  EXPECT_EQ(faults_of(accounts.put("professional", {{"role", "department"}}, accounts.admin)), std::vector<std::string>{"/role wrong_role_for_organisation"});
  EXPECT_EQ(faults_of(accounts.add("x", "p1", "authority", accounts.admin)), std::vector<std::string>{"/role wrong_role_for_organisation"});
  EXPECT_EQ(faults_of(accounts.add("x", "p1", "king", accounts.admin)), std::vector<std::string>{"/role unknown_name"});
  EXPECT_EQ(faults_of(accounts.add("employer", "p1", "professional", accounts.admin)), std::vector<std::string>{"/account name_taken"});
}

TEST(Accounts, AnotherRoleOrAClosedAccountEndsItsSessions) {
  for (const Json& change : {Json{{"role", "employer"}}, Json{{"closed", true}}}) {
    Accounts accounts;
    const std::string token = accounts.backend.sign_in("professional");
    ASSERT_EQ(accounts.put("professional", change, accounts.admin).status, 200);
    EXPECT_EQ(accounts.backend.call("GET", "/api/v1/session", "", {.token = token}).status, 401) << change;
  }
}

TEST(Accounts, AChangeNeedsTheETag) {
  Accounts accounts;
  EXPECT_EQ(accounts.put("professional", {{"closed", true}}, accounts.admin, "").status, 428);
  EXPECT_EQ(accounts.put("professional", {{"closed", true}}, accounts.admin, "\"7\"").status, 412);
  EXPECT_EQ(accounts.give("professional", accounts.admin, "\"7\"").status, 412);
}

TEST(InitialPassword, OpensNothingButItsChange) {
  Accounts accounts;
  const std::string before = accounts.backend.sign_in("professional");
  const Response given = accounts.give("professional", accounts.employer);
  ASSERT_EQ(given.status, 200) << given.body;
  const std::string initial = model::text_or(json_of(given), "initial_password");
  EXPECT_EQ(accounts.backend.call("GET", "/api/v1/session", "", {.token = before}).status, 401) << "whoever had the old one is out";
  EXPECT_EQ(accounts.backend.try_sign_in("professional", "secret").status, 401);
  const Json session = json_of(accounts.backend.try_sign_in("professional", initial));
  EXPECT_EQ(session["must_change_password"], true);
  const std::string token = model::text_or(session, "token");
  for (const char* target : {"/api/v1/declarations", "/api/v1/summary", "/api/v1/organisations"})
    EXPECT_EQ(code_of(accounts.backend.call("GET", target, "", {.token = token})), "password_change_required") << target;
  EXPECT_EQ(code_of(accounts.backend.upload(png(), "image/png", {.token = token})), "password_change_required");
  EXPECT_EQ(faults_of(accounts.change_own(token, initial, initial)), std::vector<std::string>{"/password password_unchanged"});
  ASSERT_EQ(accounts.change_own(token, initial, "one-of-my-own").status, 204);
  EXPECT_EQ(accounts.backend.call("GET", "/api/v1/declarations", "", {.token = token}).status, 200);
  EXPECT_EQ(json_of(accounts.backend.try_sign_in("professional", "one-of-my-own"))["must_change_password"], false);
  EXPECT_EQ(accounts.backend.try_sign_in("professional", initial).status, 401);
}

TEST(InitialPassword, IsAnotherOneEachTimeAndInNoStoredAnswer) {
  Accounts accounts;
  const CallOptions options{.token = accounts.employer, .if_match = "\"1\"", .idempotency_key = "a-key-of-sixteen-characters"};
  const Response first = accounts.backend.send("POST", "/api/v1/accounts/professional/password", Json::object(), options);
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(accounts.backend.send("POST", "/api/v1/accounts/professional/password", Json::object(), options).status, 412);
  const Response second = accounts.give("professional", accounts.employer, "\"2\"");
  EXPECT_NE(model::text_or(json_of(first), "initial_password"), model::text_or(json_of(second), "initial_password"));
}

TEST(Accounts, WithoutAPasswordSignNobodyIn) {
  Accounts accounts;
  ASSERT_EQ(accounts.add("new", "p2", "professional", accounts.employer).status, 201);
  EXPECT_EQ(accounts.backend.try_sign_in("new", "").status, 422);
  EXPECT_EQ(code_of(accounts.backend.try_sign_in("new", "x")), "wrong_credentials");
}

TEST(OwnPassword, EndsTheOtherSessions) {
  Accounts accounts;
  const std::string here = accounts.backend.sign_in("professional"), there = accounts.backend.sign_in("professional");
  ASSERT_EQ(accounts.change_own(here, "secret", "one-of-my-own").status, 204);
  EXPECT_EQ(accounts.backend.call("GET", "/api/v1/session", "", {.token = here}).status, 200);
  EXPECT_EQ(accounts.backend.call("GET", "/api/v1/session", "", {.token = there}).status, 401);
}

TEST(OwnPassword, GuessingTheCurrentOneIsSlowedDownAsSigningInIs) {
  Accounts accounts;
  const std::string token = accounts.backend.sign_in("professional");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(faults_of(accounts.change_own(token, "wrong", "one-of-my-own")), std::vector<std::string>{"/current wrong_password"});
  EXPECT_EQ(accounts.change_own(token, "secret", "one-of-my-own").header("Retry-After"), "30");
  EXPECT_EQ(accounts.backend.try_sign_in("professional", "secret").status, 429);
}

}  // namespace
}  // namespace portal::server::test
