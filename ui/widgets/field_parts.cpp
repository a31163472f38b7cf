#include <algorithm>
#include <cmath>

#include "ui/widgets/parts.h"

namespace portal::ui {

void field_label(Frame& frame, Column& column, const FieldSpec& spec, const std::string& control, NodeRole role) {
  if (spec.search) return;
  Frame::TextStyle style = frame.style_text();
  style.strong = true;
  const std::string_view mark = spec.required ? std::string_view(frame.texts("field.required")) : std::string_view();
  const Frame::TextStyle mark_style = frame.style_muted();
  const float mark_room = mark.empty() ? 0 : std::ceil(frame.text_width(mark, mark_style)) + frame.metrics.gap_small;
  const float text_room = std::max(column.width - mark_room, column.width / 2);
  const float height = frame.draw_text(spec.label, {column.x, column.y}, text_room, style);
  const float line = frame.line_height(style);
  const bool one_line = height <= line;
  const float width = one_line ? std::min(std::ceil(frame.text_width(spec.label, style)), text_room) : text_room;
  const Rect rect{column.x, column.y, width, height};
  Node label = text_node(control + "/label", role, spec.label, rect, style);
  if (role == NodeRole::kLabel) label.describes = control;
  frame.add(std::move(label));
  if (!mark.empty()) {
    const Rect place{rect.right() + frame.metrics.gap_small, rect.y, mark_room - frame.metrics.gap_small, line};
    frame.draw_line(mark, place, mark_style);
    frame.add(text_node(control + "/mark", NodeRole::kText, mark, place, mark_style));
  }
  column.skip(height + 4);
}

namespace {

struct MessageKind {
  std::string_view suffix;
  NodeRole role;
  Icon icon;
  Color color;
};

void field_message(Frame& frame, Column& column, std::string_view text, const std::string& control, const MessageKind& kind) {
  Frame::TextStyle style = frame.style_text();
  style.color = kind.color;
  column.skip(4);
  const float icon = std::round(style.size * 1.1f);
  const float line = frame.line_height(style);
  draw_icon(frame, kind.icon, {column.x, column.y + std::floor((line - icon) / 2), icon, icon}, style.color);
  const float indent = icon + frame.metrics.gap_small;
  const float height = frame.draw_text(text, {column.x + indent, column.y}, column.width - indent, style);
  Node node = text_node(control + std::string(kind.suffix), kind.role, text,
                        {column.x + indent, column.y, column.width - indent, height}, style);
  node.describes = control;
  frame.add(std::move(node));
  column.skip(height);
}

}  // namespace

void field_notes(Frame& frame, Column& column, const FieldSpec& spec, const std::string& control) {
  if (!spec.hint.empty()) {
    const Frame::TextStyle style = frame.style_muted();
    column.skip(4);
    const Rect rect = column.take(frame.draw_text(spec.hint, {column.x, column.y}, column.width, style));
    Node hint = text_node(control + "/hint", NodeRole::kHint, spec.hint, rect, style);
    hint.describes = control;
    frame.add(std::move(hint));
  }
  const Palette& colors = frame.palette;
  if (!spec.warning.empty()) field_message(frame, column, spec.warning, control, {"/warning", NodeRole::kHint, Icon::kWarning, colors.warning});
  if (!spec.error.empty()) field_message(frame, column, spec.error, control, {"/error", NodeRole::kError, Icon::kProblem, colors.danger});
}

void control_box(Frame& frame, const std::string& id, const Rect& rect, bool invalid, bool disabled) {
  const Palette& p = frame.palette;
  const float radius = frame.metrics.radius;
  frame.fill(rect, disabled ? p.field_disabled : p.field, radius);
  const bool active = frame.focused(id) && !disabled;
  const Color border = invalid ? p.danger : active || (frame.hovered(id) && !disabled) ? p.accent : disabled ? p.border : p.border_strong;
  const bool ringed = active && frame.interaction.focus_visible;
  frame.stroke(rect, border, radius, invalid || (active && !ringed) ? 2 : frame.metrics.border);
  frame.focus_ring(id, rect, radius);
}

Node field_node(const FieldSpec& spec, std::string id, NodeRole role, const Rect& rect, const std::string& value) {
  Node node;
  node.id = std::move(id);
  node.role = role;
  node.name = spec.label;
  node.value = value;
  node.rect = rect;
  node.placeholder = spec.placeholder;
  node.required = spec.required;
  node.invalid = !spec.error.empty();
  node.disabled = spec.disabled;
  return node;
}

float control_width(const Frame& frame, const Column& column, const FieldSpec& spec) {
  if (spec.unit.empty()) return column.width;
  return column.width - std::ceil(frame.text_width(spec.unit, frame.style_text())) - frame.metrics.gap_small;
}

}  // namespace portal::ui
