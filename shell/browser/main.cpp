// The functions that the page's script calls (web/bridge.js). Text is UTF-8 in memory of portal_buffer().
#include <emscripten/emscripten.h>

#include <memory>

#include "model/json.h"
#include "shell/browser/app.h"

namespace {

std::unique_ptr<portal::shell::App>& app() {
  static std::unique_ptr<portal::shell::App> instance;
  return instance;
}

std::string& buffer() {
  static std::string text;
  return text;
}

enum StartResult { kStarted = 0, kBadAssets = 1, kNoWebGl = 2 };

}  // namespace

extern "C" {

// Room for `size_bytes` of the next message.
EMSCRIPTEN_KEEPALIVE char* portal_buffer(int size_bytes) {
  buffer().resize(static_cast<std::size_t>(size_bytes));
  return buffer().data();
}

// The buffer holds {"theme":…,"texts":…}. Returns a StartResult.
EMSCRIPTEN_KEEPALIVE int portal_start(int software) {
  const auto assets = portal::model::parse_json(buffer());
  if (!assets || !assets->is_object()) return kBadAssets;
  auto starting = std::make_unique<portal::shell::App>();
  const auto theme = portal::ui::Theme::from_json(portal::model::member(*assets, "theme"));
  const auto texts = portal::ui::Texts::from_json(portal::model::member(*assets, "texts"));
  using Renderer = portal::shell::App::Renderer;
  if (!starting->start(theme, texts, software ? Renderer::kSoftware : Renderer::kGl)) return kNoWebGl;
  app() = std::move(starting);
  return kStarted;
}

// The buffer holds a message (shell/browser/codec.h). Returns 0 when it is not understood.
EMSCRIPTEN_KEEPALIVE int portal_event() {
  const auto message = portal::shell::message_from_json(buffer());
  if (!app() || !message) return 0;
  app()->receive(*message);
  return 1;
}

// A frame is these three, one after the other: separate calls, so that what each takes can be measured from outside.
EMSCRIPTEN_KEEPALIVE void portal_draw() {
  if (app()) app()->draw();
}

EMSCRIPTEN_KEEPALIVE void portal_mirror() {
  if (app()) app()->mirror();
}

EMSCRIPTEN_KEEPALIVE void portal_paint() {
  if (app()) app()->paint();
}

EMSCRIPTEN_KEEPALIVE void portal_go_on_in_software() {
  if (app()) app()->go_on_in_software();
}

EMSCRIPTEN_KEEPALIVE void portal_fonts_changed() {
  if (app()) app()->fonts_changed();
}

// The semantics tree that the page's elements show, whole, as a patch from nothing (ui/semantics.h). Returns its length;
// it stands in the buffer. For tests and tools.
EMSCRIPTEN_KEEPALIVE int portal_tree() {
  buffer() = app() ? portal::ui::diff_to_json({}, app()->mirrored()) : "{}";
  return static_cast<int>(buffer().size());
}

}  // extern "C"
