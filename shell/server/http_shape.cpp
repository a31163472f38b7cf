#include "shell/server/http_shape.h"

#include <algorithm>

#include "shell/server/http_message.h"

namespace portal::server {
namespace {

constexpr int kFieldsMax = 100;
constexpr std::size_t kTargetBytesMax = 4096;

bool is_token_character(char c) {
  const bool letter_or_digit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return letter_or_digit || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_token_character); }

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_printable(char c) { return c > 0x20 && c < 0x7f; }

bool has_control_characters(std::string_view line) {
  return std::any_of(line.begin(), line.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7f;
  });
}

struct Counts {
  int fields = 0, hosts = 0, lengths = 0, codings = 0;
};

std::string_view fault_of_request_line(std::string_view line, bool& is_http_1_0) {
  const std::vector<std::string_view> parts = split(line, ' ');
  if (parts.size() != 3 || !is_token(parts[0])) return "The request line is not METHOD TARGET VERSION.";
  const std::string_view target = parts[1];
  if (target.empty() || target.front() != '/' || target.size() > kTargetBytesMax) return "The target is not a path.";
  if (!std::all_of(target.begin(), target.end(), is_printable) || target.find('#') != std::string_view::npos)
    return "The target has characters that must be escaped.";
  is_http_1_0 = parts[2] == "HTTP/1.0";
  return is_http_1_0 || parts[2] == "HTTP/1.1" ? "" : "The version is not HTTP/1.1.";
}

std::string_view fault_of_field(std::string_view line, Counts& counts) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return "A field has no proper name.";
  const std::string_view name = line.substr(0, colon);
  const std::string_view value = trim(line.substr(colon + 1));
  if (++counts.fields > kFieldsMax) return "There are too many fields.";
  if (equal_ignoring_case(name, "Host")) {
    ++counts.hosts;
    if (value.empty() || !std::all_of(value.begin(), value.end(), is_printable) ||
        value.find_first_of(",/@?#") != std::string_view::npos)
      return "Host is not a host.";
  }
  if (equal_ignoring_case(name, "Content-Length")) {
    ++counts.lengths;
    if (!is_digits(value) || value.size() > 15) return "Content-Length is not a number.";
  }
  if (equal_ignoring_case(name, "Transfer-Encoding")) {
    ++counts.codings;
    if (!equal_ignoring_case(value, "chunked")) return "Transfer-Encoding is not chunked.";
  }
  return "";
}

}  // namespace

std::string_view fault_of_head(std::string_view head) {
  if (!head.ends_with("\r\n\r\n")) return "The head does not end.";
  head.remove_suffix(4);
  Counts counts;
  bool is_http_1_0 = false;
  bool is_first = true;
  for (std::string_view line : split(head, '\n')) {
    const bool is_last = line.data() + line.size() == head.data() + head.size();
    if (!is_last) {
      if (!line.ends_with('\r')) return "A line does not end with CR LF.";
      line.remove_suffix(1);
    }
    if (has_control_characters(line)) return "There are control characters.";
    const std::string_view fault = is_first ? fault_of_request_line(line, is_http_1_0) : fault_of_field(line, counts);
    if (!fault.empty()) return fault;
    is_first = false;
  }
  if (counts.hosts > 1 || (counts.hosts == 0 && !is_http_1_0)) return "There must be one Host.";
  if (counts.lengths > 1) return "There must be one Content-Length at most.";
  if (counts.codings > 1) return "There must be one Transfer-Encoding at most.";
  if (counts.codings == 1 && (counts.lengths > 0 || is_http_1_0)) return "Transfer-Encoding cannot be used so.";
  return "";
}

}  // namespace portal::server
