#include "ui/update/save.h"

#include <algorithm>
#include <cstdlib>

#include "model/validation.h"
#include "ui/update/declare.h"
#include "ui/update/drafts.h"
#include "ui/update/handlers.h"
#include "ui/update/lists.h"
#include "ui/update/many.h"
#include "ui/update/location.h"
#include "ui/update/notices.h"
#include "ui/update/requests.h"
#include "ui/update/uploads.h"

namespace portal::ui {
namespace {

model::DeclarationContent content_to_send(const State& state) {
  model::DeclarationContent content = content_of(state.declare);
  if (const model::StudyForm* form = study_form_of(state))
    content.values = model::without_hidden_values(*state.catalogue, *form, std::move(content.values));
  return content;
}

std::string body_to_send(const State& state) { return model::dump_json(model::to_json(content_to_send(state))); }

// An organisation names whose hours they are: one person beside the content, or many around it.
std::string body_of_create(const State& state, bool submit) {
  const std::vector<model::PersonRef>& people = state.declare.people;
  model::Json content = model::to_json(content_to_send(state));
  if (!asks_for_people(state)) return model::dump_json(content);
  if (people.size() == 1) {
    content["person"] = {{"id", people.front().id}};
    return model::dump_json(content);
  }
  model::Json ids = model::Json::array();
  for (const model::PersonRef& person : people) ids.push_back(person.id);
  return model::dump_json({{"people", std::move(ids)}, {"submit", submit}, {"content", std::move(content)}});
}

// Of a body that was sent for one declaration.
std::string content_in(const std::string& body) {
  auto json = model::parse_json(body);
  if (!json || !json->is_object()) return body;
  json->erase("person");
  return model::dump_json(*json);
}

// Nothing more is under way; what was typed stays.
void stop(DeclareState& declare) {
  declare.busy = DeclareState::Busy::kNo;
  declare.submit_after_save = false;
  declare.waits_for_uploads = false;
}

void show_first_error(const model::Errors& errors, Effects& effects) {
  announce("problems.announce_count", effects, {{"count", std::to_string(errors.size())}});
  focus(node_of(errors.front().pointer), effects);
}

bool is_blocked_by_conflict(const State& state, Effects& effects) {
  if (!state.declare.conflict) return false;
  announce("conflict.title", effects);
  focus("declare/conflict/title", effects);
  return true;
}

bool may_begin(const State& state) {
  const DeclareState& declare = state.declare;
  return state.session.who && declare.editing != 0 && declare.busy == DeclareState::Busy::kNo && !declare.failure;
}

void send_content(State& state, Effects& effects) {
  DeclareState& declare = state.declare;
  Question question;
  question.editing = declare.editing;
  if (declare.declaration.empty()) {
    if (!declare.key_of_create) {
      declare.key_of_create = new_key(state);
      declare.body_of_create = body_of_create(state, declare.submit_after_save);
      declare.creates_for_many = asks_for_people(state) && declare.people.size() > 1;
    }
    question.purpose = declare.creates_for_many ? Purpose::kDeclareForMany : Purpose::kCreateDraft;
    question.method = "POST";
    question.path = declare.creates_for_many ? "/declarations/batch" : "/declarations";
    question.body = declare.body_of_create;
    question.idempotency_key = *declare.key_of_create;
  } else {
    question.purpose = Purpose::kSaveDraft;
    question.method = "PUT";
    question.path = path_of(declare.declaration);
    question.body = body_to_send(state);
    question.if_match = declare.revision;
    question.subject = declare.declaration;
  }
  store_draft(state, effects);
  send(state, std::move(question), effects);
}

void send_submit(State& state, Effects& effects) {
  const DeclareState& declare = state.declare;
  send(state,
       {.purpose = Purpose::kSubmit,
        .method = "POST",
        .path = path_of(declare.declaration) + "/submit",
        .body = "{}",
        .if_match = declare.revision,
        .subject = declare.declaration,
        .editing = declare.editing},
       effects);
}

void saved(State& state, Effects& effects) {
  stop(state.declare);
  show_success(state, "notice.saved", effects);
}

const Upload* failed_upload(const DeclareState& declare) {
  for (const auto& [key, upload] : declare.uploads)
    if (upload.phase == Upload::Phase::kFailed) return &upload;
  return nullptr;
}

// The next step of a save or submit that has begun.
void proceed(State& state, Effects& effects) {
  DeclareState& declare = state.declare;
  const bool submitting = declare.submit_after_save;
  declare.waits_for_uploads = has_uploads_under_way(state);
  if (declare.waits_for_uploads) return;
  if (const Upload* failed = failed_upload(declare); failed && submitting) {
    stop(declare);
    state.notice = Notice{Notice::Kind::kProblem, "notice.upload_stopped_save", {}};
    announce("notice.upload_stopped_save", effects);
    return focus("declare/material/" + failed->attachment.material, effects);
  }
  if (declare.declaration.empty() || declare.dirty) return send_content(state, effects);
  if (submitting) return send_submit(state, effects);
  saved(state, effects);
}

void begin(State& state, DeclareState::Busy busy, Effects& effects) {
  DeclareState& declare = state.declare;
  declare.busy = busy;
  declare.submit_after_save = busy == DeclareState::Busy::kSubmitting;
  state.notice.reset();
  if (has_uploads_under_way(state)) announce(declare.submit_after_save ? "notice.submit_waits" : "notice.save_waits", effects);
  proceed(state, effects);
}

void took_root(State& state, const PendingRequest& pending, const model::Declaration& declaration, Effects& effects) {
  DeclareState& declare = state.declare;
  forget_draft(state, effects);  // under the study form: from now on it has an id
  declare.declaration = declaration.id;
  declare.revision = declaration.revision;
  declare.saved_at = declaration.updated_at;
  declare.key_of_create.reset();
  declare.body_of_create.clear();
  declare.server_errors.clear();
  declare.restored = false;
  const std::string now = body_to_send(state);
  declare.dirty = now != content_in(pending.request.body) || has_uploads_under_way(state);
  store_draft(state, effects);
  if (state.route.place == Route::Place::kDeclare)
    replace_location(state, {.place = Route::Place::kEdit, .study_form = {}, .declaration = declaration.id, .query = {}},
                     effects);
  lists_changed(state, effects);
  if (declare.submit_after_save) return proceed(state, effects);
  saved(state, effects);
}

void submitted(State& state, const model::Declaration* declaration, const std::string& id, Effects& effects) {
  forget_draft(state, effects);
  begin_editing_anew(state, effects);
  state.declare.editing = 0;
  if (state.route.place == Route::Place::kEdit || state.route.place == Route::Place::kDeclare) {
    const Route detail{.place = Route::Place::kDetail, .study_form = {}, .declaration = id, .query = {}};
    replace_location(state, detail, effects);
    arrive(state, effects);
  }
  lists_changed(state, effects);
  const model::OrganisationRef* next = declaration ? model::next_auditor(*declaration) : nullptr;
  if (next) return show_success(state, "notice.submitted_to", effects, {{"organisation", next->name}});
  show_success(state, "notice.submitted", effects);
}

void show_conflict(State& state, const model::Declaration& theirs, Effects& effects) {
  DeclareState& declare = state.declare;
  declare.conflict = theirs;
  declare.busy = DeclareState::Busy::kNo;
  store_draft(state, effects);
  announce("conflict.title", effects);
  focus("declare/conflict/title", effects);
}

// 412: another tab was quicker, or this very save arrived before and only its answer was lost.
void met_other_version(State& state, const PendingRequest& pending, const model::Declaration& theirs, Effects& effects) {
  const auto json = model::parse_json(pending.request.body);
  const auto sent = json ? model::read_content(*json) : model::Result<model::DeclarationContent>(json.error());
  const bool is_mine = pending.purpose == Purpose::kSaveDraft && theirs.state == model::DeclarationState::kDraft && sent &&
                       same_content(theirs.content, *sent);
  if (is_mine) return took_root(state, pending, theirs, effects);
  show_conflict(state, theirs, effects);
}

void ask_for_other_version(State& state, const PendingRequest& pending, Effects& effects) {
  send(state,
       {.purpose = Purpose::kLoadDeclaration,
        .path = path_of(pending.subject),
        .subject = pending.subject,
        .editing = pending.editing},
       effects);
}

// A backend's errors, each where the form can show it.
void show_server_errors(State& state, const Problem& problem, Effects& effects) {
  DeclareState& declare = state.declare;
  const std::vector<model::Attachment> attachments = content_of(declare).attachments;
  declare.server_errors = problem.errors;
  for (model::Error& error : declare.server_errors) {
    constexpr std::string_view kAttachments = "/attachments/";
    if (!error.pointer.starts_with(kAttachments)) continue;
    const std::size_t index = std::strtoul(error.pointer.c_str() + kAttachments.size(), nullptr, 10);
    if (index < attachments.size()) error.pointer = "/materials/" + attachments[index].material;
  }
  declare.tried_to_submit = true;
  const model::Errors shown = visible_errors(state);
  if (shown.empty() || declare.server_errors.empty()) return show_problem(state, problem.error, effects);
  show_first_error(shown, effects);
}

void save_failed(State& state, const PendingRequest& pending, const HttpReplied& reply, Effects& effects) {
  DeclareState& declare = state.declare;
  const Problem problem = problem_of(reply);
  // The server has judged this create and made nothing: the next try is another request.
  const bool creates = pending.purpose == Purpose::kCreateDraft || pending.purpose == Purpose::kDeclareForMany;
  if (creates && reply.status >= 400 && reply.status < 500) {
    declare.key_of_create.reset();
    declare.body_of_create.clear();
  }
  const bool moved_on = reply.status == 412 || (reply.status == 409 && !pending.subject.empty());
  if (moved_on) {
    if (const auto theirs = model::read_declaration(problem.current)) return met_other_version(state, pending, *theirs, effects);
    return ask_for_other_version(state, pending, effects);
  }
  stop(declare);
  store_draft(state, effects);
  if (reply.status == 422 && problem.error.code != "idempotency_mismatch") return show_server_errors(state, problem, effects);
  show_problem(state, problem.error, effects);
}

std::string name_of(const DeclareState& declare, const std::string& id) {
  const auto person = std::ranges::find(declare.people, id, &model::PersonRef::id);
  return person == declare.people.end() ? id : person->name;
}

// Who was refused stays chosen, with the reason, so that it can be put right and sent again.
void declared_for_many(State& state, const PendingRequest& pending, const HttpReplied& reply, Effects& effects) {
  DeclareState& declare = state.declare;
  const auto body = object_of(reply);
  const std::optional<std::vector<Refusal>> refused = body ? refusals_in(*body) : std::nullopt;
  const auto sent = model::parse_json(pending.request.body);
  const std::size_t count = sent ? model::member(*sent, "people").size() : 0;
  declare.key_of_create.reset();
  declare.body_of_create.clear();
  stop(declare);
  if (!refused) return show_problem(state, {"malformed_answer", "", {}}, effects);
  const bool submitted = sent && model::member(*sent, "submit") == model::Json(true);
  const std::string done = std::to_string(count - std::min(count, refused->size()));
  lists_changed(state, effects);
  if (refused->empty()) {
    forget_draft(state, effects);
    begin_editing_anew(state, effects);
    state.declare.editing = 0;
    if (state.route.place == Route::Place::kDeclare) {
      replace_location(state, {.place = Route::Place::kRecords, .study_form = {}, .declaration = {}, .query = {}}, effects);
      arrive(state, effects);
    }
    return show_success(state, submitted ? "notice.declared_for" : "notice.drafts_for", effects, {{"count", done}});
  }
  std::vector<model::PersonRef> left;
  declare.refused = *refused;
  for (Refusal& refusal : declare.refused) {
    refusal.name = name_of(declare, refusal.id);
    const auto person = std::ranges::find(declare.people, refusal.id, &model::PersonRef::id);
    if (person != declare.people.end()) left.push_back(*person);
  }
  declare.people = std::move(left);
  store_draft(state, effects);
  state.notice = Notice{Notice::Kind::kProblem, "notice.some_refused", {{"done", done}, {"refused", std::to_string(refused->size())}}};
  announce("notice.some_refused", effects, state.notice->params);
  focus("declare/people/refused_title", effects);
}

// The user has gone on to another declaration meanwhile; what failed stays in the tab's storage.
void old_save_answered(State& state, const PendingRequest& pending, const HttpReplied& reply, Effects& effects) {
  if (reply.status < 200 || reply.status > 299) return show_problem(state, problem_of(reply).error, effects);
  if (pending.purpose != Purpose::kSaveDraft && pending.purpose != Purpose::kSubmit) forget_created(state, pending.request, effects);
  lists_changed(state, effects);
  show_success(state, pending.purpose == Purpose::kSubmit ? "notice.submitted" : "notice.saved", effects);
}

}  // namespace

void uploads_changed(State& state, Effects& effects) {
  if (state.declare.waits_for_uploads) proceed(state, effects);
}

void save_answered(State& state, const PendingRequest& pending, const HttpReplied& reply, Effects& effects) {
  if (pending.editing != state.declare.editing) return old_save_answered(state, pending, reply, effects);
  if (reply.status < 200 || reply.status > 299) return save_failed(state, pending, reply, effects);
  if (pending.purpose == Purpose::kDeclareForMany) return declared_for_many(state, pending, reply, effects);
  const auto body = object_of(reply);
  const auto declaration = body ? model::read_declaration(*body) : model::Result<model::Declaration>(body.error());
  if (pending.purpose == Purpose::kSubmit)
    return submitted(state, declaration ? &*declaration : nullptr, pending.subject, effects);
  if (declaration && !declaration->id.empty()) return took_root(state, pending, *declaration, effects);
  stop(state.declare);
  show_problem(state, {"malformed_answer", "", {}}, effects);
}

void conflict_answered(State& state, const PendingRequest& pending, const HttpReplied& reply, Effects& effects) {
  if (pending.editing != state.declare.editing) return;
  const auto body = object_of(reply);
  const auto theirs = body ? model::read_declaration(*body) : model::Result<model::Declaration>(body.error());
  if (reply.status == 200 && theirs) return show_conflict(state, *theirs, effects);
  stop(state.declare);
  store_draft(state, effects);
  show_problem(state, problem_of(reply).error, effects);
}

void handle(State& state, const SaveDraftRequested&, Effects& effects) {
  if (!may_begin(state) || is_blocked_by_conflict(state, effects)) return;
  DeclareState& declare = state.declare;
  if (declare.study_form.empty() || !state.catalogue) return focus("declare/study_form", effects);
  if (asks_for_people(state) && declare.people.empty()) {
    declare.left.insert("people");
    announce("error.required_people", effects);
    return focus("declare/people/search", effects);
  }
  const model::ValidationContext context{state.session.who->role, state.session.who->current_year, model::Strictness::kDraft};
  model::Errors errors = model::validate(*state.catalogue, content_to_send(state), context);
  // A form that this catalogue does not know can still be kept as it is.
  std::erase_if(errors, [](const auto& error) { return error.code == "unknown_study_form" || error.code == "unknown_material"; });
  if (errors.empty()) return begin(state, DeclareState::Busy::kSaving, effects);
  constexpr std::string_view kValues = "/values/";
  for (const model::Error& error : errors)
    if (error.pointer.starts_with(kValues)) declare.left.insert(error.pointer.substr(kValues.size()));
  show_problem(state, errors.front(), effects);
  focus(node_of(errors.front().pointer), effects);
}

void handle(State& state, const SubmitRequested&, Effects& effects) {
  if (!may_begin(state) || is_blocked_by_conflict(state, effects)) return;
  DeclareState& declare = state.declare;
  declare.tried_to_submit = true;
  declare.server_errors.clear();
  const model::Errors errors = all_errors(state);
  if (!errors.empty()) return show_first_error(errors, effects);
  begin(state, DeclareState::Busy::kSubmitting, effects);
}

void handle(State& state, const ConflictResolved& event, Effects& effects) {
  DeclareState& declare = state.declare;
  if (!declare.conflict || declare.busy != DeclareState::Busy::kNo) return;
  const model::Declaration theirs = *declare.conflict;
  const bool is_draft = theirs.state == model::DeclarationState::kDraft;
  if (event.keep_mine && !is_draft) return;
  if (event.keep_mine) {
    declare.conflict.reset();
    declare.revision = theirs.revision;
    declare.dirty = true;
    begin(state, declare.submit_after_save ? DeclareState::Busy::kSubmitting : DeclareState::Busy::kSaving, effects);
    return show_info(state, "notice.mine_kept", effects);
  }
  forget_draft(state, effects);
  begin_editing_anew(state, effects);
  show_content(state, theirs);
  if (!is_draft) {
    state.declare.editing = 0;
    replace_location(state, {.place = Route::Place::kDetail, .study_form = {}, .declaration = theirs.id, .query = {}}, effects);
    arrive(state, effects);
  }
  show_info(state, "notice.theirs_taken", effects);
  focus("heading", effects);
}

}  // namespace portal::ui
