// Layout: a column that is filled from the top, and rows of equal cells in it.
#pragma once

#include <vector>

#include "ui/geometry.h"

namespace portal::ui {

struct Column {
  float x = 0;
  float y = 0;  // where the next thing begins
  float width = 0;

  // The next `height` pixels; y moves on by them and the gap.
  Rect take(float height, float gap = 0) {
    Rect r{x, y, width, height};
    y += height + gap;
    return r;
  }
  void skip(float height) { y += height; }
  Column inset(float dx, float dy) const { return {x + dx, y + dy, width - 2 * dx}; }
};

// Splits into as many columns of at least `width_min` as fit, at most `count_max`; all begin at column.y.
std::vector<Column> split(const Column& column, int count_max, float width_min, float gap);

}  // namespace portal::ui
