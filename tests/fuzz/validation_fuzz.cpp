// The content of a declaration, judged by every form of the shipped catalogue.
#include "model/validation.h"
#include "tests/fuzz/fuzz.h"

using namespace portal;
using fuzz::check;

PORTAL_FUZZ(input) {
  const model::Result<model::Json> json = model::parse_json(input);
  if (!json) return;
  model::Result<model::DeclarationContent> content = model::read_content(*json);
  if (!content) return;
  const model::Catalogue& catalogue = fuzz::shipped_catalogue();
  const model::ValidationContext whole{model::Role::kProfessional, 2026, model::Strictness::kSubmit}, draft{model::Role::kProfessional, 2026, model::Strictness::kDraft};
  const model::Errors of_draft = model::validate(catalogue, *content, draft), of_all = model::validate(catalogue, *content, whole);
  for (const model::Error& error : of_all) check(!error.code.empty() && (error.pointer.empty() || error.pointer.front() == '/'), "an error has its code and place");
  check(!of_all.empty() || of_draft.empty(), "what may be submitted may be saved");
  const model::StudyForm* form = catalogue.find_form(content->study_form);
  if (!form) return;
  const model::Json shown = model::without_hidden_values(catalogue, *form, content->values);
  check(model::without_hidden_values(catalogue, *form, shown) == shown, "hiding twice hides no more");
  for (const model::Field* field : model::fields_of(catalogue, *form)) {
    const model::Json& value = model::member(content->values, field->id);
    const std::string text = model::text_from_value(value);
    const model::Json typed = model::value_from_text(*field, text);
    check(model::value_from_text(*field, model::text_from_value(typed)) == typed, "what is shown and typed again stays");
  }
}
