#include <algorithm>
#include <cmath>

#include "model/utf8.h"
#include "ui/widgets/parts.h"

namespace portal::ui {

namespace {

constexpr int kLinesMin = 3;
constexpr int kLinesMax = 12;

// As high as its text, within limits; beyond them the element scrolls.
float multiline_height(const Frame& frame, float width, const std::string& text) {
  const Frame::TextStyle style = frame.style_text();
  const auto lines = static_cast<int>(frame.wrap(text, width - 2 * frame.metrics.control_padding, style).size());
  const float line = frame.line_height(style);
  const float padding = frame.metrics.control_height - line;
  return static_cast<float>(std::clamp(lines + 1, kLinesMin, kLinesMax)) * line + padding;
}

std::string bullets(const std::string& text) {
  std::string shown;
  for (int i = model::count_code_points(text); i > 0; --i) shown += "•";
  return shown;
}

void draw_content(Frame& frame, const Rect& rect, const FieldSpec& spec, const std::string& id, const std::string& text) {
  Frame::TextStyle style = frame.style_text();
  std::string_view shown = text;
  std::string hidden;
  if (text.empty()) {
    shown = spec.placeholder;
    style.color = frame.palette.text_muted;
  } else if (spec.password) {
    hidden = bullets(text);
    shown = hidden;
  }
  if (spec.disabled) style.color = frame.palette.text_disabled;
  if (shown.empty() || !frame.visible(rect)) return;
  const Rect area = text_area_of(frame, rect, spec.multiline);
  if (!spec.multiline) {
    const float beside = spec.search ? 2 * style.size : 0;  // the magnifier
    return frame.draw_line(shown, {area.x, area.y, area.w - beside, area.h}, style);
  }
  frame.begin_scrolled(frame.to_screen(rect), frame.interaction.scroll_of(id));
  frame.draw_text(shown, {area.x, area.y}, area.w, style);
  frame.end_scrolled();
}

}  // namespace

Rect text_area_of(const Frame& frame, const Rect& control, bool multiline) {
  const float padding = frame.metrics.control_padding;
  if (!multiline) return control.inset(padding, 0);
  const float line = frame.line_height(frame.style_text());
  return control.inset(padding, std::floor((frame.metrics.control_height - line) / 2));
}

FieldResult text_box(Frame& frame, const Rect& rect, const FieldSpec& spec, const std::string& id, const std::string& text) {
  control_box(frame, id, rect, !spec.error.empty(), spec.disabled);
  Node node = field_node(spec, id, NodeRole::kTextBox, rect, text);
  node.autocomplete = spec.autocomplete;
  if (frame.env.kiosk && !spec.autocomplete.empty()) node.autocomplete = "off";  // the browser must not offer what the last one typed
  node.input_mode = spec.input_mode.empty() && spec.search ? "search" : spec.input_mode;
  node.length_max = spec.length_max;
  node.multiline = spec.multiline;
  node.password = spec.password;
  node.font_size = frame.style_text().size;
  frame.add(std::move(node));

  FieldResult result;
  if (frame.env.native_text && !spec.disabled) result = native_text_box(frame, rect, spec, id, text);
  if (!spec.disabled) {
    if (std::optional<std::string> set = frame.value_set(id); set && *set != text) result.edited = std::move(set);
    result.left = result.left || frame.left(id);
  }
  // The desktop's editor shows text while it has the focus, as the element does in the browser.
  if (!frame.focused(id) || spec.disabled) draw_content(frame, rect, spec, id, result.edited.value_or(text));
  return result;
}

FieldResult text_field(Frame& frame, Column& column, const FieldSpec& spec, const std::string& text) {
  const std::string id = frame.id(spec.id);
  field_label(frame, column, spec, id);
  const float width = control_width(frame, column, spec);
  const float height = spec.multiline ? multiline_height(frame, width, text) : frame.metrics.control_height;
  const Rect line = column.take(height);
  const Rect rect{line.x, line.y, width, line.h};
  const FieldResult result = text_box(frame, rect, spec, id, text);
  if (spec.search) {
    const float icon = std::round(frame.metrics.text * 1.1f);
    draw_icon(frame, Icon::kSearch, {rect.right() - frame.metrics.control_padding - icon, rect.y + (rect.h - icon) / 2, icon, icon},
              frame.palette.text_muted);
  }
  if (!spec.unit.empty()) {
    const Frame::TextStyle style = frame.style_text();
    const float x = rect.right() + frame.metrics.gap_small;
    const Rect place{x, line.y, line.right() - x, frame.metrics.control_height};
    frame.draw_line(spec.unit, place, style);
    Node unit = text_node(id + "/unit", NodeRole::kHint, spec.unit, place, style);
    unit.describes = id;
    frame.add(std::move(unit));
  }
  field_notes(frame, column, spec, id);
  return result;
}

DateFieldResult date_field(Frame& frame, Column& column, const FieldSpec& spec, const std::string& text) {
  const std::string id = frame.id(spec.id);
  field_label(frame, column, spec, id);
  const Rect line = column.take(frame.metrics.control_height);
  const float opener = frame.metrics.control_height;
  const Rect rect{line.x, line.y, line.w - opener - frame.metrics.gap_small, line.h};
  DateFieldResult result{text_box(frame, rect, spec, id, text)};

  const std::string name = frame.texts("field.open_calendar_for", {{"label", std::string(spec.label)}});
  const std::string local = std::string(spec.id) + "/calendar";
  ButtonSpec button_spec;
  button_spec.id = local;
  button_spec.accessible_name = name;
  button_spec.popup = "dialog";
  button_spec.disabled = spec.disabled;
  const Rect place{line.right() - opener, line.y, opener, line.h};
  result.calendar_wanted = button(frame, place, button_spec);
  const float icon = std::round(frame.metrics.text * 1.25f);
  draw_icon(frame, Icon::kCalendar, {place.x + (place.w - icon) / 2, place.y + (place.h - icon) / 2, icon, icon},
            spec.disabled ? frame.palette.text_disabled : frame.palette.accent);
  field_notes(frame, column, spec, id);
  return result;
}

}  // namespace portal::ui
