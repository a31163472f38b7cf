// A combo box after the ARIA Authoring Practices: an editable text, and a list of what fits. The list is drawn here and
// mirrored, so that it is the same everywhere and can be searched by the first letters of how its labels are read.
#include <algorithm>

#include "ui/widgets/parts.h"

namespace portal::ui {

namespace {

constexpr float kArrowWidth = 40;
constexpr float kArrowSize = 14;
constexpr int kPage = 8;  // options that Page Up and Page Down pass

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

struct Combo {
  Frame& frame;
  std::string id;
  std::span<const Option> options;
  const std::string& value;
  OpenList list;        // as it is to be after this frame
  bool open = false;
  std::optional<std::string> chosen = std::nullopt;  // in this frame

  const Option* find(std::string_view wanted) const {
    const auto found = std::find_if(options.begin(), options.end(), [&](const Option& o) { return o.value == wanted; });
    return found == options.end() ? nullptr : &*found;
  }
  // A value that is not offered (a record of a later catalogue) shows as it is.
  const std::string& chosen_text() const {
    const Option* option = find(value);
    return option ? option->label : value;
  }
  const std::string& text() const { return open && list.typed ? *list.typed : chosen_text(); }

  std::vector<Option> fitting() const {
    if (!list.typed || list.typed->empty()) return {options.begin(), options.end()};
    const std::string wanted = lower(*list.typed);
    std::vector<Option> found;
    for (const Option& option : options) {
      const bool by_text = lower(option.label).find(wanted) != std::string::npos;
      const bool by_reading = frame.initials() && frame.initials()->of(option.label).find(wanted) != std::string::npos;
      if (by_text || by_reading) found.push_back(option);
    }
    return found;
  }

  void show(std::optional<std::string> typed) {
    open = true;
    list = {id, std::move(typed), value};
    const std::vector<Option> found = fitting();
    const bool chosen_fits = std::any_of(found.begin(), found.end(), [&](const Option& o) { return o.value == value; });
    if (!chosen_fits || list.typed) list.marked = found.empty() || (list.typed && list.typed->empty()) ? std::string() : found.front().value;
  }
  void hide() {
    open = false;
    list = {};
  }

  void move(Move by) {
    if (!open) return show(std::nullopt);
    if (by == Move::kTake) return list.marked.empty() ? hide() : take(list.marked);
    const std::vector<Option> found = fitting();
    if (found.empty()) return;
    const auto at = std::find_if(found.begin(), found.end(), [&](const Option& o) { return o.value == list.marked; });
    const int count = static_cast<int>(found.size());
    const int here = at == found.end() ? -1 : static_cast<int>(at - found.begin());
    int there = here;
    switch (by) {
      case Move::kUp: there = here <= 0 ? count - 1 : here - 1; break;
      case Move::kDown: there = here == count - 1 ? 0 : here + 1; break;
      case Move::kPageUp: there = std::max(here - kPage, 0); break;
      case Move::kPageDown: there = std::min(here + kPage, count - 1); break;
      case Move::kFirst: there = 0; break;
      case Move::kLast: there = count - 1; break;
      default: return;
    }
    list.marked = found[static_cast<std::size_t>(there)].value;
  }

  // What remains of a text when the field is left: an option that it names, or nothing chosen; else the old choice.
  std::optional<std::string> left_behind() const {
    if (!open || !list.typed) return std::nullopt;
    if (list.typed->empty()) return std::string();
    const auto named = std::find_if(options.begin(), options.end(), [&](const Option& o) { return o.label == *list.typed; });
    return named == options.end() ? std::nullopt : std::optional(named->value);
  }

  void take(const std::string& option) { chosen = option; }

  void take_actions() {
    if (std::optional<std::string> typed = frame.value_set(id); typed && *typed != text()) show(std::move(typed));
    if (frame.pressed(id)) open ? hide() : show(std::nullopt);
    if (const std::optional<Move> by = frame.moved(id)) move(*by);
    for (const Option& option : options) {
      if (open && frame.pressed(option_id(id, option.value))) take(option.value);
    }
    if (frame.left(id) && !chosen) chosen = left_behind();
    if (chosen || frame.left(id) || frame.dismissed(id)) hide();
  }
};

}  // namespace

FieldResult combo_box(Frame& frame, Column& column, const FieldSpec& spec, std::span<const Option> options,
                      const std::string& value) {
  const std::string id = frame.id(spec.id);
  field_label(frame, column, spec, id);
  const Rect rect = column.take(frame.metrics.control_height);
  Combo combo{frame, id, options, value, {}, false};
  combo.open = frame.interaction.list.combo == id;
  if (combo.open) combo.list = frame.interaction.list;
  const bool was_open = combo.open;
  FieldResult result;
  if (spec.disabled) {
    combo.hide();
  } else {
    combo.take_actions();
    if (combo.chosen && *combo.chosen != value) result.edited = combo.chosen;
    result.left = frame.left(id);
  }
  if (combo.open || was_open) frame.set_list(combo.list);

  control_box(frame, id, rect, !spec.error.empty(), spec.disabled);
  Node node = field_node(spec, id, NodeRole::kComboBox, rect, combo.text());
  node.font_size = frame.style_text().size;
  std::vector<Option> fitting;
  if (combo.open) {
    fitting = combo.fitting();
    node.expanded = !fitting.empty();  // "nothing fits" is a message, no list
    if (node.expanded) node.controls = list_id(id);
    if (!combo.list.marked.empty()) node.active = option_id(id, combo.list.marked);
  }
  frame.add(std::move(node));

  const Rect place{rect.x, rect.y, rect.w - kArrowWidth + frame.metrics.control_padding, rect.h};
  if (frame.env.native_text && !spec.disabled) {
    FieldResult typed = native_text_box(frame, place, spec, id, combo.text());
    if (typed.edited && *typed.edited != combo.text()) {
      combo.show(std::move(typed.edited));
      frame.set_list(combo.list);
    }
  }
  Frame::TextStyle style = frame.style_text();
  const std::string& shown = combo.text();
  if (shown.empty()) style.color = frame.palette.text_muted;
  if (spec.disabled) style.color = frame.palette.text_disabled;
  if (!frame.focused(id) || spec.disabled) {
    frame.draw_line(shown.empty() ? spec.placeholder : std::string_view(shown), text_area_of(frame, place, false), style);
  }
  draw_icon(frame, Icon::kChevronDown,
            {rect.right() - (kArrowWidth + kArrowSize) / 2, rect.y + (rect.h - kArrowSize) / 2, kArrowSize, kArrowSize},
            frame.palette.text_muted);
  if (combo.open) show_option_list(frame, id, spec.label, rect, std::move(fitting), combo.list.marked, value);
  field_notes(frame, column, spec, id);
  return result;
}

}  // namespace portal::ui
