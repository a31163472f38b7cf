#include "tests/ui/update_story.h"

#include <gtest/gtest.h>

namespace portal::ui {
namespace {

using model::Json;

struct Describe {
  std::string operator()(const HttpRequest& e) const {
    return "http " + std::to_string(e.id) + " " + e.method + " " + e.path + " " + e.if_match + " " + e.idempotency_key + " " +
           e.body;
  }
  std::string operator()(const UploadFile& e) const {
    return "upload " + std::to_string(e.id) + " " + std::to_string(e.file) + " " + e.media_type;
  }
  std::string operator()(const ReadSheet& e) const { return "sheet " + std::to_string(e.file); }
  std::string operator()(const CancelRequest& e) const { return "cancel " + std::to_string(e.id); }
  std::string operator()(const ReleaseFile& e) const { return "release " + std::to_string(e.file); }
  std::string operator()(const Navigate& e) const { return (e.replace ? "replace " : "navigate ") + e.fragment; }
  std::string operator()(const StartTimer& e) const { return "timer " + e.name + " " + std::to_string(e.delay_ms); }
  std::string operator()(const StoreText& e) const { return "store " + e.key + " " + e.value; }
  std::string operator()(const ForgetTexts&) const { return "forget"; }
  std::string operator()(const FocusNode& e) const { return "focus " + e.id; }
  std::string operator()(const ScrollTo& e) const { return "scroll " + std::to_string(e.y); }
  std::string operator()(const Announce& e) const {
    std::string text = "announce " + e.text;
    for (const auto& [name, value] : e.params) text += " " + name + "=" + value;
    return text;
  }
  std::string operator()(const OpenAttachment& e) const { return "open " + e.declaration + " " + e.sha256; }
  std::string operator()(const KeepPreferences& e) const { return "keep " + e.text; }
  std::string operator()(const LoadTexts& e) const { return "texts " + e.language; }
  std::string operator()(const SpeakText& e) const { return "speak " + e.language + " " + e.text; }
  std::string operator()(const StopSpeaking&) const { return "silence"; }
  std::string operator()(const LeaveNoTrace&) const { return "leave no trace"; }
  std::string operator()(const TakePictures& e) const { return "pictures " + e.node; }
  std::string operator()(const PrintReceipt& e) const { return "print " + e.receipt.title + " " + e.receipt.code; }
};

Json field(const std::string& id, const std::string& kind, Json more = Json::object()) {
  more["id"] = id;
  more["kind"] = kind;
  more["label"] = {{"zh", id}, {"en", id}};
  return more;
}

Json material(const std::string& id, bool required) {
  return {{"id", id}, {"label", {{"zh", id}, {"en", id}}}, {"required", required}};
}

Json form(const std::string& id, const Json& fields, const Json& materials) {
  return {{"id", id},
          {"title", {{"zh", id}, {"en", id}}},
          {"title_field", "title"},
          {"declarers", {"professional", "employer", "base"}},
          {"fields", fields},
          {"materials", materials}};
}

Json title_and(const Json& more) {
  Json fields = Json::array({field("title", "text", {{"required", true}, {"length_max", 50}})});
  for (const Json& one : more) fields.push_back(one);
  return fields;
}

}  // namespace

std::string described(const Effect& effect) { return std::visit(Describe{}, effect); }

std::string described(const State& state) {
  std::string text = fragment_of(state.route) + " " + std::to_string(static_cast<int>(state.session.phase)) + " " +
                     state.declare.study_form + " " + state.declare.declaration + " " + model::dump_json(state.declare.values);
  for (const auto& [id, typed] : state.declare.typed) text += " " + id + "=" + typed;
  for (const auto& [key, value] : state.stored) text += " " + key + "=" + value;
  for (const auto& [id, pending] : state.requests) text += " " + described(Effect(pending.request));
  for (const auto& [key, upload] : state.declare.uploads) text += " " + upload.attachment.name + upload.attachment.sha256;
  return text + " " + (state.notice ? state.notice->text_key : "") + " " + std::to_string(state.next_id);
}

Effects& Story::on(const Event& event) {
  effects = update(state, event);
  for (const Effect& effect : effects) {
    log.push_back(described(effect));
    all.push_back(effect);
  }
  return effects;
}

void Story::start(const std::string& fragment, std::map<std::string, std::string> stored) {
  on(Started{"seedseedseedseed1234", fragment, std::move(stored)});
  answer("GET", "/catalogue", 200, catalogue());
  EXPECT_TRUE(state.catalogue) << state.catalogue_failure->code << " at " << state.catalogue_failure->pointer;
}

void Story::start_signed_in(const std::string& fragment, const std::string& role, std::map<std::string, std::string> stored) {
  start(fragment, std::move(stored));
  answer("GET", "/session", 200, session("p1", role));
}

void Story::sign_in(const std::string& person, const std::string& role) {
  on(SignInEdited{person, "password"});
  on(SignInRequested{});
  answer("POST", "/session", 201, session(person, role));
}

void Story::type_all() {
  type("title", "Glacier paths");
  type("start", "2026-03-01");
  type("end", "2026-03-04");
  type("claimed_amount", "8");
}

ChosenFile Story::picture(FileHandle file, long long size_bytes) {
  return {file, "scan" + std::to_string(file) + ".png", size_bytes, std::string("\x89PNG\r\n\x1A\n", 8) + std::string(16, '\0')};
}

void Story::attach(const std::string& material_id, char mark) {
  on(FilesChosen{"declare/material/" + material_id, {picture(static_cast<FileHandle>(mark))}});
  if (const UploadFile* upload = find<UploadFile>()) {
    const RequestId id = upload->id;
    on(UploadEnded{id, 201, std::string(64, mark), 0, ""});
  }
}

const HttpRequest* Story::asked(const std::string& method, const std::string& path_start) const {
  const HttpRequest* newest = nullptr;
  for (const auto& [id, pending] : state.requests) {
    const HttpRequest& request = pending.request;
    if (request.method == method && request.path.starts_with(path_start)) newest = &request;
  }
  return newest;
}

Effects& Story::answer(const HttpRequest* request, int status, const Json& body, int retry_after_s) {
  HttpReplied reply;
  reply.id = request ? request->id : 999999;
  reply.status = status;
  reply.retry_after_s = retry_after_s;
  if (!body.is_null()) reply.body = model::dump_json(body);
  return on(reply);
}

Effects& Story::answer(const std::string& method, const std::string& path_start, int status, const Json& body) {
  return answer(asked(method, path_start), status, body);
}

int Story::count_sent(const std::string& method, const std::string& path_start) const {
  int count = 0;
  for (const Effect& effect : all) {
    const HttpRequest* request = std::get_if<HttpRequest>(&effect);
    if (request && request->method == method && request->path.starts_with(path_start)) ++count;
  }
  return count;
}

Json Story::session(const std::string& person, const std::string& role) {
  return {{"person", {{"id", person}, {"name", "Name of " + person}, {"number", "7"}}},
          {"role", role},
          {"organisation", {{"id", "o1"}, {"name", "Hospital"}, {"role", role == "professional" ? "employer" : role}}},
          {"current_year", 2026}};
}

Json Story::catalogue() {
  const Json talk = title_and(Json::array(
      {field("start", "date", {{"required", true}}), field("end", "date", {{"required", true}, {"not_before", "start"}}),
       field("was_read", "yes_no"),
       field("paper", "text", {{"required", true}, {"when", Json::array({{{"field", "was_read"}, {"one_of", {"true"}}}})}})}));
  const Json paper = title_and(Json::array({field("journal", "text", {{"required", true}})}));
  return {{"version", "1"},
          {"common_fields",
           {field("claimed_amount", "number", {{"required", true}, {"above", 0}, {"decimals", 1}}),
            field("credited_year", "number", {{"required", true}, {"years", true}, {"default", "current_year"}}),
            field("note", "long_text", {{"length_max", 500}})}},
          {"settings", Json::object()},
          {"study_forms",
           {form("talk", talk, Json::array({material("proof", true), material("extra", false)})),
            form("paper", paper, Json::array({material("cover", false), material("extra", false)}))}}};
}

Json Story::declaration(const std::string& id, long long revision, const std::string& state) {
  const Json person = {{"id", "p1"}, {"name", "Name of p1"}, {"number", "7"}};
  Json json = {{"id", id},
               {"revision", revision},
               {"state", state},
               {"study_form", "talk"},
               {"catalogue_version", "1"},
               {"values", {{"title", "Server title"}, {"credited_year", 2026}}},
               {"attachments", Json::array()},
               {"person", person},
               {"declarer", person},
               {"declaring_organisation", {{"id", "o1"}, {"name", "Hospital"}, {"role", "employer"}}},
               {"declared_as", "professional"},
               {"chain", Json::array()},
               {"level", 0},
               {"history", Json::array()},
               {"created_at", "2026-03-01T00:00:00Z"},
               {"updated_at", "2026-03-05T01:02:03Z"},
               {"copied_from", ""},
               {"allowed_actions", {"save", "submit", "delete"}},
               {"next_auditor", nullptr},
               {"credited_hours", 0}};
  if (state == "pending") json["chain"] = Json::array({{{"id", "o1"}, {"name", "Hospital"}, {"role", "employer"}}});
  return json;
}

Json Story::row(const std::string& id, long long revision, const std::string& state) {
  return {{"id", id},
          {"revision", revision},
          {"state", state},
          {"study_form", "talk"},
          {"title", "Title of " + id},
          {"person", {{"id", "p1"}, {"name", "Name of p1"}, {"number", "7"}}},
          {"declared_as", "professional"},
          {"declaring_organisation", {{"id", "o1"}, {"name", "Hospital"}, {"role", "employer"}}},
          {"unit", "hours"},
          {"claimed_amount", 8},
          {"credited_year", 2026},
          {"submitted_at", ""},
          {"updated_at", "2026-03-05T01:02:03Z"},
          {"next_auditor", nullptr}};
}

Json Story::page(const std::vector<Json>& rows, const Json& next_cursor) {
  const auto count = static_cast<long long>(rows.size());
  return {{"items", rows},
          {"counts", {{"all", count}, {"draft", count}, {"pending", 0}, {"approved", 0}, {"rejected", 0}}},
          {"total", next_cursor.is_null() ? count : count + 50},
          {"next_cursor", next_cursor}};
}

Json Story::problem(const std::string& code, const Json& errors) {
  return {{"type", "/problems/" + code}, {"title", code}, {"code", code}, {"errors", errors}};
}

bool Story::focuses(const std::string& node) const {
  for (const Effect& effect : effects)
    if (const FocusNode* focus = std::get_if<FocusNode>(&effect); focus && focus->id == node) return true;
  return false;
}

bool Story::starts_timer(const std::string& name, int delay_ms) const {
  for (const Effect& effect : effects)
    if (const StartTimer* timer = std::get_if<StartTimer>(&effect); timer && timer->name == name && timer->delay_ms == delay_ms)
      return true;
  return false;
}

std::string Story::navigated() const {
  std::string fragment;
  for (const Effect& effect : effects)
    if (const Navigate* navigate = std::get_if<Navigate>(&effect)) fragment = navigate->fragment;
  return fragment;
}

}  // namespace portal::ui
