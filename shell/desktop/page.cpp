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

bool takes_text(const ui::Node& node) { return node.role == NodeRole::kTextBox || node.role == NodeRole::kComboBox; }

}  // namespace

Reach Page::reach() const {
  const Runtime& runtime = client_.runtime();
  const ui::Node* combo = open_combo(runtime.tree());
  return {runtime.tree(), combo ? client_.runtime().interaction().scroll_of(combo->controls) : 0};
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
  if (!node || node->role != NodeRole::kOption) focus(pressed_, false);  // an option leaves the focus to its combo box
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
  const ui::SemanticsTree& tree = client_.runtime().tree();
  const ui::Node* combo = open_combo(tree);
  const ui::Node* list = combo ? tree.find(combo->controls) : nullptr;
  const ui::Point on_page{point.x, point.y + scroll_y()};
  if (list && list->rect.contains(on_page)) return scroll_list(*list, -lines * kLine);
  scroll_to(scroll_y() - lines * kLine);
}

void Page::hover(const std::string& node) {
  ui::Interaction& interaction = client_.runtime().interaction();
  if (interaction.hovered == node) return;
  interaction.hover(node);
  client_.runtime().request_frame();
}

// ---- keyboard ----------------------------------------------------------------------------------------------

bool Page::press_key(Key key) {
  ui::Interaction& interaction = client_.runtime().interaction();
  const KeyReaction reaction = decide_key(reach(), interaction.focused, key);
  if (!reaction.taken) return false;
  keyboard_used_ = true;
  if (!reaction.move.empty()) client_.runtime().act({UserAction::Kind::kMove, interaction.focused, reaction.move});
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
  if (node->role == NodeRole::kFileInput) {
    files_wanted_ = id;
  } else if (node->role != NodeRole::kTextBox) {
    client_.runtime().act({UserAction::Kind::kPress, id, {}});
  }
  client_.runtime().request_frame();
}

void Page::focus(const std::string& node, bool by_keyboard) {
  ui::Interaction& interaction = client_.runtime().interaction();
  const ui::Node* target = client_.runtime().tree().find(node);
  const bool visible = by_keyboard || (target && takes_text(*target));
  client_.runtime().request_frame();
  if (interaction.focused == node) {
    interaction.focus_visible = visible;
    return;
  }
  if (!interaction.focused.empty()) client_.runtime().act({UserAction::Kind::kBlur, interaction.focused, {}});
  if (!node.empty()) client_.runtime().act({UserAction::Kind::kFocus, node, {}});
  interaction.focus(node, visible);
}

bool Page::edits_text() const {
  const ui::Node* node = client_.runtime().tree().find(client_.runtime().interaction().focused);
  return node && takes_text(*node) && !node->disabled;
}

bool Page::points_at_text() const {
  const ui::Node* node = client_.runtime().tree().find(client_.runtime().interaction().hovered);
  return node && takes_text(*node);
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

// Not further than that it shows its last option at the end.
void Page::scroll_list(const ui::Node& list, float by) {
  float bottom = list.rect.bottom();
  for (const ui::Node& node : client_.runtime().tree().nodes) {
    if (node.parent == list.id) bottom = std::max(bottom, node.rect.bottom());
  }
  float& scrolled = client_.runtime().interaction().scrolled[list.id];
  scrolled = std::clamp(scrolled + by, 0.0f, bottom - list.rect.bottom());
  client_.runtime().request_frame();
}

void Page::show_marked_option() {
  const ui::SemanticsTree& tree = client_.runtime().tree();
  const ui::Node* combo = open_combo(tree);
  const std::string marked = combo ? combo->active : std::string();
  if (std::exchange(marked_, marked) == marked || marked.empty()) return;
  const ui::Node* list = tree.find(combo->controls);
  const ui::Node* option = tree.find(marked);
  if (!list || !option) return;
  const float scrolled = client_.runtime().interaction().scroll_of(list->id);
  const float above = list->rect.y + scrolled - option->rect.y;
  const float below = option->rect.bottom() - scrolled - list->rect.bottom();
  if (above > 0) scroll_list(*list, -above);
  if (below > 0) scroll_list(*list, below);
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
  show_marked_option();
  if (const std::optional<float> wish = client_.take_scroll()) scroll_wish_ = wish;
  if (scroll_wish_ && !dialog() && *scroll_wish_ <= scroll_max()) scroll_to(*scroll_wish_);
  if (scroll_y() > scroll_max()) scroll_to(scroll_max());
  if (pointer_.x >= 0 && !thumb_grip_) pointer_moved(pointer_);  // the page may have moved under it
}

}  // namespace portal::shell
