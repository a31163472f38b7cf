// The tree of organisations, changed by administrators.
#include <gtest/gtest.h>

#include "tests/server/backend.h"

namespace portal::server::test {
namespace {

using model::Json;

struct Tree {
  Backend backend;
  std::string admin = backend.sign_in("admin");

  Response add(const Json& body, const std::string& token) { return backend.send("POST", "/api/v1/organisations", body, {.token = token}); }
  Response put(const std::string& id, const Json& body, const std::string& token, const std::string& etag = "\"1\"") {
    return backend.send("PUT", "/api/v1/organisations/" + id, body, {.token = token, .if_match = etag});
  }
};

TEST(Organisations, AreAddedAndChangedByAdministratorsAlone) {
  Tree tree;
  for (const std::string who : {"professional", "employer", "department", "authority", "base", "admin"}) {
    const std::string token = tree.backend.sign_in(who);
    const int expected = who == "admin" ? 1 : 0;
    EXPECT_EQ(tree.add({{"name", "诊所"}, {"role", "employer"}, {"parent", "department"}}, token).status, expected ? 201 : 403) << who;
    EXPECT_EQ(tree.put("hospital", {{"name", "市一院"}}, token).status, expected ? 200 : 403) << who;
  }
}

TEST(Organisations, KeepWhatAChangeDoesNotName) {
  Tree tree;
  const Json added = json_of(tree.add({{"name", " 诊所 "}, {"role", "employer"}, {"parent", "department"}, {"credit_code", "91350100m000100y43"}}, tree.admin));
  EXPECT_EQ(model::text_or(added, "name"), "诊所");
  const Json moved = json_of(tree.put(model::text_or(added, "id"), {{"parent", "authority"}}, tree.admin));
  EXPECT_EQ(model::text_or(moved, "name"), "诊所");
  EXPECT_EQ(model::text_or(moved, "credit_code"), "91350100M000100Y43");
  EXPECT_EQ(model::text_or(moved, "parent"), "authority");
  EXPECT_EQ(model::integer_or(moved, "revision", 0), 2);
}

TEST(Organisations, OfALoopOrWithoutAnAuthorityAreRefused) {
  Tree tree;
  EXPECT_EQ(faults_of(tree.put("department", {{"parent", "hospital"}}, tree.admin)), std::vector<std::string>{"/parent organisation_loop"});
  EXPECT_EQ(faults_of(tree.put("department", {{"parent", ""}}, tree.admin)), std::vector<std::string>{"/parent required"});
  EXPECT_EQ(faults_of(tree.put("hospital", {{"role", "department"}}, tree.admin)), std::vector<std::string>{"/role role_fixed"});
  EXPECT_EQ(faults_of(tree.add({{"name", "诊所"}, {"role", "admin"}}, tree.admin)), std::vector<std::string>{"/role unknown_name"});
  EXPECT_EQ(faults_of(tree.add({{"name", 7}, {"role", "employer"}}, tree.admin)), std::vector<std::string>{"/name wrong_type"});
}

TEST(Organisations, AreChangedAsTheyWereSeen) {
  Tree tree;
  EXPECT_EQ(tree.put("hospital", {{"name", "甲"}}, tree.admin, "").status, 428);
  EXPECT_EQ(tree.put("hospital", {{"name", "甲"}}, tree.admin).status, 200);
  EXPECT_EQ(tree.put("hospital", {{"name", "乙"}}, tree.admin).status, 412);
  EXPECT_EQ(tree.put("gone", {{"name", "乙"}}, tree.admin).status, 404);
}

TEST(Organisations, MovedKeepTheChainOfWhatIsPending) {
  Tree tree;
  const std::string professional = tree.backend.sign_in("professional");
  const std::string id = model::text_or(json_of(tree.backend.send("POST", "/api/v1/declarations", tree.backend.complete_content(professional), {.token = professional})), "id");
  tree.backend.send("POST", "/api/v1/declarations/" + id + "/submit", Json::object(), {.token = professional, .if_match = "\"1\""});
  ASSERT_EQ(tree.put("hospital", {{"parent", "authority"}}, tree.admin).status, 200);
  const Json approved = json_of(tree.backend.send("POST", "/api/v1/declarations/" + id + "/approve", Json::object(), {.token = tree.backend.sign_in("employer"), .if_match = "\"2\""}));
  EXPECT_EQ(model::text_or(model::member(approved, "next_auditor"), "id"), "department");
}

}  // namespace
}  // namespace portal::server::test
