// A deployer's catalogue: whatever is in the file, it is read whole or refused, never half.
#include "model/catalogue.h"
#include "model/schema.h"
#include "model/validation.h"
#include "tests/fuzz/fuzz.h"

using namespace portal;
using fuzz::check;

PORTAL_FUZZ(input) {
  const model::Result<model::Json> json = model::parse_json(input);
  if (!json) return;
  const model::Result<model::Catalogue> catalogue = model::read_catalogue(*json);
  if (!catalogue) {
    check(!catalogue.error().code.empty(), "a refusal has its code");
    return;
  }
  for (const model::StudyForm& form : catalogue->study_forms) {
    check(catalogue->find_form(form.id) == &form, "a form is found by its id");
    const model::Json values = model::initial_values(*catalogue, form, 2026);
    check(values.is_object(), "a new form has values");
    model::DeclarationContent content;
    content.study_form = form.id;
    content.values = values;
    model::validate(*catalogue, content, {model::Role::kProfessional, 2026, model::Strictness::kSubmit});
    model::json_schema(*catalogue, form);
  }
}
