// What a key does on the page, decided from the semantics tree: a browser's habits and the ARIA patterns.
//
// decide_key() changes nothing: the caller carries the reaction out. A key that is not taken belongs to the text box
// that has the focus (Dear ImGui edits there), or to nobody.
#pragma once

#include <optional>
#include <string>

#include "shell/desktop/reach.h"

namespace portal::shell {

enum class Key {
  kTab, kShiftTab, kEnter, kSpace, kEscape, kLeft, kRight, kUp, kDown, kHome, kEnd, kPageUp, kPageDown, kAltPageUp, kAltPageDown,
};

struct KeyReaction {
  bool taken = false;
  std::optional<std::string> focus;   // gets the focus
  std::string press;                  // as if clicked
  std::string dismiss;                // dialog, or combo box whose list closes
  std::string move;                   // name of a ui::Move, for what has the focus
  float scroll_lines = 0;
  float scroll_pages = 0;  // parts of the visible height
  int scroll_end = 0;      // -1 to the top, 1 to the bottom
};

KeyReaction decide_key(const Reach& reach, const std::string& focused, Key key);

}  // namespace portal::shell
