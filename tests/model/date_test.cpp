#include "model/date.h"

#include <gtest/gtest.h>

namespace portal::model {
namespace {

constexpr Date kFirst{1900, 1, 1};
constexpr Date kLast{2100, 12, 31};

std::string code_of(std::string_view text) {
  const Result<Date> date = parse_date(text);
  return date ? "is " + format_date(*date) : date.error().code;
}

TEST(Dates, EveryDayFrom1900To2100SurvivesEveryRoundTrip) {
  Date expected = kFirst;  // counted on by hand, without the functions under test
  int weekday = 0;         // 1900-01-01 was a Monday
  for (long days = days_from_civil(kFirst); days <= days_from_civil(kLast); ++days) {
    ASSERT_EQ(civil_from_days(days), expected);
    ASSERT_EQ(days_from_civil(expected), days);
    ASSERT_EQ(day_of_week(expected), weekday);
    const Result<Date> read = parse_date(format_date(expected));
    ASSERT_TRUE(read);
    ASSERT_EQ(*read, expected);
    weekday = (weekday + 1) % 7;
    const bool leap = (expected.year % 4 == 0 && expected.year % 100 != 0) || expected.year % 400 == 0;
    const int february = leap ? 29 : 28;
    const int lengths[] = {31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (++expected.day > lengths[expected.month - 1]) expected.day = 1, ++expected.month;
    if (expected.month > 12) expected.month = 1, ++expected.year;
  }
  EXPECT_EQ(expected, (Date{2101, 1, 1}));
}

TEST(Dates, CountFromTheEpoch) {
  EXPECT_EQ(days_from_civil({1970, 1, 1}), 0);
  EXPECT_EQ(days_from_civil({2000, 3, 1}), 11017);
  EXPECT_EQ(add_days({2024, 2, 28}, 2), (Date{2024, 3, 1}));
  EXPECT_EQ(add_days({2026, 1, 1}, -1), (Date{2025, 12, 31}));
  EXPECT_EQ(day_of_week({2026, 11, 23}), 0);
}

TEST(Dates, HaveNoDaysInAMonthThatDoesNotExist) {
  EXPECT_EQ(days_in_month(2026, 0), 0);
  EXPECT_EQ(days_in_month(2026, 13), 0);
  EXPECT_EQ(days_in_month(1900, 2), 28);
  EXPECT_EQ(days_in_month(2000, 2), 29);
}

TEST(ParseDate, UnderstandsWhatPeopleType) {
  for (const std::string_view text :
       {"2026-03-04", "2026-3-4", "2026/3/4", "2026/03/04", "2026.3.4", "20260304", "2026年3月4日", "2026年03月04日",
        "2026年3月4号", "2026年3月4", "２０２６－０３－０４", "２０２６年３月４日", "２０２６０３０４", "  2026-03-04\u3000",
        "2026 年 3 月 4 日", "2026 - 3 - 4", "2026。3。4", "2026／3／4", "2026—3—4"})
    EXPECT_EQ(code_of(text), "is 2026-03-04") << text;
}

TEST(ParseDate, RefusesWhatIsNotADate) {
  for (const std::string_view text : {"",
                                      " ",
                                      "2026",
                                      "2026-03",
                                      "2026-3-",
                                      "-3-4",
                                      "26-3-4",
                                      "2026-3-4-5",
                                      "2026-3/4",
                                      "2026/3-4",
                                      "202603041",
                                      "2026030",
                                      "2026-003-04",
                                      "2026-03-004",
                                      "3月4日",
                                      "2026年3月",
                                      "今天",
                                      "2026-03-04T00:00:00Z",
                                      "1899-12-31",
                                      "2101-01-01",
                                      "0000-00-00",
                                      "2026 03 04",
                                      "2026-0 3-04",
                                      "2026年3月4日5",
                                      "20 26-03-04",
                                      "+2026-03-04",
                                      "2026-a-04",
                                      "\xff\xfe",
                                      "2026日3月4年"})
    EXPECT_EQ(code_of(text), "not_a_date") << text;
}

TEST(ParseDate, SaysThatADayDoesNotExist) {
  for (const std::string_view text : {"2026-02-29", "2026-02-30", "2100-02-29", "2026-04-31", "2026-13-01", "2026-00-10",
                                      "2026-01-00", "2026-01-32", "20261301", "2026年2月30日"})
    EXPECT_EQ(code_of(text), "date_does_not_exist") << text;
  EXPECT_EQ(code_of("2024-02-29"), "is 2024-02-29");
  EXPECT_EQ(code_of("2000-02-29"), "is 2000-02-29");
}

TEST(ParseDate, AcceptsExactlyTheDaysThatAMonthHas) {
  for (int year : {1900, 2000, 2024, 2026})
    for (int month = 0; month <= 14; ++month)
      for (int day = 0; day <= 33; ++day) {
        const std::string text = std::to_string(year) + "-" + std::to_string(month) + "-" + std::to_string(day);
        EXPECT_EQ(static_cast<bool>(parse_date(text)), day >= 1 && day <= days_in_month(year, month)) << text;
      }
}

}  // namespace
}  // namespace portal::model
