#include <algorithm>

#include "ui/widgets/parts.h"

namespace portal::ui {

namespace {

constexpr float kArrowWidth = 40;
constexpr float kArrowSize = 14;

const Option* option_of(std::span<const Option> options, std::string_view value) {
  const auto found = std::find_if(options.begin(), options.end(), [&](const Option& o) { return o.value == value; });
  return found == options.end() ? nullptr : &*found;
}

std::optional<std::string> chosen(Frame& frame, const std::string& id, std::span<const Option> options) {
  for (const Option& option : options) {
    if (frame.env.native_text && frame.pressed(Frame::option_id(id, option.value))) return option.value;
  }
  std::optional<std::string> set = frame.value_set(id);
  // Only what is offered; "" takes the choice back.
  if (set && !set->empty() && !option_of(options, *set)) return std::nullopt;
  return set;
}

}  // namespace

FieldResult combo_box(Frame& frame, Column& column, const FieldSpec& spec, std::span<const Option> options,
                      const std::string& value) {
  const std::string id = frame.id(spec.id);
  field_label(frame, column, spec, id);
  const Rect rect = column.take(frame.metrics.control_height);
  const bool expanded = frame.interaction.expanded == id && !spec.disabled;
  control_box(frame, id, rect, !spec.error.empty(), spec.disabled);
  Node node = field_node(spec, id, NodeRole::kComboBox, rect, value);
  node.options.assign(options.begin(), options.end());
  node.font_size = frame.style_text().size;
  node.expanded = expanded;
  frame.add(std::move(node));

  const Option* option = option_of(options, value);
  // A value that is not offered (a record of a later catalogue) shows as it is.
  const std::string_view shown = option ? std::string_view(option->label) : std::string_view(value);
  Frame::TextStyle style = frame.style_text();
  if (shown.empty() || spec.disabled) style.color = frame.palette.text_muted;
  const Rect area = text_area_of(frame, {rect.x, rect.y, rect.w - kArrowWidth + frame.metrics.control_padding, rect.h}, false);
  if (!frame.element_shows_text(id) || spec.disabled) frame.draw_line(shown.empty() ? spec.placeholder : shown, area, style);
  draw_icon(frame, Icon::kChevronDown,
            {rect.right() - (kArrowWidth + kArrowSize) / 2, rect.y + (rect.h - kArrowSize) / 2, kArrowSize, kArrowSize},
            frame.palette.text_muted);
  if (expanded) frame.show_popup({id, {options.begin(), options.end()}, value, rect});

  FieldResult result;
  if (!spec.disabled) {
    if (std::optional<std::string> set = chosen(frame, id, options); set && *set != value) result.edited = std::move(set);
    result.left = frame.left(id);
  }
  field_notes(frame, column, spec, id);
  return result;
}

}  // namespace portal::ui
