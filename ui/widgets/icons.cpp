#include <initializer_list>

#include "ui/widgets/parts.h"

namespace portal::ui {

namespace {

// A unit square laid on a box: shapes are given in 0–1.
class Pen {
 public:
  Pen(Frame& frame, const Rect& box, Color color)
      : list_(frame.draw_list()), box_(frame.to_screen(box)), color_(color) {}

  ImVec2 at(float x, float y) const { return {box_.x + x * box_.w, box_.y + y * box_.h}; }
  float width() const { return box_.w * 0.09f < 1.2f ? 1.2f : box_.w * 0.09f; }

  void line(float x1, float y1, float x2, float y2) { list_->AddLine(at(x1, y1), at(x2, y2), color_, width()); }
  void lines(std::initializer_list<Point> points) {
    for (const Point p : points) list_->PathLineTo(at(p.x, p.y));
    list_->PathStroke(color_, 0, width());
  }
  void closed(std::initializer_list<Point> points) {
    for (const Point p : points) list_->PathLineTo(at(p.x, p.y));
    list_->PathStroke(color_, ImDrawFlags_Closed, width());
  }
  void disc(float x, float y, float r) { list_->AddCircleFilled(at(x, y), r * box_.w, color_); }
  void circle(float x, float y, float r) { list_->AddCircle(at(x, y), r * box_.w, color_, 0, width()); }
  void area(std::initializer_list<Point> points) {
    for (const Point p : points) list_->PathLineTo(at(p.x, p.y));
    list_->PathFillConvex(color_);
  }

 private:
  ImDrawList* list_;
  Rect box_;
  Color color_;
};

void exclamation(Pen& pen, float top) {
  pen.line(0.5f, top, 0.5f, 0.58f);
  pen.disc(0.5f, 0.73f, 0.065f);
}

}  // namespace

void draw_icon(Frame& frame, Icon icon, const Rect& box, Color color) {
  if (!frame.visible(box)) return;
  Pen pen(frame, box, color);
  switch (icon) {
    case Icon::kInfo:
      pen.circle(0.5f, 0.5f, 0.44f);
      pen.disc(0.5f, 0.28f, 0.065f);
      pen.line(0.5f, 0.43f, 0.5f, 0.75f);
      break;
    case Icon::kSuccess:
      pen.circle(0.5f, 0.5f, 0.44f);
      pen.lines({{0.29f, 0.52f}, {0.44f, 0.67f}, {0.72f, 0.36f}});
      break;
    case Icon::kWarning:
      pen.closed({{0.5f, 0.08f}, {0.96f, 0.9f}, {0.04f, 0.9f}});
      exclamation(pen, 0.36f);
      break;
    case Icon::kProblem:
      pen.circle(0.5f, 0.5f, 0.44f);
      exclamation(pen, 0.25f);
      break;
    case Icon::kCalendar:
      pen.closed({{0.1f, 0.18f}, {0.9f, 0.18f}, {0.9f, 0.92f}, {0.1f, 0.92f}});
      pen.line(0.1f, 0.42f, 0.9f, 0.42f);
      pen.line(0.32f, 0.06f, 0.32f, 0.28f);
      pen.line(0.68f, 0.06f, 0.68f, 0.28f);
      break;
    case Icon::kUpload:
      pen.line(0.5f, 0.12f, 0.5f, 0.66f);
      pen.lines({{0.28f, 0.34f}, {0.5f, 0.12f}, {0.72f, 0.34f}});
      pen.lines({{0.08f, 0.62f}, {0.08f, 0.9f}, {0.92f, 0.9f}, {0.92f, 0.62f}});
      break;
    case Icon::kFile:
      pen.closed({{0.18f, 0.06f}, {0.58f, 0.06f}, {0.84f, 0.32f}, {0.84f, 0.94f}, {0.18f, 0.94f}});
      pen.lines({{0.58f, 0.06f}, {0.58f, 0.32f}, {0.84f, 0.32f}});
      pen.line(0.34f, 0.56f, 0.68f, 0.56f);
      pen.line(0.34f, 0.74f, 0.68f, 0.74f);
      break;
    case Icon::kChevronDown: pen.lines({{0.18f, 0.36f}, {0.5f, 0.68f}, {0.82f, 0.36f}}); break;
    case Icon::kArrowUp: pen.area({{0.5f, 0.2f}, {0.86f, 0.76f}, {0.14f, 0.76f}}); break;
    case Icon::kArrowDown: pen.area({{0.14f, 0.24f}, {0.86f, 0.24f}, {0.5f, 0.8f}}); break;
    case Icon::kUpDown:
      pen.area({{0.5f, 0.04f}, {0.78f, 0.4f}, {0.22f, 0.4f}});
      pen.area({{0.22f, 0.6f}, {0.78f, 0.6f}, {0.5f, 0.96f}});
      break;
    case Icon::kTick: pen.lines({{0.12f, 0.54f}, {0.38f, 0.8f}, {0.88f, 0.24f}}); break;
    case Icon::kCross:
      pen.line(0.2f, 0.2f, 0.8f, 0.8f);
      pen.line(0.8f, 0.2f, 0.2f, 0.8f);
      break;
    case Icon::kClock:
      pen.circle(0.5f, 0.5f, 0.44f);
      pen.lines({{0.5f, 0.24f}, {0.5f, 0.52f}, {0.68f, 0.64f}});
      break;
    case Icon::kPencil:
      pen.closed({{0.1f, 0.9f}, {0.14f, 0.66f}, {0.7f, 0.1f}, {0.9f, 0.3f}, {0.34f, 0.86f}});
      break;
    case Icon::kSearch:
      pen.circle(0.43f, 0.43f, 0.32f);
      pen.line(0.67f, 0.67f, 0.94f, 0.94f);
      break;
  }
}

ToneColors colors_of(const Palette& palette, Tone tone) {
  switch (tone) {
    case Tone::kNeutral: return {palette.text_muted, palette.surface_sunken, Icon::kInfo};
    case Tone::kInfo: return {palette.info, palette.info_soft, Icon::kInfo};
    case Tone::kSuccess: return {palette.success, palette.success_soft, Icon::kSuccess};
    case Tone::kWarning: return {palette.warning, palette.warning_soft, Icon::kWarning};
    case Tone::kDanger: return {palette.danger, palette.danger_soft, Icon::kProblem};
  }
  return {palette.text_muted, palette.surface_sunken, Icon::kInfo};
}

}  // namespace portal::ui
