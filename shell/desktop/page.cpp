#include "shell/desktop/page.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace portal::shell {

namespace {

using ui::NodeRole;
using ui::UserAction;

constexpr float kLine = 50;           // px for a notch of the wheel, or an arrow key
constexpr float kViewMargin = 80;     // of a control that was scrolled into view
constexpr float kClickSlack = 6;      // a pointer that moved less has clicked, even when the page moved under it
constexpr float kThumbWidth = 10;
constexpr float kThumbHeightMin = 32;
constexpr int kFocusWishFrames = 3;   // a node that is not there by then will not come

}  // namespace

Reach Page::reach() const {
  Runtime& runtime = client_.runtime();
  return {runtime.tree(), runtime.interaction().expanded};
}

// ---- pointer ---------------------------------------------------------------------------------------------

void Page::pointer_moved(ui::Point point) {
  pointer_ = point;
  if (thumb_grip_) {
    const float room = client_.environment().height - scroll_thumb().h;
    if (room > 0) scroll_to((point.y - *thumb_grip_) / room * scroll_max());
    return;
  }
  const ui::Node* node = control_at(reach(), point, scroll_y());
  hover(node ? node->id : std::string());
}

void Page::pointer_left() {
  pointer_ = {-1, -1};
  hover({});
}

void Page::pointer_pressed(ui::Point point) {
  keyboard_used_ = false;
  const ui::Rect thumb = scroll_thumb();
  if (thumb.h > 0 && point.x >= thumb.x) {
    thumb_grip_ = thumb.contains(point) ? point.y - thumb.y : thumb.h / 2;
    return pointer_moved(point);
  }
  const ui::Node* node = control_at(reach(), point, scroll_y());
  pressed_at_ = point;
  pressed_ = node ? node->id : std::string();
  ui::Interaction& interaction = client_.runtime().interaction();
  if (!interaction.expanded.empty()) {
    if (!node) interaction.expanded.clear();
    client_.runtime().request_frame();
    return;
  }
  focus(pressed_, false);
}

void Page::pointer_released(ui::Point point) {
  thumb_grip_.reset();
  const std::string pressed = std::exchange(pressed_, {});
  if (pressed.empty() || !client_.runtime().tree().find(pressed)) return;
  const ui::Node* node = control_at(reach(), point, scroll_y());
  const bool stayed = std::hypot(point.x - pressed_at_.x, point.y - pressed_at_.y) < kClickSlack;
  if (stayed || (node && node->id == pressed)) press(pressed);
}

void Page::wheel(float lines, ui::Point point) {
  pointer_ = point;
  scroll_to(scroll_y() - lines * kLine);
}

void Page::hover(const std::string& node) {
  ui::Interaction& interaction = client_.runtime().interaction();
  if (interaction.hovered == node) return;
  interaction.hovered = node;
  client_.runtime().request_frame();
}

// ---- keyboard ----------------------------------------------------------------------------------------------

bool Page::press_key(Key key) {
  ui::Interaction& interaction = client_.runtime().interaction();
  const KeyReaction reaction = decide_key(reach(), interaction.focused, interaction.hovered, key);
  if (!reaction.taken) return false;
  keyboard_used_ = true;
  if (reaction.hover) hover(*reaction.hover);
  if (reaction.expand) interaction.expanded = *reaction.expand;
  if (reaction.focus) {
    focus(*reaction.focus, true);
    if (const ui::Node* node = client_.runtime().tree().find(*reaction.focus)) scroll_into_view(*node);
  }
  if (!reaction.press.empty()) press(reaction.press);
  if (!reaction.dismiss.empty()) client_.runtime().act({UserAction::Kind::kDismiss, reaction.dismiss, {}});
  const float height = client_.environment().height;
  if (reaction.scroll_lines != 0 || reaction.scroll_pages != 0) {
    scroll_to(scroll_y() + reaction.scroll_lines * kLine + reaction.scroll_pages * height);
  }
  if (reaction.scroll_end != 0) scroll_to(reaction.scroll_end < 0 ? 0 : scroll_max());
  client_.runtime().request_frame();
  return true;
}

// ---- what controls do ----------------------------------------------------------------------------------------

void Page::press(const std::string& id) {
  const ui::Node* node = client_.runtime().tree().find(id);
  if (!node || node->disabled) return;
  std::string& expanded = client_.runtime().interaction().expanded;
  if (node->role == NodeRole::kFileInput) {
    files_wanted_ = id;
  } else if (node->role == NodeRole::kComboBox) {
    expanded = expanded == id ? std::string() : id;
  } else if (node->role != NodeRole::kTextBox) {
    if (is_option_of(id, expanded)) expanded.clear();
    client_.runtime().act({UserAction::Kind::kPress, id, {}});
  }
  client_.runtime().request_frame();
}

void Page::focus(const std::string& node, bool by_keyboard) {
  ui::Interaction& interaction = client_.runtime().interaction();
  const ui::Node* target = client_.runtime().tree().find(node);
  interaction.focus_visible = by_keyboard || (target && target->role == NodeRole::kTextBox);
  client_.runtime().request_frame();
  if (interaction.focused == node) return;
  if (!interaction.focused.empty()) client_.runtime().act({UserAction::Kind::kBlur, interaction.focused, {}});
  if (!node.empty()) client_.runtime().act({UserAction::Kind::kFocus, node, {}});
  interaction.focused = node;
}

bool Page::edits_text() const {
  const ui::Node* node = client_.runtime().tree().find(client_.runtime().interaction().focused);
  return node && node->role == NodeRole::kTextBox && !node->disabled;
}

bool Page::points_at_text() const {
  const ui::Node* node = client_.runtime().tree().find(client_.runtime().interaction().hovered);
  return node && node->role == NodeRole::kTextBox;
}

Cursor Page::cursor() const {
  if (client_.runtime().interaction().hovered.empty()) return Cursor::kArrow;
  return points_at_text() ? Cursor::kText : Cursor::kHand;
}

std::string Page::file_field_at(ui::Point point) const {
  const ui::Node* node = control_at(reach(), point, scroll_y());
  return node && node->role == NodeRole::kFileInput ? node->id : std::string();
}

// ---- scrolling ---------------------------------------------------------------------------------------------

float Page::scroll_max() const {
  if (const ui::Node* open = dialog()) {
    return std::max(0.0f, std::ceil(client_.runtime().interaction().dialog_height - open->rect.h));
  }
  return std::max(0.0f, std::ceil(client_.runtime().tree().page_height) - client_.environment().height);
}

void Page::scroll_to(float y) {
  scroll_wish_.reset();
  const float target = std::round(std::clamp(y, 0.0f, scroll_max()));
  if (target == scroll_y()) return;
  ui::Environment environment = client_.environment();
  (dialog() ? environment.dialog_scroll_y : environment.scroll_y) = target;
  client_.set_environment(environment);
}

void Page::scroll_into_view(const ui::Node& node) {
  const ui::Node* open = dialog();
  const float height = open ? open->rect.h : client_.environment().height;
  const float top = node.rect.y - (open ? open->rect.y : 0);
  const float bottom = top + node.rect.h;
  const float margin = std::min(kViewMargin, height / 4);
  if (top < scroll_y() + margin) {
    scroll_to(top - margin);
  } else if (bottom > scroll_y() + height - margin) {
    scroll_to(std::min(top - margin, bottom - height + margin));
  }
}

ui::Rect Page::scroll_thumb() const {
  const ui::Environment& environment = client_.environment();
  const float max = scroll_max();
  if (max <= 0 || dialog()) return {};
  const float whole = max + environment.height;
  const float height = std::max(kThumbHeightMin, environment.height * environment.height / whole);
  return {environment.width - kThumbWidth, (environment.height - height) * scroll_y() / max, kThumbWidth, height};
}

// ---- after a frame -------------------------------------------------------------------------------------------

void Page::follow_dialog() {
  const ui::SemanticsTree& tree = client_.runtime().tree();
  if (dialog_ == tree.dialog) return;
  dialog_ = tree.dialog;
  ui::Environment environment = client_.environment();
  environment.dialog_scroll_y = 0;  // one that opens is at its beginning
  client_.set_environment(environment);
  if (dialog_.empty() || is_inside(tree, client_.runtime().interaction().focused, dialog_)) return;
  focus(next_stop(reach(), dialog_, false), keyboard_used_);
}

void Page::follow_focus_wish() {
  if (std::optional<std::string> wish = client_.take_focus()) {
    focus_wish_ = std::move(*wish);
    focus_wish_frames_ = kFocusWishFrames;
  }
  if (focus_wish_.empty()) return;
  const ui::Node* node = client_.runtime().tree().find(focus_wish_);
  if (node) {
    scroll_into_view(*node);
    focus(focus_wish_, keyboard_used_);
  }
  if (node || --focus_wish_frames_ == 0) {
    focus_wish_.clear();
  } else {
    client_.runtime().request_frame();
  }
}

void Page::after_frame() {
  ui::Interaction& interaction = client_.runtime().interaction();
  const ui::SemanticsTree& tree = client_.runtime().tree();
  follow_dialog();
  follow_focus_wish();
  if (!tree.find(interaction.focused)) interaction.focused.clear();
  if (!tree.find(interaction.expanded)) interaction.expanded.clear();
  if (const std::optional<float> wish = client_.take_scroll()) scroll_wish_ = wish;
  if (scroll_wish_ && !dialog() && *scroll_wish_ <= scroll_max()) scroll_to(*scroll_wish_);
  if (scroll_y() > scroll_max()) scroll_to(scroll_max());
  const bool marked_by_key = is_option_of(interaction.hovered, interaction.expanded);
  if (pointer_.x >= 0 && !thumb_grip_ && !marked_by_key) pointer_moved(pointer_);  // the page may have moved under it
}

}  // namespace portal::shell
