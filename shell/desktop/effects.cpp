// How the desktop carries out each effect of the application.
#include <fstream>
#include <iostream>
#include <filesystem>

#include "shell/desktop/assets.h"
#include "shell/desktop/child_process.h"
#include "shell/desktop/client.h"
#include "shell/desktop/preferences_file.h"
#include "shell/desktop/sheet_file.h"

namespace portal::shell {

namespace {

// Characters beyond these are spelled out, as in a URL's path and query (RFC 3986).
std::string percent_encoded(std::string_view text) {
  static constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string encoded;
  for (const unsigned char c : text) {
    if (kPlain.find(static_cast<char>(c)) != std::string_view::npos) {
      encoded += static_cast<char>(c);
    } else {
      encoded += {'%', kHex[c >> 4], kHex[c & 15]};
    }
  }
  return encoded;
}

std::string attachment_path(const std::string& declaration, const std::string& sha256) {
  return "/attachments/" + percent_encoded(sha256) + "?declaration=" + percent_encoded(declaration);
}

// A name from a foreign backend must not lead out of the folder, nor hide the file.
std::string safe_name(const std::string& name) {
  std::string safe;
  for (const char c : name) safe += c == '/' || static_cast<unsigned char>(c) < 0x20 ? '_' : c;
  if (safe.empty() || safe.starts_with('.')) safe.insert(0, "_");
  return safe;
}

// A folder of its own for each document, readable by this user alone: the same name twice is no conflict.
std::string new_folder() {
  std::error_code problem;
  std::string folder = (std::filesystem::temp_directory_path(problem) / "portal-XXXXXX").string();
  return !problem && mkdtemp(folder.data()) ? folder : std::string();
}

}  // namespace

struct Client::Executor {
  Client& client;

  void operator()(const ui::HttpRequest& effect) const {
    const ui::HttpRequest request = client.bearer_.outgoing(effect);
    Call call{Call::Kind::kRequest, request.id, request.method, request.path, client.headers(), request.body, {}};
    if (!request.body.empty()) call.headers.push_back("Content-Type: application/json");
    if (!request.if_match.empty()) call.headers.push_back("If-Match: " + request.if_match);
    if (!request.idempotency_key.empty()) call.headers.push_back("Idempotency-Key: " + request.idempotency_key);
    if (request.to_file) {
      call.kind = Call::Kind::kDownload;
      call.id = ++client.last_download_;
      client.downloads_[call.id] = [&owner = client, request](const Answer& answer) { owner.take_file(request, answer); };
    }
    client.transport_.start(std::move(call));
  }

  void operator()(const ui::UploadFile& effect) const {
    const std::string* path = client.files_.path_of(effect.file);
    Call call{Call::Kind::kUpload, effect.id, "PUT", {}, client.headers(), {}, path ? *path : std::string()};
    call.headers.push_back("Content-Type: " + effect.media_type);
    client.transport_.start(std::move(call));
  }

  void operator()(const ui::ReadSheet& effect) const {
    const std::string* path = client.files_.path_of(effect.file);
    client.runtime_.post(read_sheet_file(effect.file, path ? *path : std::string()));
  }

  void operator()(const ui::CancelRequest& effect) const {
    client.transport_.cancel(Call::Kind::kRequest, effect.id);
    client.transport_.cancel(Call::Kind::kUpload, effect.id);
  }

  void operator()(const ui::ReleaseFile& effect) const { client.files_.release(effect.file); }

  void operator()(const ui::Navigate& effect) const {
    client.history_.remember_scroll(client.environment_.scroll_y);
    client.history_.visit(effect.fragment, effect.replace);
  }

  void operator()(const ui::StartTimer& effect) const {
    const auto now = std::chrono::steady_clock::now().time_since_epoch() + std::chrono::milliseconds(effect.delay_ms);
    client.timers_.start(effect.name, std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
  }

  // A window is never reloaded, so these would never be read again.
  void operator()(const ui::StoreText&) const {}
  void operator()(const ui::ForgetTexts&) const {}

  void operator()(const ui::FocusNode& effect) const { client.focus_ = effect.id; }
  void operator()(const ui::ScrollTo& effect) const { client.scroll_ = effect.y; }

  // For people who do not see the page: whatever reads a terminal aloud.
  void operator()(const ui::Announce& effect) const {
    std::cerr << client.runtime_.texts()(effect.text, effect.params) << std::endl;
  }

  void operator()(const ui::OpenAttachment& effect) const {
    const unsigned id = ++client.last_download_;
    client.downloads_[id] = [&owner = client, name = effect.name](const Answer& answer) { owner.save_and_open(name, answer); };
    client.transport_.start({Call::Kind::kDownload, id, "GET", attachment_path(effect.declaration, effect.sha256),
                             client.headers(), {}, {}});
  }

  void operator()(const ui::KeepPreferences& effect) const { write_preferences(client.preferences_path_, effect.text); }

  void operator()(const ui::LoadTexts& effect) const {
    client.runtime_.take_texts(effect.language, read_texts(client.assets_folder_, effect.language));
  }

  // No voice is to be had in the same way on every desktop.
  void operator()(const ui::SpeakText&) const { client.runtime_.post(ui::SpeechEnded{ui::SpeechEnded::Outcome::kUnavailable}); }
  void operator()(const ui::StopSpeaking&) const {}
  // Kiosk mode, cameras and printers are the browser's: no view offers them here.
  void operator()(const ui::LeaveNoTrace&) const {}
  void operator()(const ui::TakePictures&) const {}
  void operator()(const ui::PrintReceipt&) const {}
};

void Client::run_effects() {
  for (ui::Effects effects = runtime_.take_effects(); !effects.empty(); effects = runtime_.take_effects()) {
    for (const ui::Effect& effect : effects) std::visit(Executor{*this}, effect);
  }
}

std::vector<std::string> Client::headers() const {
  std::vector<std::string> headers{"Accept: application/json"};
  if (std::string bearer = bearer_.header(); !bearer.empty()) headers.push_back(std::move(bearer));
  return headers;
}

void Client::load_attachment(const std::string& declaration, const std::string& sha256, PictureArrived arrived) {
  const unsigned id = ++last_download_;
  downloads_[id] = [arrived = std::move(arrived)](const Answer& answer) {
    arrived(answer.status == 200 ? answer.body : std::string());
  };
  transport_.start({Call::Kind::kDownload, id, "GET", attachment_path(declaration, sha256), headers(), {}, {}});
}

std::optional<std::string> Client::path_of_picture(const std::string& source) const {
  constexpr std::string_view kFile = "file:";
  if (!source.starts_with(kFile)) return std::nullopt;
  const auto handle = static_cast<ui::FileHandle>(std::strtoul(source.c_str() + kFile.size(), nullptr, 10));
  const std::string* path = files_.path_of(handle);
  return path ? std::optional(*path) : std::nullopt;
}

void Client::take_file(const ui::HttpRequest& request, const Answer& answer) {
  const bool saved = answer.status == 200;
  if (saved) save_and_open(request.path.find("format=csv") == std::string::npos ? "export.xlsx" : "export.csv", answer);
  post(bearer_.incoming({request.id, answer.status, answer.etag, answer.retry_after_s, saved ? std::string() : answer.body}));
}

void Client::save_and_open(const std::string& name, const Answer& answer) {
  if (answer.status != 200) {
    sentences_.push_back(runtime_.texts()("desktop.download_failed", {{"name", name}}));
    return;
  }
  const std::string folder = new_folder();
  const std::string path = folder + "/" + safe_name(name);
  std::ofstream file(path, std::ios::binary);
  file.write(answer.body.data(), static_cast<std::streamsize>(answer.body.size()));
  file.close();
  if (folder.empty() || !file) {
    sentences_.push_back(runtime_.texts()("desktop.save_failed", {{"name", name}}));
    return;
  }
  const std::string opener = find_program("xdg-open");
  if (opener.empty() || !start_program({opener, path})) sentences_.push_back(runtime_.texts()("desktop.saved_as", {{"path", path}}));
}

}  // namespace portal::shell
