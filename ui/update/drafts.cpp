#include "ui/update/drafts.h"

#include <algorithm>

#include "model/field_path.h"
#include "model/validation.h"
#include "ui/update/url.h"

namespace portal::ui {
namespace {

constexpr int kAutosaveDelayMs = 500;
constexpr std::size_t kRecordBytesMax = 1024 * 1024;  // a tab's storage holds 5 MB
constexpr std::string_view kPrefix = "declare/";

std::string prefix_of(const State& state) {
  if (!state.session.who) return {};
  return std::string(kPrefix) + percent_encoded(state.session.who->person.id) + "/";
}

std::string key_of(const State& state) {
  const std::string prefix = prefix_of(state);
  const DeclareState& declare = state.declare;
  if (prefix.empty() || (declare.declaration.empty() && declare.study_form.empty())) return {};
  if (!declare.declaration.empty()) return prefix + percent_encoded(declare.declaration);
  return prefix + "new/" + percent_encoded(declare.study_form);
}

std::string key_of_last(const State& state) { return prefix_of(state) + "last"; }

void put_text(State& state, const std::string& key, std::string value, Effects& effects) {
  const auto found = state.stored.find(key);
  if ((found == state.stored.end() && value.empty()) || (found != state.stored.end() && found->second == value)) return;
  effects.push_back(StoreText{key, value});
  if (value.empty()) {
    state.stored.erase(key);
  } else {
    state.stored[key] = std::move(value);
  }
}

model::Json files_json(const std::map<unsigned, Upload>& uploads) {
  model::Json files = model::Json::array();
  for (const auto& [key, upload] : uploads)
    if (upload.phase == Upload::Phase::kDone) files.push_back(model::to_json(upload.attachment));
  return files;
}

model::Json people_json(const std::vector<model::PersonRef>& people) {
  model::Json all = model::Json::array();
  for (const model::PersonRef& person : people) all.push_back(model::to_json(person));
  return all;
}

void restore_people(DeclareState& declare, const model::Json& record) {
  const model::Json& people = model::member(record, "people");
  if (!declare.declaration.empty() || !people.is_array()) return;
  declare.people.clear();
  for (const model::Json& person : people)
    declare.people.push_back({model::text_or(person, "id"), model::text_or(person, "name"), model::text_or(person, "number")});
}

model::Json record_of(const DeclareState& declare) {
  model::Json typed = model::Json::object();
  for (const auto& [field, text] : declare.typed) typed[field] = text;
  model::Json record = {{"study_form", declare.study_form},
                        {"catalogue_version", declare.catalogue_version},
                        {"revision", declare.revision},
                        {"values", declare.values},
                        {"typed", typed},
                        {"people", people_json(declare.people)},
                        {"values_set_aside", declare.values_set_aside},
                        {"attachments", files_json(declare.uploads)}};
  if (declare.key_of_create) record["create"] = {{"key", *declare.key_of_create}, {"body", declare.body_of_create}, {"for_many", declare.creates_for_many}};
  return record;
}

std::vector<model::Attachment> attachments_in(const model::Json& record) {
  const auto content = model::read_content({{"study_form", model::text_or(record, "study_form")},
                                            {"catalogue_version", model::text_or(record, "catalogue_version")},
                                            {"values", model::Json::object()},
                                            {"attachments", model::member(record, "attachments")}});
  return content ? content->attachments : std::vector<model::Attachment>();
}

model::Result<model::Json> record_at(const State& state, const std::string& key) {
  const auto found = state.stored.find(key);
  if (key.empty() || found == state.stored.end()) return model::Error{"not_found", "", {}};
  auto record = model::parse_json(found->second);
  if (record && (!record->is_object() || !model::member(*record, "values").is_object()))
    return model::Error{"wrong_type", "", {}};
  return record;
}

void restore_uploads(DeclareState& declare, const model::Json& record) {
  const std::vector<model::Attachment> kept = attachments_in(record);
  std::erase_if(declare.uploads, [&](const auto& entry) {  // removed by the user before the reload
    const Upload& upload = entry.second;
    return upload.file == 0 && std::ranges::find(kept, upload.attachment) == kept.end();
  });
  for (const model::Attachment& attachment : kept) {
    const bool there =
        std::ranges::any_of(declare.uploads, [&](const auto& entry) { return entry.second.attachment == attachment; });
    if (there || declare.uploads.size() >= static_cast<std::size_t>(model::kAttachmentsMax)) continue;
    Upload upload;
    upload.phase = Upload::Phase::kDone;
    upload.attachment = attachment;
    upload.fraction = 1;
    declare.uploads.emplace(declare.next_upload++, std::move(upload));
  }
}

void restore_typed(DeclareState& declare, const model::Json& record) {
  declare.typed = model::texts_of(declare.values);
  const model::Json& typed = model::member(record, "typed");
  if (!typed.is_object()) return;
  for (const auto& [field, value] : typed.items())
    if (const auto* text = value.get_ptr<const std::string*>()) declare.typed[field] = *text;
}

}  // namespace

void store_draft_soon(Effects& effects) { effects.push_back(StartTimer{kAutosaveTimer, kAutosaveDelayMs}); }

void store_draft(State& state, Effects& effects) {
  const std::string key = key_of(state);
  const DeclareState& declare = state.declare;
  const bool worth_keeping = declare.dirty || declare.key_of_create.has_value();
  if (key.empty() || !worth_keeping || declare.busy == DeclareState::Busy::kLoading) return;
  std::string text = model::dump_json(record_of(declare));
  if (text.size() > kRecordBytesMax) return;
  put_text(state, key, std::move(text), effects);
  if (declare.declaration.empty()) put_text(state, key_of_last(state), declare.study_form, effects);
}

void forget_draft(State& state, Effects& effects) {
  const std::string key = key_of(state);
  if (key.empty()) return;
  put_text(state, key, {}, effects);
  if (state.declare.declaration.empty() && study_form_of_last_draft(state).empty())
    put_text(state, key_of_last(state), {}, effects);
}

bool restore_draft(State& state) {
  const auto record = record_at(state, key_of(state));
  if (!record) return false;
  DeclareState& declare = state.declare;
  if (const std::string form = model::text_or(*record, "study_form"); !form.empty()) declare.study_form = form;
  declare.revision = model::integer_or(*record, "revision", declare.revision);
  declare.values = model::member(*record, "values");
  const model::Json& aside = model::member(*record, "values_set_aside");
  declare.values_set_aside = aside.is_object() ? aside : model::Json::object();
  restore_typed(declare, *record);
  restore_uploads(declare, *record);
  restore_people(declare, *record);
  const model::Json& create = model::member(*record, "create");
  if (declare.declaration.empty() && !model::text_or(create, "key").empty()) {
    declare.key_of_create = model::text_or(create, "key");
    declare.body_of_create = model::text_or(create, "body");
    declare.creates_for_many = model::member(create, "for_many") == model::Json(true);
  }
  declare.dirty = true;
  declare.restored = true;
  return true;
}

bool fill_from_draft(State& state) {
  const auto record = record_at(state, key_of(state));
  const model::StudyForm* form = study_form_of(state);
  if (!record || !form || !state.session.who) return false;
  DeclareState& declare = state.declare;
  const model::Json initial = model::initial_values(*state.catalogue, *form, state.session.who->current_year);
  for (const auto& [field, value] : model::member(*record, "values").items()) {
    const model::Json& mine = model::member(declare.values, field);
    if (!mine.is_null() && mine != model::member(initial, field)) continue;
    declare.values[field] = value;
    for (auto& [path, text] : model::texts_of({{field, value}})) declare.typed[path] = text;
  }
  model::Json all_files = *record;
  for (const auto& [key, upload] : declare.uploads) all_files["attachments"].push_back(model::to_json(upload.attachment));
  restore_uploads(declare, all_files);
  declare.dirty = true;
  return true;
}

std::string study_form_of_last_draft(const State& state) {
  const auto last = state.stored.find(key_of_last(state));
  if (last == state.stored.end()) return {};
  const bool kept = state.stored.contains(prefix_of(state) + "new/" + percent_encoded(last->second));
  return kept ? last->second : std::string();
}

void forget_created(State& state, const HttpRequest& created, Effects& effects) {
  const std::string prefix = prefix_of(state) + "new/";
  for (auto it = state.stored.lower_bound(prefix); it != state.stored.end() && it->first.starts_with(prefix); ++it) {
    const std::string key = it->first;
    const auto record = record_at(state, key);
    if (!record || model::text_or(model::member(*record, "create"), "key") != created.idempotency_key) continue;
    const auto sent = model::parse_json(created.body);
    if (sent && model::member(*sent, "values") == model::member(*record, "values")) put_text(state, key, {}, effects);
    return;
  }
}

void forget_texts_of_others(State& state, Effects& effects) {
  const std::string own = prefix_of(state);
  const auto is_of_another = [&](const auto& entry) { return entry.first.starts_with(kPrefix) && !entry.first.starts_with(own); };
  if (std::ranges::none_of(state.stored, is_of_another)) return;
  effects.push_back(ForgetTexts{});
  std::erase_if(state.stored, is_of_another);
  for (const auto& [key, value] : state.stored) effects.push_back(StoreText{key, value});
}

}  // namespace portal::ui
