// A page that is served elsewhere and calls this server (CORS, https://fetch.spec.whatwg.org/#http-cors-protocol).
//
// Only origins that the deployer names (--allow-origin) are answered, and only with a token in Authorization: no cookie crosses, because
// Access-Control-Allow-Credentials is never sent. Without a named origin nothing here changes anything.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shell/server/http_message.h"

namespace portal::server {

// "https://portal.example.cn" and "http://127.0.0.1:8081": scheme, host and port as a browser writes them, nothing behind.
bool is_origin(std::string_view text);
// "A,B" → A, B. Nothing where one of them is no origin.
std::optional<std::vector<std::string>> origins_from(std::string_view text);

bool comes_from_allowed_origin(const Request& request, const std::vector<std::string>& allowed);
// The answer to a browser that asks whether it may (OPTIONS); nothing where it is no such question, or not from an allowed origin.
std::optional<Response> answer_preflight(const Request& request, const std::vector<std::string>& allowed);
// The headers with which the page of an allowed origin may read the answer.
void let_read(const Request& request, Response& response, const std::vector<std::string>& allowed);

}  // namespace portal::server
