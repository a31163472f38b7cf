// Repeats of a POST: the same key and the same request get the first answer again, and nothing is done twice.
//
// Only answers of calls that did something (2xx) are kept, in the same transaction as what they did; a refused call
// changed nothing and is simply judged again. Kept for a week, per person.
#pragma once

#include <optional>
#include <string_view>

#include "shell/server/http_message.h"
#include "shell/server/storage/storage.h"

namespace portal::server {

inline constexpr long long kAnswerKeptMs = 7LL * 24 * 60 * 60 * 1000;

bool is_idempotency_key(std::string_view key);  // 16 to 64 of A-Z a-z 0-9 _ -

// The kept answer (or idempotency_mismatch), null when the call is new.
std::optional<Response> kept_answer(Records& records, std::string_view person, const Request& request);
void keep_answer(Records& records, std::string_view person, const Request& request, const Response& response,
                 long long now_ms);

}  // namespace portal::server
