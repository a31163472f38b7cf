#include "shell/server/router.h"

#include "shell/server/cross_origin.h"
#include "shell/server/handlers/handlers.h"
#include "shell/server/idempotency.h"
#include "shell/server/log.h"
#include "shell/server/problem.h"
#include "shell/server/routes.h"
#include "shell/server/sessions.h"

namespace portal::server {
namespace {

constexpr int kRetryAfterS = 2;

bool is_safe(std::string_view method) { return method == "GET" || method == "HEAD"; }
bool is_call(std::string_view path) { return path.starts_with("/api/") || path == "/api" || path == "/health" || path == "/ready" || path == "/metrics"; }

bool must_change_password(const Caller& caller, const Route& route) {
  return caller.password_is_initial && !route.with_initial_password && route.access != Access::kOpen;
}

Response unavailable() { return problem("unavailable", {.retry_after_s = kRetryAfterS}); }

// Another server, or this one, may have changed the catalogue since the last call.
void follow_catalogue(Records& records, Call& call) {
  if (const auto followed = call.context.catalogue->follow(records); !followed)
    log_message(LogLevel::kError, "the settings of the catalogue cannot be used", followed.error().code);
  call.served = call.context.catalogue->now();
}

// Carries out one call that stands in a single transaction.
Response carry_out(const Route& route, Call& call, Context& context, const Credential& credential) {
  Response response;
  const auto work = [&](Records& records) {
    follow_catalogue(records, call);
    const std::optional<Caller> caller = find_caller(records, credential, context, call.now_ms);
    call.records = &records;
    call.caller = caller ? &*caller : nullptr;
    if (!caller && route.access != Access::kOpen) {
      response = problem("not_signed_in");
      return Verdict::kRollBack;
    }
    if (caller && must_change_password(*caller, route)) {
      response = problem("password_change_required");
      return Verdict::kRollBack;
    }
    if (route.keeps_answers) {
      if (std::optional<Response> kept = kept_answer(records, caller->actor.person.id, call.request)) {
        response = *std::move(kept);
        return Verdict::kCommit;
      }
    }
    response = route.handler(call);
    const bool done = response.status < 400;
    if (done && route.keeps_answers)
      keep_answer(records, caller->actor.person.id, call.request, response, call.now_ms);
    return done || is_safe(call.request.method) ? Verdict::kCommit : Verdict::kRollBack;
  };
  const Outcome outcome = is_safe(call.request.method) ? context.storage->read(work) : context.storage->transact(work);
  call.records = nullptr;
  call.caller = nullptr;
  return outcome == Outcome::kUnavailable ? unavailable() : response;
}

// Carries out a call that makes its own transactions, with the caller known where that is needed.
Response carry_out_own(const Route& route, Call& call, Context& context, const Credential& credential) {
  std::optional<Caller> caller;
  if (route.access == Access::kOwn) {
    const Outcome outcome = context.storage->read([&](Records& records) {
      caller = find_caller(records, credential, context, call.now_ms);
      return Verdict::kCommit;
    });
    if (outcome == Outcome::kUnavailable) return unavailable();
    if (!caller) return problem("not_signed_in");
    if (must_change_password(*caller, route)) return problem("password_change_required");
  }
  call.caller = caller ? &*caller : nullptr;
  return route.handler(call);
}

// Holds a name in a set while in scope.
class InFlight {
 public:
  InFlight(std::mutex& mutex, std::set<std::string>& names, std::string name) : mutex_(mutex), names_(names), name_(std::move(name)) {
    const std::lock_guard guard(mutex_);
    first_ = name_.empty() || names_.insert(name_).second;
  }
  ~InFlight() {
    if (!first_ || name_.empty()) return;
    const std::lock_guard guard(mutex_);
    names_.erase(name_);
  }
  InFlight(const InFlight&) = delete;
  InFlight& operator=(const InFlight&) = delete;
  bool first() const { return first_; }

 private:
  std::mutex& mutex_;
  std::set<std::string>& names_;
  std::string name_;
  bool first_ = false;
};

}  // namespace

Router::Router(Context context) : context_(std::move(context)), static_files_(context_.site) {}

Plan Router::plan(std::string_view method, std::string_view path) const {
  const RouteMatch match = match_route(method, path);
  if (is_safe(method)) return {};
  if (!match.route) return {Lane::kStorage, kJsonBytesMax, false};
  return {match.route->lane, match.route->upload ? kUploadBytesMax : kJsonBytesMax, match.route->upload};
}

std::variant<std::unique_ptr<Upload>, Response> Router::start_upload(const Request& head) {
  const RouteMatch match = match_route(head.method, head.path);
  const auto refused = [&](Response response) {
    response.route = match.route ? match.route->pattern : "";
    finish(head, response);
    return response;
  };
  const Credential credential = credential_of(head, context_);
  if (credential.from_cookie && may_be_forged(head, true)) return refused(problem("not_allowed"));
  std::optional<Caller> caller;
  const Outcome outcome = context_.storage->read([&](Records& records) {
    caller = find_caller(records, credential, context_, context_.clock());
    return Verdict::kCommit;
  });
  if (outcome == Outcome::kUnavailable) return refused(unavailable());
  if (!caller) return refused(problem("not_signed_in"));
  if (must_change_password(*caller, *match.route)) return refused(problem("password_change_required"));
  if (std::optional<Response> refusal = refuse_upload(*caller, head, match.parameters.front()))
    return refused(*std::move(refusal));
  std::unique_ptr<Upload> upload = context_.attachments->start_upload();
  if (!upload) return refused(unavailable());
  return upload;
}

Response Router::handle(const Request& request) {
  Response response;
  try {
    response = dispatch(request);
  } catch (const std::exception& failure) {
    log_message(LogLevel::kError, "a handler failed", failure.what());
    response = problem("internal");
  }
  finish(request, response);
  return response;
}

Response Router::refuse(const Request& request, std::string_view code, std::string_view detail) {
  Response response = problem(code, {.detail = std::string(detail), .retry_after_s = code == "unavailable" ? kRetryAfterS : 0});
  finish(request, response);
  return response;
}

Response Router::dispatch(const Request& request) {
  if (!is_call(request.path)) {
    Response response = static_files_.serve(request);
    response.route = "static";
    return response;
  }
  if (std::optional<Response> preflight = answer_preflight(request, context_.allowed_origins)) return *std::move(preflight);
  const RouteMatch match = match_route(request.method, request.path);
  if (!match.route) {
    if (match.allowed_methods.empty()) return problem("not_found");
    Response response = problem("method_not_allowed");
    response.set("Allow", match.allowed_methods);
    return response;
  }
  if (!percent_decode(request.query, Plus::kSpace)) return problem("malformed_request", {.detail = "The query is not percent-encoded UTF-8."});
  const Route& route = *match.route;
  const auto named = [&route](Response response) {
    response.route = route.pattern;
    return response;
  };
  const Credential credential = credential_of(request, context_);
  const bool is_sign_in = route.access == Access::kOpenOwn;
  const bool from_elsewhere = comes_from_allowed_origin(request, context_.allowed_origins);
  if (!is_safe(request.method) && (credential.from_cookie || (is_sign_in && !from_elsewhere)) &&
      may_be_forged(request, credential.from_cookie))
    return named(problem("not_allowed", {.detail = "The call seems to come from the page of another site."}));

  const std::string_view key = request.header("Idempotency-Key");
  if (route.keeps_answers && !is_idempotency_key(key)) {
    if (credential.token.empty()) return named(problem("not_signed_in"));
    return named(problem("missing_idempotency_key"));
  }
  const InFlight in_flight(mutex_, in_flight_, route.keeps_answers && !credential.token.empty() ? credential.token + " " + std::string(key) : "");
  if (!in_flight.first()) return named(problem("in_progress", {.retry_after_s = 1}));

  Call call{context_, request, match.parameters, nullptr, nullptr, context_.clock()};
  switch (route.access) {
    case Access::kWithoutData: return named(route.handler(call));
    case Access::kOpen:
    case Access::kSignedIn: return named(carry_out(route, call, context_, credential));
    case Access::kOwn:
    case Access::kOpenOwn: return named(carry_out_own(route, call, context_, credential));
  }
  return problem("internal");
}

void Router::finish(const Request& request, Response& response) const {
  const auto set_default = [&response](std::string_view name, std::string_view value) {
    if (response.header(name).empty()) response.set(name, std::string(value));
  };
  response.set("X-Request-Id", request.id);
  set_default("X-Content-Type-Options", "nosniff");
  set_default("Referrer-Policy", "no-referrer");
  set_default("X-Frame-Options", "DENY");
  set_default("Cross-Origin-Opener-Policy", "same-origin");
  if (is_call(request.path)) let_read(request, response, context_.allowed_origins);
  set_default("Cross-Origin-Resource-Policy", "same-origin");
  set_default("Permissions-Policy", "camera=(self), microphone=(), geolocation=(), payment=()");
  const std::string_view type = response.header("Content-Type");
  set_default("Content-Security-Policy",
              type.starts_with("text/html")
                  ? "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
                    "img-src 'self' blob: data:; connect-src 'self'; font-src 'self'; worker-src 'self'; "
                    "manifest-src 'self'; form-action 'self'; object-src 'none'; base-uri 'none'; "
                    "frame-ancestors 'none'"
              // A worker is held to what its own script says: the service worker fetches the files that it keeps.
              : type.starts_with("text/javascript") ? "default-src 'none'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'"
                                                    : "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  set_default("Cache-Control", "no-store");
  if (context_.behind_tls_proxy) set_default("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
}

}  // namespace portal::server
