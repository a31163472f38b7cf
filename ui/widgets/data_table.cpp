// A table of any length: only the rows in sight are asked for, drawn and mirrored.
#include <algorithm>
#include <cmath>

#include "ui/widgets/table_parts.h"

namespace portal::ui {

namespace {

constexpr float kNarrowPage = 720;
constexpr float kRowHeight = 56;
constexpr float kCellPadding = 12;
constexpr int kRowsAround = 3;   // beyond the visible part, so that the next key or wheel step finds them
constexpr float kNearEnd = 1.0f;  // visible parts below the visible part: time to load more

// Shares the width by weight; no column gets less than it needs while another has more.
std::vector<float> column_widths(const Frame& frame, const TableSpec& spec, float width) {
  const std::size_t count = spec.columns.size();
  std::vector<float> widths(count, 0);
  std::vector<bool> fixed(count, false);
  for (std::size_t pass = 0; pass <= count; ++pass) {
    float room = width;
    float weights = 0;
    for (std::size_t i = 0; i < count; ++i) (fixed[i] ? room -= widths[i] : weights += spec.columns[i].weight);
    bool settled = true;
    for (std::size_t i = 0; i < count; ++i) {
      if (fixed[i]) continue;
      widths[i] = room * spec.columns[i].weight / weights;
      const float least = spec.columns[i].width_min * frame.env.text_scale;
      if (widths[i] < least) {
        widths[i] = least;
        fixed[i] = true;
        settled = false;
      }
    }
    if (settled) break;
  }
  for (float& w : widths) w = std::floor(w);
  return widths;
}

float width_needed(const Frame& frame, const TableSpec& spec) {
  float sum = 0;
  for (const TableColumn& column : spec.columns) sum += column.width_min;
  return sum * frame.env.text_scale;
}

void header_cell(Frame& frame, const TableSpec& spec, int column, const Rect& rect, int& sort_pressed) {
  const TableColumn& info = spec.columns[static_cast<std::size_t>(column)];
  const std::string id = table_header_id(frame, spec, column);
  frame.open(header_node(spec, column, id, rect));
  Frame::TextStyle style = frame.style_muted();
  style.strong = true;
  const float align = info.end_aligned ? 1.0f : 0.0f;
  Rect text = rect.inset(kCellPadding, 0);
  if (info.sortable) {
    if (sort_button(frame, spec, column, rect)) sort_pressed = column;
    const float icon = 12;
    const bool sorted = spec.sorted_column == column;
    text.w -= icon + 6;
    const float width = std::min(frame.text_width(info.label, style), text.w);
    const float x = text.x + (text.w - width) * align + width + 6;
    draw_icon(frame, sorted ? (spec.descending ? Icon::kArrowDown : Icon::kArrowUp) : Icon::kUpDown,
              {x, rect.y + std::floor((rect.h - icon) / 2), icon, icon},
              sorted ? frame.palette.accent : frame.palette.border_strong);
    if (sorted) style.color = frame.palette.accent;
  }
  frame.draw_line(info.label, text, style, align);
  frame.close();
}

void wide_row(Frame& frame, const TableSpec& spec, const std::vector<float>& widths, const Rect& rect, long long row,
              const TablePlace& stop, const void* context, CellAt cell_at) {
  const std::string id = table_row_id(frame, spec, row);
  const std::string prefix = id + "/";
  const bool hovered = frame.interaction.hovered == id || frame.interaction.hovered.starts_with(prefix);
  if (hovered) frame.fill(rect, frame.palette.accent_soft);
  frame.fill({rect.x, rect.bottom() - 1, rect.w, 1}, frame.palette.border);
  frame.open(row_node(id, rect, row));
  float x = rect.x;
  for (int column = 0; column < static_cast<int>(spec.columns.size()); ++column) {
    const TableColumn& info = spec.columns[static_cast<std::size_t>(column)];
    const Rect place{x, rect.y, widths[static_cast<std::size_t>(column)], rect.h - 1};
    const bool is_stop = stop.row == row && stop.column == column;
    const CellLook look = info.end_aligned ? CellLook::kEndAligned : CellLook::kPlain;
    table_cell(frame, id + "/" + std::string(info.id), {column, place, place.inset(kCellPadding, 0), look, is_stop ? TabStop::kYes : TabStop::kNo},
               cell_at(context, row, column));
    x += place.w;
  }
  frame.close();
  follow_row(frame, spec, row, context, cell_at);
}

TableResult wide_table(Frame& frame, Column& column, const TableSpec& spec, const void* context, CellAt cell_at) {
  TableResult result;
  const float row_height = std::round(kRowHeight * frame.env.text_scale);
  const std::vector<float> widths = column_widths(frame, spec, column.width);
  const Rect header = column.take(frame.metrics.control_height + 4);
  frame.fill(header, frame.palette.surface_sunken);
  frame.open(row_node(table_id(frame, spec) + "/header", header, -1));
  float x = header.x;
  for (int i = 0; i < static_cast<int>(widths.size()); ++i) {
    header_cell(frame, spec, i, {x, header.y, widths[static_cast<std::size_t>(i)], header.h}, result.sort_pressed);
    x += widths[static_cast<std::size_t>(i)];
  }
  frame.close();
  const RowRange shown = rows_in_sight(frame, column.y, row_height, spec.loaded, kRowsAround);
  const int in_view = static_cast<int>(frame.env.height / row_height);
  const TableRows rows = table_rows(frame, spec, shown, in_view, context, cell_at);
  for (const long long row : rows.rows) {
    const Rect rect{column.x, column.y + static_cast<float>(row) * row_height, column.width, row_height};
    wide_row(frame, spec, widths, rect, row, rows.stop, context, cell_at);
  }
  column.skip(static_cast<float>(spec.loaded) * row_height);
  return result;
}

}  // namespace

std::string table_id(const Frame& frame, const TableSpec& spec) { return frame.id(spec.id); }

std::string table_row_id(const Frame& frame, const TableSpec& spec, long long row) {
  return table_id(frame, spec) + "/row/" + std::to_string(row + 1);
}

std::string table_header_id(const Frame& frame, const TableSpec& spec, int column) {
  return table_id(frame, spec) + "/header/" + std::string(spec.columns[static_cast<std::size_t>(column)].id);
}

Node header_node(const TableSpec& spec, int column, const std::string& id, const Rect& rect) {
  const TableColumn& info = spec.columns[static_cast<std::size_t>(column)];
  Node node;
  node.id = id;
  node.role = NodeRole::kColumnHeader;
  node.name = info.label;
  node.rect = rect;
  node.column = column + 1;
  node.sortable = info.sortable;
  node.end_aligned = info.end_aligned;
  if (spec.sorted_column == column) node.sort = spec.descending ? Sort::kDescending : Sort::kAscending;
  return node;
}

bool sort_button(Frame& frame, const TableSpec& spec, int column, const Rect& rect) {
  const TableColumn& info = spec.columns[static_cast<std::size_t>(column)];
  const std::string id = table_header_id(frame, spec, column) + "/sort";
  if (frame.hovered(id)) frame.fill(rect.inset(2, 2), frame.palette.accent_soft, frame.metrics.radius / 2);
  frame.focus_ring(id, rect.inset(4, 4), frame.metrics.radius / 2);
  Frame::TextStyle style = frame.style_muted();
  style.strong = true;
  frame.add(text_node(id, NodeRole::kButton, info.label, rect, style));
  return frame.pressed(id);
}

Node row_node(const std::string& id, const Rect& rect, long long row) {
  Node node;
  node.id = id;
  node.role = NodeRole::kRow;
  node.rect = rect;
  node.row = static_cast<int>(row + 1);
  return node;
}

namespace {

Rect cut_left(const Rect& rect, float width) { return {rect.x + width, rect.y, std::max(0.0f, rect.w - width), rect.h}; }

// As high as its row and from the row's edge: large enough for a finger.
void row_check(Frame& frame, const std::string& id, const Rect& rect, float x, const TableCell& cell, TabStop stop) {
  const float side = check_square_side(frame);
  const Rect square{x, rect.y + std::floor((rect.h - side) / 2), side, side};
  check_square(frame, square, id, *cell.checked, false, false);
  frame.focus_ring(id, square.inset(-4, -4), frame.metrics.radius);
  Node node = text_node(id, NodeRole::kCheckBox, cell.accessible_name, rect, frame.style_text());
  node.checked = *cell.checked;
  node.tab_stop = stop;
  frame.add(std::move(node));
  if (const bool wanted = checked_now(frame, id, *cell.checked); wanted != *cell.checked) frame.emit(RowChosen{cell.row_id, wanted});
}

}  // namespace

void table_cell(Frame& frame, const std::string& id, const CellPlace& place, const TableCell& cell) {
  const Rect& rect = place.rect;
  const Rect text = cell.checked ? cut_left(place.text, check_square_side(frame) + frame.metrics.gap) : place.text;
  const bool end_aligned = place.look == CellLook::kEndAligned;
  const bool is_link = !cell.href.empty(), is_badge = cell.tone && !cell.text.empty(), is_bar = cell.bar.has_value();
  Frame::TextStyle style = frame.style_text();
  style.strong = place.look == CellLook::kTitle;
  const bool has_parts = is_link || is_badge || is_bar || cell.checked || !place.label.empty();
  Node node = text_node(id, NodeRole::kCell, has_parts ? std::string() : cell.text, rect, style);
  node.column = place.column + 1;
  node.end_aligned = end_aligned;
  node.grid = true;
  if (!is_link && !cell.checked) node.tab_stop = place.stop;
  frame.open(std::move(node));
  if (cell.checked) row_check(frame, id + "/check", {rect.x, rect.y, text.x - rect.x, rect.h}, place.text.x, cell, place.stop);
  if (!place.label.empty()) {
    frame.draw_line(place.label, place.label_at, frame.style_muted());
    frame.add(text_node(id + "/label", NodeRole::kText, place.label, place.label_at, frame.style_muted()));
  }
  if (is_link) {
    const std::string link_id = id + "/link";
    // Large enough for a finger, also where the word is short.
    const float width = std::min(text.w, std::max(std::ceil(frame.text_width(cell.text, style)), frame.metrics.control_height));
    const float x = end_aligned ? text.right() - width : text.x;
    const float height = std::min(text.h, frame.metrics.control_height);
    table_link(frame, link_id, {x, text.y + std::floor((text.h - height) / 2), width, height}, cell, place.stop);
  } else if (is_bar) {
    bar(frame, text, id + "/bar", cell.text, *cell.bar);
  } else if (is_badge) {
    const float width = std::min(badge_width(frame, cell.text), text.w);
    const float height = std::round(frame.metrics.text_small * 2);
    badge(frame, id + "/badge", {end_aligned ? text.right() - width : text.x, text.y + std::floor((text.h - height) / 2)}, cell.text, *cell.tone);
  } else {
    frame.draw_line(cell.text, text, style, end_aligned ? 1.0f : 0.0f);
    if (has_parts && !cell.text.empty()) frame.add(text_node(id + "/value", NodeRole::kText, cell.text, text, style));
    if (tooltip_wanted(frame, id) && frame.cut_to(cell.text, text.w, style) != cell.text) tooltip(frame, id, rect, cell.text);
  }
  if (!is_link && !cell.checked) frame.focus_ring(id, rect.inset(5, 5), frame.metrics.radius / 2);
  frame.close();
}

void table_link(Frame& frame, const std::string& id, const Rect& rect, const TableCell& cell, TabStop stop) {
  Frame::TextStyle style = frame.style_text();
  style.color = frame.hovered(id) ? frame.palette.accent_hover : frame.palette.link;
  frame.draw_line(cell.text, rect, style);
  const float under = std::min(frame.text_width(cell.text, style), rect.w);
  frame.fill({rect.x, rect.y + std::floor((rect.h + style.size) / 2) + 2, under, 1}, style.color);
  frame.focus_ring(id, rect, frame.metrics.radius / 2);
  Node node = text_node(id, NodeRole::kLink, cell.accessible_name.empty() ? cell.text : cell.accessible_name, rect, style);
  node.href = cell.href;
  node.tab_stop = stop;
  frame.add(std::move(node));
  if (frame.pressed(id)) frame.emit(LinkFollowed{cell.href});
}

RowRange rows_in_sight(const Frame& frame, float top, float row_height, long long loaded, int around) {
  // Before conversion: a page far above or below must not overflow.
  const double begin = (static_cast<double>(frame.env.scroll_y) - top) / row_height - around;
  const double end = (static_cast<double>(frame.env.scroll_y) + frame.env.height - top) / row_height + around + 1;
  const double most = static_cast<double>(loaded);
  return {static_cast<long long>(std::clamp(begin, 0.0, most)), static_cast<long long>(std::clamp(end, 0.0, most))};
}

TableResult data_table(Frame& frame, Column& column, const TableSpec& spec, const void* context, CellAt cell_at) {
  Node node;
  node.id = table_id(frame, spec);
  node.role = NodeRole::kTable;
  node.name = spec.name;
  node.grid = true;
  node.rows = static_cast<int>(spec.rows);
  node.columns = static_cast<int>(spec.columns.size());
  node.rect = {column.x, column.y, column.width, 0};
  const float top = column.y;
  frame.open(std::move(node));
  const bool narrow = frame.env.care_mode || frame.env.width < kNarrowPage || width_needed(frame, spec) > column.width;
  const int below = frame.raise();
  const TableResult part = narrow ? table_of_cards(frame, column, spec, context, cell_at)
                                  : wide_table(frame, column, spec, context, cell_at);
  frame.drop_to(below);
  const Rect whole{column.x, top, column.width, column.y - top};
  if (!narrow) {
    frame.fill(whole, frame.palette.surface, frame.metrics.radius / 2);
    frame.raise();
    frame.stroke(whole, frame.palette.border, frame.metrics.radius / 2, frame.metrics.border);
    frame.drop_to(below);
  }
  frame.close(whole.h);
  TableResult result = part;
  const float sight_end = frame.env.scroll_y + frame.env.height * (1 + kNearEnd);
  result.end_in_sight = spec.loaded > 0 && column.y <= sight_end;
  return result;
}

}  // namespace portal::ui
