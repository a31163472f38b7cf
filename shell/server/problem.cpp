#include "shell/server/problem.h"

#include <cassert>

namespace portal::server {
namespace {

struct Kind {
  std::string_view code;
  int status;
  std::string_view title;
};

constexpr Kind kKinds[] = {
    {"malformed_request", 400, "The request is not valid HTTP."},
    {"malformed_json", 400, "The body is not valid JSON."},
    {"missing_idempotency_key", 400, "The Idempotency-Key header is missing or not 16 to 64 of A-Z a-z 0-9 _ -."},
    {"not_signed_in", 401, "Nobody is signed in."},
    {"wrong_credentials", 401, "Name or password is wrong."},
    {"not_allowed", 403, "This person may not do this."},
    {"password_change_required", 403, "The initial password has to be changed before anything else."},
    {"not_found", 404, "There is nothing here."},
    {"method_not_allowed", 405, "This method is not possible here."},
    {"request_timeout", 408, "The request took too long to arrive."},
    {"wrong_state", 409, "The declaration is not in a state that allows this."},
    {"in_progress", 409, "The same request is still being carried out."},
    {"stale", 412, "The record has changed since it was read."},
    {"too_large", 413, "The body is too large."},
    {"unsupported_media_type", 415, "The body is of a media type that is not taken here."},
    {"invalid", 422, "Something in the request is not valid."},
    {"idempotency_mismatch", 422, "The Idempotency-Key was used for another request."},
    {"precondition_required", 428, "The If-Match header is missing."},
    {"too_many_attempts", 429, "Too many failed attempts."},
    {"headers_too_large", 431, "The headers are too large."},
    {"internal", 500, "The server made a mistake."},
    {"unavailable", 503, "The server cannot do this now."},
};

const Kind* find_kind(std::string_view code) {
  for (const Kind& kind : kKinds)
    if (kind.code == code) return &kind;
  return nullptr;
}

}  // namespace

int status_of_problem(std::string_view code) {
  const Kind* kind = find_kind(code);
  return kind ? kind->status : 0;
}

model::Json to_json(const model::Errors& errors) {
  model::Json list = model::Json::array();
  for (const model::Error& error : errors)
    list.push_back({{"pointer", error.pointer}, {"code", error.code}, {"params", error.params}});
  return list;
}

Response problem(std::string_view code, const ProblemDetails& details) {
  const Kind* kind = find_kind(code);
  assert(kind && "every code stands in kKinds");
  if (!kind) kind = find_kind("internal");
  model::Json body = {{"type", "/problems/" + std::string(kind->code)},
                      {"title", kind->title},
                      {"status", kind->status},
                      {"code", kind->code}};
  if (!details.detail.empty()) body["detail"] = details.detail;
  if (!details.errors.empty()) body["errors"] = to_json(details.errors);
  if (!details.current.is_null()) body["current"] = details.current;
  Response response;
  response.status = kind->status;
  response.body = model::dump_json(body);
  response.set("Content-Type", "application/problem+json");
  if (details.retry_after_s > 0) response.set("Retry-After", std::to_string(details.retry_after_s));
  return response;
}

Response invalid(model::Errors errors) { return problem("invalid", {.errors = std::move(errors)}); }

Response invalid(std::string pointer, std::string code) {
  return invalid(model::Errors{{std::move(code), std::move(pointer), {}}});
}

}  // namespace portal::server
