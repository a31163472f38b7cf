// A painter turns Dear ImGui's draw data into a picture. GL where it is hardware; software elsewhere.
//
// One thread. Lives as long as the ImGui context that it was made in, and sets that context's renderer flags.
#pragma once

#include <imgui.h>

#include <string_view>

#include "ui/palette.h"

namespace portal::shell {

class Painter {
 public:
  virtual ~Painter() = default;
  virtual std::string_view name() const = 0;

  // Draws the whole picture of draw.DisplaySize × draw.FramebufferScale pixels, on `clear`, and carries out what
  // draw.Textures asks for (create, update, destroy) on the way.
  virtual void paint(ImDrawData& draw, ui::Color clear) = 0;
};

}  // namespace portal::shell
