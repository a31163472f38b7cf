#include <gtest/gtest.h>

#include "tests/server/backend.h"

namespace portal::server::test {
namespace {

struct Story {
  Backend backend;
  std::string professional = backend.sign_in("professional");

  Response create() { return backend.send("POST", "/api/v1/declarations", backend.complete_content(professional), {.token = professional}); }
  Response act(const std::string& token, const Response& record, const std::string& action, const model::Json& body = model::Json::object()) {
    return backend.send("POST", "/api/v1/declarations/" + model::text_or(json_of(record), "id") + "/" + action, body,
                        {.token = token, .if_match = std::string(record.header("ETag"))});
  }
  double approved_hours() {
    const model::Json year = json_of(backend.call("GET", "/api/v1/summary", "", {.token = professional}));
    return model::number_or(model::member(year, "total"), "approved_hours", -1);
  }
};

TEST(Workflow, ApprovalOfEveryLevelAddsTheHours) {
  Story story;
  Response record = story.act(story.professional, story.create(), "submit");
  ASSERT_EQ(record.status, 200) << record.body;
  for (const char* auditor : {"employer", "department", "authority"}) {
    EXPECT_EQ(story.approved_hours(), 0);
    record = story.act(story.backend.sign_in(auditor), record, "approve");
    ASSERT_EQ(record.status, 200) << auditor << record.body;
  }
  EXPECT_EQ(model::text_or(json_of(record), "state"), "approved");
  EXPECT_EQ(story.approved_hours(), 8);
}

TEST(Workflow, NobodyAuditsTheirOwnHours) {
  Story story;
  story.backend.storage().transact([](Records& records) {
    const std::optional<Account> employer = records.account("employer");
    records.add_account({"own_auditor", "p1", model::Role::kEmployer, "hospital", employer->password_hash});
    return Verdict::kCommit;
  });
  const std::string own = story.backend.sign_in("own_auditor");
  const Response record = story.act(story.professional, story.create(), "submit");
  for (const char* verdict : {"approve", "reject"}) {
    const Response answer = story.act(own, record, verdict, {{"reason", "扫描件看不清"}});
    EXPECT_EQ(answer.status, 403);
    EXPECT_EQ(code_of(answer), "not_allowed");
    EXPECT_EQ(faults_of(answer), std::vector<std::string>{" own_declaration"});
  }
  const model::Json item = {{"id", json_of(record)["id"]}, {"revision", json_of(record)["revision"]}};
  const Response many = story.backend.send("POST", "/api/v1/declarations/audit", {{"action", "approve"}, {"items", model::Json::array({item})}}, {.token = own});
  EXPECT_EQ(json_of(many)["results"][0]["errors"][0]["code"], "own_declaration");
  EXPECT_EQ(story.act(story.backend.sign_in("employer"), record, "approve").status, 200);
}

TEST(Workflow, HistorySaysWhenInTheClocksTime) {
  Story story;
  const Response draft = story.create();
  story.backend.now_ms += 1234;
  const model::Json history = model::member(json_of(story.act(story.professional, draft, "submit")), "history");
  ASSERT_EQ(history.size(), 2u);
  EXPECT_EQ(model::text_or(history[0], "at"), rfc3339(kStartMs));
  EXPECT_EQ(model::text_or(history[1], "at"), rfc3339(kStartMs + 1234));
}

TEST(Workflow, SubmitInTheNextYearJudgesTheCreditedYearAnew) {
  Story story;
  const Response draft = story.create();
  story.backend.now_ms += 6LL * 366 * 86'400'000;
  story.professional = story.backend.sign_in("professional");
  const Response answer = story.act(story.professional, draft, "submit");
  EXPECT_EQ(answer.status, 422);
  EXPECT_EQ(faults_of(answer), std::vector<std::string>{"/values/credited_year year_out_of_range"});
}

TEST(Workflow, RecordsSurviveARestart) {
  Story story;
  const Response record = story.act(story.professional, story.create(), "submit");
  story.backend.restart();
  const Response again = story.backend.call("GET", "/api/v1/declarations/" + model::text_or(json_of(record), "id"), "", {.token = story.professional});
  EXPECT_EQ(json_of(again), json_of(record));
}

TEST(Workflow, RefusedStepLeavesNoTrace) {
  Story story;
  const Response draft = story.create();
  EXPECT_EQ(story.act(story.professional, draft, "approve").status, 403);
  EXPECT_EQ(story.act(story.professional, draft, "withdraw").status, 409);
  const Response now = story.backend.call("GET", "/api/v1/declarations/" + model::text_or(json_of(draft), "id"), "", {.token = story.professional});
  EXPECT_EQ(json_of(now), json_of(draft));
}

TEST(Workflow, BaseDeclaresForAnyoneInItsRegionAndTheAuthorityDecides) {
  Story story;
  const std::string base = story.backend.sign_in("base");
  const model::Json content = {{"study_form", "01"}, {"catalogue_version", "2026.1"}, {"attachments", model::Json::array()}, {"person", {{"id", "p2"}}},
                               {"values", {{"base_name", "基地"}, {"training_name", "集中培训"}, {"organiser", "基地"}, {"start_date", "2026-03-01"},
                                           {"end_date", "2026-03-03"}, {"attended_hours", 24}, {"unit", "hours"}, {"claimed_amount", 24}, {"credited_year", 2026}}}};
  Response record = story.backend.send("POST", "/api/v1/declarations", content, {.token = base});
  ASSERT_EQ(record.status, 201) << record.body;
  record = story.act(base, record, "submit");
  ASSERT_EQ(record.status, 200) << record.body;
  EXPECT_EQ(model::text_or(model::member(json_of(record), "next_auditor"), "id"), "authority");
  const std::string person = story.backend.sign_in("professional2");
  EXPECT_EQ(model::number_or(json_of(story.backend.call("GET", "/api/v1/declarations", "", {.token = person})), "total", 0), 1);
}

TEST(Workflow, OrganisationsDraftIsHiddenFromThePersonUntilSubmitted) {
  Story story;
  const std::string employer = story.backend.sign_in("employer");
  model::Json content = story.backend.complete_content(employer);
  content["person"] = {{"id", "p1"}};
  const Response draft = story.backend.send("POST", "/api/v1/declarations", content, {.token = employer});
  ASSERT_EQ(draft.status, 201) << draft.body;
  const auto seen = [&] { return model::number_or(json_of(story.backend.call("GET", "/api/v1/declarations", "", {.token = story.professional})), "total", -1); };
  EXPECT_EQ(seen(), 0);
  ASSERT_EQ(story.act(employer, draft, "submit").status, 200);
  EXPECT_EQ(seen(), 1);
}

TEST(Lists, AreSortedAsTheModelSortsThem) {
  Story story;
  for (int amount : {8, 3, 12, 3}) {
    model::Json content = story.backend.complete_content(story.professional);
    content["values"]["claimed_amount"] = amount;
    story.backend.now_ms += 1000;
    story.backend.send("POST", "/api/v1/declarations", content, {.token = story.professional});
  }
  for (const char* sort : {"updated", "submitted", "year", "form", "title", "person", "amount", "state"}) {
    for (const bool descending : {false, true}) {
      const std::string target = std::string("/api/v1/declarations?sort=") + sort + (descending ? "&order=desc" : "&order=asc");
      const model::Json page = json_of(story.backend.call("GET", target, "", {.token = story.professional}));
      std::vector<model::DeclarationSummary> rows;
      for (const model::Json& item : model::member(page, "items")) rows.push_back(*model::read_summary(item));
      ASSERT_EQ(rows.size(), 4u);
      const model::DeclarationQuery query{std::nullopt, "", *model::sort_key_from(sort), descending};
      for (std::size_t i = 1; i < rows.size(); ++i) EXPECT_TRUE(model::precedes(rows[i - 1], rows[i], query)) << sort << i;
    }
  }
}

TEST(Lists, AreFilteredByStudyFormAndYearWithTheirCounts) {
  Story story;
  for (const int year : {kYear, kYear - 1, kYear - 1}) {
    model::Json content = story.backend.complete_content(story.professional);
    content["values"]["credited_year"] = year;
    story.backend.send("POST", "/api/v1/declarations", content, {.token = story.professional});
  }
  const auto ask = [&](const std::string& filter) { return story.backend.call("GET", "/api/v1/declarations?" + filter, "", {.token = story.professional}); };
  const auto total = [&](const std::string& filter) { return model::integer_or(json_of(ask(filter)), "total", -1); };
  EXPECT_EQ(total("form=04&year=" + std::to_string(kYear - 1)), 2);
  EXPECT_EQ(total("year=" + std::to_string(kYear)), 1);
  EXPECT_EQ(total("form=06"), 0);
  EXPECT_EQ(model::integer_or(model::member(json_of(ask("year=" + std::to_string(kYear - 1))), "counts"), "draft", -1), 2);
  EXPECT_EQ(faults_of(ask("year=soon")), std::vector<std::string>{"/year out_of_range"});
}

}  // namespace
}  // namespace portal::server::test
