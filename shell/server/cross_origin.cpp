#include "shell/server/cross_origin.h"

#include <algorithm>

namespace portal::server {
namespace {

constexpr std::string_view kMethods = "GET, HEAD, POST, PUT, PATCH, DELETE";
constexpr std::string_view kRequestHeaders = "Accept, Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key";
constexpr std::string_view kAnswerHeaders = "Content-Disposition, ETag, Idempotency-Replayed, Location, Retry-After, X-Request-Id";
constexpr std::string_view kMaxAgeSeconds = "7200";

bool is_of_host(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == ':' || c == '[' || c == ']';
}

}  // namespace

bool is_origin(std::string_view text) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (!text.starts_with(scheme)) continue;
    text.remove_prefix(scheme.size());
    return !text.empty() && std::ranges::all_of(text, is_of_host);
  }
  return false;
}

std::optional<std::vector<std::string>> origins_from(std::string_view text) {
  std::vector<std::string> origins;
  if (text.empty()) return origins;
  for (const std::string_view part : split(text, ',')) {
    const std::string_view origin = trim(part);
    if (!is_origin(origin)) return std::nullopt;
    origins.emplace_back(origin);
  }
  return origins;
}

bool comes_from_allowed_origin(const Request& request, const std::vector<std::string>& allowed) {
  return std::ranges::find(allowed, request.header("Origin")) != allowed.end();
}

std::optional<Response> answer_preflight(const Request& request, const std::vector<std::string>& allowed) {
  if (request.method != "OPTIONS" || !request.has_header("Access-Control-Request-Method") || !comes_from_allowed_origin(request, allowed))
    return std::nullopt;
  Response response;
  response.status = 204;
  response.route = "preflight";
  response.set("Access-Control-Allow-Methods", std::string(kMethods));
  response.set("Access-Control-Allow-Headers", std::string(kRequestHeaders));
  response.set("Access-Control-Max-Age", std::string(kMaxAgeSeconds));
  return response;
}

void let_read(const Request& request, Response& response, const std::vector<std::string>& allowed) {
  if (allowed.empty()) return;
  const std::string vary(response.header("Vary"));
  response.set("Vary", vary.empty() ? "Origin" : vary + ", Origin");
  if (!comes_from_allowed_origin(request, allowed)) return;
  response.set("Access-Control-Allow-Origin", std::string(request.header("Origin")));
  response.set("Access-Control-Expose-Headers", std::string(kAnswerHeaders));
  response.set("Cross-Origin-Resource-Policy", "cross-origin");
}

}  // namespace portal::server
