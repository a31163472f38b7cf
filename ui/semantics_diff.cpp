// The diff for the boundary: one pass over both trees, JSON written by hand (it runs once a frame).
#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "ui/number_text.h"
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
      constexpr char kHex[] = "0123456789abcdef";
      out += "\\u00";
      out += kHex[c >> 4 & 15];
      out += kHex[c & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

// Hundredths as a decimal number without trailing zeros.
void write_hundredths(std::string& out, long long value) { out += short_text(static_cast<double>(value) / 100, 2); }

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
  PORTAL_MEMBER(accept); PORTAL_MEMBER(popup); PORTAL_MEMBER(group); PORTAL_MEMBER(language); PORTAL_MEMBER(controls);
  PORTAL_MEMBER(active); PORTAL_MEMBER(shortcut); PORTAL_MEMBER(tab_stop); PORTAL_MEMBER(grid); PORTAL_MEMBER(level);
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
  std::vector<std::size_t> parent;
  std::vector<std::size_t> sibling_before;

  explicit Indexed(const SemanticsTree& tree) : nodes(tree.nodes) {
    const std::size_t count = nodes.size();
    parent.assign(count, kNone);
    sibling_before.assign(count, kNone);
    std::vector<std::size_t> last_child(count, kNone);
    for (std::size_t i = 0; i < count; ++i) {
      parent[i] = find_parent(i);
      if (parent[i] != kNone) sibling_before[i] = std::exchange(last_child[parent[i]], i);
    }
  }

  Point origin(std::size_t i) const {
    if (parent[i] == kNone) return {};
    const Rect& around = nodes[parent[i]].rect;
    return {around.x, around.y};
  }

  PlacedRect rect(std::size_t i) const {
    const Rect& r = nodes[i].rect;
    const Point from = origin(i);
    return {hundredths(r.x - from.x), hundredths(r.y - from.y), hundredths(r.w), hundredths(r.h)};
  }

 private:
  // As a rule it is the node before or one around that.
  std::size_t find_parent(std::size_t i) const {
    const std::string& wanted = nodes[i].parent;
    if (wanted.empty() || i == 0) return kNone;
    for (std::size_t at = i - 1; at != kNone; at = parent[at]) {
      if (nodes[at].id == wanted) return at;
    }
    for (std::size_t at = 0; at < i; ++at) {
      if (nodes[at].id == wanted) return at;
    }
    return kNone;
  }
};

// Where each node of `after` stood before; kNone for one that was not there. From frame to frame most stand where they
// stood, counted from the front or from the back: only what lies between is looked up.
std::vector<std::size_t> places_before(const std::vector<Node>& before, const std::vector<Node>& after) {
  std::vector<std::size_t> places(after.size(), kNone);
  const std::size_t most = std::min(before.size(), after.size());
  std::size_t front = 0;
  for (; front < most && before[front].id == after[front].id; ++front) places[front] = front;
  std::size_t before_end = before.size();
  std::size_t after_end = after.size();
  while (before_end > front && after_end > front && before[before_end - 1].id == after[after_end - 1].id) {
    places[--after_end] = --before_end;
  }
  std::unordered_map<std::string_view, std::size_t> between;
  for (std::size_t i = front; i < before_end; ++i) between.emplace(before[i].id, i);
  for (std::size_t i = front; i < after_end; ++i) {
    if (const auto found = between.find(after[i].id); found != between.end()) places[i] = found->second;
  }
  return places;
}

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

std::vector<Change> compare(const Indexed& before, const Indexed& after, const std::vector<std::size_t>& places) {
  const std::size_t count = after.nodes.size();
  std::vector<Change> changes(count);
  const auto stays = [&](std::size_t i) {  // with its parent
    return !changes[i].fresh && after.parent[i] != kNone && before.nodes[places[i]].parent == after.nodes[i].parent;
  };
  std::vector<std::size_t> last_place(count, kNone);  // by parent: of its last child that stays
  std::vector<std::size_t> out_of_order;              // parents
  for (std::size_t i = 0; i < count; ++i) {
    const Node& is = after.nodes[i];
    const std::size_t old = places[i];
    const std::size_t parent = after.parent[i];
    const bool parent_fresh = parent != kNone && changes[parent].fresh;
    if (old == kNone || parent_fresh || before.nodes[old].role != is.role || before.nodes[old].multiline != is.multiline) {
      changes[i].fresh = true;
      continue;
    }
    changes[i].reordered = before.nodes[old].parent != is.parent;
    if (!stays(i)) continue;
    const std::size_t last = std::exchange(last_place[parent], old);
    const bool passed = last != kNone && old < last;
    if (passed && std::ranges::find(out_of_order, parent) == out_of_order.end()) out_of_order.push_back(parent);
  }
  for (const std::size_t parent : out_of_order) {
    std::vector<std::size_t> children;
    for (std::size_t i = parent + 1; i < count; ++i) {
      if (after.parent[i] == parent && stays(i)) children.push_back(i);
    }
    mark_moved(children, places, changes);
  }
  return changes;
}

bool looks_the_same(const Indexed& before, std::size_t old, const Indexed& after, std::size_t i) {
  const Point from = before.origin(old);
  const Point to = after.origin(i);
  return from.x == to.x && from.y == to.y && before.nodes[old] == after.nodes[i];
}

void write_node(std::string& out, const Indexed& before, std::size_t old, const Indexed& after, std::size_t i,
                const Change& change) {
  const bool placed = change.fresh || change.reordered;
  if (!placed && looks_the_same(before, old, after, i)) return;
  const Node& is = after.nodes[i];
  const std::size_t start = out.size();
  out += out.back() == '[' ? "{" : ",{";
  write_member(out, "id", is.id);
  const std::size_t id_only = out.size();
  if (change.fresh) {
    Node nothing;
    nothing.id = is.id;
    if (is.parent.empty()) write_member(out, "parent", is.parent);
    if (is.role == nothing.role) write_member(out, "role", is.role);
    write_changes(out, nothing, is);
    write_member(out, "rect", after.rect(i));
  } else {
    write_changes(out, before.nodes[old], is);
    if (before.rect(old) != after.rect(i)) write_member(out, "rect", after.rect(i));
  }
  if (placed) {
    const std::size_t sibling = after.sibling_before[i];
    write_member(out, "after", sibling == kNone ? std::string() : after.nodes[sibling].id);
  }
  if (out.size() == id_only) {
    out.resize(start);
  } else {
    out += '}';
  }
}

std::string removed(const Indexed& before, const std::vector<std::size_t>& places, const std::vector<Change>& changes) {
  std::vector<bool> stays(before.nodes.size(), false);
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (places[i] != kNone && !changes[i].fresh) stays[places[i]] = true;
  }
  std::string out = "[";
  for (std::size_t i = 0; i < stays.size(); ++i) {
    if (stays[i]) continue;
    if (out.back() != '[') out += ',';
    write_text(out, before.nodes[i].id);
  }
  return out + "]";
}

}  // namespace

std::string diff_to_json(const SemanticsTree& before_tree, const SemanticsTree& after_tree) {
  const Indexed before(before_tree);
  const Indexed after(after_tree);
  const std::vector<std::size_t> places = places_before(before.nodes, after.nodes);
  const std::vector<Change> changes = compare(before, after, places);
  std::string out = "{";
  if (const std::string gone = removed(before, places, changes); gone != "[]") out += "\"remove\":" + gone;
  std::string upsert = "[";
  for (std::size_t i = 0; i < changes.size(); ++i) write_node(upsert, before, places[i], after, i, changes[i]);
  if (upsert != "[") {
    if (out != "{") out += ',';
    out += "\"upsert\":" + upsert + "]";
  }
  if (before_tree.title != after_tree.title) write_member(out, "title", after_tree.title);
  if (before_tree.language != after_tree.language) write_member(out, "language", after_tree.language);
  if (before_tree.theme != after_tree.theme) write_member(out, "theme", after_tree.theme);
  if (!same(before_tree.text_scale, after_tree.text_scale)) write_member(out, "text_scale", after_tree.text_scale);
  if (!same(before_tree.page_height, after_tree.page_height)) write_member(out, "page_height", after_tree.page_height);
  if (before_tree.dialog != after_tree.dialog) write_member(out, "dialog", after_tree.dialog);
  return out == "{" ? std::string() : out + "}";
}

}  // namespace portal::ui
