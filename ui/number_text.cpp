#include "ui/number_text.h"

#include <algorithm>
#include <cmath>

namespace portal::ui {

std::string padded_text(long long value, int digits) {
  std::string text = std::to_string(value < 0 ? -value : value);
  const auto wanted = static_cast<std::size_t>(digits);
  if (text.size() < wanted) text.insert(0, wanted - text.size(), '0');
  return value < 0 ? "-" + text : text;
}

std::string fixed_text(double value, int decimals) {
  constexpr double kMax = 9e12;  // × 10^6 is still a whole number
  long long scale = 1;
  for (int i = 0; i < decimals; ++i) scale *= 10;
  const double held = value == value ? std::clamp(value, -kMax, kMax) : 0;
  const long long rounded = std::llround(held * static_cast<double>(scale));
  const long long size = rounded < 0 ? -rounded : rounded;
  std::string text = std::to_string(size / scale);
  if (decimals > 0) text += "." + padded_text(size % scale, decimals);
  return rounded < 0 ? "-" + text : text;
}

std::string short_text(double value, int decimals) {
  std::string text = fixed_text(value, decimals);
  if (decimals == 0) return text;
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

}  // namespace portal::ui
