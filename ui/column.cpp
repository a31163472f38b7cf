#include "ui/column.h"

#include <algorithm>
#include <cmath>

namespace portal::ui {

std::vector<Column> split(const Column& column, int count_max, float width_min, float gap) {
  int count = std::max(1, count_max);
  const auto width_of = [&](int n) { return (column.width - gap * static_cast<float>(n - 1)) / static_cast<float>(n); };
  while (count > 1 && width_of(count) < width_min) --count;
  const float width = count == 1 ? column.width : std::floor(width_of(count));
  std::vector<Column> columns;
  for (int i = 0; i < count; ++i) columns.push_back({column.x + static_cast<float>(i) * (width + gap), column.y, width});
  return columns;
}

}  // namespace portal::ui
