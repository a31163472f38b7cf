// The diff for the boundary: one pass over both trees, JSON written by hand (it runs once a frame).
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <unordered_map>
#include <utility>

#include "ui/semantics.h"

namespace portal::ui {

namespace {

// ---- writing --------------------------------------------------------------------------------------------------

void write_text(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char escaped[8];
      std::snprintf(escaped, sizeof escaped, "\\u%04x", c);
      out += escaped;
    } else {
      out += c;
    }
  }
  out += '"';
}

// Hundredths as a decimal number without trailing zeros.
void write_hundredths(std::string& out, long long value) {
  if (value < 0) out += '-';
  const long long size = value < 0 ? -value : value;
  char digits[32];
  std::snprintf(digits, sizeof digits, size % 100 == 0 ? "%lld" : size % 10 == 0 ? "%lld.%lld" : "%lld.%02lld", size / 100,
                size % 10 == 0 ? size % 100 / 10 : size % 100);
  out += digits;
}

long long hundredths(float value) { return std::llround(static_cast<double>(value) * 100); }

void write_value(std::string& out, const std::string& value) { write_text(out, value); }
void write_value(std::string& out, bool value) { out += value ? "true" : "false"; }
void write_value(std::string& out, int value) { out += std::to_string(value); }
void write_value(std::string& out, float value) { write_hundredths(out, hundredths(value)); }
void write_value(std::string& out, NodeRole value) { write_text(out, name_of(value)); }
void write_value(std::string& out, Sort value) {
  write_text(out, value == Sort::kAscending ? "ascending" : value == Sort::kDescending ? "descending" : "none");
}
void write_value(std::string& out, TabStop value) {
  write_text(out, value == TabStop::kYes ? "yes" : value == TabStop::kNo ? "no" : "natural");
}

template <class T>
void write_member(std::string& out, const char* name, const T& value) {
  if (out.back() != '{') out += ',';
  out += '"';
  out += name;
  out += "\":";
  write_value(out, value);
}

// ---- what a node looks like over there --------------------------------------------------------------------------

struct PlacedRect {
  long long x = 0, y = 0, w = 0, h = 0;  // hundredths, relative to the parent
  friend bool operator==(const PlacedRect&, const PlacedRect&) = default;
};

void write_value(std::string& out, const PlacedRect& rect) {
  out += '[';
  for (const long long side : {rect.x, rect.y, rect.w, rect.h}) {
    if (out.back() != '[') out += ',';
    write_hundredths(out, side);
  }
  out += ']';
}

bool same(float a, float b) { return hundredths(a) == hundredths(b); }
template <class T>
bool same(const T& a, const T& b) { return a == b; }

void write_changes(std::string& out, const Node& was, const Node& is) {
#define PORTAL_MEMBER(member) \
  if (!same(was.member, is.member)) write_member(out, #member, is.member)
  PORTAL_MEMBER(parent); PORTAL_MEMBER(role); PORTAL_MEMBER(name); PORTAL_MEMBER(value); PORTAL_MEMBER(placeholder);
  PORTAL_MEMBER(describes); PORTAL_MEMBER(href); PORTAL_MEMBER(autocomplete); PORTAL_MEMBER(input_mode);
  PORTAL_MEMBER(accept); PORTAL_MEMBER(popup); PORTAL_MEMBER(group); PORTAL_MEMBER(controls); PORTAL_MEMBER(active);
  PORTAL_MEMBER(tab_stop); PORTAL_MEMBER(grid); PORTAL_MEMBER(level);
  PORTAL_MEMBER(length_max); PORTAL_MEMBER(row); PORTAL_MEMBER(rows); PORTAL_MEMBER(column); PORTAL_MEMBER(columns);
  PORTAL_MEMBER(fraction); PORTAL_MEMBER(font_size); PORTAL_MEMBER(sort); PORTAL_MEMBER(sortable); PORTAL_MEMBER(strong);
  PORTAL_MEMBER(wraps);
  PORTAL_MEMBER(multiline); PORTAL_MEMBER(password); PORTAL_MEMBER(required); PORTAL_MEMBER(invalid);
  PORTAL_MEMBER(disabled); PORTAL_MEMBER(busy); PORTAL_MEMBER(checked); PORTAL_MEMBER(selected); PORTAL_MEMBER(current);
  PORTAL_MEMBER(expanded); PORTAL_MEMBER(assertive); PORTAL_MEMBER(multiple); PORTAL_MEMBER(end_aligned);
#undef PORTAL_MEMBER
}

// ---- a tree with the relations that the diff asks for --------------------------------------------------------------

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

struct Indexed {
  const std::vector<Node>& nodes;
  std::unordered_map<std::string_view, std::size_t> at;
  std::vector<std::size_t> parent;
  std::vector<std::size_t> sibling_before;
  std::vector<PlacedRect> rect;

  explicit Indexed(const SemanticsTree& tree) : nodes(tree.nodes) {
    const std::size_t count = nodes.size();
    at.reserve(count);
    parent.assign(count, kNone);
    sibling_before.assign(count, kNone);
    rect.resize(count);
    std::vector<std::size_t> last_child(count, kNone);
    for (std::size_t i = 0; i < count; ++i) {
      at.emplace(nodes[i].id, i);
      Point origin;
      if (const auto found = at.find(nodes[i].parent); found != at.end() && found->second != i) {
        parent[i] = found->second;
        sibling_before[i] = std::exchange(last_child[parent[i]], i);
        origin = {nodes[parent[i]].rect.x, nodes[parent[i]].rect.y};
      }
      const Rect& r = nodes[i].rect;
      rect[i] = {hundredths(r.x - origin.x), hundredths(r.y - origin.y), hundredths(r.w), hundredths(r.h)};
    }
  }

  std::size_t find(std::string_view id) const {
    const auto found = at.find(id);
    return found == at.end() ? kNone : found->second;
  }
};

struct Change {
  bool fresh = false;       // to be made anew
  bool reordered = false;   // stays with its parent, elsewhere among its siblings
};

// Of children that were there before, the longest run that keeps its order stays; the others move around it.
void mark_moved(const std::vector<std::size_t>& children, const std::vector<std::size_t>& place_before,
                std::vector<Change>& changes) {
  std::vector<std::size_t> tails;  // index into children of the smallest end of a run of each length
  std::vector<std::size_t> previous(children.size(), kNone);
  for (std::size_t i = 0; i < children.size(); ++i) {
    const auto less = [&](std::size_t a, std::size_t place) { return place_before[children[a]] < place; };
    const auto spot = std::lower_bound(tails.begin(), tails.end(), place_before[children[i]], less);
    previous[i] = spot == tails.begin() ? kNone : *(spot - 1);
    if (spot == tails.end()) {
      tails.push_back(i);
    } else {
      *spot = i;
    }
  }
  for (const std::size_t child : children) changes[child].reordered = true;
  for (std::size_t i = tails.empty() ? kNone : tails.back(); i != kNone; i = previous[i]) changes[children[i]].reordered = false;
}

std::vector<Change> compare(const Indexed& before, const Indexed& after) {
  const std::size_t count = after.nodes.size();
  std::vector<Change> changes(count);
  std::vector<std::size_t> place_before(count, kNone);
  std::vector<std::vector<std::size_t>> kept(count);  // by parent: children that stay with it
  for (std::size_t i = 0; i < count; ++i) {
    const Node& is = after.nodes[i];
    const std::size_t old = before.find(is.id);
    const bool parent_fresh = after.parent[i] != kNone && changes[after.parent[i]].fresh;
    if (old == kNone || parent_fresh || before.nodes[old].role != is.role || before.nodes[old].multiline != is.multiline) {
      changes[i].fresh = true;
      continue;
    }
    place_before[i] = old;
    if (before.nodes[old].parent != is.parent) {
      changes[i].reordered = true;
    } else if (after.parent[i] != kNone) {
      kept[after.parent[i]].push_back(i);
    }
  }
  for (const std::vector<std::size_t>& children : kept) {
    const auto earlier = [&](std::size_t a, std::size_t b) { return place_before[a] < place_before[b]; };
    if (!std::is_sorted(children.begin(), children.end(), earlier)) mark_moved(children, place_before, changes);
  }
  return changes;
}

void write_node(std::string& out, const Indexed& before, const Indexed& after, std::size_t i, const Change& change) {
  const Node& is = after.nodes[i];
  std::string members = "{";
  write_member(members, "id", is.id);
  const std::size_t id_only = members.size();
  if (change.fresh) {
    Node nothing;
    nothing.id = is.id;
    if (is.parent.empty()) write_member(members, "parent", is.parent);
    if (is.role == nothing.role) write_member(members, "role", is.role);
    write_changes(members, nothing, is);
    write_member(members, "rect", after.rect[i]);
  } else {
    const std::size_t old = before.find(is.id);
    write_changes(members, before.nodes[old], is);
    if (before.rect[old] != after.rect[i]) write_member(members, "rect", after.rect[i]);
  }
  if (change.fresh || change.reordered) {
    const std::size_t sibling = after.sibling_before[i];
    write_member(members, "after", sibling == kNone ? std::string() : after.nodes[sibling].id);
  }
  if (members.size() == id_only) return;
  if (out.back() != '[') out += ',';
  out += members;
  out += '}';
}

std::string removed(const Indexed& before, const Indexed& after, const std::vector<Change>& changes) {
  std::string out = "[";
  for (const Node& was : before.nodes) {
    const std::size_t now = after.find(was.id);
    if (now != kNone && !changes[now].fresh) continue;
    if (out.back() != '[') out += ',';
    write_text(out, was.id);
  }
  return out + "]";
}

}  // namespace

std::string diff_to_json(const SemanticsTree& before_tree, const SemanticsTree& after_tree) {
  const Indexed before(before_tree);
  const Indexed after(after_tree);
  const std::vector<Change> changes = compare(before, after);
  std::string out = "{";
  if (const std::string gone = removed(before, after, changes); gone != "[]") out += "\"remove\":" + gone;
  std::string upsert = "[";
  for (std::size_t i = 0; i < changes.size(); ++i) write_node(upsert, before, after, i, changes[i]);
  if (upsert != "[") {
    if (out != "{") out += ',';
    out += "\"upsert\":" + upsert + "]";
  }
  if (before_tree.title != after_tree.title) write_member(out, "title", after_tree.title);
  if (before_tree.language != after_tree.language) write_member(out, "language", after_tree.language);
  if (!same(before_tree.page_height, after_tree.page_height)) write_member(out, "page_height", after_tree.page_height);
  if (before_tree.dialog != after_tree.dialog) write_member(out, "dialog", after_tree.dialog);
  return out == "{" ? std::string() : out + "}";
}

}  // namespace portal::ui
