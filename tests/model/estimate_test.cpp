#include "model/estimate.h"

#include <gtest/gtest.h>

#include "tests/model/sample.h"

namespace portal::model {
namespace {

DeclarationContent content(std::string form, const Json& values) {
  DeclarationContent content;
  content.study_form = std::move(form);
  content.values = {{"unit", "hours"}, {"claimed_amount", 8}, {"credited_year", 2026}};
  content.values.update(values);
  return content;
}

Estimate shipped(std::string form, const Json& values) { return estimate(sample::catalogue(), content(std::move(form), values), {}); }

Catalogue changed(const std::string& pointer, const Json& value) {
  Json document = sample::catalogue_document();
  document[Json::json_pointer(pointer)] = value;
  Result<Catalogue> catalogue = read_catalogue(document);
  EXPECT_TRUE(catalogue) << catalogue.error().code << " " << catalogue.error().pointer;
  return catalogue ? *std::move(catalogue) : Catalogue{};
}

Catalogue with_rules(const Json& rules) { return changed("/study_forms/1/rules", rules); }  // of form 02

struct Known {
  std::string form;
  Json values;
  double hours;
};

TEST(Estimate, GivesWhatTheReferenceStandardSays) {
  const Json leave = {{"absence_kind", "childbirth"}, {"due_hours", 66}};
  const Known cases[] = {
      {"01", {{"attended_hours", 20.5}}, 20.5},
      {"04", {{"level", "national"}, {"was_read", false}}, 12},
      {"04", {{"level", "national"}, {"was_read", true}, {"paper_characters", 2000}}, 18},
      {"04", {{"level", "national"}, {"was_read", true}, {"paper_characters", 2001}}, 20},
      {"04", {{"level", "provincial"}, {"was_read", true}, {"paper_characters", 900}}, 12},
      {"05", {{"level", "national"}, {"project_part", "main"}, {"rank", 1}}, 64},
      {"05", {{"level", "national"}, {"project_part", "main"}, {"rank", 5}}, 32},
      {"05", {{"level", "provincial"}, {"project_part", "sub"}, {"rank", 3}}, 24},
      {"05", {{"level", "provincial"}, {"project_part", "sub"}, {"rank", 4}}, 0},
      {"06", {{"publication_type", "book"}, {"rank", 1}, {"characters", 30000}}, 15},
      {"06", {{"publication_type", "paper"}, {"rank", 4}}, 0},
      {"07", {{"patent_type", "invention"}, {"rank", 2}}, 42},
      {"08", {{"level", "provincial"}, {"grade", "first"}, {"rank", 1}}, 46},
      {"09", Json::object(), 40},
      {"16", {{"confirmed_hours", 6}}, 6},
  };
  for (const Known& one : cases) {
    const Estimate found = shipped(one.form, one.values);
    EXPECT_EQ(found.hours, one.hours) << one.form << " " << one.values;
    EXPECT_TRUE(found.known()) << one.form << " " << one.values;
  }
}

TEST(Estimate, HalfAYearOfMaternityLeaveOnSixtySixGivesThirtyThree) {
  Json values = {{"absence_kind", "childbirth"}, {"start_date", "2026-01-01"}, {"end_date", "2026-06-30"}, {"due_hours", 66}};
  EXPECT_EQ(shipped("15", values).hours, 33);
  values["start_date"] = "2026-03-15", values["end_date"] = "2026-09-14";
  EXPECT_EQ(shipped("15", values).hours, 33);
  values["end_date"] = "2026-06-14";
  EXPECT_EQ(shipped("15", values).hours, 49.5) << "three months away, nine on duty";
  values["start_date"] = "2025-10-01", values["end_date"] = "2026-03-31";
  EXPECT_EQ(shipped("15", values).hours, 49.5) << "only what lies in the credited year";
  values["start_date"] = "2025-01-01", values["end_date"] = "2027-12-31";
  EXPECT_EQ(shipped("15", values).hours, 0);
  values["start_date"] = "2027-01-01";
  EXPECT_EQ(shipped("15", values).hours, 0) << "away in another year: nothing to convert in this one";
}

TEST(Estimate, WhichShareOfAnAbsenceCountsIsConfigured) {
  const Json values = {{"absence_kind", "childbirth"}, {"start_date", "2026-01-01"}, {"end_date", "2026-03-31"}, {"due_hours", 66}};
  const Catalogue away = changed("/study_forms/14/rules/1/share", "away");
  EXPECT_EQ(shipped("15", values).hours, 49.5);
  EXPECT_EQ(estimate(away, content("15", values), {}).hours, 16.5);
}

TEST(Estimate, WorkAbroadAndSickLeaveCountOnlyBeyondSixMonths) {
  Json values = {{"absence_kind", "sick_leave"}, {"start_date", "2026-01-01"}, {"end_date", "2026-06-30"}, {"due_hours", 66}};
  EXPECT_EQ(shipped("15", values).hours, 0);
  EXPECT_EQ(shipped("15", values).steps.front().count, 6);
  values["end_date"] = "2026-09-30";
  EXPECT_EQ(shipped("15", values).hours, 16.5);
}

TEST(Estimate, SaysWhichRuleAndWhichValuesDecided) {
  const Estimate found = shipped("05", {{"level", "national"}, {"project_part", "main"}, {"rank", 2}});
  ASSERT_EQ(found.steps.size(), 1U);
  EXPECT_EQ(found.steps[0].rule, "rank");
  EXPECT_EQ(found.steps[0].kind, RuleKind::kTable);
  EXPECT_EQ(found.steps[0].inputs, (std::map<std::string, std::string>{{"level", "national"}, {"project_part", "main"}, {"rank", "2"}}));
  const Json json = to_json(found, sample::catalogue().find_form("05"));
  EXPECT_EQ(json["steps"][0]["verified"], false);
  EXPECT_FALSE(json["steps"][0]["source"].get<std::string>().empty());
}

TEST(Estimate, NamesTheFieldsThatItStillNeeds) {
  EXPECT_EQ(shipped("05", {{"level", "national"}}).missing, (std::vector<std::string>{"project_part", "rank"}));
  EXPECT_FALSE(shipped("05", {{"level", "national"}}).known());
  const Estimate read = shipped("04", {{"level", "national"}, {"was_read", true}});
  EXPECT_EQ(read.hours, 12);
  EXPECT_EQ(read.missing, std::vector<std::string>{"paper_characters"});
  EXPECT_EQ(shipped("01", {{"attended_hours", "8 or 9"}}).missing, std::vector<std::string>{"attended_hours"});
}

TEST(Estimate, DoesNotKnowWhatTheStandardDoesNotList) {
  const Estimate municipal = shipped("04", {{"level", "municipal"}, {"was_read", false}});
  EXPECT_TRUE(municipal.unlisted);
  EXPECT_FALSE(municipal.known());
  EXPECT_FALSE(shipped("11", Json::object()).known()) << "no rule was found for it";
  EXPECT_FALSE(shipped("no such form", Json::object()).known());
  EXPECT_TRUE(shipped("05", {{"level", "national"}, {"project_part", "main"}, {"rank", -1}}).unlisted);
}

TEST(Estimate, StopsAtWhatTheCapLeaves) {
  const Json cap = {{"study_form", "02"}, {"from_year", 2020}, {"hours_max", 30}};
  const Catalogue capped = changed("/settings/caps", Json::array({cap}));
  const DeclarationContent twenty = content("02", {{"attended_hours", 20}});
  const auto with = [&](double already, int year) { return estimate(capped, twenty, {year, {{"02", already}, {"03", 99}}}); };
  EXPECT_EQ(with(0, 2026).hours, 20);
  EXPECT_EQ(with(18, 2026).hours, 12);
  EXPECT_EQ(with(18, 2026).rule_hours, 20);
  EXPECT_EQ(with(18, 2026).cap_hours, 30);
  EXPECT_EQ(with(31, 2026).hours, 0);
  EXPECT_EQ(with(18, 2025).hours, 20) << "credited in another year";
}

TEST(Estimate, CountsDays) {
  const Json rule = {{"id", "days"}, {"kind", "by_days"}, {"from", "start_date"}, {"to", "end_date"}, {"hours", 8}, {"source", "test"}};
  const Catalogue catalogue = with_rules(Json::array({rule}));
  const auto days = [&](const char* from, const char* to) { return estimate(catalogue, content("02", {{"start_date", from}, {"end_date", to}}), {}); };
  EXPECT_EQ(days("2026-03-02", "2026-03-04").hours, 24);
  EXPECT_EQ(days("2026-03-02", "2026-03-02").hours, 8);
  EXPECT_EQ(days("2026-03-02", "2026-03-01").hours, 0);
  EXPECT_EQ(days("2026-03-02", "soon").missing, std::vector<std::string>{"end_date"});
}

TEST(Estimate, SurvivesValuesOfTheWrongKind) {
  const Json nonsense[] = {Json(), Json(-1), Json(1e300), Json("x"), Json(true), Json::array({1}), Json::object({{"a", 1}})};
  for (const StudyForm& form : sample::catalogue().study_forms)
    for (const Json& value : nonsense) {
      DeclarationContent odd = content(form.id, Json::object());
      for (const Field* field : fields_of(sample::catalogue(), form)) odd.values[field->id] = value;
      EXPECT_GE(estimate(sample::catalogue(), odd, {}).hours, 0) << form.id << " " << value;
      odd.values = value;
      EXPECT_GE(estimate(sample::catalogue(), odd, {}).hours, 0) << form.id << " " << value;
    }
}

struct Wrong {
  Json rule;
  std::string code;
  std::string pointer;
};

TEST(ReadRules, SaysWhatIsWrongAndWhere) {
  const Json fixed = {{"id", "a"}, {"kind", "fixed"}, {"hours", 1}, {"source", "test"}};
  const auto with = [&](const Json& more) {
    Json rule = fixed;
    rule.update(more);
    return rule;
  };
  const Json table = with({{"kind", "table"}, {"fields", {"level"}}});
  const auto by_level = [&](const Json& hours) {
    Json rule = table;
    rule["table"] = hours;
    return rule;
  };
  const Wrong cases[] = {
      {with({{"kind", "magic"}}), "unknown_kind", "/kind"},
      {with({{"hours", -1}}), "out_of_range", "/hours"},
      {with({{"hours", nullptr}}), "missing_member", "/hours"},
      {with({{"source", nullptr}}), "missing_member", "/source"},
      {with({{"when", {{{"field", "nowhere"}, {"one_of", {"x"}}}}}}), "unknown_field", "/when/0/field"},
      {with({{"when", {{{"field", "level"}, {"one_of", {"galactic"}}}}}}), "unknown_choice", "/when/0/one_of"},
      {with({{"when", {{{"field", "level"}}}}}), "missing_member", "/when/0/one_of"},
      {table, "missing_member", "/table"},
      {by_level({{"galactic", 3}}), "unknown_choice", "/table"},
      {by_level({{"national", "many"}}), "out_of_range", "/table"},
      {by_level({1, 2}), "wrong_type", "/table"},
      {with({{"kind", "from_field"}, {"field", "level"}}), "unknown_field", "/field"},
      {with({{"kind", "by_days"}, {"from", "start_date"}, {"to", "level"}}), "unknown_field", "/to"},
      {with({{"kind", "pro_rata"}, {"from", "start_date"}, {"to", "end_date"}, {"field", "attended_hours"}, {"share", "half"}}),
       "unknown_name", "/share"},
  };
  for (const Wrong& wrong : cases) {
    Json document = sample::catalogue_document();
    document["study_forms"][1]["rules"] = Json::array({wrong.rule});
    const Result<Catalogue> read = read_catalogue(document);
    ASSERT_FALSE(read) << wrong.rule;
    EXPECT_EQ(read.error().code, wrong.code) << wrong.rule;
    EXPECT_EQ(read.error().pointer, "/study_forms/1/rules/0" + wrong.pointer) << wrong.rule;
  }
  Json document = sample::catalogue_document();
  document["study_forms"][1]["rules"] = Json::array({fixed, fixed});
  EXPECT_EQ(read_catalogue(document).error().code, "duplicate_id");
}

}  // namespace
}  // namespace portal::model
