// What a backend says when something went wrong (RFC 9457), read without trust.
#include "ui/update/requests.h"
#include "ui/update/url.h"

namespace portal::ui {
namespace {

constexpr std::size_t kBodyBytesMax = 8 * 1024 * 1024;
constexpr std::size_t kErrorsMax = 200;
constexpr std::size_t kTextBytesMax = 300;

std::string code_by_status(int status) {
  switch (status) {
    case 0: return "no_answer";
    case 401: return "not_signed_in";
    case 403: return "not_allowed";
    case 404: return "not_found";
    case 405: return "method_not_allowed";
    case 409: return "wrong_state";
    case 412: return "stale";
    case 413: return "request_too_large";
    case 415: return "unsupported_media_type";
    case 422: return "invalid";
    case 428: return "precondition_required";
    case 429: return "too_many_attempts";
    case 502:
    case 503:
    case 504: return "unavailable";
    default: break;
  }
  if (status >= 500) return "internal";
  return status >= 200 && status < 300 ? "malformed_answer" : "http_" + std::to_string(status);
}

model::Error error_from(const model::Json& json) {
  model::Error error{bounded(model::text_or(json, "code", "unknown"), kTextBytesMax),
                     bounded(model::text_or(json, "pointer"), kTextBytesMax),
                     {}};
  const model::Json& params = model::member(json, "params");
  if (!params.is_object()) return error;
  for (const auto& [name, value] : params.items()) {
    const auto* text = value.get_ptr<const std::string*>();
    if (error.params.size() < 20) error.params[name] = bounded(text ? *text : model::dump_json(value), kTextBytesMax);
  }
  return error;
}

}  // namespace

model::Result<model::Json> object_of(const HttpReplied& reply) {
  const model::Error malformed{"malformed_answer", "", {}};
  if (reply.body.size() > kBodyBytesMax) return malformed;
  model::Result<model::Json> json = model::parse_json(reply.body);
  if (!json || !json->is_object()) return malformed;
  return json;
}

Problem problem_of(const HttpReplied& reply) {
  Problem problem;
  problem.error.code = code_by_status(reply.status);
  if (const auto json = object_of(reply)) {
    const std::string code = bounded(model::text_or(*json, "code"), kTextBytesMax);
    // "too_large" of a request is another sentence than "too_large" of a number.
    if (!code.empty() && reply.status != 413) problem.error.code = code;
    problem.current = model::member(*json, "current");
    if (const model::Json& errors = model::member(*json, "errors"); errors.is_array())
      for (const model::Json& entry : errors)
        if (problem.errors.size() < kErrorsMax) problem.errors.push_back(error_from(entry));
  }
  problem.error.params["code"] = problem.error.code;
  if (reply.retry_after_s > 0) problem.error.params["retry_after_s"] = std::to_string(reply.retry_after_s);
  if (problem.error.code == "too_many_attempts") problem.error.params.try_emplace("retry_after_s", "30");
  return problem;
}

}  // namespace portal::ui
