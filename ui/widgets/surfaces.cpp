// Cards and dialogs: surfaces whose height is known only when what lies on them is drawn.
#include <algorithm>
#include <cmath>

#include "ui/widgets/parts.h"

namespace portal::ui {

namespace {

constexpr float kNarrowCard = 480;

float card_padding(const Frame& frame, float width) {
  return width < kNarrowCard ? frame.metrics.gap : frame.metrics.gap_large;
}

}  // namespace

void soft_surface(Frame& frame, const Rect& rect, Color ground, Color edge, float radius) {
  frame.fill(rect, ground, radius);
  if (frame.env.more_contrast || frame.env.forced_palette) frame.stroke(rect, edge, radius, frame.metrics.border);
}

Card begin_card(Frame& frame, Column& column) {
  const float padding = card_padding(frame, column.width);
  Card card;
  card.rect = {column.x, column.y, column.width, 0};
  card.content = column.inset(padding, padding);
  card.channel = frame.raise();
  return card;
}

void end_card(Frame& frame, Column& column, Card& card) {
  const float padding = card_padding(frame, column.width);
  column.y = card.content.y + padding;
  card.rect.h = column.y - card.rect.y;
  frame.drop_to(card.channel);
  frame.fill(card.rect, frame.palette.surface, frame.metrics.radius + 4);
  frame.stroke(card.rect, frame.palette.border, frame.metrics.radius + 4, frame.metrics.border);
}

namespace {

struct DialogPlace {
  Rect rect;            // as high as is known, never higher than the visible part
  float padding;
  float overflow = 0;   // by how much its content is higher
};

DialogPlace place_of(const Frame& frame, const DialogSpec& spec) {
  const float margin = frame.metrics.page_margin;
  const float width = std::round(std::min(spec.width * std::min(frame.env.text_scale, 1.5f), frame.env.width - 2 * margin));
  DialogPlace place;
  place.padding = card_padding(frame, width);
  float height = frame.interaction.dialog_height;
  if (height <= 0 && spec.height > 0) {
    const float title = frame.text_height(spec.title, width - 2 * place.padding, frame.style_heading(2));
    height = spec.height + title + frame.metrics.gap + 2 * place.padding;
  }
  if (height <= 0) height = frame.env.height * 0.6f;
  const float room = frame.env.height - 2 * margin;
  place.overflow = std::max(0.0f, height - room);
  height = std::min(height, room);
  // A little above the middle, where there is room.
  const float y = std::max(margin, std::floor((frame.env.height - height) * 0.4f));
  place.rect = {std::floor((frame.env.width - width) / 2), y, width, height};
  return place;
}

}  // namespace

Column begin_dialog(Frame& frame, const DialogSpec& spec) {
  frame.begin_dialog_layer();
  frame.fill({0, 0, frame.env.width, frame.env.height}, frame.palette.shade);
  const DialogPlace place = place_of(frame, spec);
  Node node;
  node.id = frame.id(spec.id);
  node.role = NodeRole::kDialog;
  node.name = spec.title;
  node.assertive = spec.alert;
  node.rect = place.rect;
  frame.open(std::move(node));
  frame.raise();
  // Until its height is known nothing is cut off: the frame is drawn once more.
  const Rect all{0, 0, frame.env.width, frame.env.height};
  frame.begin_scrolled(place.overflow > 0 ? place.rect : all, std::min(frame.env.dialog_scroll_y, place.overflow));
  Column column{place.rect.x + place.padding, place.rect.y + place.padding, place.rect.w - 2 * place.padding};
  heading(frame, column, 2, std::string(spec.id) + "/title", spec.title);
  column.skip(frame.metrics.gap);
  return column;
}

bool end_dialog(Frame& frame, const DialogSpec& spec, const Column& used) {
  const DialogPlace place = place_of(frame, spec);
  frame.dialog_height = used.y + place.padding - place.rect.y;
  Rect surface = place.rect;
  surface.h = std::min(frame.dialog_height, frame.env.height - frame.metrics.page_margin - surface.y);
  frame.end_scrolled();
  frame.drop_to(0);
  frame.fill(surface, frame.palette.surface_raised, frame.metrics.radius + 4);
  frame.stroke(surface, frame.palette.border, frame.metrics.radius + 4, frame.metrics.border);
  frame.close(surface.h);
  frame.end_dialog_layer();
  return frame.dismissed(frame.id(spec.id));
}

}  // namespace portal::ui
