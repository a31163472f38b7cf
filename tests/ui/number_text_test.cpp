#include "ui/number_text.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <limits>
#include <random>

namespace portal::ui {
namespace {

TEST(NumberText, SaysTheLibrarysDigits) {
  std::mt19937 engine(1);
  std::uniform_real_distribution<double> any(-1e6, 1e6);
  for (int i = 0; i < 20'000; ++i) {
    const double value = any(engine);
    for (const int decimals : {0, 1, 2, 3}) {
      char expected[40];
      std::snprintf(expected, sizeof expected, "%.*f", decimals, value);
      if (std::abs(std::atof(expected)) == 0) continue;  // "-0" is not said
      ASSERT_EQ(fixed_text(value, decimals), expected);
    }
  }
}

TEST(NumberText, LeavesOutWhatSaysNothing) {
  EXPECT_EQ(short_text(2.5, 2), "2.5");
  EXPECT_EQ(short_text(33, 2), "33");
  EXPECT_EQ(short_text(100, 0), "100");
  EXPECT_EQ(short_text(-0.001, 2), "0");
  EXPECT_EQ(short_text(0.005, 2), "0.01");
  EXPECT_EQ(short_text(-1.25, 2), "-1.25");
}

TEST(NumberText, HoldsWhatNoFormHolds) {
  EXPECT_EQ(fixed_text(std::numeric_limits<double>::quiet_NaN(), 1), "0.0");
  EXPECT_EQ(fixed_text(std::numeric_limits<double>::infinity(), 0), "9000000000000");
  EXPECT_EQ(fixed_text(-1e300, 6), "-9000000000000.000000");
}

TEST(NumberText, PadsWithZeros) {
  EXPECT_EQ(padded_text(7, 2), "07");
  EXPECT_EQ(padded_text(123, 2), "123");
  EXPECT_EQ(padded_text(-7, 2), "-07");
}

}  // namespace
}  // namespace portal::ui
