#include <algorithm>
#include <cmath>

#include "ui/widgets/parts.h"

namespace portal::ui {

namespace {

constexpr float kPairWidthMin = 300;
constexpr float kLabelShare = 0.34f;
constexpr float kLabelWidthMax = 160;

// Label at the left, value beside it; below it where the cell is narrow.
void pair_item(Frame& frame, Column& cell, const std::string& id, const Pair& pair) {
  Frame::TextStyle label_style = frame.style_text();
  label_style.color = frame.palette.text_muted;
  const Frame::TextStyle value_style = frame.style_text();
  const float label_width = std::floor(std::min(cell.width * kLabelShare, kLabelWidthMax * frame.env.text_scale));
  const bool beside = label_width >= 5 * frame.metrics.text;
  const float gap = frame.metrics.gap_small;
  const float top = cell.y;
  Node item;
  item.id = id;
  item.role = NodeRole::kListItem;
  item.rect = {cell.x, cell.y, cell.width, 0};
  frame.open(std::move(item));
  const Rect label{cell.x, cell.y, beside ? label_width : cell.width, 0};
  const float label_height = frame.draw_text(pair.label, {label.x, label.y}, label.w, label_style);
  frame.add(text_node(id + "/label", NodeRole::kText, pair.label, {label.x, label.y, label.w, label_height}, label_style));
  const float x = beside ? cell.x + label_width + gap : cell.x;
  const float y = beside ? cell.y : cell.y + label_height;
  const float width = cell.x + cell.width - x;
  const float value_height = frame.draw_text(pair.value, {x, y}, width, value_style);
  frame.add(text_node(id + "/value", NodeRole::kText, pair.value, {x, y, width, value_height}, value_style));
  cell.y = std::max(cell.y + label_height, y + value_height);
  frame.close(cell.y - top);
}

}  // namespace

void pairs(Frame& frame, Column& column, std::string_view local_id, std::span<const Pair> pairs) {
  if (pairs.empty()) return;
  const std::string list_id = frame.id(local_id);
  Node list;
  list.id = list_id;
  list.role = NodeRole::kList;
  list.rect = {column.x, column.y, column.width, 0};
  const float top = column.y;
  frame.open(std::move(list));
  for (std::size_t i = 0; i < pairs.size();) {
    std::vector<Column> cells = split(column, 2, kPairWidthMin * frame.env.text_scale, frame.metrics.gap_large);
    float bottom = column.y;
    for (std::size_t c = 0; c < cells.size() && i < pairs.size(); ++c, ++i) {
      pair_item(frame, cells[c], list_id + "/" + std::to_string(i), pairs[i]);
      bottom = std::max(bottom, cells[c].y);
    }
    column.y = bottom + frame.metrics.gap_small;
  }
  frame.close(column.y - top);
}

}  // namespace portal::ui
