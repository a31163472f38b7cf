// The painter over Dear ImGui's OpenGL 3 backend: WebGL 2 in the browser, OpenGL on the desktop.
#pragma once

#include <memory>

#include "shell/render/painter.h"

namespace portal::shell {

// Requires a current GL context, which must stay current whenever the painter is used or destroyed.
// glsl_version: "#version 300 es" in the browser. nullptr when the programs cannot be made.
std::unique_ptr<Painter> make_gl_painter(const char* glsl_version);

}  // namespace portal::shell
