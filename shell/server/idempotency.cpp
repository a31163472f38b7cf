#include "shell/server/idempotency.h"

#include <algorithm>

#include "model/json.h"
#include "shell/server/crypto.h"
#include "shell/server/problem.h"

namespace portal::server {
namespace {

std::string fingerprint_of(const Request& request) {
  std::string text = request.method;
  for (const std::string_view part : {std::string_view(request.path), std::string_view(request.query),
                                      request.header("If-Match"), std::string_view(request.body)})
    text.append("\n").append(std::to_string(part.size())).append(" ").append(part);
  return sha256_hex(text);
}

}  // namespace

bool is_idempotency_key(std::string_view key) {
  const auto allowed = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  };
  return key.size() >= 16 && key.size() <= 64 && std::all_of(key.begin(), key.end(), allowed);
}

std::optional<Response> kept_answer(Records& records, std::string_view person, const Request& request) {
  const std::optional<StoredAnswer> stored = records.answer(person, request.header("Idempotency-Key"));
  if (!stored) return std::nullopt;
  if (stored->fingerprint != fingerprint_of(request)) return problem("idempotency_mismatch");
  Response response;
  response.status = stored->status;
  response.body = stored->body;
  const model::Result<model::Json> headers = model::parse_json(stored->headers);
  if (headers && headers->is_object())
    for (const auto& [name, value] : headers->items())
      if (value.is_string()) response.set(name, value.get<std::string>());
  response.set("Idempotency-Replayed", "true");
  return response;
}

void keep_answer(Records& records, std::string_view person, const Request& request, const Response& response,
                 long long now_ms) {
  model::Json headers = model::Json::object();
  for (const Header& header : response.headers) headers[header.name] = header.value;
  records.forget_answers_before(now_ms - kAnswerKeptMs);
  records.keep_answer(person, request.header("Idempotency-Key"),
                      {fingerprint_of(request), response.status, model::dump_json(headers), response.body}, now_ms);
}

}  // namespace portal::server
