// The rule check: what a person already has, what is probably the same thing twice, and what the catalogue forbids.
#include <gtest/gtest.h>

#include "tests/server/backend.h"

namespace portal::server::test {
namespace {

using model::Json;

struct Story {
  Backend backend;
  std::string professional = backend.sign_in("professional");

  static Json patent(const std::string& number) {
    return {{"study_form", "07"},
            {"values",
             {{"patent_name", "一种装置"}, {"patent_type", "invention"}, {"patent_number", number}, {"rank", 1}, {"unit", "hours"},
              {"claimed_amount", 48}, {"credited_year", kYear}}}};
  }
  Json create(const std::string& token, const Json& content) { return json_of(backend.send("POST", "/api/v1/declarations", content, {.token = token})); }
  Response check(const std::string& token, const Json& content) {
    return backend.send("POST", "/api/v1/declarations/check", content, {.token = token});
  }
  Response act(const std::string& token, const Json& record, const std::string& action) {
    return backend.send("POST", "/api/v1/declarations/" + model::text_or(record, "id") + "/" + action, Json::object(),
                        {.token = token, .if_match = "\"" + std::to_string(model::integer_or(record, "revision", 0)) + "\""});
  }
  // A conference of 8 hours, approved by every level.
  Json approved() {
    Json record = act_all({"professional"}, "submit", create(professional, backend.complete_content(professional)));
    return act_all({"employer", "department", "authority"}, "approve", record);
  }
  Json act_all(const std::vector<std::string>& who, const std::string& action, Json record) {
    for (const std::string& account : who) {
      const Response answer = act(backend.sign_in(account), record, action);
      EXPECT_EQ(answer.status, 200) << answer.body;
      record = json_of(answer);
    }
    return record;
  }
};

std::vector<std::string> codes(const Json& answer) {
  std::vector<std::string> codes;
  for (const Json& warning : model::member(answer, "warnings")) codes.push_back(model::text_or(warning, "code"));
  return codes;
}

TEST(Check, EstimatesUnfinishedContentAndChangesNothing) {
  Story story;
  const Response answer = story.check(story.professional, Story::patent("ZL"));
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(model::member(json_of(answer), "estimate")["hours"], 48);
  EXPECT_EQ(codes(json_of(answer)), std::vector<std::string>{});
  EXPECT_EQ(json_of(story.backend.call("GET", "/api/v1/declarations", "", {.token = story.professional}))["total"], 0);
}

TEST(Check, CountsWhatWasApprovedInThatYearButNotTheDeclarationItself) {
  Story story;
  const Json record = story.approved();
  Json content = story.backend.complete_content(story.professional);
  EXPECT_EQ(json_of(story.check(story.professional, content))["approved_by_form"], (Json{{"04", 8}}));
  content["values"]["credited_year"] = kYear - 1;
  EXPECT_EQ(json_of(story.check(story.professional, content))["approved_by_form"], Json::object());
  const std::string path = "/api/v1/declarations/" + model::text_or(record, "id") + "/check";
  EXPECT_EQ(json_of(story.backend.call("GET", path, "", {.token = story.professional}))["approved_by_form"], Json::object());
}

TEST(Check, FindsTheSamePatentOfThePersonAlone) {
  Story story;
  const std::string id = model::text_or(story.create(story.professional, Story::patent("ZL 2017 1 0601862.3")), "id");
  Json again = Story::patent("201710601862.3");
  const Json answer = json_of(story.check(story.professional, again));
  ASSERT_EQ(codes(answer), std::vector<std::string>{"probable_duplicate"});
  EXPECT_EQ(answer["duplicates"][0]["id"], id);
  EXPECT_EQ(answer["warnings"][0]["pointer"], "/values/patent_number");
  EXPECT_EQ(codes(json_of(story.check(story.backend.sign_in("professional2"), again))), std::vector<std::string>{});
  again["id"] = id;
  EXPECT_EQ(codes(json_of(story.check(story.professional, again))), std::vector<std::string>{}) << "it is that one itself";
}

TEST(Check, ShowsAnAuditorNoDraft) {
  Story story;
  const Json first = story.act_all({"professional"}, "submit", story.create(story.professional, story.backend.complete_content(story.professional)));
  story.create(story.professional, story.backend.complete_content(story.professional));
  const std::string path = "/api/v1/declarations/" + model::text_or(first, "id") + "/check";
  const auto duplicates = [&](const std::string& account) {
    return model::member(json_of(story.backend.call("GET", path, "", {.token = story.backend.sign_in(account)})), "duplicates").size();
  };
  EXPECT_EQ(duplicates("professional"), 1u);
  EXPECT_EQ(duplicates("employer"), 0u);
  EXPECT_EQ(story.backend.call("GET", path, "", {.token = story.backend.sign_in("professional2")}).status, 404);
}

TEST(Check, AnOrganisationChecksForItsOwnPeople) {
  Story story;
  const std::string employer = story.backend.sign_in("employer");
  Json content = story.backend.complete_content(employer);
  EXPECT_EQ(faults_of(story.check(employer, content)), std::vector<std::string>{"/person/id required"});
  content["person"] = {{"id", "nobody"}};
  EXPECT_EQ(faults_of(story.check(employer, content)), std::vector<std::string>{"/person/id unknown_person"});
  content["person"] = {{"id", "p1"}};
  EXPECT_EQ(story.check(employer, content).status, 200);
  EXPECT_EQ(story.check(story.backend.sign_in("authority"), content).status, 403);
}

TEST(Check, AWarningForbidsOnlyWhereTheCatalogueSaysSo) {
  Story story;
  const Json first = story.create(story.professional, story.backend.complete_content(story.professional));
  const Json second = story.create(story.professional, story.backend.complete_content(story.professional));
  const ServedCatalogue before = *story.backend.served();
  ServedCatalogue strict = before;
  strict.catalogue.settings["forbid"] = Json::array({"probable_duplicate"});
  story.backend.serve(strict);
  const Response refused = story.act(story.professional, second, "submit");
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(faults_of(refused), std::vector<std::string>{"/values/conference_name probable_duplicate"});
  story.backend.serve(before);
  EXPECT_EQ(story.act(story.professional, second, "submit").status, 200);
  EXPECT_EQ(story.act(story.professional, first, "submit").status, 200);
}

}  // namespace
}  // namespace portal::server::test
