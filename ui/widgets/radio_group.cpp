#include <algorithm>
#include <cmath>

#include "ui/widgets/parts.h"

namespace portal::ui {

namespace {

constexpr float kDot = 20;  // CSS px at text_scale 1

float dot_of(const Frame& frame) { return std::round(kDot * frame.env.text_scale); }

float width_of(const Frame& frame, const Option& option) {
  return dot_of(frame) + frame.metrics.gap_small + std::ceil(frame.text_width(option.label, frame.style_text())) + frame.metrics.gap_small;
}

void radio(Frame& frame, const Rect& rect, const FieldSpec& spec, const std::string& id, const std::string& group,
           const Option& option, bool checked) {
  const Palette& p = frame.palette;
  const float side = dot_of(frame);
  const Rect dot{rect.x, rect.y + std::floor((rect.h - side) / 2), side, side};
  const bool hot = (checked || frame.hovered(id)) && !spec.disabled;
  frame.fill(dot, spec.disabled ? p.field_disabled : p.field, side / 2);
  frame.stroke(dot, !spec.error.empty() ? p.danger : hot ? p.accent : p.border_strong, side / 2, checked ? 2 : 1);
  const float inset = side / 4;
  if (checked) frame.fill(dot.inset(inset, inset), spec.disabled ? p.text_disabled : p.accent, side / 2 - inset);
  Frame::TextStyle style = frame.style_text();
  if (spec.disabled) style.color = p.text_disabled;
  const float x = dot.right() + frame.metrics.gap_small;
  const float height = frame.text_height(option.label, rect.right() - x, style);
  frame.draw_text(option.label, {x, rect.y + (rect.h - height) / 2}, rect.right() - x, style);
  frame.focus_ring(id, rect.inset(0, 6), frame.metrics.radius);

  Node node = text_node(id, NodeRole::kRadio, option.label, rect, style);
  node.value = option.value;
  node.group = group;
  node.language = option.language;
  node.checked = checked;
  node.disabled = spec.disabled;
  frame.add(std::move(node));
}

}  // namespace

FieldResult radio_group(Frame& frame, Column& column, const FieldSpec& spec, std::span<const Option> options,
                        const std::string& value) {
  const std::string id = frame.id(spec.id);
  field_label(frame, column, spec, id);
  const float top = column.y;
  frame.open(field_node(spec, id, NodeRole::kRadioGroup, {column.x, column.y, column.width, 0}, value));
  FieldResult result;
  const float height = frame.metrics.control_height;
  float x = column.x;
  std::optional<std::string> chosen = frame.value_set(id);
  bool left = frame.left(id);
  bool focus_within = false;
  for (const Option& option : options) {
    const std::string option_id = id + "/" + option.value;
    const float width = std::min(width_of(frame, option), column.width);
    if (x > column.x && x + width > column.x + column.width) {
      x = column.x;
      column.skip(height);
    }
    const float room = width - dot_of(frame) - frame.metrics.gap_small;
    const float lines = frame.text_height(option.label, room, frame.style_text());
    const float tall = std::max(height, lines + frame.metrics.gap_small);  // a label that is too long for a line stands alone
    radio(frame, {x, column.y, width, tall}, spec, option_id, id, option, option.value == value);
    x += width + frame.metrics.gap;
    column.skip(tall - height);
    if (frame.pressed(option_id) || frame.value_set(option_id)) chosen = option.value;
    left = left || frame.left(option_id);
    focus_within = focus_within || frame.focused(option_id);
  }
  column.skip(height);
  frame.close(column.y - top);
  const bool offered = chosen && std::any_of(options.begin(), options.end(), [&](const Option& o) { return o.value == *chosen; });
  if (offered && !spec.disabled && *chosen != value) result.edited = std::move(chosen);
  result.left = left && !focus_within && !spec.disabled;  // from one option to the next is still in the group
  field_notes(frame, column, spec, id);
  return result;
}

}  // namespace portal::ui
