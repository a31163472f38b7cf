// Lengths and places. Unit everywhere in ui/: CSS pixels (the shell knows the device pixel ratio).
// Origin: the top left of the page (document), y down; the visible part begins at Environment::scroll_y.
#pragma once

namespace portal::ui {

struct Point {
  float x = 0;
  float y = 0;
  friend bool operator==(const Point&, const Point&) = default;
};

struct Rect {
  float x = 0;
  float y = 0;
  float w = 0;
  float h = 0;
  float right() const { return x + w; }
  float bottom() const { return y + h; }
  bool contains(Point p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }
  bool intersects(const Rect& o) const { return x < o.right() && o.x < right() && y < o.bottom() && o.y < bottom(); }
  Rect inset(float dx, float dy) const { return {x + dx, y + dy, w - 2 * dx, h - 2 * dy}; }
  friend bool operator==(const Rect&, const Rect&) = default;
};

}  // namespace portal::ui
