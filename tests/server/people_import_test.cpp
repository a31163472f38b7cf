// People from a spreadsheet: each row whole or not at all, nobody twice, and nobody gains a right by it.
#include <gtest/gtest.h>

#include "tests/server/backend.h"

namespace portal::server::test {
namespace {

using model::Json;

constexpr const char* kResidentId = "419900199001011217";

Json person(const Json& changes = Json::object()) {
  Json row = {{"name", "刘𬭎"}, {"number", "SZ7"}, {"resident_id", kResidentId}, {"mobile", "19900005678"}, {"account", ""}, {"organisation", ""}};
  row.update(changes);
  return row;
}

struct People {
  Backend backend;
  std::string admin = backend.sign_in("admin"), employer = backend.sign_in("employer");

  Response import(const std::string& token, const Json& rows, bool check = false) {
    return backend.send("POST", "/api/v1/people/import", {{"check", check}, {"rows", rows}}, {.token = token});
  }
  Json listed(const std::string& query) { return model::member(json_of(backend.call("GET", "/api/v1/people?q=" + query, "", {.token = admin})), "items"); }
};

// "new", "repeated", "updated" or "POINTER CODE".
std::string outcome(const Response& response, std::size_t row = 0) {
  const Json answer = json_of(response);
  const Json& result = model::member(answer, "results").at(row);
  if (model::flag_or(result, "repeated", false)) return "repeated";
  if (model::flag_or(result, "updated", false)) return "updated";
  if (model::flag_or(result, "done", false)) return "new";
  const Json& error = model::member(result, "errors").at(0);
  return model::text_or(error, "pointer") + " " + model::text_or(error, "code");
}

TEST(PeopleImport, AddsEachRowAndTheSameFileAgainChangesNothing) {
  People people;
  const Json rows = Json::array({person(), person({{"name", "王五"}, {"number", "SZ8"}, {"resident_id", "419900199001011233"}})});
  const Response first = people.import(people.employer, rows);
  EXPECT_EQ(outcome(first, 0), "new") << first.body;
  EXPECT_EQ(outcome(first, 1), "new") << first.body;
  const Response again = people.import(people.employer, rows);
  EXPECT_EQ(outcome(again, 0), "repeated");
  EXPECT_EQ(outcome(again, 1), "repeated");
  EXPECT_EQ(people.listed("SZ7").size(), 1u);
  EXPECT_EQ(people.listed("SZ7")[0]["revision"], 1);
}

TEST(PeopleImport, ACheckSaysWhatWouldBecomeOfEachRowAndDoesNothing) {
  People people;
  EXPECT_EQ(outcome(people.import(people.employer, Json::array({person()}), true)), "new");
  EXPECT_EQ(people.listed("SZ7").size(), 0u);
}

TEST(PeopleImport, BringsAColleagueUpToDateAndNeverRenamesAnybody) {
  People people;
  people.import(people.employer, Json::array({person()}));
  EXPECT_EQ(outcome(people.import(people.employer, Json::array({person({{"number", "SZ9"}})}))), "updated");
  EXPECT_EQ(people.listed("SZ9").size(), 1u);
  EXPECT_EQ(outcome(people.import(people.employer, Json::array({person({{"number", ""}, {"mobile", ""}})}))), "repeated") << "a blank cell changes nothing";
  EXPECT_EQ(outcome(people.import(people.employer, Json::array({person({{"name", "别人"}})}))), "/name person_differs");
  EXPECT_EQ(people.listed("SZ9")[0]["name"], "刘𬭎");
}

TEST(PeopleImport, ARowThatFailsLeavesTheOthersDone) {
  People people;
  const Response answer = people.import(people.employer, Json::array({person({{"resident_id", "1"}}), 7, person(), person({{"resident_id", "419900199001011233"}})}));
  EXPECT_EQ(outcome(answer, 0), "/resident_id wrong_length") << answer.body;
  EXPECT_EQ(outcome(answer, 1), "/name required");
  EXPECT_EQ(outcome(answer, 2), "new");
  EXPECT_EQ(outcome(answer, 3), "/number number_taken") << "by the row above";
}

TEST(PeopleImport, TakesNobodyFromAnotherOrganisationNorPutsAnybodyThere) {
  People people;
  people.import(people.admin, Json::array({person({{"organisation", "department"}})}));
  EXPECT_EQ(outcome(people.import(people.employer, Json::array({person()}))), "/resident_id already_employed");
  EXPECT_EQ(outcome(people.import(people.employer, Json::array({person({{"organisation", "department"}})}))), "/organisation not_allowed");
  EXPECT_EQ(outcome(people.import(people.admin, Json::array({person()}))), "/organisation required");
}

TEST(PeopleImport, AnAccountIsAProfessionalsWithoutAPasswordAndNobodysOwn) {
  People people;
  EXPECT_EQ(outcome(people.import(people.employer, Json::array({person({{"account", "liu"}})}))), "new");
  const Json account = people.listed("SZ7")[0]["accounts"][0];
  EXPECT_EQ(account["role"], "professional");
  EXPECT_EQ(account["password"], "none");
  EXPECT_EQ(outcome(people.import(people.employer, Json::array({person({{"account", "liu"}})}))), "repeated");
  EXPECT_EQ(outcome(people.import(people.employer, Json::array({person({{"account", "employer"}})}))), "/account name_taken");
  // The administrator themselves, by the number that is stored of them.
  const std::string own = "419900199001011233";
  const Response changed = people.backend.send("PUT", "/api/v1/people/s5", {{"resident_id", own}}, {.token = people.admin, .if_match = "\"1\""});
  ASSERT_EQ(changed.status, 200) << changed.body;
  const Json self = json_of(changed);
  const Json row = person({{"name", self["name"]}, {"number", ""}, {"mobile", ""}, {"resident_id", own}, {"account", "second"}, {"organisation", self["organisation"]["id"]}});
  EXPECT_EQ(outcome(people.import(people.admin, Json::array({row}))), "/account own_account");
}

TEST(PeopleImport, IsForWhoManagesPeopleAlone) {
  for (const char* who : {"professional", "department", "authority", "base"}) {
    People people;
    const std::string token = people.backend.sign_in(who);
    EXPECT_EQ(people.import(token, Json::array({person()})).status, 403) << who;
    EXPECT_EQ(people.backend.call("GET", "/api/v1/people/template", "", {.token = token}).status, 403) << who;
  }
}

TEST(PeopleImport, RefusesWhatIsNoListOfRows) {
  People people;
  EXPECT_EQ(faults_of(people.import(people.employer, Json::object())), std::vector<std::string>{"/rows wrong_type"});
  EXPECT_EQ(faults_of(people.import(people.employer, Json::array())), std::vector<std::string>{"/rows required"});
  EXPECT_EQ(faults_of(people.import(people.employer, Json(std::vector<Json>(201, person())))), std::vector<std::string>{"/rows too_many_items"});
}

TEST(PeopleTemplate, HasTheHeadingsThatAreRead) {
  People people;
  const Response csv = people.backend.call("GET", "/api/v1/people/template?format=csv", "", {.token = people.employer});
  EXPECT_EQ(csv.status, 200);
  EXPECT_NE(csv.body.find("姓名*,身份证号*,工号,手机号,账户名,单位\r\n"), std::string::npos) << csv.body;
  EXPECT_NE(people.backend.call("GET", "/api/v1/people/template?format=csv", "", {.token = people.admin}).body.find(",单位*"), std::string::npos);
}

}  // namespace
}  // namespace portal::server::test
