// Calendar dates without a clock or a time zone.
//
// parse_date accepts what people type: 2026-03-04, 2026-3-4, 2026/3/4, 2026.3.4, 20260304, 2026年3月4日
// (full-width digits and separators too). Errors: not_a_date, date_does_not_exist.
// Years 1900–2100; anything else is not_a_date.
#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "model/result.h"

namespace portal::model {

struct Date {
  int year = 0;
  int month = 0;  // 1–12
  int day = 0;    // 1–31
  friend auto operator<=>(const Date&, const Date&) = default;
};

Result<Date> parse_date(std::string_view text);
std::string format_date(Date date);  // ISO 8601, "2026-03-04"
bool is_leap_year(int year);
int days_in_month(int year, int month);  // 0 for a month outside 1–12
long days_from_civil(Date date);         // days since 1970-01-01
Date civil_from_days(long days);         // the inverse
int day_of_week(Date date);              // 0 = Monday … 6 = Sunday
Date add_days(Date date, long days);

}  // namespace portal::model
