// Many declarations of one study form, each with its own person and values: the rows of a spreadsheet.
//
// Each is done whole or not at all, and the answer says so row by row. The same row twice, today or next year, makes one
// declaration: its id comes from who declares what for whom.
#include "model/utf8.h"
#include "shell/server/crypto.h"
#include "shell/server/handlers/content.h"
#include "shell/server/handlers/handlers.h"
#include "shell/server/handlers/many.h"
#include "shell/server/handlers/steps.h"

namespace portal::server {
namespace {

constexpr std::size_t kRecordIdLength = 26;  // as new_record_id's

bool same_name(std::string_view a, std::string_view b) { return model::ascii_lower(model::trimmed(a)) == model::ascii_lower(model::trimmed(b)); }

// Whose people the caller may declare for: those of the organisations within `top`.
struct Reach {
  model::OrganisationTree tree;
  std::string top;
};

// Both must be right: a slip in the number would credit somebody else's year.
OrErrors<model::PersonRef> find_person(const Call& call, const Reach& reach, const model::Json& row) {
  const std::string number(model::trimmed(model::text_or(row, "number"))), name = model::text_or(row, "name");
  if (number.empty()) return model::Errors{{"required", "/person/number", {}}};
  std::vector<Person> found = call.records->people_with_number(number);
  std::erase_if(found, [&](const Person& person) { return !same_name(person.name, name) || !reach.tree.is_within(person.organisation, reach.top); });
  if (found.size() > 1) return model::Errors{{"ambiguous_person", "/person/number", {}}};
  if (found.empty()) return model::Errors{{"unknown_person", "/person/number", {}}};
  return model::PersonRef{found[0].id, found[0].name, found[0].number};
}

std::string id_of_row(const Call& call, const model::DeclarationContent& content, const model::PersonRef& person) {
  const model::Json what = {call.actor().organisation.id, person.id, content.study_form, content.values};
  return sha256_hex("import " + model::dump_json(what)).substr(0, kRecordIdLength);
}

struct Import {
  model::DeclarationContent form;  // without values
  bool submit = false;
  bool check = false;  // says what would be done, and does nothing
  Reach reach;
};

// One row done: what is stored of it, in order; nothing when it had been done before.
struct Imported {
  model::Declaration declaration;
  bool is_new = true;
  std::vector<model::Declaration> changes;
};

OrErrors<Imported> import_row(Call& call, const Import& task, const model::Json& row) {
  OrErrors<model::PersonRef> person = find_person(call, task.reach, model::member(row, "person"));
  if (const auto* errors = std::get_if<model::Errors>(&person)) return *errors;
  model::DeclarationContent content = task.form;
  content.values = model::member(row, "values");
  const model::Strictness strictness = task.submit ? model::Strictness::kSubmit : model::Strictness::kDraft;
  model::Errors errors = model::validate(call.catalogue(), content, validation_context(call, call.actor().role, strictness));
  if (!errors.empty()) return errors;
  const std::string id = id_of_row(call, content, std::get<model::PersonRef>(person));
  Imported imported;
  if (std::optional<model::Declaration> before = call.records->declaration(id)) {
    imported = {*std::move(before), false, {}};
  } else {
    model::Declaration draft = new_draft(call, std::move(content), std::get<model::PersonRef>(std::move(person)));
    draft.id = id;
    imported = {draft, true, {draft}};
  }
  if (!task.submit || imported.declaration.state != model::DeclarationState::kDraft) return imported;
  OrErrors<model::Declaration> submitted = take_step(call, imported.declaration, model::Action::kSubmit, {});
  if (const auto* refusals = std::get_if<model::Errors>(&submitted)) return *refusals;
  imported.declaration = std::get<model::Declaration>(std::move(submitted));
  imported.changes.push_back(imported.declaration);
  return imported;
}

OneOfMany store(Call& call, const Import& task, const Imported& imported) {
  model::Json result = {{"repeated", !imported.is_new}};
  if (task.check) return result;
  for (const model::Declaration& change : imported.changes) {
    if (!keep(call, change)) return std::nullopt;
    audit(call, change.state == model::DeclarationState::kDraft ? "save" : "submit", change.id);
  }
  const model::DeclarationSummary summary = model::summarise(imported.declaration, call.catalogue());
  result["declaration"] = model::to_json(summary);
  return result;
}

}  // namespace

Response import_declarations(Call& call) {
  const model::Role role = call.actor().role;
  if (!model::may_declare(role) || role == model::Role::kProfessional) return problem("not_allowed");
  OrRefusal<model::Json> body = read_json_body(call.request);
  if (Response* refusal = std::get_if<Response>(&body)) return *refusal;
  const model::Json& json = std::get<model::Json>(body);
  const model::Json& rows = model::member(json, "rows");
  const model::Json& submit = model::member(json, "submit");
  if (!submit.is_boolean()) return invalid("/submit", "wrong_type");
  if (auto refusal = refuse_rows(rows)) return *refusal;
  Import task{{model::text_or(json, "study_form"), model::text_or(json, "catalogue_version"), {}, {}}, submit.get<bool>(), model::flag_or(json, "check", false), {}};
  if (!call.catalogue().find_form(task.form.study_form)) return invalid("/study_form", "unknown_study_form");
  task.reach.tree = call.records->organisations();
  task.reach.top = reach_of(task.reach.tree, call.actor().organisation.id);
  return answer_rows(rows, [&](const model::Json& row) -> OneOfMany {
    OrErrors<Imported> outcome = import_row(call, task, row);
    if (auto* errors = std::get_if<model::Errors>(&outcome)) return std::move(*errors);
    return store(call, task, std::get<Imported>(outcome));
  });
}

}  // namespace portal::server
