// Each of the sixteen forms: valid examples (examples.json), and for each field and rule of the catalogue every invalid
// one, made from the catalogue itself so that no field that a form gains is forgotten.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/model/examples.h"

namespace portal::model {
namespace {

using sample::Example;
using sample::examples;
using Lines = std::vector<std::string>;

Lines lines_of(const DeclarationContent& content, Role role = Role::kProfessional) {
  return sample::lines(validate(sample::catalogue(), content, {role, sample::kYear, Strictness::kSubmit}));
}

std::string name_of_example(const Example& example) { return example.form->id + " " + dump_json(example.content.values); }

TEST(StudyForms, HaveAnExampleInWhichEachFieldIsFilledAndEachMaterialAskedFor) {
  std::set<std::string> met;
  for (const Example& example : examples()) {
    ASSERT_NE(example.form, nullptr) << example.content.study_form;
    for (const auto& [field, value] : example.content.values.items()) met.insert(example.form->id + " " + field);
    for (const Attachment& file : example.content.attachments) met.insert(example.form->id + " " + file.material);
  }
  for (const StudyForm& form : sample::catalogue().study_forms) {
    for (const Field* field : fields_of(sample::catalogue(), form)) EXPECT_TRUE(met.contains(form.id + " " + field->id)) << form.id << " " << field->id;
    for (const Material& material : form.materials) EXPECT_TRUE(met.contains(form.id + " " + material.id)) << form.id << " " << material.id;
  }
}

TEST(StudyForms, TakeTheirExamples) {
  EXPECT_GE(examples().size(), 16u);
  for (const Example& example : examples()) {
    EXPECT_EQ(lines_of(example.content), Lines{}) << name_of_example(example);
    for (const auto& [field, value] : example.content.values.items())
      EXPECT_NE(find_field(sample::catalogue(), *example.form, field), nullptr) << example.form->id << " " << field;
    EXPECT_EQ(without_hidden_values(sample::catalogue(), *example.form, example.content.values), example.content.values) << name_of_example(example);
  }
}

TEST(StudyForms, RefuseEveryInvalidValueOfEveryFieldByItsCodeAndPlace) {
  int cells = 0;
  for (const Example& example : examples())
    for (const Field* field : fields_of(sample::catalogue(), *example.form)) {
      if (!example.content.values.contains(field->id)) continue;
      for (const sample::Fault& fault : sample::faults_of(*field, example.content.values)) {
        DeclarationContent content = example.content;
        content.values[field->id] = fault.value;
        EXPECT_EQ(lines_of(content), Lines{fault.code + " /values/" + field->id + fault.place}) << example.form->id << " " << fault.value;
        ++cells;
      }
    }
  EXPECT_GT(cells, 1000);
}

TEST(StudyForms, AskForEveryMaterialAndExcuseTheRolesThatTheyName) {
  for (const Example& example : examples())
    for (const Material& material : example.form->materials) {
      if (!holds(material.when, example.content.values)) continue;
      DeclarationContent content = example.content;
      std::erase_if(content.attachments, [&material](const Attachment& file) { return file.material == material.id; });
      const Lines missing = material.required ? Lines{"required_material /materials/" + material.id} : Lines{};
      EXPECT_EQ(lines_of(content), missing) << example.form->id;
      for (const std::string& role : material.not_for) EXPECT_EQ(lines_of(content, *role_from(role)), Lines{}) << role;
    }
}

TEST(StudyForms, AskForNothingWhoseConditionFails) {
  for (const Example& example : examples())
    for (const Field* field : fields_of(sample::catalogue(), *example.form)) {
      if (holds(field->when, example.content.values)) continue;
      DeclarationContent content = example.content;
      content.values[field->id] = Json::array({"nonsense"});
      EXPECT_EQ(lines_of(content), Lines{}) << example.form->id << " " << field->id;
    }
}

TEST(StudyForms, TakeEveryChoiceThatTheyOffer) {
  for (const Example& example : examples())
    for (const Field* field : fields_of(sample::catalogue(), *example.form))
      for (const Choice& choice : field->choices) {
        if (!holds(field->when, example.content.values)) continue;
        DeclarationContent content = example.content;
        content.values[field->id] = choice.id;
        for (const std::string& line : lines_of(content)) EXPECT_EQ(line.find("/values/" + field->id), std::string::npos) << line;
      }
}

TEST(StudyForms, ArePermittedToTheRolesThatTheyNameAlone) {
  for (const Example& example : examples())
    for (const Role role : {Role::kProfessional, Role::kEmployer, Role::kDepartment, Role::kAuthority, Role::kBase, Role::kAdmin}) {
      const bool named = std::ranges::count(example.form->declarers, name_of(role)) > 0;
      EXPECT_EQ(lines_of(example.content, role), named ? Lines{} : Lines{"not_allowed_for_role /study_form"}) << example.form->id << name_of(role);
    }
}

}  // namespace
}  // namespace portal::model
