// 上一条 · 下一条: from one record that waits to the next, by link or key.
#include <cmath>

#include "ui/views/audit_queue.h"

#include "ui/widgets/widgets.h"

namespace portal::ui {

namespace {

struct Step {
  std::string_view id;
  std::string_view text_key;
  std::string_view shortcut;
  const std::string& declaration;
};

}  // namespace

void audit_queue(Frame& frame, Column& column) {
  const DetailState& detail = frame.state.detail;
  const AuditPlace place = audit_place_of(frame.state, detail.id);
  if (place.position == 0) return;
  Scope scope(frame, "queue");
  Node node;
  node.id = frame.id("list");
  node.role = NodeRole::kNavigation;
  node.name = frame.texts("queue.title");
  node.rect = {column.x, column.y, column.width, 0};
  const float top = column.y;
  frame.open(std::move(node));
  paragraph(frame, column, "place",
            frame.texts("queue.place", {{"position", std::to_string(place.position)}, {"count", std::to_string(frame.state.audit.total)}}),
            frame.style_muted());
  const Step steps[] = {{"previous", "queue.previous", "Alt+PageUp", place.previous}, {"next", "queue.next", "Alt+PageDown", place.next}};
  float x = column.x;
  bool any = false;
  for (const Step& step : steps) {
    if (step.declaration.empty()) continue;
    LinkSpec spec;
    spec.id = step.id;
    const std::string& label = frame.texts(step.text_key);
    spec.label = label;
    spec.href = "#/declarations/" + step.declaration;
    spec.shortcut = step.shortcut;
    const float width = std::min(std::ceil(frame.text_width(label, frame.style_text())) + 2, column.width);
    if (any && x + width > column.x + column.width) {
      column.skip(frame.metrics.control_height);
      x = column.x;
    }
    link(frame, {x, column.y, width, frame.metrics.control_height}, spec);
    x += width + frame.metrics.gap_large;
    any = true;
  }
  if (any) column.skip(frame.metrics.control_height);
  frame.close(column.y - top);
  column.skip(frame.metrics.gap);
}

}  // namespace portal::ui
