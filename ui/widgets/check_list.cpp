#include <algorithm>
#include <cmath>

#include "ui/widgets/parts.h"

namespace portal::ui {

void check_list(Frame& frame, Column& column, std::string_view local_id, std::string_view name, std::span<const CheckItem> items) {
  const std::string id = frame.id(local_id);
  const Frame::TextStyle style = frame.style_text();
  const float icon = std::round(style.size * 1.1f);
  const float indent = icon + frame.metrics.gap_small;
  const float line = frame.line_height(style);
  const float top = column.y;
  Node list;
  list.id = id;
  list.role = NodeRole::kList;
  list.name = name;
  list.rect = {column.x, column.y, column.width, 0};
  frame.open(std::move(list));
  for (std::size_t i = 0; i < items.size(); ++i) {
    const CheckItem& item = items[i];
    const Rect mark{column.x, column.y + std::floor((line - icon) / 2), icon, icon};
    if (item.done) draw_icon(frame, Icon::kTick, mark, frame.palette.success);
    else frame.stroke(mark.inset(1, 1), frame.palette.border_strong, 2, frame.metrics.border);
    const std::string text = item.label + frame.texts("common.colon") + item.detail;
    const std::string item_id = id + "/" + std::to_string(i);
    const float height = frame.draw_text(text, {column.x + indent, column.y}, column.width - indent, style);
    Node row;
    row.id = item_id;
    row.role = NodeRole::kListItem;
    row.rect = {column.x, column.y, column.width, height};
    frame.open(std::move(row));
    frame.add(text_node(item_id + "/text", NodeRole::kText, text, {column.x + indent, column.y, column.width - indent, height}, style));
    frame.close(height);
    column.skip(height + 4);
  }
  frame.close(column.y - top);
}

}  // namespace portal::ui
