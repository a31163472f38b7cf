#include "shell/desktop/desktop.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cstdio>
#include <utility>

#include "shell/desktop/file_chooser.h"
#include "shell/desktop/png_writer.h"

namespace portal::shell {

namespace {

constexpr int kInputFrames = 2;        // Dear ImGui spreads what happened at once over frames
constexpr Uint32 kSentenceMs = 8'000;  // a sentence of the desktop's own stays
constexpr Uint32 kScreenshotMs = 60'000;
constexpr int kTypingFramesMax = 100;
constexpr float kZoomStep = 1.1f;

enum UserEventCode { kWake, kFilesChosen };

Uint32 user_event_type() {
  static const Uint32 type = SDL_RegisterEvents(1);
  return type;
}

// From any thread.
void push(UserEventCode code, void* data = nullptr) {
  SDL_Event event{};
  event.type = user_event_type();
  event.user.code = code;
  event.user.data1 = data;
  SDL_PushEvent(&event);
}

std::optional<Key> key_of(const SDL_Keysym& key) {
  switch (key.sym) {
    case SDLK_TAB: return key.mod & KMOD_SHIFT ? Key::kShiftTab : Key::kTab;
    case SDLK_RETURN:
    case SDLK_KP_ENTER: return Key::kEnter;
    case SDLK_SPACE: return Key::kSpace;
    case SDLK_ESCAPE: return Key::kEscape;
    case SDLK_LEFT: return Key::kLeft;
    case SDLK_RIGHT: return Key::kRight;
    case SDLK_UP: return Key::kUp;
    case SDLK_DOWN: return Key::kDown;
    case SDLK_HOME: return Key::kHome;
    case SDLK_END: return Key::kEnd;
    case SDLK_PAGEUP: return key.mod & KMOD_ALT ? Key::kAltPageUp : Key::kPageUp;
    case SDLK_PAGEDOWN: return key.mod & KMOD_ALT ? Key::kAltPageDown : Key::kPageDown;
    default: return std::nullopt;
  }
}

// A key that only brings a character: that comes again as text. Dear ImGui handles one such key a frame, so that
// without them a slow machine keeps up with a quick typist.
bool brings_text(const SDL_Keysym& key) {
  return !(key.mod & (KMOD_CTRL | KMOD_ALT | KMOD_GUI)) && key.sym >= SDLK_SPACE && key.sym != SDLK_DELETE &&
         !(key.sym & SDLK_SCANCODE_MASK);
}

}  // namespace

Desktop::Desktop(Options options, Assets assets, Kept kept, std::optional<Account> account)
    : options_(std::move(options)), assets_(std::move(assets)), kept_(std::move(kept)), account_(std::move(account)) {}

int Desktop::run() {
  if (const std::string problem = open(); !problem.empty()) {
    std::fprintf(stderr, "portal_desktop: %s\n", problem.c_str());
    return 1;
  }
  return loop();
}

std::string Desktop::open() {
  const std::string problem =
      window_.open({options_.width, options_.height, options_.scale, !options_.screenshot.empty()});
  if (!problem.empty()) return problem;
  const std::string font_problem = fonts_.load(assets_.texts.language());
  if (!fonts_.fonts().regular) return font_problem;
  if (!font_problem.empty()) std::fprintf(stderr, "portal_desktop: %s\n", font_problem.c_str());
  user_event_type();
  client_.emplace(ClientSetup{options_.backend, assets_.theme, assets_.texts, fonts_.fonts(), options_.fragment,
                              std::move(account_), [] { push(kWake); }, assets_.folder, kept_.path, kept_.preferences});
  page_.emplace(*client_);
  pictures_.emplace(*client_);
  overlay_.emplace(*client_, *page_, *pictures_, assets_.theme, fonts_.fonts());
  ui::Environment environment;
  environment.native_text = true;
  environment.dark = options_.dark;
  environment.language = assets_.language;
  environment.width = window_.width();
  environment.height = window_.height();
  environment.pixel_ratio = window_.pixel_ratio();
  client_->start(environment);
  return {};
}

// ---- the loop ------------------------------------------------------------------------------------------------

int Desktop::loop() {
  const Uint32 started_ms = SDL_GetTicks();
  while (!closing_) {
    wait();
    client_->pump();
    for (std::string& sentence : client_->take_sentences()) say(std::move(sentence));
    if (const std::string node = page_->take_files_wanted(); !node.empty()) choose_files(node);
    if (decide_frame(frame_inputs(), {}).ask) draw();
    if (options_.screenshot.empty()) continue;
    if (client_->settled() && settle_frames_ == 0) return write_screenshot();
    if (SDL_GetTicks() - started_ms > kScreenshotMs) {
      std::fprintf(stderr, "portal_desktop: the page did not come to rest in %u s\n", kScreenshotMs / 1000);
      return 1;
    }
  }
  return 0;
}

FrameInputs Desktop::frame_inputs() const {
  FrameInputs inputs;
  inputs.wanted = client_->runtime().wants_frame() || settle_frames_ > 0;
  inputs.visible = visible_;
  const auto not_later = [&](long long ms) { inputs.next_due_ms = std::min(inputs.next_due_ms.value_or(ms), ms); };
  if (const std::optional<long long> timer = client_->next_timer_ms()) not_later(*timer);
  if (!options_.screenshot.empty()) not_later(1000);
  const Uint32 now_ms = SDL_GetTicks();
  if (sentence_until_ms_ != 0) not_later(sentence_until_ms_ > now_ms ? sentence_until_ms_ - now_ms : 0);
  return inputs;
}

// Sleeps until something happens, a timer is due or a frame is wanted; then takes all that has happened.
void Desktop::wait() {
  SDL_Event event;
  const int forever = -1;
  const std::optional<long long> sleep_ms = decide_frame(frame_inputs(), {}).sleep_ms;
  const int wait_ms = sleep_ms ? static_cast<int>(std::min(*sleep_ms, 60'000LL)) : forever;
  for (bool more = SDL_WaitEventTimeout(&event, wait_ms); more; more = SDL_PollEvent(&event)) handle(event);
  if (sentence_until_ms_ != 0 && SDL_GetTicks() >= sentence_until_ms_) say({});
}

void Desktop::draw() {
  window_.begin_frame();
  client_->frame();
  if (settle_frames_ > 0) --settle_frames_;
  window_.paint(client_->runtime().palette().page);
  window_.set_title(client_->runtime().tree().title);
  page_->after_frame();
  window_.show_cursor(page_->cursor());
  if (pictures_->follow(client_->runtime().tree())) client_->runtime().request_frame();
}

// What was typed before a key or a click must have arrived before it does something: Enter would send half a password.
void Desktop::finish_typing() {
  for (int frame = 0; frame < kTypingFramesMax && page_->edits_text() && !ImGui::GetCurrentContext()->InputEventsQueue.empty(); ++frame) {
    draw();
  }
}

int Desktop::write_screenshot() {
  int width = 0, height = 0;
  const std::vector<std::uint8_t> pixels = window_.read_pixels(width, height);
  if (write_png(options_.screenshot, width, height, pixels)) return 0;
  std::fprintf(stderr, "portal_desktop: %s cannot be written\n", options_.screenshot.c_str());
  return 1;
}

void Desktop::say(std::string sentence) {
  if (!sentence.empty()) std::fprintf(stderr, "portal_desktop: %s\n", sentence.c_str());
  sentence_until_ms_ = sentence.empty() ? 0 : SDL_GetTicks() + kSentenceMs;
  overlay_->say(std::move(sentence));
  client_->runtime().request_frame();
}

// ---- what happens in the window --------------------------------------------------------------------------------

void Desktop::handle(const SDL_Event& event) {
  switch (event.type) {
    case SDL_QUIT: closing_ = true; break;
    case SDL_WINDOWEVENT:
      window_.feed_imgui(event);
      if (event.window.event == SDL_WINDOWEVENT_LEAVE) page_->pointer_left();
      if (event.window.event == SDL_WINDOWEVENT_MINIMIZED) visible_ = false;
      if (event.window.event == SDL_WINDOWEVENT_RESTORED) visible_ = true;
      window_changed();
      break;
    case SDL_MOUSEMOTION:
      page_->pointer_moved(window_.to_css(event.motion.x, event.motion.y));
      if (event.motion.state == 0 && !page_->points_at_text()) break;  // nothing to draw
      window_.feed_imgui(event);
      settle_frames_ = 1;
      break;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP: handle_button(event); break;
    case SDL_MOUSEWHEEL: {
      int x = 0, y = 0;
      SDL_GetMouseState(&x, &y);
      page_->wheel(event.wheel.preciseY, window_.to_css(x, y));
      break;
    }
    case SDL_KEYDOWN: handle_key(event); break;
    case SDL_KEYUP:
    case SDL_TEXTINPUT:
      window_.feed_imgui(event);
      settle_frames_ = kInputFrames;
      break;
    case SDL_DROPFILE:
      dropped_.emplace_back(event.drop.file);
      SDL_free(event.drop.file);
      break;
    case SDL_DROPCOMPLETE: take_dropped(); break;
    default:
      if (event.type == user_event_type()) handle_user_event(event.user);
  }
}

void Desktop::handle_button(const SDL_Event& event) {
  const ui::Point point = window_.to_css(event.button.x, event.button.y);
  const bool down = event.type == SDL_MOUSEBUTTONDOWN;
  if (event.button.button == SDL_BUTTON_X1 || event.button.button == SDL_BUTTON_X2) {
    if (down) client_->go(event.button.button == SDL_BUTTON_X1 ? -1 : 1);
    return;
  }
  finish_typing();
  if (event.button.button == SDL_BUTTON_LEFT) down ? page_->pointer_pressed(point) : page_->pointer_released(point);
  window_.feed_imgui(event);
  settle_frames_ = kInputFrames;
}

void Desktop::handle_key(const SDL_Event& event) {
  const SDL_Keysym& key = event.key.keysym;
  if (handle_shortcut(key)) return;
  const bool plain = !(key.mod & (KMOD_CTRL | KMOD_ALT | KMOD_GUI));
  if (const std::optional<Key> known = key_of(key); known && plain) {
    finish_typing();
    if (page_->press_key(*known)) return;
  }
  if (!page_->edits_text() || brings_text(key)) return;
  window_.feed_imgui(event);
  settle_frames_ = kInputFrames;
}

bool Desktop::handle_shortcut(const SDL_Keysym& key) {
  if (key.mod & KMOD_ALT && (key.sym == SDLK_LEFT || key.sym == SDLK_RIGHT)) {
    client_->go(key.sym == SDLK_LEFT ? -1 : 1);
    return true;
  }
  if (!(key.mod & KMOD_CTRL)) return false;
  switch (key.sym) {
    case SDLK_PLUS:
    case SDLK_EQUALS:
    case SDLK_KP_PLUS: window_.zoom(kZoomStep); break;
    case SDLK_MINUS:
    case SDLK_KP_MINUS: window_.zoom(1 / kZoomStep); break;
    case SDLK_0:
    case SDLK_KP_0: window_.zoom(0); break;
    default: return false;
  }
  window_changed();
  return true;
}

void Desktop::window_changed() {
  ui::Environment environment = client_->environment();
  environment.width = window_.width();
  environment.height = window_.height();
  environment.pixel_ratio = window_.pixel_ratio();
  client_->set_environment(environment);  // draws again: the window may have been uncovered
}

// ---- files -----------------------------------------------------------------------------------------------------

void Desktop::choose_files(const std::string& node) {
  if (chooser_.running()) return;
  const ui::Node* field = client_->runtime().tree().find(node);
  const std::vector<std::string> program = file_chooser_program(field ? field->name : std::string(), field ? field->accept : std::string());
  files_for_ = node;
  const auto done = [](std::string output) { push(kFilesChosen, new std::string(std::move(output))); };
  if (program.empty() || !chooser_.start(program, done)) say(client_->runtime().texts()("desktop.no_chooser"));
}

void Desktop::handle_user_event(const SDL_UserEvent& event) {
  if (event.code != kFilesChosen) return;  // kWake: the loop pumps anyway
  const std::unique_ptr<std::string> output(static_cast<std::string*>(event.data1));
  chooser_.finished();
  add_files(files_for_, paths_in(*output));
}

void Desktop::take_dropped() {
  int x = 0, y = 0;
  window_.pointer_now(x, y);  // SDL reports no motion while something is dragged over the window
  const std::string node = page_->file_field_at(window_.to_css(x, y));
  const std::vector<std::string> paths = std::exchange(dropped_, {});
  if (node.empty()) return say(client_->runtime().texts()("desktop.drop_on_field"));
  add_files(node, paths);
}

void Desktop::add_files(const std::string& node, const std::vector<std::string>& paths) {
  for (const std::string& name : client_->choose_files(node, paths)) {
    say(client_->runtime().texts()("desktop.unreadable", {{"name", name}}));
  }
}

}  // namespace portal::shell
