// The client in the browser: the runtime, a painter on the canvas, and the messages to and from the page's script.
//
// start(), then receive() for everything that happens, and for every script_want_frame() draw(), mirror(), paint(). One thread.
#pragma once

#include <memory>
#include <optional>

#include "shell/browser/canvas_window.h"
#include "shell/browser/codec.h"
#include "shell/browser/script.h"
#include "shell/render/painter.h"
#include "shell/render/software_painter.h"
#include "shell/runtime/decide_frame.h"
#include "shell/runtime/runtime.h"

namespace portal::shell {

class App {
 public:
  App() = default;
  ~App();
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  enum class Renderer { kGl, kSoftware };

  // false: no WebGL 2 here. The canvas may be bound to it all the same: software needs another canvas then.
  bool start(const ui::Theme& theme, const ui::Texts& texts, Renderer renderer);

  void receive(const Message& message);
  void draw();    // views → draw data and semantics tree
  void mirror();  // semantics tree → a patch for the page's elements, if anything changed
  void paint();   // draw data → canvas
  void go_on_in_software();  // the WebGL context is lost: the script has put another canvas in its place
  void fonts_changed();    // what the script's glyphs look like has changed: all text is measured and drawn anew
  const ui::SemanticsTree& mirrored() const { return mirrored_; }

 private:
  void post(const ui::Event& event);
  void set_environment(const ui::Environment& environment);
  void run_effects();
  void want_frame_if_needed();
  bool may_present() const;
  void use_software();

  ScriptGlyphs glyphs_;
  ScriptInitials initials_;
  CanvasWindow window_;
  std::unique_ptr<Painter> painter_;
  SoftwarePainter* software_ = nullptr;  // painter_, when it is this one
  std::optional<Runtime> runtime_;
  ui::Environment environment_;
  FrameState frame_state_;
  bool visible_ = true;
  ui::SemanticsTree mirrored_;  // what the page's elements show
};

}  // namespace portal::shell
