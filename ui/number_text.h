// Numbers as text without the C library's printf, which weighs 12 KB of the page.
#pragma once

#include <string>

namespace portal::ui {

// Rounded to so many decimals (0 to 6), all of them written: "1.50", "-0.10". Beyond ±9e12 the nearest of those.
std::string fixed_text(double value, int decimals);
// The same without zeros at the end: "1.5", "2"; never "-0".
std::string short_text(double value, int decimals);
// At least so many digits: "07".
std::string padded_text(long long value, int digits);

}  // namespace portal::ui
