#include "ui/update/declare.h"

#include <algorithm>

#include "model/utf8.h"
#include "model/field_path.h"
#include "model/validation.h"
#include "ui/update/drafts.h"
#include "ui/update/handlers.h"
#include "ui/update/location.h"
#include "ui/update/notices.h"
#include "ui/update/people.h"
#include "ui/update/requests.h"
#include "ui/update/uploads.h"
#include "ui/update/url.h"

namespace portal::ui {
namespace {

constexpr std::size_t kFieldBytesMax = 64 * 1024;

int current_year(const State& state) { return state.session.who ? state.session.who->current_year : 0; }

void type_values(DeclareState& declare) {
  declare.typed = model::texts_of(declare.values);
}

void start_form(State& state, const std::string& study_form) {
  DeclareState& declare = state.declare;
  declare.study_form = study_form;
  declare.catalogue_version = state.catalogue->version;
  if (const model::StudyForm* form = study_form_of(state))
    declare.values = model::initial_values(*state.catalogue, *form, current_year(state));
  type_values(declare);
}

void restore(State& state, Effects& effects) {
  if (restore_draft(state)) show_info(state, "notice.restored", effects);
}

void enter_new(State& state, Effects& effects) {
  DeclareState& declare = state.declare;
  const bool is_new = declare.editing != 0 && declare.declaration.empty() && !declare.failure;
  const bool worth_keeping = declare.dirty || declare.busy != DeclareState::Busy::kNo;
  std::string wanted = state.route.study_form;
  if (wanted.empty()) {
    wanted = is_new && worth_keeping ? declare.study_form : study_form_of_last_draft(state);
    if (!wanted.empty())
      replace_location(state, {.place = Route::Place::kDeclare, .study_form = wanted, .declaration = {}, .query = {}}, effects);
  }
  if (is_new && declare.study_form == wanted && (worth_keeping || wanted.empty())) return;
  begin_editing(state, effects);
  if (wanted.empty()) return;
  start_form(state, wanted);
  restore(state, effects);
}

void enter_edit(State& state, Effects& effects) {
  DeclareState& declare = state.declare;
  const std::string id = state.route.declaration;
  const bool going_on =
      declare.declaration == id && !declare.failure && (declare.dirty || declare.busy != DeclareState::Busy::kNo);
  if (going_on) return;
  begin_editing(state, effects);
  declare.declaration = id;
  declare.busy = DeclareState::Busy::kLoading;
  Question question{.purpose = Purpose::kLoadForEdit, .path = path_of(id), .subject = id, .editing = declare.editing};
  send(state, std::move(question), effects);
}

// Every value that the user knows, in the new form where it is asked for, else set aside.
void move_values(State& state, const model::StudyForm& form) {
  DeclareState& declare = state.declare;
  model::Json pool = declare.values_set_aside;
  for (const auto& [field, value] : declare.values.items()) pool[field] = value;
  model::Json values = model::initial_values(*state.catalogue, form, current_year(state));
  model::Json aside = model::Json::object();
  for (const auto& [id, value] : pool.items()) {
    const model::Field* field = model::find_field(*state.catalogue, form, id);
    if (!field) {
      aside[id] = value;
      continue;
    }
    if (field->kind == model::FieldKind::kList) {
      values[id] = value;
      continue;
    }
    const auto typed = declare.typed.find(id);
    const std::string text = typed != declare.typed.end() ? typed->second : model::text_from_value(value);
    values[id] = model::value_from_text(*field, text);
  }
  const std::map<std::string, std::string> typed_before = declare.typed;
  declare.values = std::move(values);
  declare.values_set_aside = std::move(aside);
  type_values(declare);
  for (const auto& [id, text] : typed_before)
    if (declare.values.contains(id)) declare.typed[id] = text;
}

void move_uploads(DeclareState& declare, const model::StudyForm& form) {
  std::map<unsigned, Upload> all = std::move(declare.uploads);
  all.merge(declare.uploads_set_aside);
  declare.uploads.clear();
  declare.uploads_set_aside.clear();
  for (auto& [key, upload] : all) {
    const bool asked =
        std::ranges::find(form.materials, upload.attachment.material, &model::Material::id) != form.materials.end();
    (asked ? declare.uploads : declare.uploads_set_aside).emplace(key, std::move(upload));
  }
}

}  // namespace

std::string path_of(const std::string& declaration) { return "/declarations/" + percent_encoded(declaration); }

bool same_content(const model::DeclarationContent& a, const model::DeclarationContent& b) {
  return a.study_form == b.study_form && a.values == b.values && a.attachments == b.attachments;
}

void begin_editing_anew(State& state, Effects& effects) {
  drop_uploads(state, effects);
  cancel(state, state.declare.check.request, effects);
  const unsigned next_upload = state.declare.next_upload;  // keys are never used twice: a late click hits nothing
  state.declare = DeclareState();
  state.declare.next_upload = next_upload;
  state.declare.editing = state.next_id++;
}

void begin_editing(State& state, Effects& effects) {
  store_draft(state, effects);
  begin_editing_anew(state, effects);
}

void enter_declare(State& state, Effects& effects) {
  if (!state.catalogue || !state.session.who) return;  // comes back when both are here
  if (state.route.place == Route::Place::kDeclare) {
    enter_new(state, effects);
    enter_people(state, effects);
  }
  if (state.route.place == Route::Place::kEdit) enter_edit(state, effects);
}

void show_content(State& state, const model::Declaration& declaration) {
  DeclareState& declare = state.declare;
  declare.declaration = declaration.id;
  declare.revision = declaration.revision;
  declare.study_form = declaration.content.study_form;
  declare.catalogue_version = declaration.content.catalogue_version;
  declare.values = declaration.content.values.is_object() ? declaration.content.values : model::Json::object();
  declare.people = {declaration.person};
  declare.saved_at = declaration.updated_at;
  declare.busy = DeclareState::Busy::kNo;
  type_values(declare);
  for (const model::Attachment& attachment : declaration.content.attachments) {
    Upload upload;
    upload.phase = Upload::Phase::kDone;
    upload.attachment = attachment;
    upload.fraction = 1;
    declare.uploads.emplace(declare.next_upload++, std::move(upload));
  }
}

void edit_answered(State& state, const PendingRequest& pending, const HttpReplied& reply, Effects& effects) {
  DeclareState& declare = state.declare;
  if (pending.editing != declare.editing) return;
  declare.busy = DeclareState::Busy::kNo;
  if (reply.status != 200) {
    declare.failure = problem_of(reply).error;
    return announce("error." + declare.failure->code, effects, declare.failure->params);
  }
  const auto body = object_of(reply);
  const auto declaration = body ? model::read_declaration(*body) : model::Result<model::Declaration>(body.error());
  if (!declaration || declaration->id != pending.subject) {
    declare.failure = model::Error{"malformed_answer", "", {}};
    return announce("error.malformed_answer", effects);
  }
  if (declaration->state != model::DeclarationState::kDraft) {
    declare.failure = model::Error{"wrong_state", "", {{"state", std::string(model::name_of(declaration->state))}}};
    return announce("error.wrong_state", effects, declare.failure->params);
  }
  show_content(state, *declaration);
  if (!restore_draft(state)) return;
  const model::DeclarationContent mine = content_of(declare);
  if (same_content(mine, declaration->content)) {
    forget_draft(state, effects);
    declare.revision = declaration->revision;
    declare.dirty = declare.restored = false;
  } else if (declare.revision != declaration->revision) {
    declare.conflict = *declaration;
    announce("conflict.title", effects);
    focus("declare/conflict/title", effects);
  } else {
    show_info(state, "notice.restored", effects);
  }
}

void handle(State& state, const StudyFormChosen& event, Effects& effects) {
  DeclareState& declare = state.declare;
  const bool in_form = state.route.place == Route::Place::kDeclare || state.route.place == Route::Place::kEdit;
  if (!in_form || declare.editing == 0 || declare.busy != DeclareState::Busy::kNo || !state.catalogue) return;
  const model::StudyForm* form = state.catalogue->find_form(event.study_form);
  if (!form || event.study_form == declare.study_form) return;
  forget_draft(state, effects);  // the text moves with the user
  const bool first = declare.study_form.empty();
  declare.study_form = event.study_form;
  if (first) declare.catalogue_version = state.catalogue->version;
  move_values(state, *form);
  move_uploads(declare, *form);
  declare.left.clear();
  declare.server_errors.clear();
  declare.tried_to_submit = false;
  if (declare.declaration.empty()) {
    if (first && restore_draft(state)) {
      show_info(state, "notice.restored", effects);
    } else if (fill_from_draft(state)) {
      show_info(state, "notice.restored", effects);
    }
    replace_location(state, {.place = Route::Place::kDeclare, .study_form = event.study_form, .declaration = {}, .query = {}},
                     effects);
  } else {
    declare.dirty = true;
  }
  store_draft(state, effects);
}

void handle(State& state, const FieldEdited& event, Effects& effects) {
  DeclareState& declare = state.declare;
  const model::StudyForm* form = study_form_of(state);
  const model::Field* field = form ? model::field_at(*state.catalogue, *form, event.field) : nullptr;
  const bool open = declare.busy == DeclareState::Busy::kNo || declare.busy == DeclareState::Busy::kSaving;
  if (!field || field->kind == model::FieldKind::kList || !open || declare.failure) return;
  std::string text = bounded(event.text, kFieldBytesMax);
  if (const auto typed = declare.typed.find(event.field); typed != declare.typed.end() && typed->second == text) return;
  model::set_value_at(declare.values, event.field, text.empty() ? model::Json() : model::value_from_text(*field, text));
  declare.typed[event.field] = std::move(text);
  declare.dirty = true;
  std::erase_if(declare.server_errors, [&](const auto& error) { return error.pointer == "/values/" + event.field; });
  store_draft_soon(effects);
}

// What was understood shows in its normal form: "2026年3月4日" becomes 2026-03-04.
void handle(State& state, const FieldLeft& event, Effects&) {
  DeclareState& declare = state.declare;
  const model::StudyForm* form = study_form_of(state);
  const model::Field* field = form ? model::field_at(*state.catalogue, *form, event.field) : nullptr;
  if (!field) return;
  declare.left.insert(event.field);
  const bool has_normal_form = field->kind == model::FieldKind::kNumber || field->kind == model::FieldKind::kDate;
  const model::Json& value = model::value_at(declare.values, event.field);
  if (has_normal_form && !value.is_null()) declare.typed[event.field] = model::text_from_value(value);
}

void handle(State& state, const DiscardEditsRequested&, Effects& effects) {
  const DeclareState& declare = state.declare;
  if (declare.editing == 0 || declare.busy != DeclareState::Busy::kNo || !state.catalogue) return;
  const std::string study_form = declare.study_form;
  const bool is_new = declare.declaration.empty();
  forget_draft(state, effects);
  begin_editing_anew(state, effects);
  if (is_new && !study_form.empty()) start_form(state, study_form);
  enter_declare(state, effects);
  show_info(state, "notice.discarded", effects);
  focus("heading", effects);
}

}  // namespace portal::ui
