// Time, injected: tests set it, the server reads the machine's.
#pragma once

#include <functional>
#include <string>

namespace portal::server {

using Clock = std::function<long long()>;  // milliseconds since 1970-01-01T00:00:00Z

Clock machine_clock();
std::string rfc3339(long long unix_ms);   // "2026-03-04T05:06:07.089Z"
std::string http_date(long long unix_ms); // "Wed, 04 Mar 2026 05:06:07 GMT"
// The calendar of the people served: Asia/Shanghai, UTC+8 without summer time since 1991.
int year_in_china(long long unix_ms);
std::string date_in_china(long long unix_ms);  // "2026-03-04"

}  // namespace portal::server
