// A request and an answer as plain values, so that handlers are tested without a socket.
//
// Header names are compared without case. `path` and `query` are as sent (percent-encoded); `path_segments`
// decodes after splitting, so that an encoded slash never makes a new segment.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portal::server {

struct Header {
  std::string name;
  std::string value;
};
using Headers = std::vector<Header>;

// What arrived for an upload: a file of ours in the temporary folder, removed unless it is kept.
class ReceivedFile;

struct Request {
  std::string method;
  std::string path;   // "/api/v1/declarations"
  std::string query;  // "state=draft&limit=50", without "?"
  Headers headers;
  std::string body;
  std::shared_ptr<ReceivedFile> file;  // in place of body for uploads
  std::string remote_address;
  std::string id;  // of the request, for logs and X-Request-Id

  // The first header of that name, or "".
  std::string_view header(std::string_view name) const;
  bool has_header(std::string_view name) const;
};

struct Response {
  int status = 200;
  Headers headers;
  std::string body;
  std::shared_ptr<const std::string> shared_body;  // in place of body: a cached file
  std::string route;                               // pattern of the route, for the log

  std::string_view content() const { return shared_body ? std::string_view(*shared_body) : std::string_view(body); }
  std::string_view header(std::string_view name) const;
  void set(std::string_view name, std::string value);  // replaces
};

bool equal_ignoring_case(std::string_view a, std::string_view b);
std::string_view trim(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);

// Null when an escape is broken, or what it says is not UTF-8 or has U+0000. Plus::kSpace: in queries.
enum class Plus { kLiteral, kSpace };
std::optional<std::string> percent_decode(std::string_view text, Plus plus);
std::string percent_encode(std::string_view text);  // all but unreserved characters

// Decoded segments; null when an escape is broken or a segment holds a NUL or a slash.
std::optional<std::vector<std::string>> path_segments(std::string_view path);

// The decoded value of a query parameter; null when absent or broken.
std::optional<std::string> query_parameter(std::string_view query, std::string_view name);

// The value of a cookie in a Cookie header, or "".
std::string_view cookie_value(std::string_view cookie_header, std::string_view name);

}  // namespace portal::server
