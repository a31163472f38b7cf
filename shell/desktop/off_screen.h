// A picture in the GPU's memory to draw into instead of a window, which a screen would limit in size.
#pragma once

#include <SDL_opengl.h>

#include <cstdint>
#include <vector>

namespace portal::shell {

// Requires a current GL context (3.0 or later, or framebuffer objects), as long as it lives.
class OffScreenTarget {
 public:
  OffScreenTarget(int pixel_width, int pixel_height);
  ~OffScreenTarget();
  OffScreenTarget(const OffScreenTarget&) = delete;
  OffScreenTarget& operator=(const OffScreenTarget&) = delete;

  bool ready() const { return ready_; }
  void bind() const;
  std::vector<std::uint8_t> read() const;  // RGBA, top row first
  int pixel_width() const { return width_; }
  int pixel_height() const { return height_; }

 private:
  int width_, height_;
  GLuint framebuffer_ = 0;
  GLuint texture_ = 0;
  bool ready_ = false;
};

}  // namespace portal::shell
