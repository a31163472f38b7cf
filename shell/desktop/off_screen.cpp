#include "shell/desktop/off_screen.h"

#include <SDL.h>

#include <algorithm>

namespace portal::shell {

namespace {

// Not in OpenGL 1.1, so asked for at run time. nullptr where the driver has none.
template <class Function>
Function gl_function(const char* name) {
  return reinterpret_cast<Function>(SDL_GL_GetProcAddress(name));
}

}  // namespace

OffScreenTarget::OffScreenTarget(int pixel_width, int pixel_height) : width_(pixel_width), height_(pixel_height) {
  const auto gen = gl_function<PFNGLGENFRAMEBUFFERSPROC>("glGenFramebuffers");
  const auto attach = gl_function<PFNGLFRAMEBUFFERTEXTURE2DPROC>("glFramebufferTexture2D");
  const auto check = gl_function<PFNGLCHECKFRAMEBUFFERSTATUSPROC>("glCheckFramebufferStatus");
  if (!gen || !attach || !check) return;
  glGenTextures(1, &texture_);
  glBindTexture(GL_TEXTURE_2D, texture_);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width_, height_, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
  gen(1, &framebuffer_);
  bind();
  attach(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture_, 0);
  ready_ = check(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE;
}

OffScreenTarget::~OffScreenTarget() {
  const auto remove = gl_function<PFNGLDELETEFRAMEBUFFERSPROC>("glDeleteFramebuffers");
  if (remove && framebuffer_) remove(1, &framebuffer_);
  glDeleteTextures(1, &texture_);
}

void OffScreenTarget::bind() const {
  const auto bind_framebuffer = gl_function<PFNGLBINDFRAMEBUFFERPROC>("glBindFramebuffer");
  if (bind_framebuffer) bind_framebuffer(GL_FRAMEBUFFER, framebuffer_);
  glViewport(0, 0, width_, height_);
}

std::vector<std::uint8_t> OffScreenTarget::read() const {
  const std::size_t row = static_cast<std::size_t>(width_) * 4;
  std::vector<std::uint8_t> pixels(row * static_cast<std::size_t>(height_));
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width_, height_, GL_RGBA, GL_UNSIGNED_BYTE, pixels.data());
  for (std::size_t top = 0, bottom = static_cast<std::size_t>(height_) - 1; top < bottom; ++top, --bottom) {
    std::swap_ranges(pixels.begin() + static_cast<std::ptrdiff_t>(top * row),
                     pixels.begin() + static_cast<std::ptrdiff_t>((top + 1) * row),
                     pixels.begin() + static_cast<std::ptrdiff_t>(bottom * row));
  }
  return pixels;
}

}  // namespace portal::shell
