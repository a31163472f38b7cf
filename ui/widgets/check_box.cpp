#include <algorithm>
#include <cmath>

#include "ui/widgets/parts.h"

namespace portal::ui {

namespace {

constexpr float kBox = 22;  // CSS px at text_scale 1

}  // namespace

float check_square_side(const Frame& frame) { return std::round(kBox * frame.env.text_scale); }

void check_square(Frame& frame, const Rect& rect, const std::string& id, bool checked, bool disabled, bool invalid) {
  const Palette& p = frame.palette;
  const bool hot = (checked || frame.hovered(id)) && !disabled;
  const Color border = invalid ? p.danger : hot ? p.accent : p.border_strong;
  const Color ground = disabled ? p.field_disabled : checked ? p.accent : p.field;
  const float radius = frame.metrics.radius / 2;
  frame.fill(rect, ground, radius);
  frame.stroke(rect, disabled ? p.border : border, radius, checked ? 2 : 1);
  const float inset = std::floor(rect.w * 0.2f);
  if (checked) draw_icon(frame, Icon::kTick, rect.inset(inset, inset), disabled ? p.text_disabled : p.text_on_accent);
}

bool checked_now(Frame& frame, const std::string& id, bool checked) {
  const std::optional<std::string> set = frame.value_set(id);  // the browser's element says what it is now
  return set ? *set == "true" : frame.pressed(id) ? !checked : checked;
}

FieldResult check_box(Frame& frame, Column& column, const FieldSpec& spec, bool checked) {
  const std::string id = frame.id(spec.id);
  const float side = check_square_side(frame);
  const float indent = side + frame.metrics.gap_small;
  Frame::TextStyle style = frame.style_text();
  if (spec.disabled) style.color = frame.palette.text_disabled;
  const float room = column.width - indent;
  const float text_height = frame.text_height(spec.label, room, style);
  const float height = std::max(frame.metrics.control_height, text_height + frame.metrics.gap_small);
  const float text_width = text_height > frame.line_height(style) ? room : std::ceil(frame.text_width(spec.label, style));
  Rect rect = column.take(height);
  rect.w = std::min(rect.w, indent + text_width + frame.metrics.gap_small);
  check_square(frame, {rect.x, rect.y + std::floor((height - side) / 2), side, side}, id, checked, spec.disabled, !spec.error.empty());
  frame.draw_text(spec.label, {rect.x + indent, rect.y + (height - text_height) / 2}, room, style);
  frame.focus_ring(id, rect.inset(0, 4), frame.metrics.radius);

  Node node = field_node(spec, id, NodeRole::kCheckBox, rect, {});
  node.checked = checked;
  frame.add(std::move(node));
  FieldResult result;
  const bool wanted = checked_now(frame, id, checked);
  if (wanted != checked && !spec.disabled) result.edited = wanted ? "true" : "false";
  result.left = frame.left(id) && !spec.disabled;
  field_notes(frame, column, spec, id);
  return result;
}

}  // namespace portal::ui
