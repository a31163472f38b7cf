#include <gtest/gtest.h>

#include <set>

#include "shell/server/recount.h"
#include "tests/server/backend.h"

namespace portal::server::test {
namespace {

using model::Json;

struct Year {
  Backend backend;
  std::string professional = backend.sign_in("professional"), employer = backend.sign_in("employer");
  std::string base = backend.sign_in("base"), authority = backend.sign_in("authority");

  Json get(const std::string& token, const std::string& target) { return json_of(backend.call("GET", "/api/v1/summary" + target, "", {.token = token})); }
  Response act(const std::string& token, const Response& record, const std::string& action) {
    return backend.send("POST", "/api/v1/declarations/" + model::text_or(json_of(record), "id") + "/" + action, Json::object(),
                        {.token = token, .if_match = std::string(record.header("ETag"))});
  }
  // A training that the base declares for a person, submitted; approved where wanted.
  Response train(const std::string& person, double hours, const std::string& subject, bool approved = true, int year = kYear, const Json& more = Json::object()) {
    Json values = {{"base_name", "基地"},       {"training_name", "集中培训"}, {"subject_class", subject}, {"organiser", "基地"},
                   {"start_date", "2026-03-01"}, {"end_date", "2026-03-03"},    {"attended_hours", 24},     {"unit", "hours"},
                   {"claimed_amount", hours},    {"credited_year", year}};
    values.update(more);
    const Json content = {{"study_form", "01"}, {"catalogue_version", "2026.1"}, {"attachments", Json::array()}, {"person", {{"id", person}}}, {"values", values}};
    Response record = act(base, backend.send("POST", "/api/v1/declarations", content, {.token = base}), "submit");
    EXPECT_EQ(record.status, 200) << record.body;
    return approved ? act(authority, record, "approve") : record;
  }
};

std::vector<std::string> names_of(const Json& page) {
  std::vector<std::string> names;
  for (const Json& item : model::member(page, "items")) names.push_back(model::text_or(model::member(item, "person"), "id"));
  return names;
}

using Names = std::vector<std::string>;

TEST(SummaryYears, AreTheProfessionalsOwnTheLatestFirst) {
  Year year;
  year.train("p1", 24, "public");
  year.train("p1", 70, "professional");
  year.train("p1", 8, "professional", false);
  year.train("p1", 30, "professional", true, kYear - 2);
  year.train("p2", 500, "professional");
  const Json items = year.get(year.professional, "/years?years=3")["items"];
  ASSERT_EQ(items.size(), 3u);
  EXPECT_EQ(items[0]["year"], kYear);
  EXPECT_EQ(items[0]["total"], (Json{{"approved_hours", 94.0}, {"pending_hours", 8.0}, {"target_hours", 90.0}}));
  EXPECT_EQ(items[0]["public_subject"]["approved_hours"], 24.0);
  EXPECT_EQ(items[0]["reached"], true);
  EXPECT_EQ(items[1]["reached"], false);
  EXPECT_EQ(items[2]["professional_subject"]["approved_hours"], 30.0);
  EXPECT_EQ(year.get(year.professional, "/years").at("items").size(), 5u);
  EXPECT_EQ(year.get(year.professional, "/years?year=2012&years=1").at("items")[0]["reached"], nullptr) << "no targets so long ago";
}

TEST(SummaryYears, SayHowCreditsBecameHours) {
  Year year;
  year.train("p1", 5, "professional", true, kYear, {{"unit", "credits"}, {"credit_series", "health"}, {"level", "national"}});
  const Json summary = year.get(year.professional, "");
  EXPECT_EQ(summary["total"]["approved_hours"], 15.0);
  EXPECT_EQ(summary["conversions"], (Json{{{"conversion", "health-national"}, {"credits", 5.0}, {"hours", 15.0}}}));
}

TEST(SummaryYears, RefuseYearsThatAreNone) {
  Year year;
  for (const char* query : {"/years?year=1899", "/years?year=x", "/years?years=0", "/years?years=11"})
    EXPECT_EQ(year.backend.call("GET", std::string("/api/v1/summary") + query, "", {.token = year.professional}).status, 422) << query;
}

TEST(SummaryPeople, CountWhoHasReachedTheTargetAndWhoHasNot) {
  Year year;
  year.train("p1", 24, "public");
  year.train("p1", 66, "professional");
  year.train("p2", 90, "professional");
  for (const char* account : {"employer", "department", "authority"}) {
    const std::string token = year.backend.sign_in(account);
    const Json page = year.get(token, "/people");
    EXPECT_EQ(names_of(page), (Names{"p1", "p2"})) << account << ": those who sign in for an organisation are not counted";
    EXPECT_EQ(page["counts"], (Json{{"all", 2}, {"reached", 1}, {"not_reached", 1}}));
    EXPECT_EQ(page["targets"]["total_hours"], 90.0);
    EXPECT_EQ(page["organisations"], (Json{{{"organisation", {{"id", "hospital"}, {"name", "市医院"}, {"role", "employer"}}},
                                            {"counts", {{"all", 2}, {"reached", 1}, {"not_reached", 1}}}}}));
    EXPECT_EQ(names_of(year.get(token, "/people?reached=true")), Names{"p1"});
    EXPECT_EQ(names_of(year.get(token, "/people?reached=false")), Names{"p2"});
  }
  const Json second = year.get(year.employer, "/people?reached=false")["items"][0];
  EXPECT_EQ(second["public_subject"], (Json{{"approved_hours", 0.0}, {"pending_hours", 0.0}, {"target_hours", 24.0}}));
  EXPECT_EQ(second["professional_subject"]["approved_hours"], 90.0);
}

TEST(SummaryPeople, FollowEveryStepOfADeclaration) {
  Year year;
  const auto hours = [&year] {
    const Json total = year.get(year.employer, "/people?q=p1")["items"][0]["total"];
    return std::pair(total["approved_hours"].get<double>(), total["pending_hours"].get<double>());
  };
  EXPECT_EQ(hours(), std::pair(0.0, 0.0));
  Response record = year.train("p1", 10, "professional", false);
  EXPECT_EQ(hours(), std::pair(0.0, 10.0));
  record = year.act(year.authority, record, "approve");
  EXPECT_EQ(hours(), std::pair(10.0, 0.0));
  const Response revoked = year.backend.send("POST", "/api/v1/declarations/" + model::text_or(json_of(record), "id") + "/revoke", {{"reason", "证书有误"}},
                                             {.token = year.authority, .if_match = std::string(record.header("ETag"))});
  ASSERT_EQ(revoked.status, 200) << revoked.body;
  EXPECT_EQ(hours(), std::pair(0.0, 0.0));
}

TEST(SummaryPeople, ComeInPagesThatMissNobodyAndShowNobodyTwice) {
  Year year;
  year.backend.storage().transact([](Records& records) {
    for (int i = 0; i < 25; ++i)
      records.add_person({"q" + std::to_string(i), i % 3 ? "同名" : "王" + std::to_string(i), "N" + std::to_string(i), "", "", "hospital"});
    return Verdict::kCommit;
  });
  Names seen;
  std::string cursor;
  do {
    const Json page = year.get(year.employer, "/people?limit=4" + (cursor.empty() ? "" : "&cursor=" + cursor));
    EXPECT_EQ(page["total"], 27);
    for (const std::string& name : names_of(page)) seen.push_back(name);
    cursor = model::text_or(page, "next_cursor");
  } while (!cursor.empty());
  EXPECT_EQ(seen.size(), 27u);
  EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()).size(), 27u);
}

TEST(SummaryPeople, AreForThoseAboveThemAlone) {
  Year year;
  for (const char* account : {"professional", "base", "admin"})
    EXPECT_EQ(year.backend.call("GET", "/api/v1/summary/people", "", {.token = year.backend.sign_in(account)}).status, 403) << account;
  for (const char* query : {"reached=yes", "limit=0", "limit=201", "cursor=x", "year=99"})
    EXPECT_EQ(year.backend.call("GET", "/api/v1/summary/people?" + std::string(query), "", {.token = year.employer}).status, 422) << query;
}

TEST(SummaryPeople, HaveReachedNothingInAYearWithoutTargets) {
  Year year;
  const Json page = year.get(year.employer, "/people?year=2010");
  EXPECT_EQ(page["targets"]["total_hours"], nullptr);
  EXPECT_EQ(page["items"][0]["reached"], nullptr);
  EXPECT_EQ(page["counts"]["reached"], 0);
}

TEST(Recount, BringsTheHoursToWhatTheCatalogueSaysNow) {
  Year year;
  year.train("p1", 5, "professional", true, kYear, {{"unit", "credits"}, {"credit_series", "health"}, {"level", "provincial"}});
  Context& context = year.backend.router->context();
  ServedCatalogue changed = *year.backend.served();
  for (model::Conversion& rule : changed.catalogue.hours.conversions)
    if (rule.id == "health-provincial") rule.hours = 8;
  year.backend.serve(changed);
  EXPECT_EQ(recount_hours(context), Outcome::kRolledBack) << "the catalogue is still called the same";
  EXPECT_EQ(year.get(year.employer, "/people?q=p1")["items"][0]["total"]["approved_hours"], 30.0);
  changed.etag = "\"another\"";
  year.backend.serve(changed);
  EXPECT_EQ(recount_hours(context), Outcome::kCommitted);
  EXPECT_EQ(year.get(year.employer, "/people?q=p1")["items"][0]["total"]["approved_hours"], 40.0);
  EXPECT_EQ(year.get(year.professional, "")["total"]["approved_hours"], 40.0);
  EXPECT_EQ(recount_hours(context), Outcome::kRolledBack);
}

}  // namespace
}  // namespace portal::server::test
