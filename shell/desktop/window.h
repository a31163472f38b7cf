// The window: SDL2 with an OpenGL context, and Dear ImGui's input fed from it in CSS px.
//
// A hidden one is no window at all: it draws by the software painter to a picture of any size, without a display (screenshots):
// read_pixels() after painting.
// Supports: high-density screens, zoom, clipboard, input methods (SDL shows their window), file drop by the caller.
// Does not: several windows, gamepads, touch gestures beyond what SDL makes pointer events of.
#pragma once

#include <SDL.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "shell/desktop/page.h"
#include "shell/render/painter.h"
#include "shell/render/software_painter.h"

namespace portal::shell {

struct WindowSetup {
  float width = 1280;  // CSS px
  float height = 800;
  float scale = 0;  // device pixels per CSS px; 0 = what the screen says
  bool hidden = false;
};

class Window {
 public:
  Window();
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  // Makes window, GL context (neither when hidden), Dear ImGui's context and the painter. Returns what went wrong, "" when nothing.
  std::string open(const WindowSetup& setup);

  float pixel_ratio() const;  // device pixels per CSS px
  float width() const;        // of the visible part, CSS px
  float height() const;
  ui::Point to_css(int x, int y) const;  // from SDL's window coordinates
  void pointer_now(int& x, int& y) const;  // window coordinates, even where SDL has seen no motion
  void zoom(float factor);               // 0 = back to what it was

  void feed_imgui(const SDL_Event& event);
  void begin_frame();  // sets what Dear ImGui has to know before a frame
  void paint(ui::Color clear);
  void show_cursor(Cursor cursor);
  void set_title(const std::string& title);
  // RGBA, top row first, of what was painted last. Hidden windows only.
  std::vector<std::uint8_t> read_pixels(int& pixel_width, int& pixel_height);

 private:
  std::string open_gl();
  float window_units() const;  // SDL's window units per CSS px
  void place_input_method(ImGuiPlatformImeData& data);

  WindowSetup setup_;
  float zoom_ = 1;
  SDL_Window* window_ = nullptr;
  SDL_GLContext gl_ = nullptr;
  bool backend_ = false;
  std::unique_ptr<Painter> painter_;
  SoftwarePainter* software_ = nullptr;  // painter_, when hidden
  SDL_Cursor* cursors_[3] = {};
  Cursor shown_ = Cursor::kArrow;
  std::string title_;
};

}  // namespace portal::shell
