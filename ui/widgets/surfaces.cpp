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
  Rect rect;  // without its height
  float padding;
};

DialogPlace place_of(const Frame& frame, const DialogSpec& spec) {
  const float margin = frame.metrics.page_margin;
  DialogPlace place;
  const float width = std::round(std::min(spec.width * std::min(frame.env.text_scale, 1.5f), frame.env.width - 2 * margin));
  place.padding = card_padding(frame, width);
  place.rect.w = width;
  place.rect.x = std::floor((frame.env.width - width) / 2);
  const float title = frame.text_height(spec.title, width - 2 * place.padding, frame.style_heading(2)) + frame.metrics.gap;
  const float height = spec.height > 0 ? spec.height + title + 2 * place.padding : frame.env.height * 0.6f;
  place.rect.y = std::max(margin, std::floor((frame.env.height - height) / 2));
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
  node.rect = place.rect;
  frame.open(std::move(node));
  frame.raise();
  Column column{place.rect.x + place.padding, place.rect.y + place.padding, place.rect.w - 2 * place.padding};
  heading(frame, column, 2, std::string(spec.id) + "/title", spec.title);
  column.skip(frame.metrics.gap);
  return column;
}

bool end_dialog(Frame& frame, const DialogSpec& spec, const Column& used) {
  DialogPlace place = place_of(frame, spec);
  place.rect.h = used.y + place.padding - place.rect.y;
  frame.drop_to(0);
  frame.fill(place.rect, frame.palette.surface_raised, frame.metrics.radius + 4);
  frame.stroke(place.rect, frame.palette.border, frame.metrics.radius + 4, frame.metrics.border);
  frame.close(place.rect.h);
  frame.end_dialog_layer();
  return frame.dismissed(frame.id(spec.id));
}

}  // namespace portal::ui
