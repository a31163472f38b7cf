#include "shell/browser/app.h"

#include <emscripten/html5.h>
#include <imgui.h>

#include <utility>

#include "shell/render/gl_painter.h"

namespace portal::shell {

namespace {

constexpr float kFrameSeconds = 1.0f / 60.0f;  // nothing here moves by itself
constexpr float kRoundingSlack = 0.001f;       // CSS px: the painter cuts DisplaySize × scale to whole pixels

}  // namespace

App::~App() {
  runtime_.reset();
  painter_.reset();
  if (ImGui::GetCurrentContext()) ImGui::DestroyContext();
}

bool App::start(const ui::Theme& theme, const ui::Texts& texts, Renderer renderer) {
  if (renderer == Renderer::kGl && !window_.open()) return false;
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.DeltaTime = kFrameSeconds;
  if (renderer == Renderer::kSoftware) {
    use_software();
  } else {
    painter_ = make_gl_painter("#version 300 es");
    if (!painter_) return false;
  }
  const ui::Fonts fonts = add_canvas_fonts(*io.Fonts, glyphs_);
  runtime_.emplace(theme, texts, fonts, &initials_);
  return true;
}

void App::use_software() {
  auto painter = std::make_unique<SoftwarePainter>();
  software_ = painter.get();
  painter_ = std::move(painter);
}

void App::receive(const Message& message) {
  if (const auto* event = std::get_if<ui::Event>(&message)) {
    post(*event);
  } else if (const auto* action = std::get_if<ui::UserAction>(&message)) {
    runtime_->act(*action);
    runtime_->request_frame();
  } else if (const auto* hovered = std::get_if<Hovered>(&message)) {
    runtime_->interaction().hover(hovered->node);
    runtime_->request_frame();
  } else if (const auto* focused = std::get_if<Focused>(&message)) {
    runtime_->interaction().focus(focused->node, focused->visible);
    runtime_->request_frame();
  } else if (const auto* texts = std::get_if<LoadedTexts>(&message)) {
    runtime_->take_texts(texts->language, texts->texts);
  } else if (const auto* composing = std::get_if<Composing>(&message)) {
    runtime_->interaction().composing = composing->on;
    runtime_->request_frame();
  } else if (const auto* shown = std::get_if<Shown>(&message)) {
    visible_ = shown->on;
  } else if (const auto* scrolled = std::get_if<Scrolled>(&message)) {
    runtime_->interaction().scrolled[scrolled->node] = scrolled->y;
    runtime_->request_frame();
  }
  run_effects();
  want_frame_if_needed();
}

void App::post(const ui::Event& event) {
  if (const auto* changed = std::get_if<ui::EnvironmentChanged>(&event)) return set_environment(changed->environment);
  // What comes from outside may be about time (a retry, "saved at"): the clock is brought up to date first.
  ui::Environment now = environment_;
  now.now_ms = static_cast<long long>(emscripten_date_now());
  set_environment(now);
  runtime_->post(event);
}

void App::set_environment(const ui::Environment& environment) {
  environment_ = environment;
  runtime_->post(ui::EnvironmentChanged{environment});
}

// While it is not known who is there, the page as it was loaded stays: its sign-in form can be used already, and
// nothing flashes by when a session turns out to be there.
bool App::may_present() const {
  const ui::State& state = runtime_->state();
  return state.session.phase != ui::SessionState::Phase::kUnknown || state.connection.lost;
}

void App::draw() {
  frame_state_.asked = false;
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {environment_.width + kRoundingSlack, environment_.height + kRoundingSlack};
  io.DisplayFramebufferScale = {environment_.pixel_ratio, environment_.pixel_ratio};
  runtime_->frame();
  run_effects();
}

void App::mirror() {
  if (!may_present()) return;
  ui::SemanticsTree tree = runtime_->take_tree();
  const std::string patch = ui::diff_to_json(mirrored_, tree);
  mirrored_ = std::move(tree);
  if (!patch.empty()) script_apply_patch(patch);
}

void App::paint() {
  if (may_present()) {
    painter_->paint(*ImGui::GetDrawData(), runtime_->palette().page);
    if (software_ && !software_->dirty().empty()) script_present(software_->picture(), software_->dirty());
  }
  want_frame_if_needed();
}

void App::go_on_in_software() {
  painter_.reset();  // the old painter gives its textures back before the new one claims them
  use_software();
  runtime_->request_frame();
  want_frame_if_needed();
}

void App::fonts_changed() {
  discard_canvas_glyphs(*ImGui::GetIO().Fonts);
  runtime_->request_frame();
  want_frame_if_needed();
}

void App::run_effects() {
  const std::string effects = effects_to_json(runtime_->take_effects(), runtime_->texts());
  if (!effects.empty()) script_run_effects(effects);
}

void App::want_frame_if_needed() {
  if (!decide_frame({.wanted = runtime_->wants_frame(), .visible = visible_}, frame_state_).ask) return;
  frame_state_.asked = true;
  script_want_frame();
}

}  // namespace portal::shell
