// What the page is shown on and how. The shell says what the platform has (State::platform); with what the user prefers it is what
// holds (State::environment), and that is what views read.
#pragma once

#include <optional>
#include <string>

#include "ui/geometry.h"
#include "ui/palette.h"

namespace portal::ui {

struct Environment {
  float width = 1280;   // of the visible part
  float height = 800;
  float scroll_y = 0;   // where the visible part begins on the page
  float dialog_scroll_y = 0;  // the same in the open dialog, where it is higher than the visible part
  float pixel_ratio = 1;
  float text_scale = 1;  // the user's text size over 16 px
  bool dark = false;
  bool reduced_motion = false;
  bool more_contrast = false;  // stronger colours are wanted
  bool care_mode = false;      // 关怀模式: large, plain, can be read aloud. Never said by a platform
  bool forced_colors = false;
  std::optional<Palette> forced_palette;  // the platform's own colours, where it forces them
  bool native_text = false;  // true: the desktop, where ImGui edits text; false: DOM elements do
  bool kiosk = false;              // a machine for everyone in a service hall: large targets, no way out of the page
  bool camera = false;             // there is one to take pictures of papers with
  bool file_chooser = true;        // the platform may show its files
  bool printer = false;            // it can print a receipt
  std::string language = "zh-CN";  // of the page
  long long now_ms = 0;  // Unix time, for "3 分钟前" and retry counters; never for logic that must repeat
  friend bool operator==(const Environment&, const Environment&) = default;
};

}  // namespace portal::ui
