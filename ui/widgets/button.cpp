#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/widgets/parts.h"

namespace portal::ui {

namespace {

struct Look {
  Color ground, border, text;  // 0 = none
};

Look look_of(const Frame& frame, const ButtonSpec& spec, bool hovered) {
  const Palette& p = frame.palette;
  if (spec.disabled) return {p.field_disabled, p.border, p.text_disabled};
  switch (spec.kind) {
    case ButtonKind::kPrimary: return {hovered ? p.accent_hover : p.accent, 0, p.text_on_accent};
    case ButtonKind::kSecondary: return {hovered ? p.accent_soft : p.surface, p.border_strong, p.accent};
    case ButtonKind::kQuiet: return {hovered ? p.accent_soft : 0, 0, p.accent};
    case ButtonKind::kDanger: return {p.danger, hovered ? p.text : 0, p.text_on_accent};
  }
  return {};
}

Frame::TextStyle label_style(const Frame& frame) {
  Frame::TextStyle style = frame.style_text();
  style.strong = true;
  return style;
}

// Three dots before the label: at work, without moving (frames are drawn on change only).
constexpr float kBusyWidth = 28;

void busy_dots(Frame& frame, const Rect& rect, Color color) {
  for (int i = 0; i < 3; ++i) {
    const float x = rect.x + static_cast<float>(i) * 8;
    frame.fill({x, rect.y + rect.h / 2 - 2, 5, 5}, color, 2.5f);
  }
}

// Words that do not fit beside each other stand below each other, where there is room for that.
void draw_centred(Frame& frame, std::string_view text, const Rect& rect, const Frame::TextStyle& style) {
  const float line = frame.line_height(style);
  const std::vector<std::string_view> lines = frame.wrap(text, rect.w, style);
  const float height = line * static_cast<float>(lines.size());
  if (lines.size() < 2 || height > rect.h) return frame.draw_line(text, rect, style, 0.5f);
  float y = rect.y + (rect.h - height) / 2;
  for (const std::string_view words : lines) {
    frame.draw_line(words, {rect.x, y, rect.w, line}, style, 0.5f);
    y += line;
  }
}

constexpr float kTextInset = 4;  // at the sides

// More than a line where the label does not fit in one.
float button_height(const Frame& frame, std::string_view label, float width) {
  const Frame::TextStyle style = label_style(frame);
  const float text = frame.text_height(label, width - 2 * kTextInset, style);
  const float padding = frame.metrics.control_height - frame.line_height(style);
  return std::max(frame.metrics.control_height, text + padding);
}

}  // namespace

float button_width(const Frame& frame, std::string_view label) {
  return std::ceil(frame.text_width(label, label_style(frame))) + 2 * frame.metrics.gap;
}

bool button(Frame& frame, const Rect& rect, const ButtonSpec& spec) {
  const std::string id = frame.id(spec.id);
  const bool enabled = !spec.disabled && !spec.busy;
  const Look look = look_of(frame, spec, enabled && frame.hovered(id));
  const float radius = frame.metrics.radius;
  if (look.ground) frame.fill(rect, look.ground, radius);
  if (look.border) frame.stroke(rect, look.border, radius, frame.metrics.border);
  if (spec.current) frame.fill({rect.x + rect.w / 4, rect.bottom() - 7, rect.w / 2, 2}, look.text);
  Frame::TextStyle style = label_style(frame);
  style.color = look.text;
  if (spec.large) style.size = frame.metrics.heading2;
  Rect text = rect.inset(kTextInset, 0);
  if (spec.busy) {
    const float width = std::min(frame.text_width(spec.label, style), text.w - kBusyWidth);
    const float x = rect.x + (rect.w - width - kBusyWidth) / 2;
    busy_dots(frame, {x, rect.y, kBusyWidth, rect.h}, look.text);
    text = {x + kBusyWidth, rect.y, std::ceil(width), rect.h};
  }
  draw_centred(frame, spec.label, text, style);
  frame.focus_ring(id, rect, radius);

  Node node = text_node(id, NodeRole::kButton, spec.accessible_name.empty() ? spec.label : spec.accessible_name, rect, style);
  node.popup = spec.popup;
  node.current = spec.current;
  node.tab_stop = spec.tab_stop;
  node.disabled = spec.disabled;
  node.busy = spec.busy;
  frame.add(std::move(node));
  return enabled && frame.pressed(id);
}

bool field_button(Frame& frame, Column& column, const FieldSpec& spec) {
  const ButtonSpec plain{.id = spec.id, .label = spec.label, .disabled = spec.disabled};
  const bool pressed = button_row(frame, column, std::span(&plain, 1)) == 0;
  field_notes(frame, column, spec, frame.id(spec.id));
  return pressed;
}

int button_row(Frame& frame, Column& column, std::span<const ButtonSpec> buttons, float align) {
  const float gap = frame.metrics.gap_small + 4;
  int pressed = -1;
  for (std::size_t begin = 0; begin < buttons.size();) {
    std::size_t end = begin;
    float used = 0;
    for (; end < buttons.size(); ++end) {
      const float width = button_width(frame, buttons[end].label) + (buttons[end].busy ? kBusyWidth : 0);
      const float wanted = used + (end > begin ? gap : 0) + width;
      if (end > begin && wanted > column.width) break;
      used = std::min(wanted, column.width);
    }
    if (begin > 0) column.skip(frame.metrics.gap_small);
    const bool alone = end == begin + 1;  // one that is too long for the column stands alone
    const Rect line = column.take(alone ? button_height(frame, buttons[begin].label, used) : frame.metrics.control_height);
    float x = line.x + (line.w - used) * align;
    for (; begin < end; ++begin) {
      const float wanted = button_width(frame, buttons[begin].label) + (buttons[begin].busy ? kBusyWidth : 0);
      const float width = std::min(wanted, column.width);
      if (button(frame, {x, line.y, width, line.h}, buttons[begin])) pressed = static_cast<int>(begin);
      x += width + gap;
    }
  }
  return pressed;
}

float link_height(const Frame& frame, std::string_view label, float width) {
  const Frame::TextStyle style = frame.style_text();
  const float room = frame.metrics.control_height - frame.line_height(style);
  return frame.text_height(label, width, style) + room;
}

namespace {

void wrapped_label(Frame& frame, const Rect& rect, std::string_view label, const Frame::TextStyle& style) {
  const float line = frame.line_height(style);
  const std::vector<std::string_view> lines = frame.wrap(label, rect.w, style);
  float y = rect.y + std::floor((rect.h - line * static_cast<float>(lines.size())) / 2);
  for (const std::string_view text : lines) {
    const float width = std::min(frame.text_width(text, style), rect.w);
    frame.draw_line(text, {rect.x, y, rect.w, line}, style);
    frame.fill({rect.x, y + (line + style.size) / 2 + 2, width, 1}, style.color);
    y += line;
  }
}

void link_label(Frame& frame, const Rect& rect, const LinkSpec& spec, const std::string& id, const Frame::TextStyle& style) {
  if (spec.wraps) return wrapped_label(frame, rect, spec.label, style);
  // A link in a wide rect (navigation) stands in its middle; one that just fits fills it.
  const float width = std::min(frame.text_width(spec.label, style), rect.w);
  const float align = rect.w - width > frame.metrics.gap ? 0.5f : 0;
  frame.draw_line(spec.label, rect, style, align);
  const float x = rect.x + (rect.w - width) * align;
  const float under = rect.y + (rect.h + style.size) / 2 + 2;
  if (spec.current) {
    frame.fill({x, under + 2, width, 3}, style.color);
  } else if (align == 0 || frame.hovered(id)) {
    frame.fill({x, under, width, 1}, style.color);
  }
}

}  // namespace

bool link(Frame& frame, const Rect& rect, const LinkSpec& spec) {
  const std::string id = frame.id(spec.id);
  Frame::TextStyle style = frame.style_text();
  style.strong = spec.current;
  style.color = frame.hovered(id) ? frame.palette.accent_hover : spec.current ? frame.palette.accent : frame.palette.link;
  link_label(frame, rect, spec, id, style);
  frame.focus_ring(id, rect, frame.metrics.radius / 2);

  Node node = text_node(id, NodeRole::kLink, spec.accessible_name.empty() ? spec.label : spec.accessible_name, rect, style);
  node.href = spec.href;
  node.current = spec.current;
  node.wraps = spec.wraps;
  node.shortcut = spec.shortcut;
  frame.add(std::move(node));
  if (!spec.shortcut.empty() && tooltip_wanted(frame, id)) tooltip(frame, id, rect, frame.texts("field.shortcut", {{"keys", std::string(spec.shortcut)}}));
  if (!frame.pressed(id)) return false;
  if (!spec.in_page) frame.emit(LinkFollowed{spec.href});
  return true;
}

}  // namespace portal::ui
