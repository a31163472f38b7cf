// What the desktop draws above the page: previews of pictures, the scroll thumb, and its own sentences.
//
// The runtime builds its frames itself, so this hangs into Dear ImGui's end of frame (a context hook).
// Requires: a current ImGui context that it was made in; must go before it.
#pragma once

#include <imgui.h>

#include <string>

#include "shell/desktop/page.h"
#include "shell/desktop/pictures.h"

namespace portal::shell {

class Overlay {
 public:
  Overlay(Client& client, Page& page, Pictures& pictures, const ui::Theme& theme, const ui::Fonts& fonts);
  ~Overlay();
  Overlay(const Overlay&) = delete;
  Overlay& operator=(const Overlay&) = delete;

  void say(std::string sentence) { sentence_ = std::move(sentence); }  // "" = nothing

 private:
  void draw();
  void draw_thumb(ImDrawList& list) const;
  void draw_sentence(ImDrawList& list) const;

  Client& client_;
  Page& page_;
  Pictures& pictures_;
  const ui::Theme& theme_;
  ui::Fonts fonts_;
  ImGuiID hook_ = 0;
  std::string sentence_;
};

}  // namespace portal::shell
