#include <algorithm>
#include <cmath>

#include "ui/widgets/parts.h"

namespace portal::ui {

void notice_bar(Frame& frame, Column& column, std::string_view local_id, std::string_view text, Tone tone, bool assertive) {
  const ToneColors colors = colors_of(frame.palette, tone);
  const Frame::TextStyle style = frame.style_text();
  const float padding = frame.metrics.control_padding;
  const float icon = std::round(style.size * 1.25f);
  const float indent = padding + 4 + icon + frame.metrics.gap_small;
  const float text_width = column.width - indent - padding;
  const float height = frame.text_height(text, text_width, style) + 2 * padding;
  const Rect rect = column.take(height);
  soft_surface(frame, rect, colors.soft, colors.strong, frame.metrics.radius);
  frame.fill({rect.x, rect.y + 4, 4, rect.h - 8}, colors.strong, 2);
  draw_icon(frame, colors.icon,
            {rect.x + padding + 4, rect.y + padding + std::floor((frame.line_height(style) - icon) / 2), icon, icon}, colors.strong);
  frame.draw_text(text, {rect.x + indent, rect.y + padding}, text_width, style);

  const std::string id = frame.id(local_id);
  Node node;
  node.id = id;
  node.role = assertive ? NodeRole::kAlert : NodeRole::kStatus;
  node.name = text;
  node.rect = {rect.x + indent, rect.y + padding, text_width, rect.h - 2 * padding};
  node.font_size = style.size;
  node.assertive = assertive;
  frame.add(std::move(node));
}

void empty_state(Frame& frame, Column& column, std::string_view local_id, std::string_view title, std::string_view text) {
  Frame::TextStyle strong = frame.style_text();
  strong.strong = true;
  const std::string id = frame.id(local_id);
  const float top = column.y;
  column.skip(2 * frame.metrics.gap_large);
  const auto centred = [&](std::string_view sentence, const Frame::TextStyle& style, std::string node_id) {
    const Rect whole{column.x, column.y, column.width, frame.text_height(sentence, column.width, style)};
    for (const std::string_view line : frame.wrap(sentence, column.width, style)) {
      frame.draw_line(line, column.take(frame.line_height(style)), style, 0.5f);
    }
    frame.add(text_node(std::move(node_id), NodeRole::kText, sentence, whole, style));
  };
  Node group;
  group.id = id;
  group.role = NodeRole::kGroup;
  group.rect = {column.x, top, column.width, 0};
  frame.open(std::move(group));
  centred(title, strong, id + "/title");
  if (!text.empty()) {
    column.skip(frame.metrics.gap_small);
    centred(text, frame.style_muted(), id + "/text");
  }
  column.skip(2 * frame.metrics.gap_large);
  frame.close(column.y - top);
}

void progress_bar(Frame& frame, const Rect& rect, std::string_view local_id, std::string_view name, float fraction) {
  const float part = std::clamp(fraction, 0.0f, 1.0f);
  frame.fill(rect, frame.palette.surface_sunken, rect.h / 2);
  frame.stroke(rect, frame.palette.border_strong, rect.h / 2, 1);
  if (part > 0) frame.fill({rect.x, rect.y, std::max(rect.h, rect.w * part), rect.h}, frame.palette.accent, rect.h / 2);
  Node node;
  node.id = frame.id(local_id);
  node.role = NodeRole::kProgress;
  node.name = name;
  node.rect = rect;
  node.fraction = part;
  frame.add(std::move(node));
}

}  // namespace portal::ui
