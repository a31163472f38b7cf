#include "model/warnings.h"

#include <gtest/gtest.h>

#include "tests/model/sample.h"

namespace portal::model {
namespace {

std::vector<std::string> codes(const std::vector<Warning>& warnings) {
  std::vector<std::string> codes;
  for (const Warning& warning : warnings) codes.push_back(warning.code);
  return codes;
}

std::vector<Warning> shipped(const DeclarationContent& content) { return warnings(sample::catalogue(), content, {}); }

DeclarationContent training(double claimed, double attended) {
  DeclarationContent content = sample::training();  // three days
  content.values["claimed_amount"] = claimed;
  content.values["attended_hours"] = attended;
  return content;
}

Catalogue with_settings(const Json& more) {
  Json document = sample::catalogue_document();
  document["settings"].update(more);
  return *read_catalogue(document);
}

Declaration declared(std::string id, std::string form, const Json& values, DeclarationState state = DeclarationState::kPending) {
  Declaration declaration;
  declaration.id = std::move(id);
  declaration.state = state;
  declaration.content.study_form = std::move(form);
  declaration.content.values = values;
  return declaration;
}

bool is_duplicate(const Declaration& one, const Declaration& other) {
  return !find_duplicates(sample::catalogue(), one, std::vector<Declaration>{other}).empty();
}

TEST(Warnings, AreSilentAboutAnOrdinaryDeclaration) {
  EXPECT_EQ(codes(shipped(training(20.5, 20.5))), std::vector<std::string>{});
  EXPECT_EQ(codes(shipped(training(24, 24))), std::vector<std::string>{}) << "eight hours on each of three days";
}

TEST(Warnings, TellOfMoreThanEightHoursAStudyDay) {
  const std::vector<Warning> found = shipped(training(24.5, 24.5));
  ASSERT_EQ(codes(found), std::vector<std::string>{"over_day_hours"});
  EXPECT_EQ(found[0].pointer, "/values/claimed_amount");
  EXPECT_EQ(found[0].params, (std::map<std::string, std::string>{{"claimed", "24.5"}, {"days", "3"}, {"max", "24"}, {"per_day", "8"}}));
  const Catalogue strict = with_settings({{"hours_per_day_max", {{"hours", 6}}}});
  EXPECT_EQ(codes(warnings(strict, training(20, 20), {})), std::vector<std::string>{"over_day_hours"});
  const Catalogue silent = with_settings({{"hours_per_day_max", nullptr}});
  EXPECT_EQ(codes(warnings(silent, training(100, 100), {})), std::vector<std::string>{});
}

TEST(Warnings, TellOfAClaimOverTheEstimate) {
  const std::vector<Warning> found = shipped(training(20, 16));
  ASSERT_EQ(codes(found), std::vector<std::string>{"over_estimate"});
  EXPECT_EQ(found[0].params, (std::map<std::string, std::string>{{"claimed", "20"}, {"estimate", "16"}}));
  DeclarationContent municipal = sample::conference(false);
  municipal.values["level"] = "municipal";
  EXPECT_EQ(codes(shipped(municipal)), std::vector<std::string>{}) << "the standard does not say how much it is worth";
}

TEST(Warnings, TellOfACapThatIsUsedUp) {
  const Catalogue capped = with_settings({{"caps", {{{"study_form", "02"}, {"from_year", 2020}, {"hours_max", 30}}}}});
  const auto with = [&](double already) { return warnings(capped, training(20, 20), {{2026, {{"02", already}}}, {}}); };
  EXPECT_EQ(codes(with(10)), std::vector<std::string>{});
  ASSERT_EQ(codes(with(11)), std::vector<std::string>{"over_cap"});
  EXPECT_EQ(with(11)[0].params, (std::map<std::string, std::string>{{"claimed", "20"}, {"already", "11"}, {"cap", "30"}}));
}

TEST(Warnings, CompareCreditsAsHours) {
  const Json rule = {{"id", "three"}, {"label", {{"zh", "三"}, {"en", "three"}}}, {"credits", 1}, {"hours", 3}};
  const Catalogue catalogue = with_settings({{"conversions", Json::array({rule})}});
  DeclarationContent content = training(8, 24);
  content.values["unit"] = "credits";
  EXPECT_EQ(codes(warnings(catalogue, content, {})), std::vector<std::string>{});
  content.values["claimed_amount"] = 9;
  EXPECT_EQ(codes(warnings(catalogue, content, {})), (std::vector<std::string>{"over_day_hours", "over_estimate"}));
}

TEST(Warnings, ForbidOnlyWhatTheCatalogueForbids) {
  for (const Warning& warning : shipped(training(100, 20))) EXPECT_FALSE(warning.forbids) << warning.code;
  const Catalogue strict = with_settings({{"forbid", {"over_day_hours"}}});
  for (const Warning& warning : warnings(strict, training(100, 20), {})) EXPECT_EQ(warning.forbids, warning.code == "over_day_hours");
}

TEST(Duplicates, AreTheSamePatentWhateverItsSpelling) {
  const Declaration patent = declared("a", "07", {{"patent_number", "ZL 2017 1 0601862.3"}, {"rank", 1}});
  EXPECT_TRUE(is_duplicate(patent, declared("b", "07", {{"patent_number", "201710601862.3"}, {"rank", 2}})));
  EXPECT_TRUE(is_duplicate(patent, declared("b", "07", {{"patent_number", "ＺＬ２０１７１０６０１８６２．３"}})));
  EXPECT_FALSE(is_duplicate(patent, declared("b", "07", {{"patent_number", "ZL 2017 1 0601863.8"}})));
}

TEST(Duplicates, AreTheSameCertificateUnderAnotherForm) {
  const Declaration training = declared("a", "02", {{"certificate_number", "豫培-2026-001"}});
  EXPECT_TRUE(is_duplicate(training, declared("b", "13", {{"certificate_number", "豫培 2026 001"}})));
  EXPECT_FALSE(is_duplicate(training, declared("b", "13", {{"certificate_number", ""}})));
  EXPECT_FALSE(is_duplicate(declared("a", "02", {{"certificate_number", " "}}), declared("b", "02", {{"certificate_number", " "}})));
}

TEST(Duplicates, NeedEveryFieldOfOneSet) {
  const Json paper = {{"publication_type", "paper"}, {"issn", "1000-1239"}, {"publication_title", "一种方法"}};
  Json other = paper;
  EXPECT_TRUE(is_duplicate(declared("a", "06", paper), declared("b", "06", other)));
  other["publication_title"] = "另一种方法";
  EXPECT_FALSE(is_duplicate(declared("a", "06", paper), declared("b", "06", other)));
  const Json project = {{"project_number", "K1"}, {"credited_year", 2026}};
  EXPECT_TRUE(is_duplicate(declared("a", "05", project), declared("b", "05", project)));
  EXPECT_FALSE(is_duplicate(declared("a", "05", project), declared("b", "05", {{"project_number", "K1"}, {"credited_year", 2025}})))
      << "a project counts every year";
}

TEST(Duplicates, LeaveOutItselfAndWhatWasRejected) {
  const Json patent = {{"patent_number", "ZL201710601862.3"}};
  EXPECT_FALSE(is_duplicate(declared("a", "07", patent), declared("a", "07", patent)));
  EXPECT_TRUE(is_duplicate(declared("", "07", patent), declared("a", "07", patent)));
  EXPECT_FALSE(is_duplicate(declared("b", "07", patent), declared("a", "07", patent, DeclarationState::kRejected)));
  EXPECT_TRUE(is_duplicate(declared("b", "07", patent), declared("a", "07", patent, DeclarationState::kApproved)));
}

TEST(Duplicates, AreToldAtTheFieldThatGivesThemAway) {
  const Declaration one = declared("a", "07", {{"patent_number", "ZL201710601862.3"}, {"patent_name", "一种装置"}, {"credited_year", 2025}});
  CheckFacts facts;
  facts.duplicates = find_duplicates(sample::catalogue(), declared("", "07", one.content.values), std::vector<Declaration>{one});
  const std::vector<Warning> found = warnings(sample::catalogue(), one.content, facts);
  ASSERT_EQ(codes(found), std::vector<std::string>{"probable_duplicate"});
  EXPECT_EQ(found[0].pointer, "/values/patent_number");
  EXPECT_EQ(found[0].params, (std::map<std::string, std::string>{{"id", "a"}, {"title", "一种装置"}, {"state", "pending"}, {"year", "2025"}}));
}

TEST(CheckFacts, ComeBackFromJson) {
  CheckFacts facts;
  facts.credited = {2026, {{"02", 20.5}}};
  facts.duplicates = {{"a", "一种装置", DeclarationState::kApproved, 2025, {"patent_number"}}};
  const Result<CheckFacts> read = read_check_facts(to_json(facts));
  ASSERT_TRUE(read);
  EXPECT_EQ(to_json(*read), to_json(facts));
  EXPECT_EQ(read_check_facts(Json::object()).error().code, "missing_member");
  EXPECT_EQ(read_check_facts({{"year", 2026}, {"duplicates", {{{"id", "a"}, {"state", "odd"}}}}}).error().code, "unknown_name");
}

}  // namespace
}  // namespace portal::model
