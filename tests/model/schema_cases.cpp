// Prints one JSON document: the schema of every study form, and contents with the verdict of validate(). A real
// validator then says whether it agrees (schema_test.mjs).
#include "model/schema.h"

#include <cstdio>

#include "tests/model/sample.h"

namespace portal::model {
namespace {

const std::vector<Json>& odd_values() {
  static const std::vector<Json> values = {Json(),
                                           "",
                                           " ",
                                           "\u3000\u200b",
                                           "x",
                                           "学时",
                                           0,
                                           1,
                                           -1,
                                           5.5,
                                           1000,
                                           1001,
                                           true,
                                           false,
                                           "true",
                                           "1",
                                           2026,
                                           "2026-03-03",
                                           "2026-02-29",
                                           "2024-02-29",
                                           "2100-02-29",
                                           "2000-02-29",
                                           "1900-02-29",
                                           "2026-04-31",
                                           "2026-3-3",
                                           "paper",
                                           "book",
                                           "national",
                                           "hours",
                                           "credits",
                                           "1000-1239",
                                           "9787302423287",
                                           Json::array(),
                                           Json::object(),
                                           std::string(60, 'x'),
                                           std::string(61, 'x'),
                                           std::string(3000, 'x')};
  return values;
}

void change_one_thing(sample::Dice& dice, const StudyForm& form, DeclarationContent& content) {
  const std::vector<const Field*> fields = fields_of(sample::catalogue(), form);
  const int choice = dice.below(10);
  if (choice == 0 && !content.attachments.empty()) content.attachments.pop_back();
  else if (choice == 1)
    content.attachments.push_back(sample::evidence(dice.pick(std::vector<std::string>{"article", "nothing", "contents"})));
  else if (choice == 2 && !content.attachments.empty())
    content.attachments[0].size_bytes = dice.pick(std::vector<long long>{-1, 0, 1, kAttachmentBytesMax, kAttachmentBytesMax + 1});
  else if (choice == 3 && !content.attachments.empty()) content.attachments[0].media_type = "image/gif";
  else if (choice == 4) content.values.erase(dice.pick(fields)->id);
  else content.values[dice.pick(fields)->id] = dice.pick(odd_values());
}

// A content that fills every field of any form with something plausible.
DeclarationContent plausible(const StudyForm& form) {
  DeclarationContent content{form.id, "2026.1", Json::object(), {}};
  for (const Field* field : fields_of(sample::catalogue(), form)) {
    Json& value = content.values[field->id];
    if (field->kind == FieldKind::kList) value = Json::array({{{"name", "高等数学"}, {"grade", 85}, {"passed", true}}});
    else if (field->kind == FieldKind::kNumber) value = field->years ? sample::kYear : 8;
    else if (field->kind == FieldKind::kDate) value = "2026-03-03";
    else if (field->kind == FieldKind::kChoice) value = field->choices[0].id;
    else if (field->kind == FieldKind::kYesNo) value = true;
    else if (field->check == "issn") value = "1000-1239";
    else if (field->check == "isbn") value = "9787302423287";
    else if (field->check == "patent") value = "ZL201710601862.3";
    else value = "文字";
  }
  for (const Material& material : form.materials) content.attachments.push_back(sample::evidence(material.id));
  return content;
}

Json verdict(const DeclarationContent& content, Role declared_as) {
  Json codes = Json::array();
  for (const Error& error : validate(sample::catalogue(), content, {declared_as, sample::kYear, Strictness::kSubmit}))
    codes.push_back(error.code);
  return codes;
}

Json cases_of(sample::Dice& dice, const StudyForm& form, int count) {
  Json cases = Json::array();
  for (int i = 0; i < count; ++i) {
    DeclarationContent content = plausible(form);
    if (form.id == "06" && dice.below(2) == 0)
      content = sample::publication(dice.pick(std::vector<std::string>{"paper", "book"}));
    if (form.id == "04" && dice.below(2) == 0) content = sample::conference(dice.below(2) == 0);
    for (int changes = i == 0 ? 0 : dice.below(4); changes > 0; --changes) change_one_thing(dice, form, content);
    const Role role =
        dice.pick(std::vector{Role::kProfessional, Role::kProfessional, Role::kEmployer, Role::kBase, Role::kAuthority});
    Json instance = to_json(content);
    instance["declared_as"] = name_of(role);
    cases.push_back({{"instance", std::move(instance)}, {"codes", verdict(content, role)}});
  }
  return cases;
}

}  // namespace
}  // namespace portal::model

int main() {
  using namespace portal::model;
  sample::Dice dice(2026);
  Json forms = Json::array();
  for (const StudyForm& form : sample::catalogue().study_forms)
    forms.push_back({{"schema", json_schema(sample::catalogue(), form)}, {"cases", cases_of(dice, form, 400)}});
  std::puts(dump_json(forms).c_str());
}
