// Heads of requests, as they come from the network.
#include "shell/server/http_message.h"
#include "shell/server/http_shape.h"
#include "tests/fuzz/fuzz.h"

using namespace portal;
using fuzz::check;

namespace {

std::size_t count(std::string_view text, std::string_view what) {
  std::size_t found = 0;
  for (std::size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, at + what.size())) ++found;
  return found;
}

// What a well-shaped head can never have, whatever the code that judged it thinks: the shapes that two servers read differently.
void judge_passed(std::string_view head) {
  check(head.ends_with("\r\n\r\n"), "it ends");
  check(count(head, "\r\n\r\n") == 1, "nothing stands behind its end");
  check(count(head, "\r") == count(head, "\r\n") && count(head, "\n") == count(head, "\r\n"), "no line end but CR LF");
  check(head.find('\0') == std::string_view::npos, "no zero byte");
  check(count(head, "\r\n ") == 0 && count(head, "\r\n\t") == 0, "no folded line");
  int hosts = 0, lengths = 0, encodings = 0;
  const std::vector<std::string_view> lines = server::split(head, '\n');
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::string_view name = lines[i].substr(0, lines[i].find(':'));
    hosts += server::equal_ignoring_case(name, "Host");
    lengths += server::equal_ignoring_case(name, "Content-Length");
    encodings += server::equal_ignoring_case(name, "Transfer-Encoding");
  }
  check(hosts == 1 || (hosts == 0 && lines.front().ends_with("HTTP/1.0\r")), "one host");
  check(lengths + encodings <= 1, "one length");
}

}  // namespace

PORTAL_FUZZ(input) {
  if (server::fault_of_head(input).empty()) judge_passed(input);
  if (const auto segments = server::path_segments(input))
    for (const std::string& segment : *segments) check(segment.find('/') == std::string::npos && segment.find('\0') == std::string::npos, "a segment is one");
  for (const char* name : {"q", "limit", ""}) server::query_parameter(input, name);
  server::cookie_value(input, "portal_session");
  if (const auto decoded = server::percent_decode(input, server::Plus::kLiteral))
    check(server::percent_decode(server::percent_encode(*decoded), server::Plus::kLiteral) == decoded, "encoding comes back");
}
