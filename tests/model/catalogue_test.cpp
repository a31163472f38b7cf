#include "model/catalogue.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/model/sample.h"

namespace portal::model {
namespace {

std::string error_of(const Json& document) {
  const Result<Catalogue> read = read_catalogue(document);
  return read ? "is fine" : read.error().code + " " + read.error().pointer;
}

// The shipped catalogue with one thing changed, by JSON pointer.
std::string error_after(const std::string& pointer, const Json& value) {
  Json document = sample::catalogue_document();
  document[Json::json_pointer(pointer)] = value;
  return error_of(document);
}

std::string error_without(const std::string& pointer, const std::string& name) {
  Json document = sample::catalogue_document();
  document[Json::json_pointer(pointer)].erase(name);
  return error_of(document);
}

Json text_field(const std::string& id, const Json& when = Json::array()) {
  return {{"id", id}, {"kind", "text"}, {"label", {{"zh", id}, {"en", id}}}, {"when", when}};
}

Json form_with(const Json& fields, const Json& materials = Json::array()) {
  const Json label = {{"zh", "数"}, {"en", "Number"}};
  return {{"version", "1"},
          {"common_fields",
           {{{"id", "claimed_amount"}, {"kind", "number"}, {"label", label}}, {{"id", "credited_year"}, {"kind", "number"}, {"label", label}}}},
          {"study_forms",
           {{{"id", "01"},
             {"title", {{"zh", "一"}, {"en", "One"}}},
             {"title_field", "a"},
             {"fields", fields},
             {"materials", materials}}}}};
}

Json asks(const std::string& field, const std::string& value) { return {{{"field", field}, {"one_of", {value}}}}; }

TEST(ShippedCatalogue, HasTheGuidesSixteenStudyForms) {
  const Catalogue& catalogue = sample::catalogue();
  EXPECT_EQ(catalogue.version, "2026.1");
  std::vector<std::string> ids;
  for (const StudyForm& form : catalogue.study_forms) ids.push_back(form.id);
  EXPECT_EQ(ids, sample::form_ids());
}

TEST(ShippedCatalogue, AsksEveryFormForTheCommonFields) {
  for (const StudyForm& form : sample::catalogue().study_forms)
    for (const char* id : {"unit", "claimed_amount", "credited_year", "note"})
      EXPECT_NE(find_field(sample::catalogue(), form, id), nullptr) << form.id << " " << id;
}

TEST(ShippedCatalogue, LabelsEverythingInBothLanguages) {
  const auto check = [](const Text& text, const std::string& where) {
    EXPECT_FALSE(text.zh.empty()) << where;
    EXPECT_FALSE(text.en.empty()) << where;
  };
  for (const StudyForm& form : sample::catalogue().study_forms) {
    check(form.title, form.id);
    check(form.summary, form.id);
    for (const Material& material : form.materials) check(material.label, form.id + material.id);
    for (const Field* field : fields_of(sample::catalogue(), form)) {
      check(field->label, form.id + field->id);
      EXPECT_EQ(field->hint.zh.empty(), field->hint.en.empty()) << form.id << field->id;
      for (const Choice& choice : field->choices) check(choice.label, form.id + field->id + choice.id);
    }
  }
}

TEST(ShippedCatalogue, LetsABaseDeclareTheFirstFormAloneAndWithoutMaterials) {
  for (const StudyForm& form : sample::catalogue().study_forms) {
    const bool for_base = std::ranges::find(form.declarers, "base") != form.declarers.end();
    EXPECT_EQ(for_base, form.id == "01");
  }
  for (const Material& material : sample::catalogue().find_form("01")->materials)
    EXPECT_EQ(material.not_for, std::vector<std::string>{"base"});
}

TEST(ShippedCatalogue, GivesEveryHourRuleASourceAndNeverCallsTheStandardVerified) {
  for (const StudyForm& form : sample::catalogue().study_forms)
    for (const Rule& rule : form.rules) {
      EXPECT_FALSE(rule.source.empty()) << form.id;
      EXPECT_TRUE(form.id == "15" || !rule.verified) << form.id;
      EXPECT_EQ(rule.note.zh.empty(), rule.note.en.empty()) << form.id;
    }
}

TEST(FieldsOf, PutsAFormsOwnFieldsBeforeTheCommonOnes) {
  const StudyForm& form = *sample::catalogue().find_form("02");
  const std::vector<const Field*> fields = fields_of(sample::catalogue(), form);
  EXPECT_EQ(fields.front()->id, "training_name");
  EXPECT_EQ(fields.back()->id, "note");
  EXPECT_EQ(fields.size(), form.fields.size() + sample::catalogue().common_fields.size());
}

TEST(Conditions, HoldForTheValueAsText) {
  const Condition read = {{"was_read", {"true"}}};
  EXPECT_TRUE(holds(read, {{"was_read", true}}));
  EXPECT_FALSE(holds(read, {{"was_read", false}}));
  EXPECT_FALSE(holds(read, Json::object()));
  EXPECT_FALSE(holds(read, {{"was_read", nullptr}}));
  EXPECT_FALSE(holds(read, {{"was_read", Json::array({true})}}));
  EXPECT_FALSE(holds(read, Json("not an object")));
  EXPECT_TRUE(holds({}, Json()));
  EXPECT_TRUE(holds({{"n", {"1", "2.5"}}}, {{"n", 2.5}}));
  EXPECT_FALSE(holds({{"n", {}}}, {{"n", 2.5}}));
}

TEST(Conditions, MustAllHold) {
  const Condition both = {{"a", {"1"}}, {"b", {"x", "y"}}};
  EXPECT_TRUE(holds(both, {{"a", "1"}, {"b", "y"}}));
  EXPECT_FALSE(holds(both, {{"a", "1"}, {"b", "z"}}));
  EXPECT_FALSE(holds(both, {{"b", "y"}}));
}

TEST(Conditions, TakeInThoseOfTheFieldsThatTheyName) {
  const Result<Catalogue> read = read_catalogue(form_with(
      {text_field("a"), text_field("d", asks("c", "3")), text_field("c", asks("b", "2")), text_field("b", asks("a", "1"))},
      {{{"id", "m"}, {"label", {{"zh", "m"}, {"en", "m"}}}, {"when", asks("d", "4")}}}));
  ASSERT_TRUE(read) << read.error().code << read.error().pointer;
  const StudyForm& form = read->study_forms[0];
  const Json shown = {{"a", "1"}, {"b", "2"}, {"c", "3"}, {"d", "4"}};
  EXPECT_TRUE(holds(form.fields[1].when, shown));
  EXPECT_TRUE(holds(form.materials[0].when, shown));
  Json stale = shown;
  stale["a"] = "other";  // hides b, and with it c, d and the material, though their values are still there
  for (std::size_t i = 1; i < form.fields.size(); ++i) EXPECT_FALSE(holds(form.fields[i].when, stale)) << form.fields[i].id;
  EXPECT_FALSE(holds(form.materials[0].when, stale));
  EXPECT_EQ(without_hidden_values(*read, form, stale), (Json{{"a", "other"}}));
}

TEST(ReadCatalogue, RefusesConditionsThatRunInACircle) {
  EXPECT_EQ(error_of(form_with(Json::array({text_field("a", asks("a", "1"))}))), "condition_loop /study_forms/0/fields/0/when");
  EXPECT_EQ(error_of(form_with({text_field("a", asks("b", "1")), text_field("b", asks("a", "1"))})),
            "condition_loop /study_forms/0/fields/0/when");
}

TEST(ReadCatalogue, IsQuickOnConditionsThatBranchWidely) {
  Json fields = Json::array({text_field("a")});
  std::string before = "a";
  for (int i = 0; i < 60; ++i) {  // each names the one before twice: 2^60 ways, 60 conditions
    const std::string id = "f" + std::to_string(i);
    const Json narrow{{"field", before}, {"one_of", Json::array({"1"})}};
    const Json wide{{"field", before}, {"one_of", Json::array({"1", "2"})}};
    fields.push_back(text_field(id, Json::array({narrow, wide})));
    before = id;
  }
  EXPECT_EQ(error_of(form_with(fields)), "is fine");
}

TEST(ReadCatalogue, NamesWhatIsWrongAndWhere) {
  EXPECT_EQ(error_of(sample::catalogue_document()), "is fine");
  EXPECT_EQ(error_after("/study_forms/3/fields/7/when/0/field", "nothing"), "unknown_field /study_forms/3/fields/7/when/0/field");
  EXPECT_EQ(error_after("/study_forms/3/fields/7/when/0/one_of", {"perhaps"}),
            "unknown_choice /study_forms/3/fields/7/when/0/one_of");
  EXPECT_EQ(error_after("/study_forms/3/materials/2/when/0/field", "nothing"),
            "unknown_field /study_forms/3/materials/2/when/0/field");
  EXPECT_EQ(error_after("/study_forms/3/fields/5/not_before", "nothing"), "unknown_field /study_forms/3/fields/5/not_before");
  EXPECT_EQ(error_after("/study_forms/3/fields/5/not_before", "place"), "unknown_field /study_forms/3/fields/5/not_before");
  EXPECT_EQ(error_after("/study_forms/3/title_field", "nothing"), "unknown_field /study_forms/3/title_field");
  EXPECT_EQ(error_after("/study_forms/3/fields/0/kind", "colour"), "unknown_kind /study_forms/3/fields/0/kind");
  EXPECT_EQ(error_after("/study_forms/3/fields/0/id", "Name"), "bad_id /study_forms/3/fields/0/id");
  EXPECT_EQ(error_after("/study_forms/3/fields/3/id", "organiser"), "duplicate_id /study_forms/3/fields/1/id");
  EXPECT_EQ(error_after("/study_forms/3/fields/3/id", "note"), "duplicate_id /study_forms/3/fields/3/id")
      << "a common field has it";
  EXPECT_EQ(error_after("/study_forms/3/fields/0/id", ""), "bad_id /study_forms/3/fields/0/id");
  EXPECT_EQ(error_after("/study_forms/3/fields/0/check", "vat"), "unknown_check /study_forms/3/fields/0/check");
  EXPECT_EQ(error_after("/study_forms/3/fields/0/length_max", 0), "out_of_range /study_forms/3/fields/0/length_max");
  EXPECT_EQ(error_after("/study_forms/3/fields/0/decimals", 99), "out_of_range /study_forms/3/fields/0/decimals");
  EXPECT_EQ(error_after("/study_forms/3/fields/2/choices/1/id", "national"), "duplicate_id /study_forms/3/fields/2/choices/1/id");
  EXPECT_EQ(error_after("/study_forms/3/fields/2/choices", Json::array()), "missing_member /study_forms/3/fields/2/choices");
  EXPECT_EQ(error_after("/study_forms/3/materials/1/id", "conference_notice"), "duplicate_id /study_forms/3/materials/1/id");
  EXPECT_EQ(error_after("/study_forms/3/id", "02"), "duplicate_id /study_forms/3/id");
  EXPECT_EQ(error_after("/study_forms/0/declarers", {"king"}), "unknown_name /study_forms/0/declarers");
  EXPECT_EQ(error_after("/study_forms/0/materials/0/not_for", {"king"}), "unknown_name /study_forms/0/materials/0/not_for");
  EXPECT_EQ(error_after("/common_fields/0/default", "euros"), "unknown_choice /common_fields/0/default");
  EXPECT_EQ(error_after("/common_fields/2/id", "amount"), "missing_common_field /common_fields");
  EXPECT_EQ(error_after("/common_fields/3/kind", "text"), "missing_common_field /common_fields");
  EXPECT_EQ(error_without("", "version"), "missing_member /version");
  EXPECT_EQ(error_without("", "study_forms"), "missing_member /study_forms");
  EXPECT_EQ(error_without("/study_forms/3", "title"), "missing_member /study_forms/3/title");
  EXPECT_EQ(error_without("/study_forms/3/fields/0/label", "en"), "missing_member /study_forms/3/fields/0/label/en");
  EXPECT_EQ(error_without("/study_forms/3/fields/7/when/0", "one_of"), "missing_member /study_forms/3/fields/7/when/0/one_of");
}

TEST(ReadCatalogue, BoundsItsLists) {
  Json fields = Json::array({text_field("a")});
  for (int i = 0; i < kCatalogueListMax; ++i) fields.push_back(text_field("f" + std::to_string(i)));
  EXPECT_EQ(error_of(form_with(fields)), "too_many /study_forms/0/fields");
}

// Replaces every node of a document, one at a time, with every type of JSON: nothing may crash.
void each_node_replaced(const Json& document, const std::function<void(const Json&)>& use) {
  const Json replacements[] = {Json(), true, -1, 1e300, "text", Json::array(), Json::array({Json::object()}), Json::object()};
  const Json flat = document.flatten();
  for (const auto& [pointer, value] : flat.items())
    for (Json::json_pointer at(pointer); !at.empty(); at = at.parent_pointer())
      for (const Json& replacement : replacements) {
        Json changed = document;
        changed[at] = replacement;
        use(changed);
      }
}

TEST(ReadCatalogue, SurvivesEveryNodeBeingOfTheWrongType) {
  const Json document = join_catalogue({{"version", "1"}, {"common_fields", sample::catalogue_document()["common_fields"]}},
                                       {sample::catalogue_document()["study_forms"][3]});
  int refused = 0;
  each_node_replaced(document, [&refused](const Json& changed) {
    const Result<Catalogue> read = read_catalogue(changed);
    if (!read) {
      ++refused;
      EXPECT_FALSE(read.error().code.empty());
    }
  });
  EXPECT_GT(refused, 1000);
  for (const Json& nonsense : {Json(), Json(1), Json("text"), Json::array(), Json::object()})
    EXPECT_FALSE(read_catalogue(nonsense));
}

TEST(JoinCatalogue, KeepsTheHeadAndOrdersTheForms) {
  const Json joined = join_catalogue({{"version", "1"}, {"extra", 7}}, {{{"id", "02"}}, {{"id", "01"}}});
  EXPECT_EQ(joined, (Json{{"version", "1"}, {"extra", 7}, {"study_forms", {{{"id", "02"}}, {{"id", "01"}}}}}));
  EXPECT_EQ(join_catalogue(Json("nonsense"), {}), (Json{{"study_forms", Json::array()}}));
}

}  // namespace
}  // namespace portal::model
