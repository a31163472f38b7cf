#include <algorithm>
#include <cmath>

#include "ui/widgets/parts.h"

namespace portal::ui {

namespace {

constexpr float kWidthMax = 420;
constexpr float kPadding = 8;

void draw_tooltip(Frame& frame, const std::string& owner, const Rect& rect, const std::string& text) {
  const Frame::TextStyle style = frame.style_text();
  const float room = frame.env.width - 2 * frame.metrics.page_margin;
  const float widest = std::min(room, kWidthMax * frame.env.text_scale) - 2 * kPadding;
  const float width = std::min(std::ceil(frame.text_width(text, style)) + 1, widest);
  const float height = frame.text_height(text, width, style) + 2 * kPadding;
  // Touching what it belongs to, so that the pointer can go over to it; below, or above where there is no room.
  const bool above = frame.to_screen(rect).bottom() + height > frame.env.height;
  const float x = std::clamp(rect.x, frame.metrics.page_margin, frame.env.width - frame.metrics.page_margin - width - 2 * kPadding);
  const Rect box{x, above ? rect.y - height : rect.bottom(), width + 2 * kPadding, height};
  frame.fill(box, frame.palette.surface_raised, frame.metrics.radius / 2);
  frame.stroke(box, frame.palette.border_strong, frame.metrics.radius / 2);
  frame.draw_text(text, {box.x + kPadding, box.y + kPadding}, width, style);
  Node node = text_node(owner + "/tooltip", NodeRole::kTooltip, text, box, style);
  node.describes = owner;
  frame.add(std::move(node));
}

}  // namespace

bool tooltip_wanted(Frame& frame, const std::string& node) {
  const Interaction& now = frame.interaction;
  if (now.hovered.empty() && now.focused.empty()) return false;
  // A finger hovers over nothing: what it touched has the focus.
  const bool wanted = frame.focused(node) || frame.hovered(node) || frame.hovered(node + "/tooltip");
  return wanted && now.tooltip_off != node;
}

void tooltip(Frame& frame, const std::string& node, const Rect& rect, std::string_view text) {
  if (frame.dismissed(node + "/tooltip")) return frame.set_tooltip_off(node);
  frame.draw_last([node, rect, shown = std::string(text)](Frame& last) { draw_tooltip(last, node, rect, shown); });
}

}  // namespace portal::ui
