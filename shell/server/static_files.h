// The page's own files, read from --site and kept in memory while unchanged on disk.
//
// Precompressed siblings (NAME.br, NAME.gz) are sent by Accept-Encoding. Threads: any.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "shell/server/http_message.h"

namespace portal::server {

class StaticFiles {
 public:
  explicit StaticFiles(std::filesystem::path root) : root_(std::move(root)) {}
  Response serve(const Request& request);

 private:
  struct File {
    std::filesystem::file_time_type changed;
    std::uintmax_t size_bytes = 0;
    std::shared_ptr<const std::string> content;
    std::string etag;
  };
  // Null when there is no such file.
  std::shared_ptr<const File> load(const std::filesystem::path& path);

  std::filesystem::path root_;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const File>> files_;
};

// "text/html; charset=utf-8" for a name; application/octet-stream for an unknown ending.
std::string_view media_type_of(std::string_view file_name);
// Whether the name carries a hash of its content ("app.3f9a1c2b.js"), so that it never changes.
bool has_content_hash(std::string_view file_name);
// Whether Accept-Encoding takes this coding (q > 0).
bool accepts_encoding(std::string_view accept_encoding, std::string_view coding);
// Whether If-None-Match holds this ETag (weak comparison).
bool etag_listed(std::string_view if_none_match, std::string_view etag);

}  // namespace portal::server
