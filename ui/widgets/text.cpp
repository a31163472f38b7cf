#include "ui/widgets/parts.h"

namespace portal::ui {

Node text_node(std::string id, NodeRole role, std::string_view text, const Rect& rect, const Frame::TextStyle& style) {
  Node node;
  node.id = std::move(id);
  node.role = role;
  node.name = text;
  node.rect = rect;
  node.font_size = style.size;
  node.strong = style.strong;
  return node;
}

void heading(Frame& frame, Column& column, int level, std::string_view local_id, std::string_view text) {
  const Frame::TextStyle style = frame.style_heading(level);
  const Rect rect = column.take(frame.draw_text(text, {column.x, column.y}, column.width, style));
  Node node = text_node(frame.id(local_id), NodeRole::kHeading, text, rect, style);
  node.level = level;
  frame.add(std::move(node));
}

void paragraph(Frame& frame, Column& column, std::string_view local_id, std::string_view text) {
  paragraph(frame, column, local_id, text, frame.style_text());
}

void paragraph(Frame& frame, Column& column, std::string_view local_id, std::string_view text,
               const Frame::TextStyle& style) {
  if (text.empty()) return;
  const Rect rect = column.take(frame.draw_text(text, {column.x, column.y}, column.width, style));
  frame.add(text_node(frame.id(local_id), NodeRole::kText, text, rect, style));
}

void secondary(Frame& frame, Column& column, std::string_view local_id, std::string_view text) {
  if (frame.env.care_mode || text.empty()) return;
  column.skip(frame.metrics.gap_small);
  paragraph(frame, column, local_id, text, frame.style_muted());
}

}  // namespace portal::ui
