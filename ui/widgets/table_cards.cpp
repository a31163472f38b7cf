// A table on a narrow page: every row a card, the first cell its title, then "label  value" lines; sorting by a line of buttons above.
#include <algorithm>
#include <cmath>

#include "ui/widgets/table_parts.h"

namespace portal::ui {

namespace {

constexpr int kCardsAround = 2;
constexpr float kValueEmsMin = 9;  // a date with its time

struct CardLayout {
  float padding = 0;
  float label_width = 0;
  float label_height = 0;           // where beside them is no room for a value: above each
  std::vector<float> line_heights;  // one a column; all cards are alike, so that any row's place is known
  float height = 0;                 // with the gap below
};

CardLayout layout_of(const Frame& frame, const TableSpec& spec, float width, const void* context, CellAt cell_at) {
  CardLayout layout;
  layout.padding = frame.metrics.gap;
  const Frame::TextStyle label = frame.style_muted();
  for (const TableColumn& column : spec.columns.subspan(1)) {
    layout.label_width = std::max(layout.label_width, std::ceil(frame.text_width(column.label, label)));
  }
  const float inner = width - 2 * layout.padding;
  if (inner - layout.label_width - frame.metrics.gap < kValueEmsMin * frame.metrics.text) {
    layout.label_width = inner;
    layout.label_height = frame.line_height(label);
  }
  const float line = std::round(frame.metrics.text * 2);
  layout.height = 2 * layout.padding + frame.metrics.gap;
  for (int i = 0; i < static_cast<int>(spec.columns.size()); ++i) {
    const TableCell first = spec.loaded > 0 ? cell_at(context, 0, i) : TableCell();
    const bool pressed = !first.href.empty() || first.checked;
    layout.line_heights.push_back((pressed ? frame.metrics.control_height : line) + (i == 0 ? 0 : layout.label_height));
    layout.height += layout.line_heights.back();
  }
  return layout;
}

// Headers of columns that cannot be sorted have no place here: their labels stand on every card.
int sort_line(Frame& frame, Column& column, const TableSpec& spec) {
  const float height = frame.metrics.control_height;
  const float top = column.y;
  int pressed = -1;
  frame.open(row_node(table_id(frame, spec) + "/header", {column.x, top, column.width, 0}, -1));
  float x = column.x;
  bool any = false;
  for (int i = 0; i < static_cast<int>(spec.columns.size()); ++i) {
    const TableColumn& info = spec.columns[static_cast<std::size_t>(i)];
    const std::string id = table_header_id(frame, spec, i);
    if (!info.sortable) {
      frame.open(header_node(spec, i, id, {x, column.y, 0, 0}));
      frame.close();
      continue;
    }
    any = true;
    const bool sorted = spec.sorted_column == i;
    Frame::TextStyle style = frame.style_muted();
    style.strong = true;
    if (sorted) style.color = frame.palette.accent;
    const float icon = 12;
    const float width = std::min(std::ceil(frame.text_width(info.label, style)) + icon + 6 + 20, column.width);
    if (x > column.x && x + width > column.x + column.width) {
      x = column.x;
      column.skip(height);
    }
    const Rect rect{x, column.y, width, height};
    frame.open(header_node(spec, i, id, rect));
    if (sort_button(frame, spec, i, rect)) pressed = i;
    const Rect text{x + 10, rect.y, width - icon - 26, height};
    frame.draw_line(info.label, text, style);
    draw_icon(frame, sorted ? (spec.descending ? Icon::kArrowDown : Icon::kArrowUp) : Icon::kUpDown,
              {text.right() + 6, rect.y + std::floor((height - icon) / 2), icon, icon},
              sorted ? frame.palette.accent : frame.palette.border_strong);
    frame.close();
    x += width;
  }
  if (any) column.skip(height + frame.metrics.gap_small);
  frame.close(column.y - top);
  return pressed;
}

void card(Frame& frame, const TableSpec& spec, const CardLayout& layout, const Rect& rect, long long row, const TablePlace& at,
          const void* context, CellAt cell_at) {
  const std::string id = table_row_id(frame, spec, row);
  frame.fill(rect, frame.palette.surface, frame.metrics.radius);
  frame.stroke(rect, frame.palette.border, frame.metrics.radius, frame.metrics.border);
  frame.open(row_node(id, rect, row));
  float y = rect.y + layout.padding;
  const float x = rect.x + layout.padding;
  const float width = rect.w - 2 * layout.padding;
  for (int i = 0; i < static_cast<int>(spec.columns.size()); ++i) {
    const TableColumn& info = spec.columns[static_cast<std::size_t>(i)];
    const float height = layout.line_heights[static_cast<std::size_t>(i)];
    const Rect line{x, y, width, height};
    CellPlace place{i, line, line, i == 0 ? CellLook::kTitle : CellLook::kPlain, at.row == row && at.column == i ? TabStop::kYes : TabStop::kNo};
    if (i > 0) {
      const bool above = layout.label_height > 0;
      place.label = info.label;
      place.label_at = {x, y, layout.label_width, above ? layout.label_height : height};
      const float value_x = above ? x : x + layout.label_width + frame.metrics.gap;
      place.text = {value_x, y + layout.label_height, line.right() - value_x, height - layout.label_height};
    }
    table_cell(frame, id + "/" + std::string(info.id), place, cell_at(context, row, i));
    y += height;
  }
  frame.close();
  follow_row(frame, spec, row, context, cell_at);
}

}  // namespace

TableResult table_of_cards(Frame& frame, Column& column, const TableSpec& spec, const void* context, CellAt cell_at) {
  TableResult result;
  result.sort_pressed = sort_line(frame, column, spec);
  const CardLayout layout = layout_of(frame, spec, column.width, context, cell_at);
  const RowRange shown = rows_in_sight(frame, column.y, layout.height, spec.loaded, kCardsAround);
  const int in_view = static_cast<int>(frame.env.height / layout.height);
  const TableRows rows = table_rows(frame, spec, shown, in_view, context, cell_at);
  for (const long long row : rows.rows) {
    const Rect rect{column.x, column.y + static_cast<float>(row) * layout.height, column.width,
                    layout.height - frame.metrics.gap};
    card(frame, spec, layout, rect, row, rows.stop, context, cell_at);
  }
  column.skip(static_cast<float>(spec.loaded) * layout.height);
  return result;
}

}  // namespace portal::ui
