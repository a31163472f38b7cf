#include <algorithm>
#include <cmath>

#include "ui/widgets/parts.h"

namespace portal::ui {

namespace {

constexpr float kMark = 3;  // height of the line below the selected tab

struct TabLook {
  Frame::TextStyle label, count;
  float label_width, pill_width, width;
};

TabLook look_of(const Frame& frame, const TabSpec& tab, bool selected) {
  TabLook look;
  look.label = frame.style_text();
  look.label.strong = true;  // in both states, so that choosing a tab moves nothing
  look.label.color = selected ? frame.palette.accent : frame.palette.text_muted;
  look.count = frame.style_muted();
  look.count.color = selected ? frame.palette.accent : frame.palette.text_muted;
  look.label_width = std::ceil(frame.text_width(tab.label, look.label));
  look.pill_width = tab.count.empty() ? 0 : std::max(26.0f, std::ceil(frame.text_width(tab.count, look.count)) + 16);
  look.width = look.label_width + (look.pill_width > 0 ? look.pill_width + 8 : 0) + 2 * frame.metrics.control_padding;
  return look;
}

std::string panel_id(const std::string& tab_bar) { return tab_bar + "/panel"; }

void tab(Frame& frame, const Rect& rect, const TabSpec& spec, const TabLook& look, const std::string& list, const std::string& id, bool selected) {
  const Palette& p = frame.palette;
  if (frame.hovered(id) && !selected) frame.fill({rect.x, rect.y, rect.w, rect.h - 1}, p.surface_sunken, frame.metrics.radius / 2);
  const float x = rect.x + frame.metrics.control_padding;
  frame.draw_line(spec.label, {x, rect.y, std::min(look.label_width, rect.right() - x), rect.h}, look.label);
  if (look.pill_width > 0) {
    const float height = std::round(look.count.size * 1.6f);
    const Rect pill{x + look.label_width + 8, rect.y + std::floor((rect.h - height) / 2), look.pill_width, height};
    frame.fill(pill, selected ? p.accent_soft : p.surface_sunken, height / 2);
    frame.draw_line(spec.count, pill, look.count, 0.5f);
  }
  if (selected) frame.fill({rect.x, rect.bottom() - kMark, rect.w, kMark}, p.accent);
  frame.focus_ring(id, rect.inset(4, 4), frame.metrics.radius / 2);

  std::string name = spec.label;
  if (!spec.count.empty()) name += " " + spec.count;
  Node node = text_node(id, NodeRole::kTab, name, rect, look.label);
  node.selected = selected;
  if (selected) node.controls = panel_id(list);
  frame.add(std::move(node));
}

}  // namespace

int tab_bar(Frame& frame, Column& column, std::string_view local_id, std::string_view name, std::span<const TabSpec> tabs,
            int selected) {
  const std::string list_id = frame.id(local_id);
  const float top = column.y;
  Node list;
  list.id = list_id;
  list.role = NodeRole::kTabList;
  list.name = name;
  list.rect = {column.x, column.y, column.width, 0};
  frame.open(std::move(list));
  const float height = frame.metrics.control_height + kMark;
  int pressed = -1;
  float x = column.x;
  for (std::size_t i = 0; i < tabs.size(); ++i) {
    const bool is_selected = static_cast<int>(i) == selected;
    const TabLook look = look_of(frame, tabs[i], is_selected);
    const float width = std::min(look.width, column.width);
    if (x > column.x && x + width > column.x + column.width) {
      frame.fill({column.x, column.y + height - 1, column.width, 1}, frame.palette.border);
      column.skip(height);
      x = column.x;
    }
    const std::string id = list_id + "/" + std::string(tabs[i].id);
    tab(frame, {x, column.y, width, height}, tabs[i], look, list_id, id, is_selected);
    if (frame.pressed(id)) pressed = static_cast<int>(i);
    x += width;
  }
  frame.fill({column.x, column.y + height - 1, column.width, 1}, frame.palette.border);
  column.skip(height);
  frame.close(column.y - top);
  return pressed;
}

void begin_tab_panel(Frame& frame, const Column& column, std::string_view tab_bar_id, std::string_view name) {
  Node node;
  node.id = panel_id(frame.id(tab_bar_id));
  node.role = NodeRole::kTabPanel;
  node.name = name;
  node.rect = {column.x, column.y, column.width, 0};
  frame.open(std::move(node));
}

void end_tab_panel(Frame& frame, const Column& column) { frame.close_at(column.y); }

// ---- badges -----------------------------------------------------------------------------------------------------

namespace {

Frame::TextStyle badge_style(const Frame& frame) {
  Frame::TextStyle style = frame.style_muted();
  style.strong = true;
  return style;
}

// A badge tells a state: being written, waiting, done, refused.
Icon badge_icon(Tone tone) {
  switch (tone) {
    case Tone::kNeutral: return Icon::kPencil;
    case Tone::kInfo: return Icon::kInfo;
    case Tone::kSuccess: return Icon::kTick;
    case Tone::kWarning: return Icon::kClock;
    case Tone::kDanger: return Icon::kCross;
  }
  return Icon::kInfo;
}

}  // namespace

float badge_width(const Frame& frame, std::string_view text) {
  const Frame::TextStyle style = badge_style(frame);
  return std::ceil(frame.text_width(text, style)) + style.size + 6 + 20;
}

void badge(Frame& frame, const std::string& id, Point top_left, std::string_view text, Tone tone) {
  Frame::TextStyle style = badge_style(frame);
  const ToneColors colors = colors_of(frame.palette, tone);
  style.color = colors.strong;
  const float height = std::round(style.size * 2);
  const Rect rect{top_left.x, top_left.y, badge_width(frame, text), height};
  soft_surface(frame, rect, colors.soft, colors.strong, height / 2);
  const float icon = style.size - 1;
  draw_icon(frame, badge_icon(tone), {rect.x + 10, rect.y + std::floor((height - icon) / 2), icon, icon}, style.color);
  const float x = rect.x + 10 + icon + 6;
  const Rect words{x, rect.y, rect.right() - 10 - x, height};
  frame.draw_line(text, words, style);
  frame.add(text_node(id, NodeRole::kText, text, words, style));
}

}  // namespace portal::ui
