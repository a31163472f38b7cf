#include "ui/state.h"

#include <algorithm>
#include <cstdlib>

#include "model/validation.h"
#include "model/workflow.h"

namespace portal::ui {
namespace {

constexpr std::string_view kValues = "/values/";
constexpr std::string_view kMaterials = "/materials/";
constexpr std::string_view kAttachments = "/attachments";
constexpr std::string_view kPeople = "/people";

bool counts(const Upload& upload) { return upload.phase == Upload::Phase::kDone; }
// What is still on its way counts for the verdict: a save waits for it.
bool will_count(const Upload& upload) { return counts(upload) || upload.phase == Upload::Phase::kSending; }

template <class Counts>
model::DeclarationContent content_with(const DeclareState& declare, Counts counted) {
  model::DeclarationContent content;
  content.study_form = declare.study_form;
  content.catalogue_version = declare.catalogue_version;
  content.values = declare.values;
  for (const auto& [key, upload] : declare.uploads)
    if (counted(upload)) content.attachments.push_back(upload.attachment);
  return content;
}

// "/attachments/2/…" -> "/materials/cover"; "/attachments" -> the material of the last file.
std::string pointer_of_material(const std::string& pointer, const std::vector<model::Attachment>& attachments) {
  if (!pointer.starts_with(kAttachments) || attachments.empty()) return pointer;
  std::size_t index = attachments.size() - 1;
  if (pointer.size() > kAttachments.size() + 1) {
    const unsigned long named = std::strtoul(pointer.c_str() + kAttachments.size() + 1, nullptr, 10);
    index = std::min<std::size_t>(named, index);
  }
  return std::string(kMaterials) + attachments[index].material;
}

std::string_view id_behind(std::string_view pointer, std::string_view prefix) {
  const std::string_view rest = pointer.substr(prefix.size());
  return rest.substr(0, rest.find('/'));
}

bool may_be_shown(const DeclareState& declare, const model::Error& error) {
  if (declare.tried_to_submit) return true;
  if (error.pointer == kPeople) return declare.left.contains("people");
  if (!error.pointer.starts_with(kValues)) return false;
  const std::string path = error.pointer.substr(kValues.size());
  return declare.left.contains(path);
}

// Where an error stands on the page: study form, fields in the form's order, materials, the rest.
std::size_t place_of(const State& state, const model::StudyForm* form, const model::Error& error) {
  constexpr std::size_t kFields = 2, kFiles = 1000, kElsewhere = 2000;
  if (error.pointer == kPeople) return 0;
  if (error.pointer == "/study_form") return 1;
  if (form && error.pointer.starts_with(kValues)) {
    const std::string_view id = id_behind(error.pointer, kValues);
    const auto fields = model::fields_of(*state.catalogue, *form);
    const auto found = std::ranges::find(fields, id, &model::Field::id);
    return kFields + static_cast<std::size_t>(found - fields.begin());
  }
  if (form && error.pointer.starts_with(kMaterials)) {
    const std::string_view id = id_behind(error.pointer, kMaterials);
    const auto found = std::ranges::find(form->materials, id, &model::Material::id);
    return kFiles + static_cast<std::size_t>(found - form->materials.begin());
  }
  return kElsewhere;
}

}  // namespace

const model::StudyForm* study_form_of(const State& state) {
  return state.catalogue ? state.catalogue->find_form(state.declare.study_form) : nullptr;
}

model::DeclarationContent content_of(const DeclareState& declare) { return content_with(declare, counts); }

bool asks_for_people(const State& state) {
  const std::optional<SignedIn>& who = state.session.who;
  return who && who->role != model::Role::kProfessional && state.declare.declaration.empty();
}

std::string check_subject(const State& state) {
  const DeclareState& declare = state.declare;
  const bool in_form = state.route.place == Route::Place::kDeclare || state.route.place == Route::Place::kEdit;
  if (!in_form || !study_form_of(state) || !state.session.who || declare.failure) return {};
  const bool is_own = state.session.who->role == model::Role::kProfessional;
  if (!is_own && declare.people.size() != 1) return {};
  const model::DeclarationContent content = content_of(declare);
  std::string subject = content.study_form + "\n" + declare.declaration + "\n" + (is_own ? "" : declare.people.front().id) + "\n" +
                        std::to_string(model::credited_year(content)) + "\n" +
                        std::to_string(static_cast<int>(model::credit_of(*state.catalogue, content).subject)) + "\n";
  for (const model::Identity& identity : model::identities(*state.catalogue, content)) subject += identity.text;
  return subject;
}

model::CheckFacts check_facts_of(const State& state) {
  model::CheckFacts facts = state.declare.check.facts;
  if (state.declare.check.answered != check_subject(state)) facts.duplicates.clear();
  return facts;
}

model::Errors all_errors(const State& state) {
  const DeclareState& declare = state.declare;
  model::Errors errors;
  const model::StudyForm* form = study_form_of(state);
  if (declare.study_form.empty()) {
    errors.push_back({"required_study_form", "/study_form", {}});
  } else if (state.catalogue && state.session.who) {
    model::DeclarationContent content = content_with(declare, will_count);
    if (form) content.values = model::without_hidden_values(*state.catalogue, *form, std::move(content.values));
    const model::ValidationContext context{state.session.who->role, state.session.who->current_year, model::Strictness::kSubmit};
    errors = model::validate(*state.catalogue, content, context);
    for (model::Error& error : errors) error.pointer = pointer_of_material(error.pointer, content.attachments);
  }
  if (asks_for_people(state) && declare.people.empty()) errors.insert(errors.begin(), {"required_people", "/people", {}});
  for (const model::Error& error : declare.server_errors) {
    const bool known = std::ranges::find(errors, error.pointer, &model::Error::pointer) != errors.end();
    if (!known) errors.push_back(error);
  }
  std::ranges::stable_sort(errors, {}, [&](const model::Error& error) { return place_of(state, form, error); });
  return errors;
}

model::Errors visible_errors(const State& state) {
  model::Errors errors = all_errors(state);
  std::erase_if(errors, [&](const model::Error& error) { return !may_be_shown(state.declare, error); });
  return errors;
}

std::string node_of(std::string_view pointer) {
  if (pointer.starts_with(kValues)) return "declare/field/" + std::string(pointer.substr(kValues.size()));
  if (pointer.starts_with(kMaterials)) return "declare/material/" + std::string(id_behind(pointer, kMaterials));
  if (pointer.starts_with(kAttachments)) return "declare/materials_title";
  if (pointer.starts_with(kPeople)) return "declare/people/search";
  return "declare/study_form";
}

Route::Place list_of_detail(const State& state) {
  const std::optional<SignedIn>& who = state.session.who;
  const std::optional<model::Declaration>& shown = state.detail.declaration;
  if (!who || !shown || !model::may_declare(who->role) || who->role == model::Role::kProfessional) return who ? first_place_of(who->role) : Route::Place::kHome;
  const bool declared_by_us = shown->declared_as != model::Role::kProfessional && shown->declaring_organisation.id == who->organisation.id;
  return declared_by_us ? Route::Place::kRecords : first_place_of(who->role);
}

AuditPlace audit_place_of(const State& state, const std::string& declaration) {
  const ListState& list = state.audit;
  std::size_t row = 0;
  while (row < list.rows.size() && list.id(row) != declaration) ++row;
  if (row == list.rows.size()) return {};
  AuditPlace place;
  place.position = static_cast<long long>(row) + 1;
  if (row > 0) place.previous = list.id(row - 1);
  if (row + 1 < list.rows.size()) place.next = list.id(row + 1);
  return place;
}

std::array<ListState*, 3> lists_of(State& state) { return {&state.progress, &state.audit, &state.records}; }

model::Date today_in_china(const State& state) {
  constexpr long long kOffsetMs = 8LL * 3600 * 1000, kDayMs = 24LL * 3600 * 1000;
  if (state.environment.now_ms <= 0) return {state.session.who ? state.session.who->current_year : 2000, 1, 1};
  return model::civil_from_days(static_cast<long>((state.environment.now_ms + kOffsetMs) / kDayMs));
}

}  // namespace portal::ui
