// Prints one JSON document: the schema of every study form, and contents with the verdict of validate(). A real
// validator then says whether it agrees (schema_test.mjs).
#include "model/schema.h"

#include <cmath>
#include <cstdio>

#include "tests/model/examples.h"

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

void change_a_field(sample::Dice& dice, const StudyForm& form, Json& values) {
  const Field& field = *dice.pick(fields_of(sample::catalogue(), form));
  const std::vector<sample::Fault> faults = values.contains(field.id) ? sample::faults_of(field, values) : std::vector<sample::Fault>{};
  const bool by_the_rules = dice.below(2) == 0 && !faults.empty();
  Json value = by_the_rules ? dice.pick(faults).value : dice.pick(odd_values());
  if (field.kind == FieldKind::kChoice && dice.below(2) == 0) value = dice.pick(field.choices).id;
  if (value.is_number_float() && !std::isfinite(value.get<double>())) value = "NaN";  // JSON has no such number
  if (dice.below(6) == 0) values.erase(field.id);
  else values[field.id] = std::move(value);
}

void change_an_attachment(sample::Dice& dice, std::vector<Attachment>& attachments) {
  if (attachments.empty()) return attachments.push_back(sample::evidence("nothing"));
  Attachment& one = *dice.pick(std::vector{&attachments.front(), &attachments.back()});
  const int choice = dice.below(5);
  if (choice == 0) attachments.pop_back();
  else if (choice == 1) attachments.push_back(sample::evidence(dice.pick(std::vector<std::string>{"article", "nothing", "contents"})));
  else if (choice == 2) one.size_bytes = dice.pick(std::vector<long long>{-1, 0, 1, kAttachmentBytesMax, kAttachmentBytesMax + 1});
  else if (choice == 3) one.media_type = "image/gif";
  else attachments.insert(attachments.end(), dice.pick(std::vector<std::size_t>{5, kAttachmentsMax}), Attachment{one.material, one.sha256, "", one.media_type, kAttachmentBytesMax});
}

Json verdict(const DeclarationContent& content, Role declared_as) {
  Json codes = Json::array();
  for (const Error& error : validate(sample::catalogue(), content, {declared_as, sample::kYear, Strictness::kSubmit}))
    codes.push_back(error.code);
  return codes;
}

Json cases_of(sample::Dice& dice, const StudyForm& form, int count) {
  std::vector<DeclarationContent> valid;
  for (const sample::Example& example : sample::examples())
    if (example.form == &form) valid.push_back(example.content);
  Json cases = Json::array();
  for (int i = 0; i < count; ++i) {
    DeclarationContent content = dice.pick(valid);
    for (int changes = i == 0 ? 0 : dice.below(4); changes > 0; --changes) {
      if (dice.below(5) == 0) change_an_attachment(dice, content.attachments);
      else change_a_field(dice, form, content.values);
    }
    const Role role = dice.pick(std::vector{Role::kProfessional, Role::kProfessional, Role::kProfessional, Role::kEmployer, Role::kBase, Role::kAuthority});
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
    forms.push_back({{"schema", json_schema(sample::catalogue(), form)}, {"cases", cases_of(dice, form, 1500)}});
  std::puts(dump_json(forms).c_str());
}
