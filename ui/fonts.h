// The fonts that text is drawn with. Who draws their glyphs is the shell's business (shell/render).
#pragma once

struct ImFont;

namespace portal::ui {

struct Fonts {
  ImFont* regular = nullptr;
  ImFont* strong = nullptr;
};

}  // namespace portal::ui
