#include "tests/ui/find.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <map>

#include "model/utf8.h"

namespace portal::test {

using ui::Node;
using ui::NodeRole;
using ui::SemanticsTree;

std::vector<const Node*> find_all(const SemanticsTree& tree, NodeRole role, std::string_view name) {
  std::vector<const Node*> found;
  for (const Node& node : tree.nodes) {
    if (node.role == role && node.name == name) found.push_back(&node);
  }
  return found;
}

std::vector<const Node*> find_all(const SemanticsTree& tree, NodeRole role) {
  std::vector<const Node*> found;
  for (const Node& node : tree.nodes) {
    if (node.role == role) found.push_back(&node);
  }
  return found;
}

const Node& find(const SemanticsTree& tree, NodeRole role, std::string_view name) {
  static const Node nothing;
  const std::vector<const Node*> found = find_all(tree, role, name);
  if (found.size() == 1) return *found.front();
  ADD_FAILURE() << found.size() << " nodes are a " << ui::name_of(role) << " \"" << name << "\" on this page:\n" << outline(tree);
  return nothing;
}

const Node* describing(const SemanticsTree& tree, NodeRole role, std::string_view control) {
  for (const Node& node : tree.nodes) {
    if (node.role == role && node.describes == control) return &node;
  }
  return nullptr;
}

std::string visible_text(const SemanticsTree& tree) {
  std::string text;
  for (const Node& node : tree.nodes) {
    text += node.name + "\n";
    if (node.role == NodeRole::kTextBox && !node.password) text += node.value + "\n";
  }
  return text;
}

std::string outline(const SemanticsTree& tree) {
  std::map<std::string_view, int> depth;
  std::string text;
  for (const Node& node : tree.nodes) {
    const int level = node.parent.empty() ? 0 : depth[node.parent] + 1;
    depth[node.id] = level;
    text += std::string(static_cast<std::size_t>(level) * 2, ' ') + std::string(ui::name_of(node.role));
    if (!node.name.empty()) text += " \"" + node.name + "\"";
    if (!node.value.empty()) text += " = \"" + node.value + "\"";
    text += "  #" + node.id + "\n";
  }
  return text;
}

namespace {

constexpr float kTolerance = 0.51f;  // of rounding

std::string described(const Node& node) {
  char rect[80];
  std::snprintf(rect, sizeof rect, " at %.1f,%.1f %.1f×%.1f", node.rect.x, node.rect.y, node.rect.w, node.rect.h);
  return std::string(ui::name_of(node.role)) + " \"" + node.name + "\" #" + node.id + rect;
}

bool overlap(const ui::Rect& a, const ui::Rect& b) {
  return a.x + kTolerance < b.right() && b.x + kTolerance < a.right() && a.y + kTolerance < b.bottom() && b.y + kTolerance < a.bottom();
}

bool within(const ui::Rect& inner, const ui::Rect& outer) {
  return inner.x >= outer.x - kTolerance && inner.right() <= outer.right() + kTolerance && inner.y >= outer.y - kTolerance &&
         inner.bottom() <= outer.bottom() + kTolerance;
}

bool is_note(NodeRole role) { return role == NodeRole::kLabel || role == NodeRole::kHint || role == NodeRole::kError; }

std::string dialog_of(const SemanticsTree& tree, const Node& node) {
  for (const Node* at = &node; at; at = tree.find(at->parent)) {
    if (at->role == NodeRole::kDialog) return at->id;
  }
  return {};
}

// The options of an open list; what is drawn only while it has the focus.
bool stands_over_all(const Node& node) { return node.role == NodeRole::kOption || node.id == "skip"; }

}  // namespace

std::string layout_problems(const SemanticsTree& tree, float page_width) {
  std::string problems;
  std::vector<const Node*> controls;
  for (const Node& node : tree.nodes) {
    const Node* parent = tree.find(node.parent);
    if (node.rect.x < -kTolerance || node.rect.right() > page_width + kTolerance) {
      problems += "beyond the page's edge: " + described(node) + "\n";
    }
    if (node.rect.w < 0 || node.rect.h < 0) problems += "negative size: " + described(node) + "\n";
    // Dialogs, open lists and tooltips lie over the page; what is in a dialog or a list may be higher than it, and scrolls.
    const bool lies_over = node.role == NodeRole::kDialog || node.role == NodeRole::kListBox || node.role == NodeRole::kTooltip ||
                           (node.role == NodeRole::kStatus && node.parent == "main");
    const bool scrolls = parent && (parent->role == NodeRole::kDialog || parent->role == NodeRole::kListBox);
    const bool free = lies_over || (scrolls && node.rect.y >= parent->rect.y);
    if (parent && !free && !within(node.rect, parent->rect)) {
      problems += "outside of its container: " + described(node) + "\n    in " + described(*parent) + "\n";
    }
    if (ui::is_control(node.role)) {
      if (node.name.empty()) problems += "a control without a name: " + described(node) + "\n";
      if (!stands_over_all(node)) controls.push_back(&node);
    }
    if (is_note(node.role) && !node.describes.empty() && !tree.find(node.describes)) {
      problems += "belongs to nothing: " + described(node) + "\n";
    }
  }
  for (std::size_t i = 0; i < controls.size(); ++i) {
    for (std::size_t j = i + 1; j < controls.size(); ++j) {
      if (!overlap(controls[i]->rect, controls[j]->rect)) continue;
      if (dialog_of(tree, *controls[i]) != dialog_of(tree, *controls[j])) continue;
      problems += "one over the other: " + described(*controls[i]) + "\n    and " + described(*controls[j]) + "\n";
    }
  }
  return problems;
}

namespace {

bool is_in_a_cell(const SemanticsTree& tree, const Node& node) {
  for (const Node* at = tree.find(node.parent); at; at = tree.find(at->parent)) {
    if (at->role == NodeRole::kCell || at->role == NodeRole::kColumnHeader) return true;
  }
  return false;
}

// As in screen.h: half an em for what is narrow, a whole one for the rest.
float width_of(std::string_view text, float font_size) {
  float ems = 0;
  for (std::size_t at = 0; at < text.size();) ems += model::next_code_point(text, at) < 0x2000 ? 0.5f : 1.0f;
  return ems * font_size;
}

bool says_more_than_is_drawn(const Node& node) {
  return node.id.ends_with("/remove") || node.id.ends_with("/retry") || node.id.ends_with("/open") || node.id.ends_with("/calendar") ||
         node.id.find("/day_") != std::string::npos || node.role == NodeRole::kTab;
}

}  // namespace

std::string words_cut_off(const SemanticsTree& tree) {
  std::string cut;
  for (const Node& node : tree.nodes) {
    const bool counts = node.role == NodeRole::kHeading || node.role == NodeRole::kText || node.role == NodeRole::kLabel ||
                        node.role == NodeRole::kHint || node.role == NodeRole::kError || node.role == NodeRole::kRadio ||
                        node.role == NodeRole::kButton || node.role == NodeRole::kLink;
    if (!counts || node.font_size <= 0 || is_in_a_cell(tree, node) || says_more_than_is_drawn(node)) continue;
    const float one_line_ems = ui::is_control(node.role) ? 3 : 2;  // a control is higher than its text
    const bool several_lines = node.rect.h > one_line_ems * node.font_size;
    if (several_lines || width_of(node.name, node.font_size) <= node.rect.w + 1) continue;
    cut += described(node) + "\n";
  }
  return cut;
}

void expect_no_layout_problems(const SemanticsTree& tree, float page_width) {
  if (const std::string problems = layout_problems(tree, page_width); !problems.empty()) ADD_FAILURE() << problems;
}

}  // namespace portal::test
