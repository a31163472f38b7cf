// One content for many people, one verdict on many declarations: each whole or not at all.
#include <gtest/gtest.h>

#include "tests/server/backend.h"

namespace portal::server::test {
namespace {

using model::Json;

struct Many {
  Backend backend;
  std::string employer = backend.sign_in("employer");

  Response declare(const Json& people, const std::string& token, bool submit = true, const CallOptions& options = {}) {
    CallOptions with = options;
    with.token = token;
    return backend.send("POST", "/api/v1/declarations/batch",
                        {{"people", people}, {"submit", submit}, {"content", backend.complete_content(token)}}, with);
  }
  Json list(const std::string& token, const std::string& view) {
    return model::member(json_of(backend.call("GET", "/api/v1/declarations?view=" + view, "", {.token = token})), "items");
  }
  Response audit(const std::string& token, const Json& items, const std::string& action = "approve", const std::string& reason = "") {
    return backend.send("POST", "/api/v1/declarations/audit", {{"action", action}, {"reason", reason}, {"items", items}}, {.token = token});
  }
};

const Json& result(const Json& answer, std::size_t i) { return model::member(answer, "results").at(i); }
std::string first_code(const Json& result) { return model::text_or(model::member(result, "errors").at(0), "code"); }
Json items_of(const Json& rows) {
  Json items = Json::array();
  for (const Json& row : rows) items.push_back({{"id", row["id"]}, {"revision", row["revision"]}});
  return items;
}

TEST(Batch, AnEmployersTrainingStandsInEachTraineesRecordsAndWaitsForTheLevelAbove) {
  Many many;
  const Json answer = json_of(many.declare({"p1", "p2"}, many.employer));
  for (std::size_t i : {0u, 1u}) {
    EXPECT_TRUE(result(answer, i)["done"].get<bool>()) << answer;
    EXPECT_EQ(model::text_or(model::member(result(answer, i), "declaration"), "state"), "pending");
  }
  EXPECT_EQ(many.list(many.employer, "declared").size(), 2u);
  EXPECT_EQ(many.list(many.employer, "audit").size(), 0u);
  EXPECT_EQ(many.list(many.backend.sign_in("department"), "audit").size(), 2u);
  EXPECT_EQ(many.list(many.backend.sign_in("professional"), "own").size(), 1u);
  EXPECT_EQ(many.list(many.backend.sign_in("professional2"), "own").size(), 1u);
}

TEST(Batch, WhoIsNotOfTheOrganisationIsRefusedAloneAndLeavesNothingBehind) {
  Many many;
  const Json answer = json_of(many.declare({"nobody", "p1"}, many.employer));
  EXPECT_FALSE(result(answer, 0)["done"].get<bool>());
  EXPECT_EQ(first_code(result(answer, 0)), "unknown_person");
  EXPECT_TRUE(result(answer, 1)["done"].get<bool>());
  EXPECT_EQ(many.list(many.employer, "declared").size(), 1u);
}

TEST(Batch, DraftsAreTheOrganisationsAlone) {
  Many many;
  ASSERT_EQ(many.declare({"p1"}, many.employer, false).status, 200);
  EXPECT_EQ(model::text_or(many.list(many.employer, "declared").at(0), "state"), "draft");
  EXPECT_EQ(many.list(many.backend.sign_in("professional"), "own").size(), 0u);
  EXPECT_EQ(many.list(many.backend.sign_in("department"), "records").size(), 0u);
}

TEST(Batch, WhatIsWrongWithTheContentIsSaidOnceAndNothingIsStored) {
  Many many;
  Json content = many.backend.complete_content(many.employer);
  content["values"].erase("conference_name");
  const Response answer = many.backend.send("POST", "/api/v1/declarations/batch", {{"people", {"p1", "p2"}}, {"submit", true}, {"content", content}},
                                            {.token = many.employer});
  EXPECT_EQ(answer.status, 422);
  EXPECT_EQ(faults_of(answer), std::vector<std::string>{"/values/conference_name required"});
  EXPECT_EQ(many.list(many.employer, "declared").size(), 0u);
}

TEST(Batch, TheSameKeyDeclaresOnce) {
  Many many;
  const std::string content = model::dump_json({{"people", {"p1"}}, {"submit", true}, {"content", many.backend.complete_content(many.employer)}});
  const CallOptions options{.token = many.employer, .idempotency_key = "a-key-of-sixteen-characters"};
  const Response first = many.backend.call("POST", "/api/v1/declarations/batch", content, options);
  EXPECT_EQ(many.backend.call("POST", "/api/v1/declarations/batch", content, options).body, first.body);
  EXPECT_EQ(many.list(many.employer, "declared").size(), 1u);
}

TEST(Batch, ListsOfPeopleHaveLimits) {
  Many many;
  Json crowd = Json::array();
  for (int i = 0; i <= 500; ++i) crowd.push_back("p" + std::to_string(i));
  EXPECT_EQ(faults_of(many.declare(crowd, many.employer)), std::vector<std::string>{"/people too_many_items"});
  EXPECT_EQ(faults_of(many.declare(Json::array(), many.employer)), std::vector<std::string>{"/people required"});
  EXPECT_EQ(faults_of(many.declare({"p1", "p1"}, many.employer)), std::vector<std::string>{"/people/1 duplicate_item"});
  EXPECT_EQ(faults_of(many.declare({"p1", 7}, many.employer)), std::vector<std::string>{"/people/1 wrong_type"});
}

TEST(Batch, OnlyOrganisationsDeclareForMany) {
  Many many;
  for (const char* account : {"professional", "authority", "admin"})
    EXPECT_EQ(many.declare({"p1"}, many.backend.sign_in(account)).status, 403) << account;
}

TEST(Batch, OneVerdictApprovesAllWhoseTurnItIsAndNamesTheOthers) {
  Many many;
  many.declare({"p1", "p2"}, many.employer);
  const std::string department = many.backend.sign_in("department");
  Json items = items_of(many.list(department, "audit"));
  items[1]["revision"] = 1;
  items.push_back({{"id", "nothing"}, {"revision", 1}});
  const Json answer = json_of(many.audit(department, items));
  EXPECT_TRUE(result(answer, 0)["done"].get<bool>());
  EXPECT_EQ(first_code(result(answer, 1)), "stale");
  EXPECT_EQ(first_code(result(answer, 2)), "not_found");
  EXPECT_EQ(many.list(department, "audit").size(), 1u);
  EXPECT_EQ(first_code(result(json_of(many.audit(department, Json::array({items[0]}))), 0)), "stale") << "approved a second time";
}

TEST(Batch, NobodyAuditsOutOfTurn) {
  Many many;
  many.declare({"p1"}, many.employer);
  const Json items = items_of(many.list(many.employer, "declared"));
  EXPECT_EQ(first_code(result(json_of(many.audit(many.employer, items)), 0)), "not_allowed");
  EXPECT_EQ(first_code(result(json_of(many.audit(many.backend.sign_in("authority"), items)), 0)), "not_allowed");
}

TEST(Batch, RejectingNeedsAReasonAndGivesItToEach) {
  Many many;
  many.declare({"p1", "p2"}, many.employer);
  const std::string department = many.backend.sign_in("department");
  const Json items = items_of(many.list(department, "audit"));
  EXPECT_EQ(faults_of(many.audit(department, items, "reject")), std::vector<std::string>{"/reason required"});
  EXPECT_EQ(faults_of(many.audit(department, items, "revoke", "x")), std::vector<std::string>{"/action unknown_name"});
  EXPECT_EQ(many.audit(department, items, "reject", "材料不清").status, 200);
  for (const Json& row : many.list(many.employer, "declared")) EXPECT_EQ(model::text_or(row, "state"), "rejected");
}

TEST(Batch, ABaseFindsItsTraineesByNameOrNumberOnly) {
  Many many;
  const std::string base = many.backend.sign_in("base");
  EXPECT_EQ(faults_of(many.backend.call("GET", "/api/v1/people", "", {.token = base})), std::vector<std::string>{"/q required"});
  const Json found = model::member(json_of(many.backend.call("GET", "/api/v1/people?q=%E4%BA%BAp2", "", {.token = base})), "items");
  ASSERT_EQ(found.size(), 1u) << "of another employer, in the region of the authority";
  EXPECT_EQ(model::text_or(found.at(0), "id"), "p2");
}

}  // namespace
}  // namespace portal::server::test
