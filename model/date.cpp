#include "model/date.h"

#include "model/utf8.h"

namespace portal::model {
namespace {

constexpr int kYearMin = 1900;
constexpr int kYearMax = 2100;

// "2026 年 3 月 4 日" -> "2026-3-4"; spaces beside a separator go, spaces between digits stay (and are refused).
std::string with_hyphens(std::string_view typed) {
  std::string text;
  const std::string narrow = half_width(trimmed(typed));
  for (std::size_t at = 0; at < narrow.size();) {
    const char32_t c = next_code_point(narrow, at);
    if (c == U'年' || c == U'月') text += '-';
    else if (c == U'日' || c == U'号') text += at == narrow.size() ? "" : "?";
    else append_code_point(text, c);
  }
  std::string joined;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool between_digits = i > 0 && i + 1 < text.size() && is_digit(text[i - 1]) && is_digit(text[i + 1]);
    if (text[i] != ' ' || between_digits) joined += text[i];
  }
  return joined;
}

// Takes up to `digits_max` digits from the front; -1 when there is none.
int take_number(std::string_view& text, std::size_t digits_max) {
  int value = 0;
  std::size_t count = 0;
  while (count < digits_max && count < text.size() && is_digit(text[count])) value = value * 10 + (text[count++] - '0');
  text.remove_prefix(count);
  return count == 0 ? -1 : value;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

Error error(std::string code) { return {std::move(code), "", {}}; }

bool only_digits(std::string_view text) {
  for (const char c : text)
    if (!is_digit(c)) return false;
  return true;
}

}  // namespace

Result<Date> parse_date(std::string_view typed) {
  const std::string text = with_hyphens(typed);
  std::string_view rest = text;
  Date date;
  if (text.size() == 8 && only_digits(text)) {
    date = {take_number(rest, 4), take_number(rest, 2), take_number(rest, 2)};
  } else {
    const std::size_t year_digits = rest.size() < 5 ? 0 : 4;
    date.year = take_number(rest, year_digits);
    const char separator = rest.empty() ? '\0' : rest.front();
    if (separator != '-' && separator != '/' && separator != '.') return error("not_a_date");
    take(rest, separator);
    date.month = take_number(rest, 2);
    if (!take(rest, separator)) return error("not_a_date");
    date.day = take_number(rest, 2);
  }
  if (!rest.empty() || date.year < kYearMin || date.year > kYearMax || date.month < 0 || date.day < 0) return error("not_a_date");
  if (date.day < 1 || date.day > days_in_month(date.year, date.month)) return error("date_does_not_exist");
  return date;
}

std::string format_date(Date date) {
  const auto padded = [](int number, std::size_t width) {
    const std::string digits = std::to_string(number);
    return std::string(width > digits.size() ? width - digits.size() : 0, '0') + digits;
  };
  return padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2);
}

bool is_leap_year(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_in_month(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12) return 0;
  return month == 2 && is_leap_year(year) ? 29 : kDays[month - 1];
}

// Both directions after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years begin in March,
// so that the leap day is the last day of one; an era is 400 years of 146097 days.
long days_from_civil(Date date) {
  const long year = date.month <= 2 ? date.year - 1L : date.year;
  const long era = (year >= 0 ? year : year - 399) / 400;
  const long year_of_era = year - era * 400;
  const long month_from_march = (date.month + 9) % 12;
  const long day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
  const long day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

Date civil_from_days(long days) {
  days += 719468;
  const long era = (days >= 0 ? days : days - 146096) / 146097;
  const long day_of_era = days - era * 146097;
  const long year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const long day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const long month_from_march = (5 * day_of_year + 2) / 153;
  const int day = static_cast<int>(day_of_year - (153 * month_from_march + 2) / 5 + 1);
  const int month = static_cast<int>(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
  const int year = static_cast<int>(year_of_era + era * 400 + (month <= 2 ? 1 : 0));
  return {year, month, day};
}

int day_of_week(Date date) {
  const long from_monday = (days_from_civil(date) + 3) % 7;  // 1970-01-01 was a Thursday
  return static_cast<int>(from_monday < 0 ? from_monday + 7 : from_monday);
}

Date add_days(Date date, long days) { return civil_from_days(days_from_civil(date) + days); }

}  // namespace portal::model
