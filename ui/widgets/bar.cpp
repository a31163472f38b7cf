// A bar in a table: what counts, what may come, and where the target is.
#include <algorithm>
#include <cmath>

#include "ui/widgets/parts.h"

namespace portal::ui {

namespace {

constexpr float kBarHeight = 14;
constexpr float kMarkBeyond = 4;  // above and below the bar
constexpr float kHatch = 7;       // between the lines of what may come

// Lines from the lower left to the upper right: told from what counts without its colour.
void hatch(Frame& frame, const Rect& rect, Color color) {
  const Rect screen = frame.to_screen(rect);
  ImDrawList* list = frame.draw_list();
  list->PushClipRect({screen.x, screen.y}, {screen.right(), screen.bottom()}, true);
  for (float x = screen.x - screen.h; x < screen.right(); x += kHatch) list->AddLine({x, screen.bottom()}, {x + screen.h, screen.y}, color, 1.5f);
  list->PopClipRect();
}

}  // namespace

void bar(Frame& frame, const Rect& rect, const std::string& id, std::string_view name, const Bar& bar) {
  const float height = std::round(std::min(kBarHeight * frame.env.text_scale, rect.h - 2 * kMarkBeyond));
  const Rect track{rect.x, rect.y + std::floor((rect.h - height) / 2), rect.w, height};
  const float radius = std::round(height / 4);
  const float part = std::clamp(bar.part, 0.0f, 1.0f);
  const float more = std::clamp(bar.more, 0.0f, 1 - part);
  frame.fill(track, frame.palette.surface_sunken, radius);
  if (more > 0) {
    const Rect coming{track.x + track.w * part, track.y, track.w * more, track.h};
    frame.fill(coming, frame.palette.accent_soft);
    hatch(frame, coming, frame.palette.accent);
  }
  if (part > 0) frame.fill({track.x, track.y, std::max(2.0f, track.w * part), track.h}, frame.palette.accent, part < 1 && more > 0 ? 0 : radius);
  frame.stroke(track, frame.palette.border_strong, radius, frame.metrics.border);
  if (bar.mark >= 0) {
    const float x = std::min(track.x + track.w * std::min(bar.mark, 1.0f), track.right() - 1);
    frame.fill({x - 1, track.y - kMarkBeyond, 2, track.h + 2 * kMarkBeyond}, frame.palette.text);
  }
  Node node;
  node.id = id;
  node.role = NodeRole::kProgress;
  node.name = name;
  node.rect = track;
  node.fraction = part;
  frame.add(std::move(node));
}

}  // namespace portal::ui
