#include <gtest/gtest.h>

#include "tests/server/backend.h"

namespace portal::server::test {
namespace {

using model::Json;

struct Office {
  Backend backend;
  std::string professional = backend.sign_in("professional");

  Json todo(const std::string& token) { return json_of(backend.call("GET", "/api/v1/todo", "", {.token = token})); }
  Response create() {
    backend.now_ms += 1000;
    return backend.send("POST", "/api/v1/declarations", backend.complete_content(professional), {.token = professional});
  }
  Response act(const std::string& account, const Response& record, const std::string& action, const Json& body = Json::object()) {
    backend.now_ms += 1000;
    const Response answer = backend.send("POST", "/api/v1/declarations/" + model::text_or(json_of(record), "id") + "/" + action, body,
                                         {.token = backend.sign_in(account), .if_match = std::string(record.header("ETag"))});
    EXPECT_EQ(answer.status, 200) << answer.body;
    return answer;
  }
  Response submit() { return act("professional", create(), "submit"); }
  Response approve_all(Response record) {
    for (const char* auditor : {"employer", "department", "authority"}) record = act(auditor, record, "approve");
    return record;
  }
};

TEST(ToDo, CountsDraftsAndTellsTheProfessionalWhatHasChangedSinceTheLastVisit) {
  Office office;
  office.create();
  const Response approved = office.submit(), rejected = office.submit();
  office.submit();  // still pending: no news
  const std::string before = rfc3339(office.backend.now_ms);
  office.professional = office.backend.sign_in("professional");
  EXPECT_EQ(office.todo(office.professional)["news"].size(), 0u);
  office.approve_all(approved);
  office.act("employer", rejected, "reject", {{"reason", "证明不清楚"}});
  const Json todo = office.todo(office.professional);
  EXPECT_EQ(todo["drafts"], 1);
  EXPECT_EQ(todo["waiting"], 0);
  ASSERT_EQ(todo["news"].size(), 2u) << todo;
  EXPECT_EQ(todo["news"][0]["record"]["state"], "rejected") << "the latest first";
  EXPECT_EQ(todo["news"][0]["reason"], "证明不清楚");
  EXPECT_EQ(todo["news"][1]["record"]["state"], "approved");
  EXPECT_EQ(todo["news"][1]["record"]["hours"], 8.0);

  office.backend.now_ms += 1000;
  office.professional = office.backend.sign_in("professional");
  const Json again = office.todo(office.professional);
  EXPECT_EQ(again["since"], before) << "seen only after one more visit: what came while one was here is told once more";
  EXPECT_EQ(again["news"].size(), 2u);
  office.professional = office.backend.sign_in("professional");
  EXPECT_EQ(office.todo(office.professional)["news"].size(), 0u);
  EXPECT_EQ(office.todo(office.professional)["drafts"], 1);
}

TEST(ToDo, TellsAnAuditorHowManyWaitAndSinceWhen) {
  Office office;
  const std::string employer = office.backend.sign_in("employer");
  EXPECT_EQ(office.todo(employer)["waiting"], 0);
  EXPECT_EQ(office.todo(employer)["waiting_since"], "");
  const Response first = office.submit();
  const std::string submitted = rfc3339(office.backend.now_ms);
  office.submit();
  EXPECT_EQ(office.todo(employer)["waiting"], 2);
  EXPECT_EQ(office.todo(employer)["waiting_since"], submitted);
  office.act("employer", first, "approve");
  const std::string passed_on = rfc3339(office.backend.now_ms);
  EXPECT_EQ(office.todo(employer)["waiting"], 1);
  const Json department = office.todo(office.backend.sign_in("department"));
  EXPECT_EQ(department["waiting"], 1);
  EXPECT_EQ(department["waiting_since"], passed_on) << "it waits here since it came here";
}

// An account that has never been used, of the person whose declarations these are.
Json first_visit(Office& office) {
  office.backend.storage().transact([](Records& records) {
    records.add_account({"second", "p1", model::Role::kProfessional, "hospital", records.account("professional")->password_hash});
    return Verdict::kCommit;
  });
  return office.todo(office.backend.sign_in("second"));
}

TEST(ToDo, OfTheFirstVisitTellsAllThatWasDecided) {
  Office office;
  office.approve_all(office.submit());
  const Json todo = first_visit(office);
  EXPECT_EQ(todo["since"], "");
  EXPECT_EQ(todo["news"].size(), 1u);
  EXPECT_EQ(todo["more_news"], false);
}

TEST(ToDo, SaysThatThereIsMoreThanItTells) {
  Office office;
  for (int i = 0; i < 21; ++i) office.act("employer", office.submit(), "reject", {{"reason", "不清楚"}});
  const Json todo = first_visit(office);
  EXPECT_EQ(todo["news"].size(), 20u);
  EXPECT_EQ(todo["more_news"], true);
}

TEST(ToDo, ShowsNobodyTheNewsOfOthers) {
  Office office;
  office.approve_all(office.submit());
  for (const char* account : {"professional2", "employer", "department", "authority", "base", "admin"}) {
    const Json todo = office.todo(office.backend.sign_in(account));
    EXPECT_EQ(todo["news"].size(), 0u) << account;
    EXPECT_EQ(todo["drafts"], 0) << account;
  }
}

}  // namespace
}  // namespace portal::server::test
