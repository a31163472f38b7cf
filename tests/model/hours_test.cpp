#include "model/hours.h"

#include <gtest/gtest.h>

#include "tests/model/sample.h"

namespace portal::model {
namespace {

DeclarationSummary row(DeclarationState state, std::string form, double amount, int year = 2026, std::string unit = "hours") {
  DeclarationSummary summary;
  summary.state = state;
  summary.study_form = std::move(form);
  summary.claimed_amount = amount;
  summary.credited_year = year;
  summary.unit = std::move(unit);
  return summary;
}

Catalogue with_settings(const Json& settings) {
  Catalogue catalogue = sample::catalogue();
  catalogue.settings = settings;
  return catalogue;
}

constexpr auto kApproved = DeclarationState::kApproved;

TEST(HoursOf, IsTheClaimedAmount) {
  EXPECT_EQ(hours_of(sample::catalogue(), row(kApproved, "02", 20.5)), 20.5);
  EXPECT_EQ(hours_of(sample::catalogue(), row(kApproved, "02", -1)), 0);
  EXPECT_EQ(hours_of(sample::catalogue(), row(kApproved, "02", 0)), 0);
}

TEST(HoursOf, ConvertsCreditsByTheSettings) {
  EXPECT_EQ(hours_of(sample::catalogue(), row(kApproved, "02", 5, 2026, "credits")), 5) << "1 as shipped";
  const Catalogue health = with_settings({{"hours_per_credit", {{"hours", 6}}}});
  EXPECT_EQ(hours_of(health, row(kApproved, "02", 5, 2026, "credits")), 30);
  EXPECT_EQ(hours_of(health, row(kApproved, "02", 5)), 5);
  for (const Json& nonsense : {Json(), Json(1), Json::object(), Json{{"hours_per_credit", {{"hours", -2}}}},
                               Json{{"hours_per_credit", {{"hours", "six"}}}}})
    EXPECT_EQ(hours_of(with_settings(nonsense), row(kApproved, "02", 5, 2026, "credits")), 5);
}

TEST(YearSummary, AddsUpWhatIsApprovedInThatYear) {
  const std::vector<DeclarationSummary> rows = {row(kApproved, "02", 20.5),
                                                row(kApproved, "02", 8),
                                                row(kApproved, "06", 40),
                                                row(kApproved, "02", 99, 2025),
                                                row(DeclarationState::kPending, "04", 12),
                                                row(DeclarationState::kDraft, "04", 7),
                                                row(DeclarationState::kRejected, "04", 5)};
  const YearSummary summary = summarise_year(sample::catalogue(), rows, 2026);
  EXPECT_EQ(summary.year, 2026);
  EXPECT_EQ(summary.approved_hours, 68.5);
  EXPECT_EQ(summary.pending_hours, 12);
  EXPECT_EQ(summary.target_hours, 66);
  EXPECT_EQ(summary.approved_by_form, (std::map<std::string, double>{{"02", 28.5}, {"06", 40}}));
}

TEST(YearSummary, DoesNotShowTheRoundingOfBinaryFractions) {
  const std::vector<DeclarationSummary> rows(3, row(kApproved, "02", 0.1));
  EXPECT_EQ(summarise_year(sample::catalogue(), rows, 2026).approved_hours, 0.3);
}

TEST(YearSummary, TakesTheTargetThatHoldsForTheYear) {
  const Catalogue catalogue = with_settings({{"targets",
                                              {{{"from_year", 2020}, {"professional_subject_hours", 60}},
                                               {{"from_year", 2024}, {"professional_subject_hours", 66}},
                                               {{"from_year", 2015}, {"professional_subject_hours", 48}}}}});
  const std::map<int, double> expected = {{2014, 0}, {2015, 48}, {2019, 48}, {2020, 60}, {2023, 60}, {2024, 66}, {2030, 66}};
  for (const auto& [year, hours] : expected) EXPECT_EQ(summarise_year(catalogue, {}, year).target_hours, hours) << year;
}

TEST(YearSummary, CountsNoMoreOfAFormThanItsCap) {
  const Catalogue catalogue = with_settings({{"caps", {{{"study_form", "06"}, {"from_year", 2026}, {"hours_max", 30}}}}});
  const std::vector<DeclarationSummary> rows = {row(kApproved, "06", 20), row(kApproved, "06", 20), row(kApproved, "02", 50),
                                                row(kApproved, "06", 45, 2025)};
  EXPECT_EQ(summarise_year(catalogue, rows, 2026).approved_hours, 80);
  EXPECT_EQ(summarise_year(catalogue, rows, 2025).approved_hours, 45) << "before the cap came into force";
}

TEST(YearSummary, SurvivesSettingsThatMakeNoSense) {
  for (const Json& settings : {Json(), Json("x"), Json{{"targets", 1}, {"caps", 2}},
                               Json{{"targets", {1, "x", nullptr}}, {"caps", {1, "x", nullptr}}}}) {
    const std::vector<DeclarationSummary> rows = {row(kApproved, "02", 8)};
    EXPECT_EQ(summarise_year(with_settings(settings), rows, 2026).approved_hours, 8);
    EXPECT_EQ(summarise_year(with_settings(settings), rows, 2026).target_hours, 0);
  }
}

TEST(YearSummaryJson, SurvivesTheRoundTripAndRefusesNonsense) {
  const std::vector<DeclarationSummary> rows = {row(kApproved, "02", 8.5), row(DeclarationState::kPending, "04", 12)};
  const Json json = to_json(summarise_year(sample::catalogue(), rows, 2026));
  EXPECT_EQ(json, (Json{{"year", 2026},
                        {"approved_hours", 8.5},
                        {"pending_hours", 12.0},
                        {"target_hours", 66.0},
                        {"approved_by_form", {{"02", 8.5}}}}));
  EXPECT_EQ(to_json(*read_year_summary(json)), json);
  EXPECT_EQ(read_year_summary(Json::array()).error().code, "wrong_type");
  EXPECT_EQ(read_year_summary(Json::object()).error(), (Error{"missing_member", "/year", {}}));
  EXPECT_EQ(read_year_summary({{"year", 2026}, {"approved_by_form", {{"02", "x"}}}}).error(),
            (Error{"wrong_type", "/approved_by_form/02", {}}));
  EXPECT_EQ(read_year_summary({{"year", 2026}, {"approved_by_form", 1}}).error().code, "wrong_type");
}

}  // namespace
}  // namespace portal::model
