#include "shell/desktop/keyboard.h"

#include <algorithm>

namespace portal::shell {

namespace {

using ui::Node;
using ui::NodeRole;

constexpr float kMostOfAPage = 0.9f;

KeyReaction taken() {
  KeyReaction reaction;
  reaction.taken = true;
  return reaction;
}

KeyReaction press(const Node& node) {
  KeyReaction reaction = taken();
  reaction.press = node.id;
  return reaction;
}

// Steps through a row of nodes from the one at `current`, wrapping around; from none of them to either end.
const Node* step(const std::vector<const Node*>& row, std::string_view current, Key key) {
  if (row.empty()) return nullptr;
  const auto at = std::find_if(row.begin(), row.end(), [&](const Node* node) { return node->id == current; });
  const std::size_t count = row.size();
  const std::size_t here = static_cast<std::size_t>(at - row.begin());  // count: none of them
  switch (key) {
    case Key::kLeft:
    case Key::kUp: return row[here == count ? count - 1 : (here + count - 1) % count];
    case Key::kRight:
    case Key::kDown: return row[here == count ? 0 : (here + 1) % count];
    case Key::kHome: return row.front();
    case Key::kEnd: return row.back();
    default: return nullptr;
  }
}

std::string move_of(Key key) {
  switch (key) {
    case Key::kUp: return "up";
    case Key::kDown: return "down";
    case Key::kLeft: return "left";
    case Key::kRight: return "right";
    case Key::kHome: return "home";
    case Key::kEnd: return "end";
    case Key::kPageUp: return "page_up";
    case Key::kPageDown: return "page_down";
    default: return {};
  }
}

KeyReaction move(Key key) {
  KeyReaction reaction;
  reaction.move = move_of(key);
  reaction.taken = !reaction.move.empty();
  return reaction;
}

KeyReaction in_combo_box(const Reach& reach, const Node& node, Key key) {
  const bool vertical = key == Key::kUp || key == Key::kDown || key == Key::kPageUp || key == Key::kPageDown;
  if (vertical) return move(key);
  if (key == Key::kEnter) {
    const Node* marked = node.expanded ? reach.tree.find(node.active) : nullptr;
    return press(marked ? *marked : node);
  }
  return {};  // the rest edits its text
}

KeyReaction in_text_box(const Reach& reach, const Node& node, Key key) {
  if (key != Key::kEnter || node.multiline) return {};
  // Enter in one line ends no editing: it presses the form's button, or does nothing.
  const Node* button = submit_button(reach.tree, node.id);
  return button ? press(*button) : taken();
}

KeyReaction in_group(const Reach& reach, const Node& node, Key key) {
  const Node* next = step(siblings(reach, node), node.id, key);
  if (!next) return {};
  KeyReaction reaction = press(*next);
  reaction.focus = next->id;
  return reaction;
}

KeyReaction on_control(const Reach& reach, const Node& node, Key key) {
  if (key == Key::kEnter || key == Key::kSpace) {
    const bool scrolls = node.role == NodeRole::kLink && key == Key::kSpace;
    return scrolls ? KeyReaction{} : press(node);
  }
  if (node.role == NodeRole::kTab || node.role == NodeRole::kRadio) return in_group(reach, node, key);
  if (node.tab_stop != ui::TabStop::kNatural) return move(key);
  return {};
}

KeyReaction on_page(Key key) {
  KeyReaction reaction = taken();
  switch (key) {
    case Key::kUp: reaction.scroll_lines = -1; break;
    case Key::kDown: reaction.scroll_lines = 1; break;
    case Key::kPageUp: reaction.scroll_pages = -kMostOfAPage; break;
    case Key::kPageDown:
    case Key::kSpace: reaction.scroll_pages = kMostOfAPage; break;
    case Key::kHome: reaction.scroll_end = -1; break;
    case Key::kEnd: reaction.scroll_end = 1; break;
    default: return {};
  }
  return reaction;
}

}  // namespace

KeyReaction decide_key(const Reach& reach, const std::string& focused, Key key) {
  if (key == Key::kTab || key == Key::kShiftTab) {
    KeyReaction reaction = taken();
    const std::string next = next_stop(reach, focused, key == Key::kShiftTab);
    if (!next.empty()) reaction.focus = next;
    return reaction;
  }
  if (key == Key::kEscape) {
    KeyReaction reaction = taken();
    const Node* combo = open_combo(reach.tree);
    reaction.dismiss = combo ? combo->id : reach.tree.dialog;
    return reaction;
  }
  const std::vector<const Node*> all = controls(reach);
  if (key == Key::kAltPageUp || key == Key::kAltPageDown) {
    const char* keys = key == Key::kAltPageUp ? "Alt+PageUp" : "Alt+PageDown";
    const auto named = std::find_if(all.begin(), all.end(), [&](const Node* node) { return node->shortcut == keys; });
    return named == all.end() ? KeyReaction{} : press(**named);
  }
  const auto found = std::find_if(all.begin(), all.end(), [&](const Node* node) { return node->id == focused; });
  if (found != all.end()) {
    const Node& node = **found;
    if (node.role == NodeRole::kComboBox) return in_combo_box(reach, node, key);
    const bool pages = key == Key::kPageUp || key == Key::kPageDown;
    if (node.role == NodeRole::kTextBox && !(pages && !node.multiline)) return in_text_box(reach, node, key);
    if (const KeyReaction reaction = on_control(reach, node, key); reaction.taken) return reaction;
  }
  return on_page(key);
}

}  // namespace portal::shell
