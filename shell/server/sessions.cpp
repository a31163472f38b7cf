#include "shell/server/sessions.h"

#include <algorithm>

#include "shell/server/crypto.h"
#include "shell/server/network_shares.h"

namespace portal::server {
namespace {

constexpr long long kTouchAfterMs = 60'000;
constexpr std::string_view kBearer = "Bearer ";

}  // namespace

std::string_view cookie_name(const Context& context) {
  return context.behind_tls_proxy ? "__Host-portal_session" : "portal_session";
}

std::string session_cookie(const Context& context, std::string_view token) {
  std::string cookie(cookie_name(context));
  cookie.append("=").append(token).append("; Path=/; HttpOnly; SameSite=Strict");
  return context.behind_tls_proxy ? cookie + "; Secure" : cookie;
}

std::string ended_session_cookie(const Context& context) { return session_cookie(context, "") + "; Max-Age=0"; }

Credential credential_of(const Request& request, const Context& context) {
  const std::string_view authorization = request.header("Authorization");
  if (equal_ignoring_case(authorization.substr(0, kBearer.size()), kBearer))
    return {std::string(trim(authorization.substr(kBearer.size()))), false};
  const std::string_view cookie = cookie_value(request.header("Cookie"), cookie_name(context));
  return {std::string(cookie), !cookie.empty()};
}

std::optional<Caller> find_caller(Records& records, const Credential& credential, const Context& context,
                                  long long now_ms) {
  if (credential.token.empty()) return std::nullopt;
  const std::string token_hash = sha256_hex(credential.token);
  const std::optional<Session> session = records.session(token_hash);
  if (!session) return std::nullopt;
  const SessionLimits& limits = context.session_limits;
  const bool idle = now_ms >= session->used_at_ms + limits.idle_ms;
  const bool over = now_ms >= session->created_at_ms + limits.whole_ms;
  if (idle || over) return std::nullopt;

  const std::optional<Account> account = records.account(session->account);
  if (!account || account->closed) return std::nullopt;
  const std::optional<Person> person = records.person(account->person);
  const model::OrganisationTree tree = records.organisations();
  const model::Organisation* organisation = tree.find(account->organisation);
  if (!person || !organisation) return std::nullopt;

  if (now_ms - session->used_at_ms >= kTouchAfterMs) records.touch_session(token_hash, now_ms);
  Caller caller;
  caller.actor = {{person->id, person->name, person->number}, account->role, model::reference(*organisation)};
  caller.account = account->name;
  caller.token_hash = token_hash;
  caller.password_is_initial = account->password_is_initial;
  caller.expires_at_ms = std::min(now_ms + limits.idle_ms, session->created_at_ms + limits.whole_ms);
  return caller;
}

bool may_be_forged(const Request& request, bool cookie_decides) {
  const std::string_view site = request.header("Sec-Fetch-Site");
  if (!site.empty()) return site != "same-origin" && site != "none";
  const std::string_view origin = request.header("Origin");
  if (origin.empty()) return cookie_decides;
  const std::size_t scheme_end = origin.find("://");
  if (scheme_end == std::string_view::npos) return true;  // "null"
  return !equal_ignoring_case(origin.substr(scheme_end + 3), request.header("Host"));
}

std::string client_network(const Request& request, const Context& context) {
  const std::string_view forwarded = context.behind_tls_proxy ? request.header("X-Forwarded-For") : std::string_view();
  return network_of(forwarded.empty() ? request.remote_address : std::string(trim(split(forwarded, ',').back())));
}

}  // namespace portal::server
