// A field that repeats: reading, judging, paths into its items, its schema.
#include <gtest/gtest.h>

#include "model/estimate.h"
#include "model/field_path.h"
#include "model/schema.h"
#include "tests/model/sample.h"

namespace portal::model {
namespace {

const StudyForm& degree() { return *sample::catalogue().find_form("03"); }

Json course(const std::string& name, double grade, bool passed) { return {{"name", name}, {"grade", grade}, {"passed", passed}}; }

DeclarationContent degree_with(const Json& courses) {
  DeclarationContent content{"03", sample::catalogue().version, Json::object(), {sample::evidence("transcript")}};
  content.values = {{"school", "郑州大学"}, {"education_level", "master"}, {"major", "计算机"},    {"study_kind", "degree"},
                    {"unit", "hours"},      {"claimed_amount", 30},        {"credited_year", 2026}, {"courses", courses}};
  return content;
}

std::vector<std::string> faults(const Json& courses, Strictness strictness = Strictness::kSubmit) {
  return sample::lines(validate(sample::catalogue(), degree_with(courses), {Role::kProfessional, sample::kYear, strictness}));
}

using Lines = std::vector<std::string>;

TEST(Lists, AreJudgedItemByItem) {
  EXPECT_EQ(faults(Json::array({course("高等数学", 85, true)})), Lines{});
  EXPECT_EQ(faults(Json::array({course("高等数学", 85, true), course(" ", 101, false)})),
            (Lines{"required /values/courses/1/name", "too_large /values/courses/1/grade"}));
  EXPECT_EQ(faults(Json::array({Json::object()})), (Lines{"required /values/courses/0/name", "required /values/courses/0/grade", "required /values/courses/0/passed"}));
  EXPECT_EQ(faults(Json::array({{{"name", "x"}, {"grade", "good"}, {"passed", "yes"}}})),
            (Lines{"not_a_number /values/courses/0/grade", "wrong_type /values/courses/0/passed"}));
}

TEST(Lists, NeedAnItemWhereTheyAreRequired) {
  for (const Json& nothing : {Json(), Json::array(), Json("")}) EXPECT_EQ(faults(nothing), Lines{"required /values/courses"});
}

TEST(Lists, OfTheWrongShapeAreRefusedInADraftToo) {
  for (const Strictness strictness : {Strictness::kDraft, Strictness::kSubmit}) {
    EXPECT_EQ(faults(Json::object({{"name", "x"}}), strictness), Lines{"wrong_type /values/courses"});
    EXPECT_EQ(faults(7, strictness), Lines{"wrong_type /values/courses"});
    EXPECT_EQ(faults(Json::array({7}), strictness), Lines{"wrong_type /values/courses/0"});
    EXPECT_EQ(faults(Json(std::vector<Json>(51, course("x", 1, true))), strictness), Lines{"list_too_long /values/courses"});
    EXPECT_EQ(faults(Json::array({course(std::string(61, 'x'), 1, true)}), strictness), Lines{"too_long /values/courses/0/name"});
  }
  EXPECT_EQ(faults(Json::array({Json::object()}), Strictness::kDraft), Lines{});
  EXPECT_EQ(faults(Json::array(), Strictness::kDraft), Lines{});
}

TEST(Lists, StartWithOneItemWhereTheyAreRequired) {
  EXPECT_EQ(initial_values(sample::catalogue(), degree(), 2026)["courses"], Json::array({Json::object()}));
}

TEST(Lists, AreWorthTheirItems) {
  const Json courses = Json::array({course("高等数学", 85, true), course("英语", 40, false), course("物理", 60, true)});
  const Estimate found = estimate(sample::catalogue(), degree_with(courses), {});
  EXPECT_EQ(found.hours, 30) << "15 for each course passed";
  EXPECT_EQ(found.steps.front().count, 2);
  EXPECT_TRUE(found.known());
  EXPECT_EQ(estimate(sample::catalogue(), degree_with(Json::array()), {}).missing, Lines{"courses"});
  EXPECT_EQ(estimate(sample::catalogue(), degree_with(Json::array({Json::object()})), {}).missing, Lines{"courses"}) << "passed or not?";
}

TEST(FieldPath, LeadsIntoAnItem) {
  const auto at = [](std::string_view path) {
    const Field* field = field_at(sample::catalogue(), degree(), path);
    return field ? field->id : "none";
  };
  EXPECT_EQ(at("school"), "school");
  EXPECT_EQ(at("courses"), "courses");
  EXPECT_EQ(at("courses/0/grade"), "grade");
  for (const char* wrong : {"", "courses/0", "courses/x/grade", "courses/-1/grade", "courses/0/x", "school/0/grade", "courses/0/grade/x", "courses//grade",
                            "courses/99999999999/grade"})
    EXPECT_EQ(at(wrong), "none") << wrong;
}

TEST(FieldPath, ReadsAndWritesWhatIsThere) {
  Json values = {{"courses", Json::array({course("高等数学", 85, true)})}, {"school", "x"}};
  EXPECT_EQ(value_at(values, "courses/0/grade"), 85);
  EXPECT_TRUE(value_at(values, "courses/1/grade").is_null());
  set_value_at(values, "courses/0/grade", 86);
  set_value_at(values, "courses/0/name", nullptr);
  set_value_at(values, "courses/7/grade", 1);
  set_value_at(values, "school", nullptr);
  EXPECT_EQ(values, (Json{{"courses", {{{"grade", 86}, {"passed", true}}}}}));
  set_value_at(values, "courses", "text");
  set_value_at(values, "courses/0/grade", 1);
  EXPECT_EQ(values, (Json{{"courses", "text"}}));
}

TEST(FieldPath, KnowsEveryTextThatCanBeTyped) {
  const Json values = {{"school", "x"}, {"courses", Json::array({course("高等数学", 85.5, true), 7})}, {"odd", {{"a", 1}}}};
  EXPECT_EQ(texts_of(values), (std::map<std::string, std::string>{
                                  {"school", "x"}, {"courses/0/name", "高等数学"}, {"courses/0/grade", "85.5"}, {"courses/0/passed", "true"}}));
  EXPECT_EQ(item_of("courses/2/grade", "courses"), 2);
  EXPECT_EQ(item_of("courses/2/grade", "course"), -1);
  EXPECT_EQ(item_of("courses", "courses"), -1);
}

TEST(Lists, HaveASchema) {
  const Json schema = json_schema(sample::catalogue(), degree())["properties"]["values"]["properties"]["courses"];
  EXPECT_EQ(schema["type"], "array");
  EXPECT_EQ(schema["minItems"], 1);
  EXPECT_EQ(schema["maxItems"], 50);
  EXPECT_EQ(schema["items"]["required"], (Json{"name", "grade", "passed"}));
  EXPECT_EQ(schema["items"]["properties"]["grade"]["maximum"], 100);
}

TEST(ReadCatalogue, WantsPlainFieldsInAList) {
  const auto with = [](const Json& change) {
    Json document = sample::catalogue_document();
    Json& list = document["study_forms"][2]["fields"].back();
    list.merge_patch(change);
    const Result<Catalogue> read = read_catalogue(document);
    return read ? std::string("read") : read.error().code + " " + read.error().pointer;
  };
  const Json plain = {{"id", "a"}, {"kind", "text"}, {"label", {{"zh", "a"}, {"en", "a"}}}};
  const auto changed = [&](const Json& change) {
    Json field = plain;
    field.merge_patch(change);
    return Json{{"fields", {field}}};
  };
  const std::string at = "/study_forms/2/fields/5";
  EXPECT_EQ(with({{"fields", {plain, plain}}}), "duplicate_id " + at + "/fields/1/id");
  EXPECT_EQ(with({{"fields", nullptr}}), "missing_member " + at + "/fields");
  EXPECT_EQ(with({{"item_label", nullptr}}), "missing_member " + at + "/item_label");
  EXPECT_EQ(with({{"items_max", 0}}), "out_of_range " + at + "/items_max");
  EXPECT_EQ(with(changed({{"kind", "list"}, {"fields", {plain}}, {"item_label", {{"zh", "a"}, {"en", "a"}}}})), "unknown_kind " + at + "/fields/0/kind");
  EXPECT_EQ(with(changed({{"when", {{{"field", "school"}, {"one_of", {"x"}}}}}})), "unknown_field " + at + "/fields/0/when");
}

}  // namespace
}  // namespace portal::model
