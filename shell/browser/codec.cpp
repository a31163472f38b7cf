#include "shell/browser/codec.h"

#include <algorithm>
#include <array>

#include "model/json.h"

namespace portal::shell {

namespace {

using model::Json;

// ---- in -------------------------------------------------------------------------------------------------

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

// Stops at what is no pair of hex digits.
std::string bytes_from_hex(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    const int high = hex_digit(hex[i]);
    const int low = hex_digit(hex[i + 1]);
    if (high < 0 || low < 0) break;
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

float real_or(const Json& json, std::string_view name, float fallback) {
  return static_cast<float>(model::number_or(json, name, static_cast<double>(fallback)));
}

unsigned id_of(const Json& json, std::string_view name) { return static_cast<unsigned>(model::integer_or(json, name, 0)); }

std::map<std::string, std::string> texts_of(const Json& json) {
  std::map<std::string, std::string> texts;
  if (!json.is_object()) return texts;
  for (const auto& [key, value] : json.items()) {
    if (value.is_string()) texts[key] = value.get_ref<const std::string&>();
  }
  return texts;
}

constexpr long long kIdleMaxS = 3600;

// "kiosk": {"idle_s", "countdown_s"}, as config.json has it; not there otherwise.
std::optional<ui::KioskSettings> kiosk_of(const Json& json) {
  if (!json.is_object()) return std::nullopt;
  const ui::KioskSettings usual;
  const auto seconds = [&json](std::string_view name, int otherwise) {
    return static_cast<int>(std::clamp(model::integer_or(json, name, otherwise), 1LL, kIdleMaxS));
  };
  return ui::KioskSettings{seconds("idle_s", usual.idle_s), seconds("countdown_s", usual.countdown_s)};
}

Message started(const Json& json) {
  return ui::Event{ui::Started{model::text_or(json, "seed"), model::text_or(json, "fragment"),
                               texts_of(model::member(json, "stored")), model::text_or(json, "preferences"),
                               model::text_or(json, "texts_language", "zh-CN"), kiosk_of(model::member(json, "kiosk"))}};
}

Message environment_changed(const Json& json) {
  ui::Environment env;
  env.width = real_or(json, "width", env.width);
  env.height = real_or(json, "height", env.height);
  env.scroll_y = real_or(json, "scroll_y", 0);
  env.dialog_scroll_y = real_or(json, "dialog_scroll_y", 0);
  env.pixel_ratio = real_or(json, "pixel_ratio", 1);
  env.text_scale = real_or(json, "text_scale", 1);
  env.dark = model::flag_or(json, "dark", false);
  env.reduced_motion = model::flag_or(json, "reduced_motion", false);
  env.more_contrast = model::flag_or(json, "more_contrast", false);
  env.forced_colors = model::flag_or(json, "forced_colors", false);
  if (const Json& forced = model::member(json, "forced_palette"); forced.is_object()) {
    env.forced_palette = ui::palette_from_json(forced, env.dark ? ui::Theme().dark : ui::Theme().light);
  }
  env.kiosk = model::flag_or(json, "kiosk", false);
  env.camera = model::flag_or(json, "camera", false);
  env.printer = model::flag_or(json, "printer", false);
  env.file_chooser = model::flag_or(json, "file_chooser", true);
  env.language = model::text_or(json, "language", env.language);
  env.now_ms = model::integer_or(json, "now_ms", 0);
  return ui::Event{ui::EnvironmentChanged{std::move(env)}};
}

Message location_changed(const Json& json) { return ui::Event{ui::LocationChanged{model::text_or(json, "fragment")}}; }

Message http_replied(const Json& json) {
  ui::HttpReplied reply;
  reply.id = id_of(json, "id");
  reply.status = static_cast<int>(model::integer_or(json, "status", 0));
  reply.etag = model::text_or(json, "etag");
  reply.retry_after_s = static_cast<int>(model::integer_or(json, "retry_after_s", 0));
  reply.body = model::text_or(json, "body");
  return ui::Event{std::move(reply)};
}

Message files_chosen(const Json& json) {
  ui::FilesChosen chosen;
  chosen.node = model::text_or(json, "node");
  for (const Json& file : model::member(json, "files")) {
    chosen.files.push_back({id_of(file, "file"), model::text_or(file, "name"), model::integer_or(file, "size_bytes", 0),
                            bytes_from_hex(model::text_or(file, "head"))});
  }
  return ui::Event{std::move(chosen)};
}

Message upload_progressed(const Json& json) {
  return ui::Event{ui::UploadProgressed{id_of(json, "id"), model::integer_or(json, "sent_bytes", 0),
                                        model::integer_or(json, "total_bytes", 0)}};
}

Message upload_ended(const Json& json) {
  ui::UploadEnded ended;
  ended.id = id_of(json, "id");
  ended.status = static_cast<int>(model::integer_or(json, "status", 0));
  ended.sha256 = model::text_or(json, "sha256");
  ended.retry_after_s = static_cast<int>(model::integer_or(json, "retry_after_s", 0));
  ended.body = model::text_or(json, "body");
  return ui::Event{std::move(ended)};
}

Message sheet_read(const Json& json) {
  ui::SheetRead sheet{id_of(json, "file"), model::text_or(json, "error"), {}};
  for (const Json& row : model::member(json, "rows")) {
    model::SheetRow& cells = sheet.rows.emplace_back();
    for (const Json& cell : row) cells.push_back(cell.is_string() ? cell.get_ref<const std::string&>() : std::string());
  }
  return ui::Event{std::move(sheet)};
}

Message user_active(const Json&) { return ui::Event{ui::UserActive{}}; }
Message timer_fired(const Json& json) { return ui::Event{ui::TimerFired{model::text_or(json, "name")}}; }

Message speech_ended(const Json& json) {
  using Outcome = ui::SpeechEnded::Outcome;
  const std::string name = model::text_or(json, "outcome");
  const Outcome outcome = name == "finished" ? Outcome::kFinished : name == "no_voice" ? Outcome::kNoVoice
                          : name == "unavailable" ? Outcome::kUnavailable : Outcome::kFailed;
  return ui::Event{ui::SpeechEnded{outcome}};
}

Message texts_loaded(const Json& json) {
  const Json& texts = model::member(json, "texts");
  LoadedTexts loaded{model::text_or(json, "language"), std::nullopt};
  if (texts.is_object()) loaded.texts = ui::Texts::from_json(texts);
  return loaded;
}

std::optional<Message> action(const Json& json) {
  using Kind = ui::UserAction::Kind;
  static constexpr std::array<std::pair<std::string_view, Kind>, 6> kKinds{{{"press", Kind::kPress},
                                                                            {"set_value", Kind::kSetValue},
                                                                            {"focus", Kind::kFocus},
                                                                            {"blur", Kind::kBlur},
                                                                            {"dismiss", Kind::kDismiss},
                                                                            {"move", Kind::kMove}}};
  const std::string name = model::text_or(json, "action");
  for (const auto& [known, kind] : kKinds) {
    if (name == known) return ui::UserAction{kind, model::text_or(json, "node"), model::text_or(json, "value")};
  }
  return std::nullopt;
}

Message hovered(const Json& json) { return Hovered{model::text_or(json, "node")}; }
Message focused(const Json& json) { return Focused{model::text_or(json, "node"), model::flag_or(json, "visible", false)}; }
Message composing(const Json& json) { return Composing{model::flag_or(json, "on", false)}; }
Message shown(const Json& json) { return Shown{model::flag_or(json, "on", true)}; }
Message scrolled(const Json& json) { return Scrolled{model::text_or(json, "node"), real_or(json, "y", 0)}; }

using Reader = Message (*)(const Json&);
constexpr std::array<std::pair<std::string_view, Reader>, 17> kReaders{{
    {"started", started},
    {"environment_changed", environment_changed},
    {"location_changed", location_changed},
    {"http_replied", http_replied},
    {"files_chosen", files_chosen},
    {"upload_progressed", upload_progressed},
    {"upload_ended", upload_ended},
    {"sheet_read", sheet_read},
    {"timer_fired", timer_fired},
    {"user_active", user_active},
    {"speech_ended", speech_ended},
    {"texts_loaded", texts_loaded},
    {"hovered", hovered},
    {"focused", focused},
    {"composing", composing},
    {"shown", shown},
    {"scrolled", scrolled},
}};

// ---- out ------------------------------------------------------------------------------------------------

struct EffectWriter {
  const ui::Texts& texts;

  Json operator()(const ui::HttpRequest& e) const {
    return {{"type", "http_request"}, {"id", e.id}, {"method", e.method}, {"path", e.path}, {"body", e.body},
            {"if_match", e.if_match}, {"idempotency_key", e.idempotency_key}, {"to_file", e.to_file}};
  }
  Json operator()(const ui::UploadFile& e) const {
    return {{"type", "upload_file"}, {"id", e.id}, {"file", e.file}, {"media_type", e.media_type}};
  }
  Json operator()(const ui::ReadSheet& e) const { return {{"type", "read_sheet"}, {"file", e.file}}; }
  Json operator()(const ui::CancelRequest& e) const { return {{"type", "cancel_request"}, {"id", e.id}}; }
  Json operator()(const ui::ReleaseFile& e) const { return {{"type", "release_file"}, {"file", e.file}}; }
  Json operator()(const ui::Navigate& e) const {
    return {{"type", "navigate"}, {"fragment", e.fragment}, {"replace", e.replace}};
  }
  Json operator()(const ui::StartTimer& e) const {
    return {{"type", "start_timer"}, {"name", e.name}, {"delay_ms", e.delay_ms}};
  }
  Json operator()(const ui::StoreText& e) const { return {{"type", "store_text"}, {"key", e.key}, {"value", e.value}}; }
  Json operator()(const ui::ForgetTexts&) const { return {{"type", "forget_texts"}}; }
  Json operator()(const ui::FocusNode& e) const { return {{"type", "focus_node"}, {"id", e.id}, {"reveal", e.reveal == ui::Reveal::kNearest ? "nearest" : "center"}}; }
  Json operator()(const ui::ScrollTo& e) const { return {{"type", "scroll_to"}, {"y", e.y}}; }
  Json operator()(const ui::Announce& e) const {
    return {{"type", "announce"}, {"text", texts(e.text, e.params)}, {"assertive", e.assertive}};
  }
  Json operator()(const ui::OpenAttachment& e) const {
    return {{"type", "open_attachment"}, {"declaration", e.declaration}, {"sha256", e.sha256}, {"name", e.name}};
  }
  Json operator()(const ui::KeepPreferences& e) const { return {{"type", "keep_preferences"}, {"text", e.text}}; }
  Json operator()(const ui::LoadTexts& e) const { return {{"type", "load_texts"}, {"language", e.language}}; }
  Json operator()(const ui::SpeakText& e) const {
    return {{"type", "speak_text"}, {"text", e.text}, {"language", e.language}};
  }
  Json operator()(const ui::StopSpeaking&) const { return {{"type", "stop_speaking"}}; }
  Json operator()(const ui::LeaveNoTrace&) const { return {{"type", "leave_no_trace"}}; }
  Json operator()(const ui::TakePictures& e) const { return {{"type", "take_pictures"}, {"node", e.node}}; }
  Json operator()(const ui::PrintReceipt& e) const {
    Json lines = Json::array();
    for (const auto& [label, value] : e.receipt.lines) lines.push_back(Json::array({label, value}));
    return {{"type", "print_receipt"}, {"title", e.receipt.title}, {"lines", std::move(lines)}, {"code", e.receipt.code},
            {"code_label", e.receipt.code_label}};
  }
};

}  // namespace

std::optional<Message> message_from_json(std::string_view text) {
  const model::Result<Json> parsed = model::parse_json(text);
  if (!parsed || !parsed->is_object()) return std::nullopt;
  const std::string type = model::text_or(*parsed, "type");
  if (type == "action") return action(*parsed);
  for (const auto& [known, read] : kReaders) {
    if (type == known) return read(*parsed);
  }
  return std::nullopt;
}

std::string effects_to_json(const ui::Effects& effects, const ui::Texts& texts) {
  if (effects.empty()) return {};
  Json list = Json::array();
  for (const ui::Effect& effect : effects) list.push_back(std::visit(EffectWriter{texts}, effect));
  return model::dump_json(list);
}

}  // namespace portal::shell
