// Many declarations of one study form, each with its own person and values: the rows of a spreadsheet.
//
// Each is done whole or not at all, and the answer says so row by row. The same row twice, today or next year, makes one
// declaration: its id comes from who declares what for whom.
#include <map>

#include "model/utf8.h"
#include "shell/server/crypto.h"
#include "shell/server/handlers/content.h"
#include "shell/server/handlers/handlers.h"
#include "shell/server/handlers/steps.h"

namespace portal::server {
namespace {

constexpr std::size_t kRowsMax = 200;  // fits into kJsonBytesMax
constexpr int kPeopleMax = 1'000'000;
constexpr std::size_t kRecordIdLength = 26;  // as new_record_id's

// Those for whom the caller may declare, by staff number.
using Directory = std::multimap<std::string, Person>;

Directory directory_of(const Call& call) {
  const model::OrganisationTree tree = call.records->organisations();
  const std::string top = reach_of(tree, call.actor().organisation.id);
  std::vector<std::string> organisations;
  for (const model::Organisation& organisation : tree.organisations)
    if (tree.is_within(organisation.id, top)) organisations.push_back(organisation.id);
  Directory directory;
  for (Person& person : call.records->people({organisations, "", kPeopleMax})) {
    std::string number = person.number;
    directory.emplace(std::move(number), std::move(person));
  }
  return directory;
}

bool same_name(std::string_view a, std::string_view b) { return model::ascii_lower(model::trimmed(a)) == model::ascii_lower(model::trimmed(b)); }

// Both must be right: a slip in the number would credit somebody else's year.
OrErrors<model::PersonRef> find_person(const Directory& directory, const model::Json& row) {
  const std::string number(model::trimmed(model::text_or(row, "number"))), name = model::text_or(row, "name");
  if (number.empty()) return model::Errors{{"required", "/person/number", {}}};
  std::vector<const Person*> named;
  const auto [first, last] = directory.equal_range(number);
  for (auto at = first; at != last; ++at)
    if (same_name(at->second.name, name)) named.push_back(&at->second);
  if (named.size() > 1) return model::Errors{{"ambiguous_person", "/person/number", {}}};
  if (named.empty()) return model::Errors{{"unknown_person", "/person/number", {}}};
  return model::PersonRef{named[0]->id, named[0]->name, named[0]->number};
}

std::string id_of_row(const Call& call, const model::DeclarationContent& content, const model::PersonRef& person) {
  const model::Json what = {call.actor().organisation.id, person.id, content.study_form, content.values};
  return sha256_hex("import " + model::dump_json(what)).substr(0, kRecordIdLength);
}

struct Import {
  model::DeclarationContent form;  // without values
  bool submit = false;
  bool check = false;  // says what would be done, and does nothing
  Directory directory;
};

// One row done: what is stored of it, in order; nothing when it had been done before.
struct Imported {
  model::Declaration declaration;
  bool is_new = true;
  std::vector<model::Declaration> changes;
};

OrErrors<Imported> import_row(Call& call, const Import& task, const model::Json& row) {
  OrErrors<model::PersonRef> person = find_person(task.directory, model::member(row, "person"));
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

// Null when another change came first.
std::optional<model::Json> store(Call& call, const Import& task, const Imported& imported, std::size_t index) {
  model::Json result = {{"row", index}, {"done", true}, {"repeated", !imported.is_new}};
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
  if (!rows.is_array()) return invalid("/rows", "wrong_type");
  if (rows.empty()) return invalid("/rows", "required");
  if (rows.size() > kRowsMax) return invalid({{"too_many_items", "/rows", {{"max", std::to_string(kRowsMax)}}}});
  Import task{{model::text_or(json, "study_form"), model::text_or(json, "catalogue_version"), {}, {}}, submit.get<bool>(), model::flag_or(json, "check", false), {}};
  if (!call.catalogue().find_form(task.form.study_form)) return invalid("/study_form", "unknown_study_form");
  task.directory = directory_of(call);
  model::Json results = model::Json::array();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const OrErrors<Imported> outcome = import_row(call, task, rows[i]);
    if (const auto* errors = std::get_if<model::Errors>(&outcome)) {
      results.push_back({{"row", i}, {"done", false}, {"errors", to_json(*errors)}});
      continue;
    }
    std::optional<model::Json> result = store(call, task, std::get<Imported>(outcome), i);
    if (!result) return problem("internal");
    results.push_back(*std::move(result));
  }
  return json_answer(200, {{"results", std::move(results)}});
}

}  // namespace portal::server
