#include "shell/desktop/client.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <random>
#include <utility>

namespace portal::shell {

namespace {

constexpr int kSeedLength = 32;

long long unix_now_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

long long steady_now_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::string random_seed() {
  static constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  std::random_device random;  // the kernel's
  std::uniform_int_distribution<std::size_t> index(0, kLetters.size() - 1);
  std::string seed;
  for (int i = 0; i < kSeedLength; ++i) seed += kLetters[index(random)];
  return seed;
}

}  // namespace

Client::Client(ClientSetup setup)
    : assets_folder_(std::move(setup.assets_folder)),
      preferences_path_(std::move(setup.preferences_path)),
      preferences_(std::move(setup.preferences)),
      account_(std::move(setup.account)),
      runtime_(setup.theme, setup.texts, setup.fonts, &initials_),
      transport_(std::move(setup.backend), std::move(setup.wake)),
      history_(std::move(setup.fragment)) {}

void Client::start(const ui::Environment& environment) {
  set_environment(environment);
  runtime_.post(ui::Started{random_seed(), history_.current().fragment, {}, preferences_, runtime_.texts().language()});
  pump();
}

void Client::set_environment(const ui::Environment& environment) {
  environment_ = environment;
  environment_.now_ms = unix_now_ms();
  runtime_.post(ui::EnvironmentChanged{environment_});
}

void Client::post(const ui::Event& event) {
  set_environment(environment_);
  runtime_.post(event);
}

void Client::pump() {
  for (const std::string& name : timers_.take_due(steady_now_ms())) post(ui::TimerFired{name});
  take_answers();
  run_effects();
  sign_in_once();
}

void Client::frame() {
  runtime_.frame();
  run_effects();
}

std::optional<long long> Client::next_timer_ms() const {
  const std::optional<long long> next = timers_.next_ms();
  if (!next) return std::nullopt;
  return std::max(0LL, *next - steady_now_ms());
}

bool Client::settled() const {
  return transport_.open_calls() == 0 && !runtime_.wants_frame() && (!account_ || runtime_.state().connection.lost);
}

void Client::go(int by) {
  history_.remember_scroll(environment_.scroll_y);
  if (!history_.move(by)) return;
  post(ui::LocationChanged{history_.current().fragment});
  scroll_ = history_.current().scroll_y;
}

std::vector<std::string> Client::choose_files(const std::string& node, const std::vector<std::string>& paths) {
  ui::FilesChosen chosen{node, {}};
  std::vector<std::string> unreadable;
  for (const std::string& path : paths) {
    if (std::optional<ui::ChosenFile> file = files_.add(path)) {
      chosen.files.push_back(std::move(*file));
    } else {
      unreadable.push_back(std::filesystem::path(path).filename().string());
    }
  }
  if (!chosen.files.empty()) post(chosen);
  return unreadable;
}

void Client::sign_in_once() {
  if (!account_ || runtime_.state().session.phase != ui::SessionState::Phase::kSignedOut) return;
  const Account account = *std::exchange(account_, std::nullopt);
  post(ui::SignInEdited{account.name, account.password});
  post(ui::SignInRequested{});
  run_effects();
}

void Client::take_answers() {
  for (std::variant<Answer, Sent>& news : transport_.take()) {
    if (const auto* sent = std::get_if<Sent>(&news)) {
      post(ui::UploadProgressed{sent->id, sent->sent_bytes, sent->total_bytes});
    } else {
      answered(std::get<Answer>(std::move(news)));
    }
  }
}

void Client::answered(Answer answer) {
  switch (answer.kind) {
    case Call::Kind::kRequest:
      post(bearer_.incoming({answer.id, answer.status, std::move(answer.etag), answer.retry_after_s, std::move(answer.body)}));
      break;
    case Call::Kind::kUpload:
      post(ui::UploadEnded{answer.id, answer.status, std::move(answer.sha256), answer.retry_after_s, std::move(answer.body)});
      break;
    case Call::Kind::kDownload:
      if (const auto waiting = downloads_.extract(answer.id)) waiting.mapped()(answer);
      break;
  }
}

}  // namespace portal::shell
