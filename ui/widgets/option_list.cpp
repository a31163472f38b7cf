// The list that a combo box opens: over everything else, below its control or above it, never beyond the visible part.
#include <algorithm>
#include <cmath>

#include "ui/widgets/parts.h"

namespace portal::ui {

namespace {

constexpr float kGap = 4;       // between the control and its list
constexpr float kRowsMin = 3;   // of which something is always to be seen
constexpr float kTick = 16;     // the chosen option's mark
constexpr float kRowPadding = 10;
constexpr float kScrollBar = 12;  // of a list that is longer than its place: the platform's, a thin one (web/style.css)
constexpr float kWidthMin = 320;  // a narrow control opens a wider list, where there is room; long labels wrap

struct ListPlace {
  Rect rect;
  float row_width = 0;
  float text_width = 0;
  std::vector<float> row_heights;
  float height = 0;  // of all rows
};

ListPlace place_of(const Frame& frame, const Rect& control, const std::vector<Option>& options) {
  const Frame::TextStyle style = frame.style_text();
  const float beside = 2 * frame.metrics.control_padding + kTick + frame.metrics.gap_small;
  float widest = 0;
  for (const Option& option : options) widest = std::max(widest, std::ceil(frame.text_width(option.label, style)) + 1);
  const float room = frame.env.width - frame.metrics.page_margin - control.x;
  ListPlace place;
  place.rect.w = std::max(control.w, std::min({widest + beside, room, kWidthMin * frame.env.text_scale}));
  place.rect.x = control.x;
  const auto lay_out_rows = [&](float width) {
    place.row_width = width;
    place.text_width = width - beside;
    place.row_heights.clear();
    place.height = 0;
    for (const Option& option : options) {
      const float text = frame.text_height(option.label, place.text_width, style);
      place.row_heights.push_back(std::max(frame.metrics.control_height, text + 2 * kRowPadding));
      place.height += place.row_heights.back();
    }
  };
  lay_out_rows(place.rect.w);
  const Rect on_screen = frame.to_screen(control);
  const float below = frame.env.height - on_screen.bottom() - 2 * kGap;
  const float above = on_screen.y - 2 * kGap;
  const float least = std::min(place.height, kRowsMin * frame.metrics.control_height);
  const bool goes_below = below >= place.height || below >= above || (below >= least && above < place.height);
  place.rect.h = std::floor(std::min(place.height, std::max(least, goes_below ? below : above)));
  place.rect.y = goes_below ? control.bottom() + kGap : control.y - kGap - place.rect.h;
  if (place.rect.h < place.height) lay_out_rows(place.rect.w - kScrollBar);
  return place;
}

void draw_option(Frame& frame, const Rect& rect, const Option& option, const std::string& id, bool marked, bool chosen, float width) {
  const Palette& p = frame.palette;
  if (marked) {
    frame.fill(rect.inset(3, 2), p.accent_soft, frame.metrics.radius / 2);
    frame.stroke(rect.inset(3, 2), p.accent, frame.metrics.radius / 2, 2);
  } else if (frame.hovered(id)) {
    frame.fill(rect.inset(3, 2), p.surface_sunken, frame.metrics.radius / 2);
  }
  Frame::TextStyle style = frame.style_text();
  if (chosen) {
    style.color = p.accent;
    draw_icon(frame, Icon::kTick, {rect.x + frame.metrics.control_padding, rect.y + std::floor((rect.h - kTick) / 2), kTick, kTick}, p.accent);
  }
  const float height = frame.text_height(option.label, width, style);
  const float x = rect.x + frame.metrics.control_padding + kTick + frame.metrics.gap_small;
  frame.draw_text(option.label, {x, rect.y + std::floor((rect.h - height) / 2)}, width, style);
  Node node = text_node(id, NodeRole::kOption, option.label, rect, style);
  node.value = option.value;
  node.wraps = true;
  node.selected = chosen;
  frame.add(std::move(node));
}

void nothing_found(Frame& frame, const std::string& combo, const Rect& control) {
  const Rect rect{control.x, control.bottom() + kGap, control.w, frame.metrics.control_height};
  frame.fill(rect, frame.palette.surface_raised, frame.metrics.radius);
  frame.stroke(rect, frame.palette.border_strong, frame.metrics.radius);
  const std::string& text = frame.texts("field.no_option");
  const Frame::TextStyle style = frame.style_muted();
  const Rect place = rect.inset(frame.metrics.control_padding, 0);
  frame.draw_line(text, place, style);
  frame.add(text_node(list_id(combo) + "/nothing", NodeRole::kStatus, text, place, style));
}

}  // namespace

std::string list_id(std::string_view combo) { return std::string(combo) + "/list"; }

std::string option_id(std::string_view combo, std::string_view value) {
  return std::string(combo) + "/option/" + std::string(value);
}

void show_option_list(Frame& frame, const std::string& combo, std::string_view name, const Rect& control,
                      std::vector<Option> options, const std::string& marked, const std::string& chosen) {
  if (options.empty()) {
    return frame.draw_last([combo, control](Frame& last) { nothing_found(last, combo, control); });
  }
  frame.draw_last([=, label = std::string(name), list = std::move(options)](Frame& last) {
    const ListPlace place = place_of(last, control, list);
    last.fill(place.rect, last.palette.surface_raised, last.metrics.radius);
    Node node;
    node.id = list_id(combo);
    node.role = NodeRole::kListBox;
    node.name = label;
    node.rect = place.rect;
    const float scroll = std::clamp(last.interaction.scroll_of(node.id), 0.0f, place.height - place.rect.h);
    last.open(std::move(node));
    last.begin_scrolled(last.to_screen(place.rect), scroll);
    Rect row = place.rect;
    row.w = place.row_width;
    for (std::size_t i = 0; i < list.size(); ++i) {
      row.h = place.row_heights[i];
      draw_option(last, row, list[i], option_id(combo, list[i].value), list[i].value == marked, list[i].value == chosen, place.text_width);
      row.y = row.bottom();
    }
    last.end_scrolled();
    last.close();
    last.stroke(place.rect, last.palette.border_strong, last.metrics.radius);
  });
}

}  // namespace portal::ui
