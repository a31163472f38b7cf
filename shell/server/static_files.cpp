#include "shell/server/static_files.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "shell/server/crypto.h"
#include "shell/server/problem.h"

namespace portal::server {
namespace {

struct MediaType {
  std::string_view ending;
  std::string_view type;
};

constexpr MediaType kMediaTypes[] = {
    {".html", "text/html; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".wasm", "application/wasm"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
    {".yaml", "application/yaml"},
};

struct Encoding {
  std::string_view coding;
  std::string_view ending;
};
constexpr Encoding kEncodings[] = {{"br", ".br"}, {"gzip", ".gz"}};

// Only plain names: nothing hidden, no way up.
bool is_plain(const std::vector<std::string>& segments) {
  return std::all_of(segments.begin(), segments.end(), [](const std::string& segment) {
    return !segment.empty() && segment.front() != '.' && segment.find('\\') == std::string::npos;
  });
}

// What shows the contract makes an empty style element and fills it by script: the hash is that of nothing.
constexpr std::string_view kPolicyOfContract =
    "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

}  // namespace

std::string_view media_type_of(std::string_view file_name) {
  for (const MediaType& media_type : kMediaTypes)
    if (file_name.ends_with(media_type.ending)) return media_type.type;
  return "application/octet-stream";
}

bool has_content_hash(std::string_view file_name) {
  for (const std::string_view part : split(file_name, '.')) {
    const std::string_view tail = part.substr(part.rfind('-') == std::string_view::npos ? 0 : part.rfind('-') + 1);
    const bool hex = std::all_of(tail.begin(), tail.end(), [](char c) {
      return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    });
    if (hex && tail.size() >= 8) return true;
  }
  return false;
}

bool accepts_encoding(std::string_view accept_encoding, std::string_view coding) {
  for (const std::string_view part : split(accept_encoding, ',')) {
    const std::vector<std::string_view> pieces = split(part, ';');
    if (!equal_ignoring_case(trim(pieces.front()), coding)) continue;
    for (std::size_t i = 1; i < pieces.size(); ++i) {
      const std::string_view weight = trim(pieces[i]);
      const bool zero = weight.starts_with("q=0") && weight.find_first_not_of("0.", 2) == std::string_view::npos;
      if (zero) return false;
    }
    return true;
  }
  return false;
}

bool etag_listed(std::string_view if_none_match, std::string_view etag) {
  for (std::string_view part : split(if_none_match, ',')) {
    part = trim(part);
    if (part.starts_with("W/")) part.remove_prefix(2);
    if (part == etag || part == "*") return true;
  }
  return false;
}

std::shared_ptr<const StaticFiles::File> StaticFiles::load(const std::filesystem::path& path) {
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (error || !std::filesystem::is_regular_file(status)) return nullptr;
  const auto changed = std::filesystem::last_write_time(path, error);
  const std::uintmax_t size_bytes = std::filesystem::file_size(path, error);
  if (error) return nullptr;

  const std::lock_guard guard(mutex_);
  std::shared_ptr<const File>& kept = files_[path.string()];
  if (kept && kept->changed == changed && kept->size_bytes == size_bytes) return kept;
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return nullptr;
  auto content = std::make_shared<const std::string>(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  std::string etag = "\"" + sha256_hex(*content).substr(0, 32) + "\"";
  kept = std::make_shared<const File>(File{changed, size_bytes, std::move(content), std::move(etag)});
  return kept;
}

Response StaticFiles::serve(const Request& request) {
  if (request.method != "GET" && request.method != "HEAD") {
    Response response = problem("method_not_allowed");
    response.set("Allow", "GET, HEAD");
    return response;
  }
  std::optional<std::vector<std::string>> segments = path_segments(request.path);
  if (!segments) return problem("not_found");
  if (segments->back().empty()) segments->back() = "index.html";
  if (root_.empty() || !is_plain(*segments)) return problem("not_found");
  std::filesystem::path path = root_;
  for (const std::string& segment : *segments) path /= segment;

  std::shared_ptr<const File> file = load(path);
  if (!file) return problem("not_found");
  Response response;
  response.set("Vary", "Accept-Encoding");
  for (const Encoding& encoding : kEncodings) {
    if (!accepts_encoding(request.header("Accept-Encoding"), encoding.coding)) continue;
    std::shared_ptr<const File> smaller = load(path.string() + std::string(encoding.ending));
    if (!smaller || smaller->changed < file->changed) continue;  // left from an earlier build
    file = std::move(smaller);
    response.set("Content-Encoding", std::string(encoding.coding));
    break;
  }
  const std::string& name = segments->back();
  response.set("Content-Type", std::string(media_type_of(name)));
  if (segments->front() == "contract") response.set("Content-Security-Policy", std::string(kPolicyOfContract));
  response.set("ETag", file->etag);
  response.set("Cache-Control", has_content_hash(name) ? "public, max-age=31536000, immutable" : "no-cache");
  if (etag_listed(request.header("If-None-Match"), file->etag)) {
    response.status = 304;
    return response;
  }
  response.shared_body = file->content;
  return response;
}

}  // namespace portal::server
