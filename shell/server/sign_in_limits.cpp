#include "shell/server/sign_in_limits.h"

#include <algorithm>

#include "shell/server/crypto.h"

namespace portal::server {

std::string account_bucket(std::string_view account_name) { return sha256_hex("account:" + std::string(account_name)); }

int wait_s(const AttemptBucket& bucket, long long now_ms) {
  const long long left_ms = bucket.blocked_until_ms - now_ms;
  return left_ms <= 0 ? 0 : static_cast<int>((left_ms + 999) / 1000);
}

AttemptBucket after_failure(const AttemptBucket& bucket, const AttemptLimits& limits, long long now_ms) {
  const bool forgotten = now_ms - bucket.failed_at_ms > limits.forget_after_ms;
  AttemptBucket after{forgotten ? 1 : bucket.failures + 1, now_ms, 0};
  const int over = after.failures - limits.free_failures;
  if (over < 0) return after;
  const long long doubled = limits.first_wait_ms << std::min(over, 20);
  after.blocked_until_ms = now_ms + std::min(doubled, limits.longest_wait_ms);
  return after;
}

}  // namespace portal::server
