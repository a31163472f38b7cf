#include "shell/desktop/reach.h"

#include <algorithm>
#include <unordered_set>


namespace portal::shell {

namespace {

// Parents come before children, so one pass finds everything below a node.
std::unordered_set<std::string_view> ids_inside(const ui::SemanticsTree& tree, std::string_view container) {
  std::unordered_set<std::string_view> inside{container};
  for (const ui::Node& node : tree.nodes) {
    if (inside.contains(node.parent)) inside.insert(node.id);
  }
  return inside;
}

std::size_t index_of(const ui::SemanticsTree& tree, std::string_view id) {
  const auto found = std::find_if(tree.nodes.begin(), tree.nodes.end(), [&](const ui::Node& n) { return n.id == id; });
  return static_cast<std::size_t>(found - tree.nodes.begin());
}

bool same_group(const ui::Node& a, const ui::Node& b) {
  if (a.role != b.role) return false;
  if (a.role == ui::NodeRole::kTab) return a.parent == b.parent;
  return a.role == ui::NodeRole::kRadio && a.group == b.group;
}

bool is_chosen(const ui::Node& node) { return node.role == ui::NodeRole::kTab ? node.selected : node.checked; }

}  // namespace

bool is_inside(const ui::SemanticsTree& tree, std::string_view node, std::string_view container) {
  return ids_inside(tree, container).contains(node);
}

const ui::Node* open_combo(const ui::SemanticsTree& tree) {
  const auto found = std::find_if(tree.nodes.begin(), tree.nodes.end(), [](const ui::Node& node) {
    return node.role == ui::NodeRole::kComboBox && node.expanded;
  });
  return found == tree.nodes.end() ? nullptr : &*found;
}

std::vector<const ui::Node*> controls(const Reach& reach) {
  std::vector<const ui::Node*> found;
  std::unordered_set<std::string_view> inside;
  if (!reach.tree.dialog.empty()) inside = ids_inside(reach.tree, reach.tree.dialog);
  for (const ui::Node& node : reach.tree.nodes) {
    const bool takes_focus = ui::is_control(node.role) || node.tab_stop != ui::TabStop::kNatural;
    if (!takes_focus || node.disabled) continue;
    if (!inside.empty() && !inside.contains(node.id)) continue;
    found.push_back(&node);
  }
  return found;
}

std::vector<const ui::Node*> tab_stops(const Reach& reach) {
  const std::vector<const ui::Node*> all = controls(reach);
  std::vector<const ui::Node*> stops;
  for (const ui::Node* node : all) {
    if (node->role == ui::NodeRole::kOption || node->tab_stop == ui::TabStop::kNo) continue;
    const auto member = [&](const ui::Node* other) { return same_group(*node, *other); };
    const auto first = std::find_if(all.begin(), all.end(), member);
    if (first == all.end()) {
      stops.push_back(node);
      continue;
    }
    const auto chosen = std::find_if(all.begin(), all.end(), [&](const ui::Node* o) { return member(o) && is_chosen(*o); });
    if (node == (chosen == all.end() ? *first : *chosen)) stops.push_back(node);
  }
  return stops;
}

std::string next_stop(const Reach& reach, std::string_view focused, bool backwards) {
  const std::vector<const ui::Node*> stops = tab_stops(reach);
  if (stops.empty()) return {};
  const std::size_t from = index_of(reach.tree, focused);
  const bool nowhere = from == reach.tree.nodes.size();
  if (backwards) {
    const auto before = std::find_if(stops.rbegin(), stops.rend(), [&](const ui::Node* node) {
      return !nowhere && node < &reach.tree.nodes[from];
    });
    return (before == stops.rend() ? stops.back() : *before)->id;
  }
  const auto after = std::find_if(stops.begin(), stops.end(), [&](const ui::Node* node) {
    return nowhere || node > &reach.tree.nodes[from];
  });
  return (after == stops.end() ? stops.front() : *after)->id;
}

std::vector<const ui::Node*> siblings(const Reach& reach, const ui::Node& node) {
  std::vector<const ui::Node*> members = controls(reach);
  std::erase_if(members, [&](const ui::Node* other) { return !same_group(node, *other); });
  return members;
}

const ui::Node* control_at(const Reach& reach, ui::Point point, float scroll_y) {
  const ui::Node* dialog = reach.tree.find(reach.tree.dialog);
  if (dialog && !dialog->rect.contains(point)) return nullptr;  // what is scrolled out of it is cut off
  point.y += scroll_y;
  const std::vector<const ui::Node*> all = controls(reach);
  if (const ui::Node* combo = open_combo(reach.tree)) {
    const ui::Node* list = reach.tree.find(combo->controls);
    if (!list || !list->rect.contains(point)) return combo->rect.contains(point) ? combo : nullptr;
    point.y += reach.list_scroll_y;
  }
  const auto top = std::find_if(all.rbegin(), all.rend(), [&](const ui::Node* node) { return node->rect.contains(point); });
  return top == all.rend() ? nullptr : *top;
}

const ui::Node* submit_button(const ui::SemanticsTree& tree, std::string_view node) {
  std::string_view form = node;
  for (const ui::Node* at = tree.find(form); at && at->role != ui::NodeRole::kForm; at = tree.find(form)) form = at->parent;
  if (!tree.find(form)) return nullptr;
  const std::unordered_set<std::string_view> inside = ids_inside(tree, form);
  const auto found = std::find_if(tree.nodes.begin(), tree.nodes.end(), [&](const ui::Node& n) {
    return n.role == ui::NodeRole::kButton && !n.disabled && n.id.ends_with("/submit") && inside.contains(n.id);
  });
  return found == tree.nodes.end() ? nullptr : &*found;
}

}  // namespace portal::shell
