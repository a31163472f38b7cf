// The page's canvas as an SDL window with a WebGL 2 context.
//
// SDL makes the window and the context and nothing else: pointer, wheel, touch and keys belong to the elements of the
// mirror, which lie over the canvas, and the page's script says what they did.
#pragma once

struct SDL_Window;

namespace portal::shell {

class CanvasWindow {
 public:
  CanvasWindow() = default;
  ~CanvasWindow();
  CanvasWindow(const CanvasWindow&) = delete;
  CanvasWindow& operator=(const CanvasWindow&) = delete;

  // false: the browser gives no WebGL 2. The size of the canvas is the script's business, before and after.
  bool open();

 private:
  SDL_Window* window_ = nullptr;
  void* context_ = nullptr;
};

}  // namespace portal::shell
