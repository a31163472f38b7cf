#include "model/validation.h"

#include <gtest/gtest.h>

#include "tests/model/sample.h"

namespace portal::model {
namespace {

using Lines = std::vector<std::string>;

ValidationContext submitting(Role role = Role::kProfessional) { return {role, sample::kYear, Strictness::kSubmit}; }
ValidationContext drafting() { return {Role::kProfessional, sample::kYear, Strictness::kDraft}; }

Errors errors_of(const DeclarationContent& content, const ValidationContext& context = submitting()) {
  return validate(sample::catalogue(), content, context);
}

Lines lines_of(const DeclarationContent& content, const ValidationContext& context = submitting()) {
  return sample::lines(errors_of(content, context));
}

// The verdict on a complete training with one value changed.
Lines training_with(const std::string& field, const Json& value, const ValidationContext& context = submitting()) {
  DeclarationContent content = sample::training();
  content.values[field] = value;
  return lines_of(content, context);
}

const Lines kFine;

TEST(Validation, PassesCompleteDeclarations) {
  EXPECT_EQ(lines_of(sample::training()), kFine);
  EXPECT_EQ(lines_of(sample::conference(false)), kFine);
  EXPECT_EQ(lines_of(sample::conference(true)), kFine);
  for (const char* type : {"paper", "book", "translation"}) EXPECT_EQ(lines_of(sample::publication(type)), kFine) << type;
}

TEST(Validation, NamesEveryBlankOfATrainingInTheOrderOfTheForm) {
  const DeclarationContent blank{"02", "2026.1", Json::object(), {}};
  EXPECT_EQ(
      lines_of(blank),
      (Lines{"required /values/training_name", "required /values/organiser", "required /values/start_date",
             "required /values/end_date", "required /values/attended_hours", "required /values/unit",
             "required /values/claimed_amount", "required /values/credited_year", "required_material /materials/training_notice",
             "required_material /materials/completion_certificate", "required_material /materials/employer_certificate"}));
}

TEST(Validation, NamesEveryBlankOfAConference) {
  DeclarationContent blank{"04", "2026.1", Json::object(), {}};
  EXPECT_EQ(lines_of(blank),
            (Lines{"required /values/conference_name", "required /values/organiser", "required /values/level",
                   "required /values/start_date", "required /values/end_date", "required /values/unit",
                   "required /values/claimed_amount", "required /values/credited_year",
                   "required_material /materials/conference_notice", "required_material /materials/employer_certificate"}));
}

TEST(Validation, NamesEveryBlankOfAPublication) {
  DeclarationContent blank{"06", "2026.1", Json::object(), {}};
  EXPECT_EQ(lines_of(blank), (Lines{"required /values/publication_type", "required /values/publication_title",
                                    "required /values/published_on", "required /values/unit", "required /values/claimed_amount",
                                    "required /values/credited_year", "required_material /materials/contents"}));
}

TEST(Validation, AsksForTitleAndEvidenceOnceAPaperWasRead) {
  DeclarationContent content = sample::conference(false);
  content.values["was_read"] = true;
  EXPECT_EQ(lines_of(content), (Lines{"required /values/paper_title", "required_material /materials/reading_certificate"}));
}

TEST(Validation, AsksAPaperForItsJournalAndABookForItsPublisher) {
  DeclarationContent content = sample::publication("paper");
  content.values["publication_type"] = "book";
  EXPECT_EQ(lines_of(content), (Lines{"required /values/publisher", "required /values/isbn", "required_material /materials/cover",
                                      "required_material /materials/title_page"}));
  content = sample::publication("book");
  content.values["publication_type"] = "paper";
  EXPECT_EQ(lines_of(content), (Lines{"required /values/journal", "required /values/issn",
                                      "required_material /materials/journal_cover", "required_material /materials/article"}));
}

TEST(Validation, NeverJudgesAHiddenField) {
  DeclarationContent content = sample::publication("book");
  content.values["issn"] = "nonsense";
  content.values["journal"] = Json::array({1});
  content.values["pages"] = std::string(5000, 'x');
  EXPECT_EQ(lines_of(content), kFine);
  EXPECT_EQ(lines_of(content, drafting()), kFine);
}

TEST(Validation, TakesEveryKindOfBlankForAbsent) {
  for (const Json& blank : {Json(), Json(""), Json("  "), Json("\u3000\t")})
    EXPECT_EQ(training_with("organiser", blank), Lines{"required /values/organiser"}) << blank;
  EXPECT_EQ(training_with("place", Json()), kFine) << "an optional field may be blank";
  EXPECT_EQ(training_with("attended_hours", ""), Lines{"required /values/attended_hours"});
}

TEST(Validation, TakesNoForAnAnswer) { EXPECT_EQ(lines_of(sample::conference(false)), kFine); }

TEST(Validation, JudgesNumbers) {
  EXPECT_EQ(training_with("claimed_amount", 0.1), kFine);
  EXPECT_EQ(training_with("claimed_amount", 1000), kFine);
  EXPECT_EQ(training_with("claimed_amount", 0), Lines{"not_above /values/claimed_amount"});
  EXPECT_EQ(training_with("claimed_amount", -3), Lines{"not_above /values/claimed_amount"});
  EXPECT_EQ(training_with("claimed_amount", 1000.1), Lines{"too_large /values/claimed_amount"});
  EXPECT_EQ(training_with("claimed_amount", 1e300), Lines{"too_large /values/claimed_amount"});
  EXPECT_EQ(training_with("claimed_amount", 8.25), Lines{"too_many_decimals /values/claimed_amount"});
  EXPECT_EQ(training_with("claimed_amount", "8"), Lines{"not_a_number /values/claimed_amount"});
  EXPECT_EQ(training_with("claimed_amount", "八"), Lines{"not_a_number /values/claimed_amount"});
  EXPECT_EQ(training_with("claimed_amount", true), Lines{"wrong_type /values/claimed_amount"});
}

TEST(Validation, CountsDecimalsAsPeopleDo) {
  for (int tenths = 1; tenths <= 10000; ++tenths)
    EXPECT_EQ(training_with("claimed_amount", tenths / 10.0), kFine) << tenths / 10.0;
}

TEST(Validation, SaysTheLimitThatWasBroken) {
  DeclarationContent content = sample::training();
  content.values["claimed_amount"] = 0;
  EXPECT_EQ(errors_of(content)[0].params, (std::map<std::string, std::string>{{"limit", "0"}}));
  content.values["claimed_amount"] = 2000;
  EXPECT_EQ(errors_of(content)[0].params, (std::map<std::string, std::string>{{"max", "1000"}}));
  content.values["claimed_amount"] = 1.25;
  EXPECT_EQ(errors_of(content)[0].params, (std::map<std::string, std::string>{{"decimals", "1"}}));
  content = sample::training();
  content.values["credited_year"] = 1999;
  EXPECT_EQ(errors_of(content)[0].params, (std::map<std::string, std::string>{{"min", "2021"}, {"max", "2026"}}));
  content = sample::training();
  content.values["organiser"] = std::string(61, 'x');
  EXPECT_EQ(errors_of(content)[0].params, (std::map<std::string, std::string>{{"max", "60"}}));
}

TEST(Validation, CreditsTheLastSixYears) {
  for (int year = 2015; year <= 2030; ++year)
    EXPECT_EQ(training_with("credited_year", year),
              year >= 2021 && year <= 2026 ? kFine : Lines{"year_out_of_range /values/credited_year"});
  EXPECT_EQ(training_with("credited_year", 2025.5), Lines{"too_many_decimals /values/credited_year"});
}

TEST(Validation, GivesAYearWithItsOwnMinimumThatRange) {
  const Field& entry = *find_field(sample::catalogue(), *sample::catalogue().find_form("03"), "entry_year");
  const auto verdict = [&entry](int year) {
    return validate_field(sample::catalogue(), *sample::catalogue().find_form("03"), entry, {{"entry_year", year}}, submitting())
        .empty();
  };
  EXPECT_TRUE(verdict(1950));
  EXPECT_TRUE(verdict(2026));
  EXPECT_FALSE(verdict(1949));
  EXPECT_FALSE(verdict(2027));
}

TEST(Validation, JudgesDates) {
  EXPECT_EQ(training_with("start_date", "2026-02-30"), Lines{"date_does_not_exist /values/start_date"});
  EXPECT_EQ(training_with("start_date", "去年"), Lines{"not_a_date /values/start_date"});
  EXPECT_EQ(training_with("start_date", "2026/03/02"), Lines{"not_a_date /values/start_date"}) << "stored dates are normal";
  EXPECT_EQ(training_with("start_date", 20260302), Lines{"wrong_type /values/start_date"});
}

TEST(Validation, ComparesTwoDatesOnlyIfBothAreDates) {
  EXPECT_EQ(training_with("end_date", "2026-03-02"), kFine) << "one day";
  EXPECT_EQ(training_with("end_date", "2026-03-01"), Lines{"before_start /values/end_date"});
  EXPECT_EQ(training_with("end_date", "2026-02-30"), Lines{"date_does_not_exist /values/end_date"});
  EXPECT_EQ(training_with("start_date", "2099-02-30"), Lines{"date_does_not_exist /values/start_date"});
  EXPECT_EQ(training_with("start_date", ""), Lines{"required /values/start_date"});
  EXPECT_EQ(training_with("start_date", Json::array()), Lines{"wrong_type /values/start_date"});
  DeclarationContent content = sample::training();
  content.values["end_date"] = "2025-01-01";
  EXPECT_EQ(errors_of(content)[0].params.at("field"), "start_date");
}

TEST(Validation, DoesNotCompareWithADateThatIsNoLongerAskedFor) {
  Catalogue catalogue = sample::catalogue();
  Field& start = catalogue.study_forms[1].fields[4];
  ASSERT_EQ(start.id, "start_date");
  start.when = {{"level", {"national"}}};
  DeclarationContent content = sample::training();
  content.values["end_date"] = "2020-01-01";
  EXPECT_EQ(sample::lines(validate(catalogue, content, submitting())), kFine);
  content.values["level"] = "national";
  EXPECT_EQ(sample::lines(validate(catalogue, content, submitting())), Lines{"before_start /values/end_date"});
}

TEST(Validation, JudgesChoicesAndYesNo) {
  EXPECT_EQ(training_with("unit", "credits"), Lines{"required /values/credit_series"}) << "credits of which kind";
  EXPECT_EQ(training_with("unit", "euros"), Lines{"unknown_choice /values/unit"});
  EXPECT_EQ(training_with("unit", 1), Lines{"wrong_type /values/unit"});
  DeclarationContent content = sample::conference(true);
  content.values["was_read"] = "true";
  EXPECT_EQ(lines_of(content), Lines{"wrong_type /values/was_read"});
}

TEST(Validation, ChecksIdentifiers) {
  DeclarationContent content = sample::publication("paper");
  content.values["issn"] = "1000-1238";
  const Errors errors = errors_of(content);
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors[0], (Error{"wrong_check_digit", "/values/issn", {{"expected", "9"}}}));
  content.values["issn"] = "ISSN １０００－１２３９";
  EXPECT_EQ(lines_of(content), kFine);
}

TEST(Validation, CountsLengthInCharactersNotBytes) {
  std::string sixty;
  for (int i = 0; i < 60; ++i) sixty += "𬭎";
  EXPECT_EQ(training_with("organiser", sixty), kFine);
  EXPECT_EQ(training_with("organiser", sixty + "x"), Lines{"too_long /values/organiser"});
  EXPECT_EQ(training_with("organiser", sixty + "x", drafting()), Lines{"too_long /values/organiser"});
  EXPECT_EQ(training_with("note", std::string(501, ' ')), Lines{"too_long /values/note"}) << "blanks take room too";
}

TEST(Validation, OfADraftJudgesOnlyLimitsAndTypes) {
  EXPECT_EQ(lines_of({"02", "2026.1", Json::object(), {}}, drafting()), kFine);
  EXPECT_EQ(training_with("claimed_amount", "八个", drafting()), kFine);
  EXPECT_EQ(training_with("claimed_amount", -5, drafting()), kFine);
  EXPECT_EQ(training_with("end_date", "2020-02-30", drafting()), kFine);
  EXPECT_EQ(training_with("unit", "euros", drafting()), kFine);
  EXPECT_EQ(training_with("credited_year", 1999, drafting()), kFine);
  EXPECT_EQ(training_with("claimed_amount", Json::array({1}), drafting()), Lines{"wrong_type /values/claimed_amount"});
  EXPECT_EQ(training_with("organiser", Json::object(), drafting()), Lines{"wrong_type /values/organiser"});
}

TEST(Validation, OfADraftNeverFindsMoreThanAtSubmit) {
  sample::Dice dice(21);
  const std::vector<Json> values = {Json(), "", "x", 5, -1.25, true, "2026-03-03", Json::array(), std::string(3000, 'x')};
  for (int round = 0; round < 3000; ++round) {
    DeclarationContent content =
        dice.pick(std::vector{sample::training(), sample::conference(true), sample::publication("paper")});
    const StudyForm& form = *sample::catalogue().find_form(content.study_form);
    for (int i = 0; i < 3; ++i) content.values[dice.pick(fields_of(sample::catalogue(), form))->id] = dice.pick(values);
    const Lines strict = lines_of(content);
    for (const std::string& line : lines_of(content, drafting()))
      ASSERT_TRUE(std::ranges::find(strict, line) != strict.end()) << line;
  }
}

TEST(Validation, KeepsQuietAboutFieldsOfALaterCatalogue) {
  EXPECT_EQ(training_with("from_a_later_catalogue", {{"courses", {1, 2}}}), kFine);
  EXPECT_EQ(training_with("from_a_later_catalogue", std::string(9999, 'x'), drafting()), kFine);
}

TEST(Validation, RefusesAnUnknownStudyFormEvenInADraft) {
  DeclarationContent content = sample::training();
  content.study_form = "99";
  EXPECT_EQ(lines_of(content), Lines{"unknown_study_form /study_form"});
  EXPECT_EQ(lines_of(content, drafting()), Lines{"unknown_study_form /study_form"});
}

TEST(Validation, RefusesARoleThatMayNotDeclareTheForm) {
  for (const Role role : {Role::kProfessional, Role::kEmployer, Role::kDepartment})
    EXPECT_EQ(lines_of(sample::training(), submitting(role)), kFine);
  for (const Role role : {Role::kBase, Role::kAuthority, Role::kAdmin})
    EXPECT_EQ(lines_of(sample::training(), submitting(role)), Lines{"not_allowed_for_role /study_form"});
  Catalogue open = sample::catalogue();
  for (StudyForm& form : open.study_forms) form.declarers.clear();
  EXPECT_EQ(sample::lines(validate(open, sample::training(), submitting(Role::kBase))), kFine);
  EXPECT_EQ(sample::lines(validate(open, sample::training(), submitting(Role::kAuthority))),
            Lines{"not_allowed_for_role /study_form"});
}

TEST(Validation, ExcusesABaseFromTheMaterialsOfTheFirstForm) {
  DeclarationContent content = sample::training();
  content.study_form = "01";
  content.values["base_name"] = "某市继续教育基地";
  content.attachments.clear();
  EXPECT_EQ(lines_of(content, submitting(Role::kBase)), kFine);
  EXPECT_EQ(lines_of(content, submitting(Role::kProfessional)).size(), 3u);
}

TEST(Validation, TakesOneAttachmentOfAMaterialForEnoughAndMoreForFine) {
  DeclarationContent content = sample::training();
  content.attachments.push_back(sample::evidence("training_notice"));
  EXPECT_EQ(lines_of(content), kFine);
  std::erase_if(content.attachments, [](const Attachment& file) { return file.material == "training_notice"; });
  EXPECT_EQ(lines_of(content), Lines{"required_material /materials/training_notice"});
}

TEST(Validation, RefusesValuesThatAreNoObject) {
  DeclarationContent content = sample::training();
  content.values = Json::array({1});
  EXPECT_EQ(lines_of(content, drafting()), Lines{"wrong_type /values"});
  EXPECT_FALSE(lines_of(content).empty());
}

TEST(ValidateField, SaysWhatValidateSaysAboutThatField) {
  sample::Dice dice(33);
  const std::vector<Json> values = {Json(),       "",           "x",           5,          -1.25,  true,
                                    "2026-03-03", "2026-02-30", Json::array(), "national", "paper"};
  for (int round = 0; round < 2000; ++round) {
    DeclarationContent content =
        dice.pick(std::vector{sample::training(), sample::conference(true), sample::publication("book")});
    const StudyForm& form = *sample::catalogue().find_form(content.study_form);
    for (int i = 0; i < 4; ++i) content.values[dice.pick(fields_of(sample::catalogue(), form))->id] = dice.pick(values);
    Errors alone;
    for (const Field* field : fields_of(sample::catalogue(), form))
      for (const Error& error : validate_field(sample::catalogue(), form, *field, content.values, submitting()))
        alone.push_back(error);
    Errors together = errors_of(content);
    std::erase_if(together, [](const Error& error) { return !error.pointer.starts_with("/values/"); });
    EXPECT_EQ(together, alone);
  }
}

TEST(ValidateReason, WantsSomeTextButNotABook) {
  EXPECT_EQ(sample::lines(validate_reason("\u3000 ")), Lines{"required /reason"});
  EXPECT_EQ(sample::lines(validate_reason("扫描件看不清")), kFine);
  std::string longest;
  for (int i = 0; i < kReasonLengthMax; ++i) longest += "字";
  EXPECT_EQ(sample::lines(validate_reason(longest)), kFine);
  EXPECT_EQ(sample::lines(validate_reason(longest + "x")), Lines{"too_long /reason"});
}

}  // namespace
}  // namespace portal::model
