// Who is calling: session tokens, cookies, forged requests.
//
// Tokens are 256 random bits, stored as their SHA-256. A session ends after idle_ms without a call and after
// whole_ms in any case. The bearer header wins over the cookie.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shell/server/context.h"

namespace portal::server {

struct Credential {
  std::string token;
  bool from_cookie = false;
};

Credential credential_of(const Request& request, const Context& context);

// The live session of this credential; moves its idle end (at most once a minute: a write).
std::optional<Caller> find_caller(Records& records, const Credential& credential, const Context& context,
                                  long long now_ms);

std::string_view cookie_name(const Context& context);
std::string session_cookie(const Context& context, std::string_view token);
std::string ended_session_cookie(const Context& context);

// Whether a call that changes something can come from another site's page. It is refused when the browser says so
// (Sec-Fetch-Site) or, without that header, when Origin is not this Host; with a cookie and neither header too.
bool may_be_forged(const Request& request, bool cookie_decides);

// Where a call comes from (network_shares.h); behind a proxy, as that says.
std::string client_network(const Request& request, const Context& context);

}  // namespace portal::server
