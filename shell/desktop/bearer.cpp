#include "shell/desktop/bearer.h"

#include <algorithm>
#include <cctype>

#include "model/json.h"

namespace portal::shell {

namespace {

constexpr std::string_view kSession = "/session";
constexpr int kCreated = 201;

// What may stand in the header (RFC 6750): a foreign backend's answer must not write headers of its own.
bool is_token(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return std::isalnum(c) || std::string_view("-._~+/=").find(static_cast<char>(c)) != std::string_view::npos;
  });
}

}  // namespace

ui::HttpRequest Bearer::outgoing(ui::HttpRequest request) {
  if (request.path != kSession) return request;
  if (request.method == "DELETE") open_[request.id] = Kind::kSignOut;
  if (request.method != "POST") return request;
  model::Result<model::Json> body = model::parse_json(request.body);
  if (!body || !body->is_object()) return request;
  (*body)["token"] = true;
  request.body = model::dump_json(*body);
  open_[request.id] = Kind::kSignIn;
  return request;
}

ui::HttpReplied Bearer::incoming(ui::HttpReplied reply) {
  const auto request = open_.find(reply.id);
  if (request == open_.end()) return reply;
  const Kind kind = request->second;
  open_.erase(request);
  if (kind == Kind::kSignOut) {
    if (reply.status != 0) token_.clear();
    return reply;
  }
  if (reply.status != kCreated) return reply;
  model::Result<model::Json> body = model::parse_json(reply.body);
  if (!body || !body->is_object()) return reply;
  const std::string token = model::text_or(*body, "token");
  if (is_token(token)) token_ = token;
  body->erase("token");
  reply.body = model::dump_json(*body);
  return reply;
}

std::string Bearer::header() const { return token_.empty() ? std::string() : "Authorization: Bearer " + token_; }

}  // namespace portal::shell
