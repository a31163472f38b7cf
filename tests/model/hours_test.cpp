#include "model/hours.h"

#include <gtest/gtest.h>

#include "tests/model/sample.h"

namespace portal::model {
namespace {

constexpr auto kApproved = DeclarationState::kApproved;
constexpr auto kPending = DeclarationState::kPending;

// The shipped forms with these settings.
Catalogue with_settings(const Json& settings) {
  Json document = sample::catalogue_document();
  document["settings"] = settings;
  Result<Catalogue> catalogue = read_catalogue(document);
  EXPECT_TRUE(catalogue) << catalogue.error().code << " " << catalogue.error().pointer;
  return catalogue ? *catalogue : Catalogue();
}

Error settings_error(const Json& settings) {
  Json document = sample::catalogue_document();
  document["settings"] = settings;
  return read_catalogue(document).error();
}

DeclarationContent claim(double amount, const Json& more = Json::object()) {
  DeclarationContent content = sample::training();
  content.values["claimed_amount"] = amount;
  content.values.update(more);
  return content;
}

DeclarationContent credits(double amount, const Json& more = Json::object()) {
  DeclarationContent content = claim(amount, {{"unit", "credits"}, {"credit_series", "other"}});
  content.values.update(more);
  return content;
}

double hours_of(const Catalogue& catalogue, const DeclarationContent& content) { return credit_of(catalogue, content).hours; }

// ---- one declaration -------------------------------------------------------------------------------------------

TEST(Credit, OfHoursIsTheClaimedAmount) {
  EXPECT_EQ(hours_of(sample::catalogue(), claim(20.5)), 20.5);
  EXPECT_EQ(hours_of(sample::catalogue(), claim(-1)), 0);
  EXPECT_EQ(hours_of(sample::catalogue(), claim(0)), 0);
  EXPECT_EQ(hours_of(sample::catalogue(), claim(1, {{"claimed_amount", "many"}})), 0);
}

TEST(Credit, OfCreditsFollowsTheirSeriesAndLevel) {
  const Catalogue& catalogue = sample::catalogue();
  EXPECT_EQ(hours_of(catalogue, credits(5)), 5) << "1 as shipped, until a deployer says otherwise";
  EXPECT_EQ(hours_of(catalogue, credits(5, {{"credit_series", "health"}, {"level", "national"}})), 15);
  EXPECT_EQ(hours_of(catalogue, credits(5, {{"credit_series", "health"}, {"level", "provincial"}})), 30);
  EXPECT_EQ(hours_of(catalogue, credits(5, {{"credit_series", "health"}, {"level", "county"}})), 5) << "no rule for this level";
  EXPECT_EQ(hours_of(catalogue, credits(5, {{"credit_series", "accounting"}, {"level", "national"}})), 1.67);
  EXPECT_EQ(credit_of(catalogue, credits(5, {{"credit_series", "accounting"}})).conversion, "accounting");
}

TEST(Credit, TakesTheConversionThatHoldsForTheYear) {
  const auto rule = [](const char* id, int from_year, double hours) {
    return Json{{"id", id}, {"label", {{"zh", id}, {"en", id}}}, {"from_year", from_year}, {"credits", 1}, {"hours", hours}};
  };
  const Catalogue catalogue = with_settings({{"conversions", {rule("a", 2020, 2), rule("c", 2025, 4), rule("b", 2023, 3)}}});
  const std::map<int, double> expected = {{2019, 0}, {2020, 2}, {2022, 2}, {2023, 3}, {2024, 3}, {2025, 4}, {2026, 4}};
  for (const auto& [year, hours] : expected) EXPECT_EQ(hours_of(catalogue, credits(1, {{"credited_year", year}})), hours) << year;
}

TEST(Credit, OfCreditsWithoutAnyRuleIsNothing) {
  const Credit credit = credit_of(with_settings(Json::object()), credits(5));
  EXPECT_EQ(credit.hours, 0);
  EXPECT_EQ(credit.conversion, "");
}

TEST(Credit, IsOfProfessionalSubjectsUnlessARuleSaysOtherwise) {
  DeclarationContent training = claim(24, {{"subject_class", "professional"}});
  training.study_form = "01";
  EXPECT_EQ(credit_of(sample::catalogue(), training).subject, Subject::kProfessional);
  training.values["subject_class"] = "public";
  EXPECT_EQ(credit_of(sample::catalogue(), training).subject, Subject::kPublic);
  training.values.erase("subject_class");
  EXPECT_EQ(credit_of(sample::catalogue(), training).subject, Subject::kProfessional);
  const Catalogue by_form = with_settings({{"subjects", {{{"subject", "public"}, {"study_forms", {"13", "02"}}}}}});
  EXPECT_EQ(credit_of(by_form, claim(1)).subject, Subject::kPublic);
  EXPECT_EQ(credit_of(by_form, training).subject, Subject::kProfessional);
}

// ---- a year ------------------------------------------------------------------------------------------------------

HourLine line(DeclarationState state, std::string form, double hours, Subject subject = Subject::kProfessional) {
  return {std::move(form), subject, state, hours, 0, {}};
}

const FormTally* tally_of(const YearSummary& summary, std::string_view form, Subject subject = Subject::kProfessional) {
  for (const FormTally& tally : summary.by_form)
    if (tally.study_form == form && tally.subject == subject) return &tally;
  return nullptr;
}

TEST(YearSummary, AddsUpWhatIsApprovedByFormAndSubject) {
  const std::vector<HourLine> lines = {line(kApproved, "02", 20.5),
                                       line(kApproved, "02", 8),
                                       line(kApproved, "06", 40),
                                       line(kApproved, "01", 24, Subject::kPublic),
                                       line(kPending, "04", 12),
                                       line(DeclarationState::kDraft, "05", 7),
                                       line(DeclarationState::kRejected, "05", 5)};
  const YearSummary summary = summarise_year(sample::catalogue(), lines, 2026);
  EXPECT_EQ(summary.year, 2026);
  EXPECT_EQ(summary.total.approved_hours, 92.5);
  EXPECT_EQ(summary.total.pending_hours, 12);
  EXPECT_EQ(summary.public_subject.approved_hours, 24);
  EXPECT_EQ(summary.professional_subject.approved_hours, 68.5);
  EXPECT_EQ(summary.professional_subject.pending_hours, 12);
  ASSERT_EQ(summary.by_form.size(), 4u);
  EXPECT_EQ(tally_of(summary, "02")->approved_hours, 28.5);
  EXPECT_EQ(tally_of(summary, "04")->pending_hours, 12);
}

TEST(YearSummary, CountsTheRowsOfItsYearAlone) {
  DeclarationSummary row;
  row.state = kApproved;
  row.study_form = "02";
  row.hours = 8;
  row.credited_year = 2026;
  std::vector<DeclarationSummary> rows = {row, row};
  rows[1].credited_year = 2025;
  EXPECT_EQ(summarise_year(sample::catalogue(), rows, 2026).total.approved_hours, 8);
  EXPECT_EQ(summarise_year(sample::catalogue(), rows, 2024).total.approved_hours, 0);
}

TEST(YearSummary, DoesNotShowTheRoundingOfBinaryFractions) {
  const std::vector<HourLine> lines(3, line(kApproved, "02", 0.1));
  EXPECT_EQ(summarise_year(sample::catalogue(), lines, 2026).total.approved_hours, 0.3);
}

TEST(YearSummary, IsReachedWhenEveryTargetIs) {
  const auto reached = [](double professional, double in_public) {
    const std::vector<HourLine> lines = {line(kApproved, "02", professional), line(kApproved, "01", in_public, Subject::kPublic)};
    return *summarise_year(sample::catalogue(), lines, 2026).reached;
  };
  EXPECT_TRUE(reached(66, 24));
  EXPECT_FALSE(reached(65.9, 24));
  EXPECT_FALSE(reached(90, 23)) << "public subjects are missing";
  EXPECT_FALSE(reached(20, 200)) << "professional subjects are missing";
}

TEST(YearSummary, OfAYearWithoutTargetsIsNeitherReachedNorMissed) {
  const std::vector<HourLine> lines = {line(kApproved, "02", 500)};
  const YearSummary before = summarise_year(sample::catalogue(), lines, 2014);
  EXPECT_FALSE(before.reached.has_value());
  EXPECT_FALSE(before.total.target_hours.has_value());
  EXPECT_EQ(before.total.approved_hours, 500);
  EXPECT_FALSE(summarise_year(with_settings({{"targets", {{{"from_year", 2020}}}}}), lines, 2026).reached.has_value());
}

TEST(YearSummary, TakesTheTargetThatHoldsForTheYear) {
  const Catalogue catalogue = with_settings({{"targets",
                                              {{{"from_year", 2020}, {"professional_subject_hours", 60}},
                                               {{"from_year", 2024}, {"professional_subject_hours", 66}},
                                               {{"from_year", 2015}, {"professional_subject_hours", 48}}}}});
  const std::map<int, double> expected = {{2015, 48}, {2019, 48}, {2020, 60}, {2023, 60}, {2024, 66}, {2030, 66}};
  for (const auto& [year, hours] : expected)
    EXPECT_EQ(summarise_year(catalogue, std::span<const HourLine>(), year).professional_subject.target_hours, hours) << year;
}

TEST(YearSummary, CountsNoMoreOfAFormThanItsCapAndSaysWhatItCut) {
  const Catalogue catalogue = with_settings({{"caps", {{{"study_form", "06"}, {"from_year", 2026}, {"hours_max", 30}}}}});
  const std::vector<HourLine> lines = {line(kApproved, "06", 20), line(kApproved, "06", 20), line(kApproved, "02", 50),
                                       line(kPending, "06", 8)};
  const YearSummary summary = summarise_year(catalogue, lines, 2026);
  EXPECT_EQ(summary.total.approved_hours, 80);
  EXPECT_EQ(tally_of(summary, "06")->cut_hours, 10);
  EXPECT_EQ(tally_of(summary, "06")->cap_hours, 30);
  EXPECT_EQ(tally_of(summary, "02")->cap_hours, std::nullopt);
  EXPECT_EQ(summarise_year(catalogue, lines, 2025).total.approved_hours, 90) << "before the cap came into force";
}

TEST(YearSummary, SaysHowCreditsWereConverted) {
  std::vector<HourLine> lines = {line(kApproved, "02", 15), line(kApproved, "04", 6), line(kPending, "04", 99), line(kApproved, "05", 8),
                                 line(kApproved, "02", 0)};
  lines[0].credits = 5, lines[0].conversion = "health-national";
  lines[1].credits = 2, lines[1].conversion = "health-national";
  lines[2].credits = 33, lines[2].conversion = "health-national";
  lines[4].credits = 7;
  const YearSummary summary = summarise_year(sample::catalogue(), lines, 2026);
  ASSERT_EQ(summary.conversions.size(), 2u);
  EXPECT_EQ(summary.conversions[0].conversion, "") << "credits that no rule is about are told apart";
  EXPECT_EQ(summary.conversions[0].credits, 7);
  EXPECT_EQ(summary.conversions[1].credits, 7);
  EXPECT_EQ(summary.conversions[1].hours, 21);
}

// ---- settings ------------------------------------------------------------------------------------------------------

TEST(HourSettings, SayWhereTheyAreWrong) {
  const Json label = {{"zh", "甲"}, {"en", "A"}};
  const Json rule = {{"id", "a"}, {"label", label}, {"credits", 1}, {"hours", 3}};
  const auto changed = [&rule](const char* name, const Json& value) {
    Json conversion = rule;
    conversion[name] = value;
    return Json{{"conversions", {conversion}}};
  };
  const std::pair<Json, Error> cases[] = {
      {{{"targets", 1}}, {"wrong_type", "/settings/targets", {}}},
      {{{"targets", {{{"total_hours", "90"}}}}}, {"wrong_type", "/settings/targets/0/total_hours", {}}},
      {{{"targets", {{{"total_hours", -1}}}}}, {"out_of_range", "/settings/targets/0/total_hours", {}}},
      {{{"targets", {{{"from_year", 20260}}}}}, {"out_of_range", "/settings/targets/0/from_year", {}}},
      {{{"caps", {{{"study_form", "99"}, {"hours_max", 1}}}}}, {"unknown_study_form", "/settings/caps/0/study_form", {}}},
      {{{"caps", {{{"study_form", "02"}}}}}, {"missing_member", "/settings/caps/0/hours_max", {}}},
      {changed("hours", 0), {"out_of_range", "/settings/conversions/0/hours", {}}},
      {changed("credits", Json()), {"missing_member", "/settings/conversions/0/credits", {}}},
      {changed("study_forms", {"99"}), {"unknown_study_form", "/settings/conversions/0/study_forms", {}}},
      {changed("when", {{{"field", "nothing"}, {"one_of", {"x"}}}}), {"unknown_field", "/settings/conversions/0/when/0/field", {}}},
      {changed("when", {{{"field", "level"}, {"one_of", {"global"}}}}), {"unknown_choice", "/settings/conversions/0/when/0/one_of", {}}},
      {{{"conversions", {rule, rule}}}, {"duplicate_id", "/settings/conversions/1/id", {}}},
      {{{"subjects", {{{"subject", "private"}}}}}, {"unknown_name", "/settings/subjects/0/subject", {}}},
  };
  for (const auto& [settings, error] : cases) EXPECT_EQ(settings_error(settings), error) << settings;
}

TEST(HourSettings, ThatShipSayWhereTheyComeFromAndThatNobodyHasCheckedThem) {
  for (const char* list : {"targets", "conversions", "subjects"}) {
    const Json& entries = member(member(sample::catalogue_document(), "settings"), list);
    ASSERT_FALSE(entries.empty()) << list;
    for (const Json& entry : entries) {
      EXPECT_NE(text_or(entry, "source"), "") << entry;
      EXPECT_TRUE(member(entry, "verified").is_boolean()) << entry;
    }
  }
}

// ---- JSON ------------------------------------------------------------------------------------------------------------

TEST(YearSummaryJson, SurvivesTheRoundTripAndRefusesNonsense) {
  std::vector<HourLine> lines = {line(kApproved, "02", 8.5), line(kPending, "04", 12), line(kApproved, "01", 24, Subject::kPublic)};
  lines[0].credits = 2.5;
  lines[0].conversion = "general";
  for (const int year : {2026, 2014}) {
    const Json json = to_json(summarise_year(sample::catalogue(), lines, year));
    const Result<YearSummary> read = read_year_summary(json);
    ASSERT_TRUE(read) << read.error().code << " " << read.error().pointer;
    EXPECT_EQ(to_json(*read), json);
  }
  const Json good = to_json(summarise_year(sample::catalogue(), lines, 2026));
  EXPECT_EQ(good["by_form"][1], (Json{{"study_form", "02"}, {"subject", "professional"}, {"approved_hours", 8.5}, {"cut_hours", 0.0},
                                      {"pending_hours", 0.0}, {"cap_hours", nullptr}}));
  EXPECT_EQ(read_year_summary(Json::array()).error().code, "wrong_type");
  EXPECT_EQ(read_year_summary(Json::object()).error(), (Error{"missing_member", "/year", {}}));
  const auto with = [&good](const char* name, const Json& value) {
    Json json = good;
    json[name] = value;
    return read_year_summary(json).error();
  };
  EXPECT_EQ(with("total", 1).code, "wrong_type");
  EXPECT_EQ(with("by_form", {{{"study_form", "02"}, {"subject", "x"}}}), (Error{"unknown_name", "/by_form/0/subject", {}}));
  EXPECT_EQ(with("reached", "yes"), (Error{"wrong_type", "/reached", {}}));
}

}  // namespace
}  // namespace portal::model
