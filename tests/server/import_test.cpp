// The rows of a spreadsheet: each whole or not at all, and never twice.
#include <gtest/gtest.h>

#include "tests/server/backend.h"

namespace portal::server::test {
namespace {

using model::Json;

struct Importing {
  Backend backend;
  std::string employer = backend.sign_in("employer");
  std::string base = backend.sign_in("base");

  Response import(const std::string& token, const Json& rows, bool submit, const std::string& study_form = "01") {
    return backend.send("POST", "/api/v1/declarations/import",
                        {{"study_form", study_form}, {"catalogue_version", "2026.1"}, {"submit", submit}, {"rows", rows}}, {.token = token});
  }
  std::size_t count(const std::string& token) {
    return model::member(json_of(backend.call("GET", "/api/v1/declarations?view=declared", "", {.token = token})), "items").size();
  }
};

Json row_for(const std::string& person, double hours = 24) {
  return {{"person", {{"number", "N1"}, {"name", "人" + person}}},
          {"values", {{"base_name", "基地"}, {"training_name", "集中培训"}, {"organiser", "基地"}, {"start_date", "2026-03-01"}, {"end_date", "2026-03-03"},
                      {"attended_hours", hours}, {"unit", "hours"}, {"claimed_amount", hours}, {"credited_year", 2026}}}};
}

const Json& result(const Json& answer, std::size_t i) { return model::member(answer, "results").at(i); }
std::string state_of(const Json& result) { return model::text_or(model::member(result, "declaration"), "state"); }
std::string fault_of(const Json& result) {
  const Json& error = model::member(result, "errors").at(0);
  return model::text_or(error, "pointer") + " " + model::text_or(error, "code");
}

TEST(Import, EachRowIsItsOwnDeclaration) {
  Importing importing;
  const Json answer = json_of(importing.import(importing.base, Json::array({row_for("p1", 24), row_for("p2", 8)}), true));
  for (std::size_t i : {0u, 1u}) {
    EXPECT_TRUE(result(answer, i)["done"].get<bool>()) << answer;
    EXPECT_FALSE(result(answer, i)["repeated"].get<bool>());
    EXPECT_EQ(state_of(result(answer, i)), "pending");
  }
  const Json own = model::member(json_of(importing.backend.call("GET", "/api/v1/declarations", "", {.token = importing.backend.sign_in("professional2")})), "items");
  ASSERT_EQ(own.size(), 1u);
  EXPECT_EQ(own[0]["claimed_amount"], 8);
}

TEST(Import, TheSameFileTwiceDoublesNothing) {
  Importing importing;
  const Json first = json_of(importing.import(importing.base, Json::array({row_for("p1"), row_for("p2")}), true));
  importing.backend.now_ms += 400LL * 86'400'000;  // long after the kept answers are forgotten
  importing.base = importing.backend.sign_in("base");
  const Json again = json_of(importing.import(importing.base, Json::array({row_for("p2"), row_for("p1"), row_for("p1", 8)}), false));
  EXPECT_TRUE(result(again, 0)["repeated"].get<bool>());
  EXPECT_EQ(result(again, 0)["declaration"], result(first, 1)["declaration"]);
  EXPECT_TRUE(result(again, 1)["repeated"].get<bool>());
  EXPECT_FALSE(result(again, 2)["repeated"].get<bool>()) << "other hours are another declaration";
  EXPECT_EQ(importing.count(importing.base), 3u);
}

TEST(Import, ACheckTellsEveryFaultAndDoesNothing) {
  Importing importing;
  importing.import(importing.base, Json::array({row_for("p1")}), true);
  Json unknown = row_for("p2");
  unknown["person"]["name"] = "王五";
  const Json body = {{"study_form", "01"}, {"catalogue_version", "2026.1"}, {"submit", true}, {"check", true}, {"rows", {row_for("p1"), row_for("p2"), unknown}}};
  const Json answer = json_of(importing.backend.send("POST", "/api/v1/declarations/import", body, {.token = importing.base}));
  EXPECT_TRUE(result(answer, 0)["repeated"].get<bool>());
  EXPECT_TRUE(result(answer, 1)["done"].get<bool>());
  EXPECT_FALSE(result(answer, 1)["repeated"].get<bool>());
  EXPECT_EQ(fault_of(result(answer, 2)), "/person/number unknown_person");
  EXPECT_EQ(importing.count(importing.base), 1u);
}

TEST(Import, ADraftOfBeforeIsSubmittedWhenTheSameRowsAreImportedToBeSubmitted) {
  Importing importing;
  EXPECT_EQ(state_of(result(json_of(importing.import(importing.base, Json::array({row_for("p1")}), false)), 0)), "draft");
  const Json submitted = json_of(importing.import(importing.base, Json::array({row_for("p1")}), true));
  EXPECT_EQ(state_of(result(submitted, 0)), "pending");
  EXPECT_EQ(importing.count(importing.base), 1u);
}

TEST(Import, ADeletedDraftCanBeImportedAgain) {
  Importing importing;
  const Json draft = model::member(result(json_of(importing.import(importing.base, Json::array({row_for("p1")}), false)), 0), "declaration");
  EXPECT_EQ(importing.backend.call("DELETE", "/api/v1/declarations/" + model::text_or(draft, "id"), "", {.token = importing.base, .if_match = "\"1\""}).status, 204);
  EXPECT_FALSE(result(json_of(importing.import(importing.base, Json::array({row_for("p1")}), false)), 0)["repeated"].get<bool>());
}

TEST(Import, EveryFaultIsToldByItsRowAndTheOthersAreDone) {
  Importing importing;
  Json wrong_name = row_for("p1"), no_number = row_for("p1"), late = row_for("p1");
  wrong_name["person"]["name"] = "王五";
  no_number["person"].erase("number");
  late["values"]["end_date"] = "2026-02-01";
  const Json answer = json_of(importing.import(importing.base, Json::array({wrong_name, no_number, late, row_for("p2"), 7}), true));
  EXPECT_EQ(fault_of(result(answer, 0)), "/person/number unknown_person");
  EXPECT_EQ(fault_of(result(answer, 1)), "/person/number required");
  EXPECT_EQ(fault_of(result(answer, 2)), "/values/end_date before_start");
  EXPECT_TRUE(result(answer, 3)["done"].get<bool>()) << answer;
  EXPECT_EQ(fault_of(result(answer, 4)), "/person/number required");
  EXPECT_EQ(importing.count(importing.base), 1u);
}

TEST(Import, WhatNeedsMaterialsIsLeftAsADraft) {
  Importing importing;
  const Json submitted = json_of(importing.import(importing.employer, Json::array({row_for("p1")}), true));
  EXPECT_EQ(fault_of(result(submitted, 0)), "/materials/training_notice required_material");
  EXPECT_EQ(importing.count(importing.employer), 0u) << "nothing is half done";
  const Json kept = json_of(importing.import(importing.employer, Json::array({row_for("p1")}), false));
  EXPECT_EQ(state_of(result(kept, 0)), "draft") << kept;
}

TEST(Import, TwoOrganisationsMayDeclareTheSame) {
  Importing importing;
  const Json one = json_of(importing.import(importing.employer, Json::array({row_for("p1")}), false));
  const Json other = json_of(importing.import(importing.base, Json::array({row_for("p1")}), false));
  EXPECT_NE(model::member(result(one, 0), "declaration")["id"], model::member(result(other, 0), "declaration")["id"]);
}

TEST(Import, RefusesWhatIsNoImport) {
  Importing importing;
  EXPECT_EQ(importing.import(importing.backend.sign_in("professional"), Json::array({row_for("p1")}), false).status, 403);
  EXPECT_EQ(importing.import(importing.backend.sign_in("authority"), Json::array({row_for("p1")}), false).status, 403);
  EXPECT_EQ(faults_of(importing.import(importing.base, Json::array(), false)), std::vector<std::string>{"/rows required"});
  EXPECT_EQ(faults_of(importing.import(importing.base, "x", false)), std::vector<std::string>{"/rows wrong_type"});
  EXPECT_EQ(faults_of(importing.import(importing.base, Json::array({row_for("p1")}), false, "99")), std::vector<std::string>{"/study_form unknown_study_form"});
  EXPECT_EQ(faults_of(importing.import(importing.base, std::vector<Json>(201, row_for("p1")), false)), std::vector<std::string>{"/rows too_many_items"});
}

}  // namespace
}  // namespace portal::server::test
