// Pointer, keyboard, focus and scrolling on the page: what a browser does around a page's elements.
//
// Works on the semantics tree of the last frame and hands the application UserActions. Knows no window: the caller
// translates events, and asks after each frame. Lengths in CSS px of the visible part.
#pragma once

#include <optional>
#include <string>

#include "shell/desktop/client.h"
#include "shell/desktop/keyboard.h"

namespace portal::shell {

enum class Cursor { kArrow, kHand, kText };

class Page {
 public:
  explicit Page(Client& client) : client_(client) {}

  void pointer_moved(ui::Point point);
  void pointer_pressed(ui::Point point);
  void pointer_released(ui::Point point);
  void pointer_left();
  void wheel(float lines, ui::Point point);
  bool press_key(Key key);  // false: the key is for whatever edits text
  void after_frame();       // focus, scrolling and pointer follow what is on the page now

  bool edits_text() const;  // a text box has the focus
  bool points_at_text() const;
  Cursor cursor() const;
  std::string take_files_wanted() { return std::exchange(files_wanted_, {}); }  // a file field that was pressed
  // The file field under a point, "" where there is none.
  std::string file_field_at(ui::Point point) const;
  ui::Rect scroll_thumb() const;  // height 0: everything is visible

 private:
  Reach reach() const;
  void press(const std::string& node);
  void focus(const std::string& node, bool by_keyboard);
  void hover(const std::string& node);
  void scroll_to(float y);
  void scroll_into_view(const ui::Node& node);
  void scroll_list(const ui::Node& list, float by);
  void show_marked_option();
  void follow_dialog();
  void follow_focus_wish();
  float scroll_max() const;
  // Of what scrolls now: the open dialog, else the page.
  const ui::Node* dialog() const { return client_.runtime().tree().find(client_.runtime().tree().dialog); }
  float scroll_y() const { return dialog() ? client_.environment().dialog_scroll_y : client_.environment().scroll_y; }

  Client& client_;
  ui::Point pointer_{-1, -1};
  ui::Point pressed_at_;
  std::string pressed_;               // control under the button that is down
  std::optional<float> thumb_grip_;   // where the scroll thumb was taken hold of
  std::optional<float> scroll_wish_;  // waits until the page is high enough
  std::string focus_wish_;
  std::string marked_;  // option that was last scrolled into the sight of its list
  int focus_wish_frames_ = 0;
  bool keyboard_used_ = false;  // last, rather than the pointer
  std::string dialog_;
  std::string files_wanted_;
};

}  // namespace portal::shell
