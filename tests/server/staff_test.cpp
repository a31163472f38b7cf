// People who join, change, move and leave: who may do it, and what stays.
#include <gtest/gtest.h>

#include "tests/server/backend.h"

namespace portal::server::test {
namespace {

using model::Json;

constexpr const char* kAll[] = {"professional", "employer", "department", "authority", "base", "admin"};
constexpr const char* kResidentId = "419900199001011217";

struct Staff {
  Backend backend;
  std::string admin = backend.sign_in("admin"), employer = backend.sign_in("employer");

  Json newcomer(const std::string& account = "") {
    return {{"name", "刘𬭎"}, {"number", "SZ7"}, {"resident_id", kResidentId}, {"mobile", "19900005678"}, {"account", account}};
  }
  Response join(const Json& body, const std::string& token) { return backend.send("POST", "/api/v1/people", body, {.token = token}); }
  Response get(const std::string& id, const std::string& token) { return backend.call("GET", "/api/v1/people/" + id, "", {.token = token}); }
  // With the record's present ETag.
  Response change(const std::string& method, const std::string& target, const std::string& id, const Json& body, const std::string& token) {
    const std::string etag(get(id, admin).header("ETag"));
    return backend.send(method, target, body, {.token = token, .if_match = etag});
  }
  Response put(const std::string& id, const Json& body, const std::string& token) { return change("PUT", "/api/v1/people/" + id, id, body, token); }
  Response move(const std::string& id, const Json& body, const std::string& token) { return change("POST", "/api/v1/people/" + id + "/move", id, body, token); }
  Response leave(const std::string& id, const std::string& token) { return change("POST", "/api/v1/people/" + id + "/leave", id, Json::object(), token); }
  Json listed(const std::string& token, const std::string& query = "") {
    return model::member(json_of(backend.call("GET", "/api/v1/people" + query, "", {.token = token})), "items");
  }
  int session_of(const std::string& token) { return backend.call("GET", "/api/v1/session", "", {.token = token}).status; }
  std::string add_clinic() {
    return model::text_or(json_of(backend.send("POST", "/api/v1/organisations", {{"name", "诊所"}, {"role", "employer"}, {"parent", "department"}}, {.token = admin})), "id");
  }
};

std::string id_of(const Response& response) { return model::text_or(json_of(response), "id"); }

TEST(Staff, IsManagedByItsEmployerAndByAdministratorsAlone) {
  for (const std::string who : kAll) {
    Staff staff;
    const std::string token = staff.backend.sign_in(who);
    const bool may = who == "employer" || who == "admin";
    Json body = staff.newcomer();
    if (who == "admin") body["organisation"] = "hospital";
    EXPECT_EQ(staff.join(body, token).status, may ? 201 : 403) << who;
    EXPECT_EQ(staff.get("p1", token).status, may ? 200 : 403) << who;
    EXPECT_EQ(staff.put("p1", {{"name", "新名"}}, token).status, may ? 200 : 403) << who;
    EXPECT_EQ(staff.move("p1", {{"organisation", "department"}, {"number", "X1"}}, token).status, who == "admin" ? 200 : 403) << who;
    EXPECT_EQ(staff.leave("p2", token).status, may ? 200 : 403) << who;
  }
}

TEST(Numbers, AreMaskedEverywhereButToWhoManagesThePersonAndSaysWhy) {
  for (const std::string who : kAll) {
    Staff staff;
    const std::string token = staff.backend.sign_in(who);
    const bool may = who == "employer" || who == "admin";
    const Response answer = staff.backend.send("POST", "/api/v1/people/p1/numbers", {{"reason", "核对证书"}}, {.token = token});
    EXPECT_EQ(answer.status, may ? 200 : 403) << who;
    if (!may) continue;
    EXPECT_EQ(json_of(answer), (Json{{"id", "p1"}, {"resident_id", "419900199001011234"}, {"mobile", "19900001234"}})) << who;
    EXPECT_EQ(model::text_or(json_of(staff.get("p1", token)), "resident_id"), "419***********1234") << who;
  }
}

TEST(Numbers, AreToldToNobodyWithoutAReasonAndTheReasonIsKept) {
  Staff staff;
  const auto ask = [&](const Json& body) { return staff.backend.send("POST", "/api/v1/people/p1/numbers", body, {.token = staff.employer}); };
  const auto entries = [&](const std::string& what) {
    soci::session sql = staff.backend.sql();
    long long count = 0;
    sql << "SELECT COUNT(*) FROM audit_log WHERE entry LIKE '%numbers_shown%' AND entry LIKE '%" + what + "%'", soci::into(count);
    return count;
  };
  EXPECT_EQ(faults_of(ask(Json::object())), std::vector<std::string>{"/reason required"});
  EXPECT_EQ(faults_of(ask({{"reason", "  "}})), std::vector<std::string>{"/reason required"});
  EXPECT_EQ(faults_of(ask({{"reason", std::string(501, 'x')}})), std::vector<std::string>{"/reason too_long"});
  EXPECT_EQ(entries(""), 0);
  EXPECT_EQ(ask({{"reason", "check certificate 7"}}).status, 200);
  EXPECT_EQ(ask({{"reason", "check certificate 8"}}).status, 200);
  EXPECT_EQ(entries(""), 2);
  EXPECT_EQ(entries("check certificate 7"), 1);
  EXPECT_EQ(entries("419900199001011234"), 0);
}

TEST(Staff, OfAnotherOrganisationDoesNotExistForAnEmployer) {
  Staff staff;
  ASSERT_EQ(staff.get("s2", staff.admin).status, 200);
  EXPECT_EQ(staff.get("s2", staff.employer).status, 404);
  EXPECT_EQ(staff.put("s2", {{"name", "x"}}, staff.employer).status, 404);
  EXPECT_EQ(staff.leave("s2", staff.employer).status, 404);
  Json elsewhere = staff.newcomer();
  elsewhere["organisation"] = "department";
  EXPECT_EQ(faults_of(staff.join(elsewhere, staff.employer)), std::vector<std::string>{"/organisation not_allowed"});
}

TEST(Staff, NobodySendsThemselvesAwayNorAnEmployerWhoActsForIt) {
  Staff staff;
  EXPECT_EQ(faults_of(staff.leave("s1", staff.employer)), std::vector<std::string>{" own_account"});
  EXPECT_EQ(faults_of(staff.leave("s5", staff.admin)), std::vector<std::string>{" own_account"});
  EXPECT_EQ(faults_of(staff.move("s5", {{"organisation", "hospital"}}, staff.admin)), std::vector<std::string>{" own_account"});
  const std::string colleague = id_of(staff.join(staff.newcomer(), staff.employer));
  staff.backend.send("POST", "/api/v1/accounts", {{"account", "employer2"}, {"person", colleague}, {"role", "employer"}}, {.token = staff.admin});
  EXPECT_EQ(staff.leave(colleague, staff.employer).status, 403);
  EXPECT_EQ(staff.leave(colleague, staff.admin).status, 200);
}

TEST(Staff, NumbersLeaveTheServerMasked) {
  Staff staff;
  const Response joined = staff.join(staff.newcomer("liu"), staff.employer);
  EXPECT_EQ(joined.body.find(kResidentId), std::string::npos);
  EXPECT_EQ(model::text_or(json_of(joined), "resident_id"), "419***********1217");
  EXPECT_EQ(model::text_or(json_of(joined), "mobile"), "199****5678");
  const Json account = model::member(json_of(joined), "accounts").at(0);
  EXPECT_EQ(account, Json({{"name", "liu"}, {"role", "professional"}, {"revision", 1}, {"closed", false}, {"password", "none"}}));
}

TEST(Staff, AccountsAreShownToWhoManagesThemAlone) {
  Staff staff;
  EXPECT_TRUE(staff.listed(staff.employer).at(0).contains("accounts"));
  EXPECT_TRUE(staff.listed(staff.admin).at(0).contains("accounts"));
  EXPECT_FALSE(staff.listed(staff.backend.sign_in("department"), "?organisation=hospital").at(0).contains("accounts"));
}

TEST(Staff, WrongDetailsAreToldEachAndNothingIsStored) {
  Staff staff;
  const Response refused = staff.join({{"name", ""}, {"resident_id", "1"}, {"mobile", 7}, {"account", "a b"}}, staff.employer);
  EXPECT_EQ(faults_of(refused), (std::vector<std::string>{"/mobile wrong_type", "/account wrong_character"}));
  EXPECT_EQ(faults_of(staff.join({{"name", ""}, {"resident_id", "1"}}, staff.employer)), (std::vector<std::string>{"/name required", "/resident_id wrong_length"}));
  Json taken = staff.newcomer("professional");
  EXPECT_EQ(faults_of(staff.join(taken, staff.employer)), std::vector<std::string>{"/account name_taken"});
  taken = staff.newcomer();
  taken["number"] = "N1";
  EXPECT_EQ(faults_of(staff.join(taken, staff.employer)), std::vector<std::string>{"/number number_taken"});
  EXPECT_EQ(staff.listed(staff.employer).size(), 3u);
}

TEST(Staff, TheSameKeyAddsOnePerson) {
  Staff staff;
  const CallOptions options{.token = staff.employer, .idempotency_key = "a-key-of-sixteen-characters"};
  const std::string body = model::dump_json(staff.newcomer());
  const Response first = staff.backend.call("POST", "/api/v1/people", body, options);
  EXPECT_EQ(staff.backend.call("POST", "/api/v1/people", body, options).body, first.body);
  EXPECT_EQ(staff.listed(staff.employer, "?q=SZ7").size(), 1u);
}

TEST(Staff, AChangeNeedsTheETagOfWhatWasSeen) {
  Staff staff;
  EXPECT_EQ(staff.backend.send("PUT", "/api/v1/people/p1", {{"name", "x"}}, {.token = staff.employer}).status, 428);
  EXPECT_EQ(staff.put("p1", {{"name", "甲"}}, staff.employer).status, 200);
  const Response stale = staff.backend.send("PUT", "/api/v1/people/p1", {{"name", "乙"}}, {.token = staff.employer, .if_match = "\"1\""});
  EXPECT_EQ(stale.status, 412);
  EXPECT_EQ(model::text_or(model::member(json_of(stale), "current"), "name"), "甲");
  EXPECT_EQ(stale.header("ETag"), "\"2\"");
}

TEST(Staff, WhatIsAbsentFromAChangeStays) {
  Staff staff;
  const Json changed = json_of(staff.put("p1", {{"mobile", ""}}, staff.employer));
  EXPECT_EQ(model::text_or(changed, "mobile"), "");
  EXPECT_EQ(model::text_or(changed, "number"), "N1");
  EXPECT_EQ(model::text_or(changed, "resident_id"), "419***********1234");
}

TEST(Leaving, ClosesTheAccountAndKeepsTheRecords) {
  Staff staff;
  const std::string professional = staff.backend.sign_in("professional");
  const Json draft = json_of(staff.backend.send("POST", "/api/v1/declarations", staff.backend.complete_content(professional), {.token = professional}));
  const std::string id = model::text_or(draft, "id");
  ASSERT_EQ(staff.backend.send("POST", "/api/v1/declarations/" + id + "/submit", Json::object(), {.token = professional, .if_match = "\"1\""}).status, 200);
  ASSERT_EQ(staff.leave("p1", staff.employer).status, 200);
  EXPECT_EQ(staff.session_of(professional), 401) << "who is signed in is so no longer";
  EXPECT_EQ(code_of(staff.backend.try_sign_in("professional", "secret")), "wrong_credentials");
  EXPECT_EQ(staff.listed(staff.employer, "?q=%E4%BA%BAp1").size(), 0u);
  EXPECT_EQ(staff.backend.send("POST", "/api/v1/declarations/" + id + "/approve", Json::object(), {.token = staff.employer, .if_match = "\"2\""}).status, 200);
  Json content = staff.backend.complete_content(staff.employer);
  content["person"] = {{"id", "p1"}};
  EXPECT_EQ(faults_of(staff.backend.send("POST", "/api/v1/declarations", content, {.token = staff.employer})), std::vector<std::string>{"/person/id unknown_person"});
}

TEST(Leaving, OfAnAuditorLeavesTheOrganisationsTurnToItsOthers) {
  Staff staff;
  const std::string professional = staff.backend.sign_in("professional");
  const std::string id = id_of(staff.backend.send("POST", "/api/v1/declarations", staff.backend.complete_content(professional), {.token = professional}));
  staff.backend.send("POST", "/api/v1/declarations/" + id + "/submit", Json::object(), {.token = professional, .if_match = "\"1\""});
  ASSERT_EQ(staff.leave("s1", staff.admin).status, 200);
  const auto approve = [&](const std::string& token) {
    return staff.backend.send("POST", "/api/v1/declarations/" + id + "/approve", Json::object(), {.token = token, .if_match = "\"2\""}).status;
  };
  EXPECT_EQ(approve(staff.employer), 401);
  ASSERT_EQ(staff.backend.send("POST", "/api/v1/accounts", {{"account", "employer2"}, {"person", "p2"}, {"role", "employer"}}, {.token = staff.admin}).status, 201);
  const Json given = json_of(staff.backend.send("POST", "/api/v1/accounts/employer2/password", Json::object(), {.token = staff.admin, .if_match = "\"1\""}));
  const std::string initial = model::text_or(given, "initial_password");
  const std::string token = model::text_or(json_of(staff.backend.try_sign_in("employer2", initial)), "token");
  ASSERT_EQ(staff.backend.send("PUT", "/api/v1/session/password", {{"current", initial}, {"password", "one-of-my-own"}}, {.token = token}).status, 204);
  EXPECT_EQ(approve(token), 200);
}

TEST(Joining, AgainElsewhereBringsRecordsAndAccountAlong) {
  Staff staff;
  const std::string person = id_of(staff.join(staff.newcomer("liu"), staff.employer));
  const std::string clinic = staff.add_clinic();
  Json there = staff.newcomer();
  there["organisation"] = clinic;
  EXPECT_EQ(faults_of(staff.join(there, staff.admin)), std::vector<std::string>{"/resident_id already_employed"});
  ASSERT_EQ(staff.leave(person, staff.employer).status, 200);
  there["name"] = "别人";
  EXPECT_EQ(faults_of(staff.join(there, staff.admin)), std::vector<std::string>{"/name person_differs"});
  there["name"] = "刘𬭎";
  const Json again = json_of(staff.join(there, staff.admin));
  EXPECT_EQ(model::text_or(again, "id"), person);
  EXPECT_EQ(model::text_or(model::member(again, "organisation"), "id"), clinic);
  EXPECT_EQ(model::member(again, "accounts").at(0)["closed"], false);
  EXPECT_EQ(model::text_or(model::member(again, "accounts").at(0), "password"), "none") << "the old password is not the new employer's to know";
}

TEST(Joining, AgainGivesNoRightsOverTheFormerOrganisation) {
  Staff staff;
  const std::string person = id_of(staff.join(staff.newcomer("liu"), staff.employer));
  staff.backend.send("POST", "/api/v1/accounts", {{"account", "employer2"}, {"person", person}, {"role", "employer"}}, {.token = staff.admin});
  ASSERT_EQ(staff.leave(person, staff.admin).status, 200);
  Json there = staff.newcomer();
  there["organisation"] = staff.add_clinic();
  ASSERT_EQ(staff.join(there, staff.admin).status, 201);
  ASSERT_EQ(staff.backend.send("PUT", "/api/v1/accounts/employer2", {{"closed", false}}, {.token = staff.admin, .if_match = "\"2\""}).status, 200);
  const Json given = json_of(staff.backend.send("POST", "/api/v1/accounts/employer2/password", Json::object(), {.token = staff.admin, .if_match = "\"3\""}));
  const Json session = json_of(staff.backend.try_sign_in("employer2", model::text_or(given, "initial_password")));
  EXPECT_EQ(model::text_or(model::member(session, "organisation"), "name"), "诊所");
}

TEST(Moving, KeepsTheChainOfWhatWasSubmittedAndTakesDraftsAlong) {
  Staff staff;
  std::string professional = staff.backend.sign_in("professional");
  const auto draft = [&] { return id_of(staff.backend.send("POST", "/api/v1/declarations", staff.backend.complete_content(professional), {.token = professional})); };
  const std::string pending = draft(), left_over = draft();
  const auto submit = [&](const std::string& id) {
    return json_of(staff.backend.send("POST", "/api/v1/declarations/" + id + "/submit", Json::object(), {.token = professional, .if_match = "\"1\""}));
  };
  submit(pending);
  const std::string clinic = staff.add_clinic();
  ASSERT_EQ(staff.move("p1", {{"organisation", clinic}}, staff.admin).status, 200);
  EXPECT_EQ(staff.session_of(professional), 200) << "the account goes along";
  const Json kept = json_of(staff.backend.call("GET", "/api/v1/declarations/" + pending, "", {.token = professional}));
  EXPECT_EQ(model::text_or(model::member(kept, "next_auditor"), "id"), "hospital");
  EXPECT_EQ(model::text_or(model::member(submit(left_over), "next_auditor"), "id"), clinic);
  EXPECT_EQ(staff.backend.send("POST", "/api/v1/declarations/" + pending + "/approve", Json::object(), {.token = staff.employer, .if_match = "\"2\""}).status, 200);
}

TEST(Moving, ClosesWhatActedForTheOldOrganisation) {
  Staff staff;
  const std::string clinic = staff.add_clinic();
  const Json moved = json_of(staff.move("s1", {{"organisation", clinic}}, staff.admin));
  EXPECT_EQ(model::member(moved, "accounts").at(0)["closed"], true);
  EXPECT_EQ(staff.session_of(staff.employer), 401);
  EXPECT_EQ(faults_of(staff.move("p1", {{"organisation", "hospital"}}, staff.admin)), std::vector<std::string>{"/organisation same_organisation"});
  EXPECT_EQ(faults_of(staff.move("p1", {{"organisation", "gone"}}, staff.admin)), std::vector<std::string>{"/organisation unknown_organisation"});
}

TEST(Staff, IsFoundByTheNameOfWhereTheyWorkToo) {
  Staff staff;
  const auto found = [&](const std::string& who) { return staff.listed(staff.backend.sign_in(who), "?q=%E5%B8%82%E5%8C%BB%E9%99%A2").size(); };  // 市医院
  EXPECT_EQ(found("department"), 3u);
  EXPECT_EQ(found("base"), 0u) << "a base names its trainees";
}

TEST(Staff, IsListedInPagesByName) {
  Staff staff;
  std::vector<std::string> seen;
  std::string cursor;
  do {
    const Json page = json_of(staff.backend.call("GET", "/api/v1/people?organisation=hospital&limit=2" + (cursor.empty() ? "" : "&cursor=" + cursor), "", {.token = staff.admin}));
    for (const Json& item : model::member(page, "items")) seen.push_back(model::text_or(item, "id"));
    cursor = model::text_or(page, "next_cursor");
  } while (!cursor.empty());
  EXPECT_EQ(seen, (std::vector<std::string>{"p1", "p2", "s1"}));
  const auto faults = [&](const std::string& query, const std::string& token) { return faults_of(staff.backend.call("GET", "/api/v1/people?" + query, "", {.token = token})); };
  EXPECT_EQ(faults("organisation=hospital&cursor=x", staff.admin), std::vector<std::string>{"/cursor invalid_cursor"});
  EXPECT_EQ(faults("organisation=department", staff.employer), std::vector<std::string>{"/organisation unknown_organisation"});
}

}  // namespace
}  // namespace portal::server::test
