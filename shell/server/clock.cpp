#include "shell/server/clock.h"

#include <chrono>
#include <cstdio>

#include "model/date.h"

namespace portal::server {
namespace {

constexpr long long kDayMs = 86'400'000;
constexpr long long kChinaOffsetMs = 8 * 3'600'000;

struct Moment {
  model::Date date;
  int weekday, hour, minute, second, millisecond;
};

Moment moment(long long unix_ms) {
  const long long day = unix_ms >= 0 ? unix_ms / kDayMs : -((-unix_ms + kDayMs - 1) / kDayMs);
  const auto of_day = static_cast<int>(unix_ms - day * kDayMs);
  const model::Date date = model::civil_from_days(static_cast<long>(day));
  return {date, model::day_of_week(date), of_day / 3'600'000, of_day / 60'000 % 60, of_day / 1000 % 60, of_day % 1000};
}

}  // namespace

Clock machine_clock() {
  return [] {
    using namespace std::chrono;
    return static_cast<long long>(duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count());
  };
}

std::string rfc3339(long long unix_ms) {
  const Moment at = moment(unix_ms);
  char text[48];
  std::snprintf(text, sizeof text, "%sT%02d:%02d:%02d.%03dZ", model::format_date(at.date).c_str(), at.hour, at.minute,
                at.second, at.millisecond);
  return text;
}

std::string http_date(long long unix_ms) {
  static constexpr const char* kDays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Moment at = moment(unix_ms);
  char text[48];
  std::snprintf(text, sizeof text, "%s, %02d %s %04d %02d:%02d:%02d GMT", kDays[at.weekday], at.date.day,
                kMonths[at.date.month - 1], at.date.year, at.hour, at.minute, at.second);
  return text;
}

int year_in_china(long long unix_ms) { return moment(unix_ms + kChinaOffsetMs).date.year; }

std::string date_in_china(long long unix_ms) { return model::format_date(moment(unix_ms + kChinaOffsetMs).date); }

}  // namespace portal::server
