// Slowing down guessing: a few failures are free, then the wait doubles. Pure; the buckets are kept in the database.
#pragma once

#include "shell/server/storage/storage.h"

namespace portal::server {

struct AttemptLimits {
  int free_failures;           // before the first wait
  long long first_wait_ms;     // doubled with each further failure
  long long longest_wait_ms;
  long long forget_after_ms;   // since the last failure
};

inline constexpr AttemptLimits kAccountLimits{5, 30'000, 15 * 60'000, 30 * 60'000};
inline constexpr AttemptLimits kAddressLimits{30, 30'000, 15 * 60'000, 30 * 60'000};

std::string account_bucket(std::string_view account_name);  // hashed: a list of typed names is nobody's business

// Seconds to wait, at least 1 while blocked; 0 when an attempt may be made.
int wait_s(const AttemptBucket& bucket, long long now_ms);
AttemptBucket after_failure(const AttemptBucket& bucket, const AttemptLimits& limits, long long now_ms);

}  // namespace portal::server
