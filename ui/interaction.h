// What lives from frame to frame outside State: it is about input devices, not about the application.
//
// The shell writes what the platform tells it (focus, pointer, scrolling); widgets ask for the rest through their frame
// (Frame::settle). Copyable; one for each page.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace portal::ui {

// What reached a control, by node id: from DOM events, from a desktop pointer or key, from a test.
struct UserAction {
  enum class Kind { kPress, kSetValue, kFocus, kBlur, kDismiss, kMove } kind = Kind::kPress;
  std::string node;
  std::string value;  // kSetValue: text, option value; kMove: a name of Move
};

// Where the keyboard moves among things that are one stop of the Tab key: cells of a grid, days of a month, options of a list.
enum class Move { kUp, kDown, kLeft, kRight, kHome, kEnd, kPageUp, kPageDown, kFarUp, kFarDown, kFirst, kLast, kTake };
// "up", "page_down", …; kFarUp, kFarDown: Shift with Page Up, Page Down; kFirst, kLast: Control with Home, End; kTake: Enter,
// what the move has reached is meant.
std::optional<Move> move_from(std::string_view name);

// The open list of a combo box. Closing it forgets it.
struct OpenList {
  std::string combo;                 // node id; "" = none is open
  std::optional<std::string> typed;  // what was typed since it opened: the list holds what fits
  std::string marked;                // value of the option that Enter takes
  friend bool operator==(const OpenList&, const OpenList&) = default;
};

struct Interaction {
  std::string focused;         // node id; the browser's focus is the truth there
  std::string hovered;         // node id under the pointer
  bool focus_visible = false;  // the ring is drawn: keyboard was used last, or the control takes text
  bool composing = false;      // an input method is at work in the focused element
  std::string wanted;               // node that is about to get the focus: it has to be there, also where it is out of sight
  std::vector<std::string> recent;  // what had the focus, the latest last; a grid finds where it was left
  std::map<std::string, float, std::less<>> scrolled;  // px by which what is in a text box or a list is scrolled, by node id
  OpenList list;
  std::string tooltip_off;   // node whose tooltip was dismissed; until the pointer or the focus goes elsewhere
  float dialog_height = 0;   // of all that is in the open dialog, as last drawn; 0 = not known yet

  void focus(std::string node, bool visible);
  void hover(std::string node);
  float scroll_of(std::string_view node) const;
};

}  // namespace portal::ui
