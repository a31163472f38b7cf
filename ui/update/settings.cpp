#include "ui/update/settings.h"

#include <algorithm>

#include "model/utf8.h"
#include "model/validation.h"
#include "ui/update/handlers.h"
#include "ui/update/notices.h"
#include "ui/update/requests.h"
#include "ui/update/session.h"
#include "ui/update/url.h"

namespace portal::ui {
namespace {

using model::Json;

constexpr std::size_t kTextBytesMax = 2000;
constexpr std::size_t kRowsMax = 200;  // as the catalogue's reader has it
constexpr std::size_t kChangesMax = 100;
constexpr const char* kTables[] = {"targets", "caps", "conversions"};

void load(State& state, Effects& effects) {
  SettingsState& settings = state.settings;
  cancel(state, settings.request, effects);
  settings.failure.reset();
  settings.request = send(state, {.purpose = Purpose::kLoadSettings, .path = "/catalogue/settings"}, effects);
}

bool take(SettingsState& settings, const Json& answer) {
  const Json& draft = model::member(answer, "settings");
  if (!draft.is_object() || std::ranges::any_of(kTables, [&](const char* table) { return !model::member(draft, table).is_array(); })) return false;
  settings = SettingsState();
  settings.draft = draft;
  settings.version = model::text_or(answer, "version");
  settings.revision = model::integer_or(answer, "revision", 0);
  const Json& changes = model::member(answer, "changes");
  if (changes.is_array())
    for (const Json& change : changes)
      if (settings.changes.size() < kChangesMax)
        settings.changes.push_back({model::text_or(change, "version"), model::text_or(change, "at"), model::text_or(change, "by"), model::text_or(change, "reason")});
  settings.loaded = true;
  return true;
}

bool may_edit(const SettingsState& settings) { return settings.loaded && !settings.saving; }

void edited(SettingsState& settings) {
  settings.dirty = true;
  settings.errors.clear();
}

Json* table_of(SettingsState& settings, const std::string& name) {
  const auto found = settings.draft.find(name);
  return found == settings.draft.end() || !found->is_array() ? nullptr : &*found;
}

// The texts of number members as numbers; a blank one is left out, what is no number goes as text for the server to refuse.
Json with_numbers(Json value) {
  constexpr const char* kNumbers[] = {"from_year", "total_hours", "public_subject_hours", "professional_subject_hours", "hours_max", "credits", "hours", "min", "max"};
  for (const char* name : kNumbers) {
    const auto member = value.find(name);
    if (member == value.end() || !member->is_string()) continue;
    model::Field number;
    number.kind = model::FieldKind::kNumber;
    const std::string text = member->get<std::string>();
    if (model::is_blank(text)) value.erase(member);
    else *member = model::value_from_text(number, text);
  }
  return value;
}

Json body_of(const SettingsState& settings) {
  Json sent = Json::object();
  for (const char* table : kTables) {
    sent[table] = Json::array();
    for (const Json& row : model::member(settings.draft, table)) sent[table].push_back(with_numbers(row));
  }
  sent["credited_years"] = with_numbers(model::member(settings.draft, "credited_years"));
  return {{"settings", std::move(sent)}, {"reason", settings.reason}};
}

}  // namespace

void enter_settings(State& state, Effects& effects) {
  const bool may = state.session.who && state.session.who->role == model::Role::kAdmin;
  if (may && !state.settings.dirty && state.settings.request == 0) load(state, effects);
}

void handle(State& state, const SettingsReloadRequested&, Effects& effects) {
  if (state.settings.saving) return;
  state.settings.dirty = false;
  load(state, effects);
}

void handle(State& state, const SettingEdited& event, Effects&) {
  SettingsState& settings = state.settings;
  if (!may_edit(settings)) return;
  const std::string text = bounded(event.text, kTextBytesMax);
  if (event.pointer == "/reason") settings.reason = text;
  else settings.draft[Json::json_pointer(event.pointer)] = text;
  edited(settings);
}

void handle(State& state, const SettingRowAdded& event, Effects& effects) {
  SettingsState& settings = state.settings;
  Json* table = may_edit(settings) ? table_of(settings, event.table) : nullptr;
  if (!table || table->size() >= kRowsMax) return;
  Json row = event.like && *event.like < table->size() ? (*table)[*event.like] : Json{{"source", ""}};
  row["from_year"] = state.session.who->current_year;
  if (event.table == "conversions") row["id"] = "changed-" + std::to_string(settings.revision + 1) + "-" + std::to_string(table->size() + 1);
  table->push_back(std::move(row));
  edited(settings);
  focus("settings/" + event.table + "/" + std::to_string(table->size() - 1) + "/from_year", effects);
}

void handle(State& state, const SettingRowRemoved& event, Effects& effects) {
  SettingsState& settings = state.settings;
  Json* table = may_edit(settings) ? table_of(settings, event.table) : nullptr;
  if (!table || event.row >= table->size()) return;
  table->erase(event.row);
  edited(settings);
  focus("settings/" + event.table + "/add", effects);
}

void handle(State& state, const SettingsSaveRequested&, Effects& effects) {
  SettingsState& settings = state.settings;
  if (!may_edit(settings) || settings.request != 0) return;
  settings.errors.clear();
  state.notice.reset();
  if (model::is_blank(settings.reason)) {
    settings.errors = {{"required", "/reason", {}}};
    return focus("settings/reason", effects);
  }
  settings.saving = true;
  settings.request = send(state, {.purpose = Purpose::kSaveSettings, .method = "PUT", .path = "/catalogue/settings", .body = model::dump_json(body_of(settings)), .if_match = settings.revision}, effects);
}

void settings_answered(State& state, const PendingRequest& pending, const HttpReplied& reply, Effects& effects) {
  SettingsState& settings = state.settings;
  if (pending.request.id != settings.request) return;
  settings.request = 0;
  const bool saved = std::exchange(settings.saving, false);
  const auto body = object_of(reply);
  if (reply.status == 200 && body && take(settings, *body)) {
    if (!saved) return;
    load_catalogue(state, effects);
    return show_success(state, "settings.saved", effects, {{"version", settings.version}});
  }
  const Problem problem = problem_of(reply);
  if (!saved) {
    settings.failure = problem.error;
    return announce("error." + problem.error.code, effects, problem.error.params);
  }
  settings.errors = problem.errors;
  if (problem.errors.empty()) return show_problem(state, problem.error, effects);
  focus("settings" + problem.errors.front().pointer, effects);
  announce("settings.announce_refused", effects);
}

}  // namespace portal::ui
