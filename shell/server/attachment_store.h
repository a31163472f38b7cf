// The bytes of attachments, by their SHA-256, in a folder.
//
//   FOLDER/ab/abcdef…   whole files only: written aside, synced, then renamed into place
//   FOLDER/incoming/    uploads under way; emptied at start
//
// A broken-off upload leaves nothing: its file goes with the object. Threads: any.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "shell/server/crypto.h"

namespace portal::server {

// A whole body in a temporary file, removed with this object unless the store kept it.
class ReceivedFile {
 public:
  ReceivedFile(std::filesystem::path file, std::string sha256, long long size_bytes, std::string head)
      : file_(std::move(file)), sha256_(std::move(sha256)), size_bytes_(size_bytes), head_(std::move(head)) {}
  ~ReceivedFile();
  ReceivedFile(const ReceivedFile&) = delete;
  ReceivedFile& operator=(const ReceivedFile&) = delete;

  std::optional<std::string> read() const;  // its bytes

  const std::filesystem::path& file() const { return file_; }
  const std::string& sha256() const { return sha256_; }
  long long size_bytes() const { return size_bytes_; }
  std::span<const std::uint8_t> head() const { return {reinterpret_cast<const std::uint8_t*>(head_.data()), head_.size()}; }

 private:
  std::filesystem::path file_;
  std::string sha256_;
  long long size_bytes_;
  std::string head_;
};

// Takes a body piece by piece, hashing on the way.
class Upload {
 public:
  explicit Upload(std::filesystem::path file, int descriptor) : file_(std::move(file)), descriptor_(descriptor) {}
  ~Upload();
  Upload(const Upload&) = delete;
  Upload& operator=(const Upload&) = delete;

  bool write(std::string_view bytes);       // false: the disk is full or gone
  std::shared_ptr<ReceivedFile> finish();   // synced; null when that failed

 private:
  std::filesystem::path file_;
  int descriptor_;
  Sha256 hash_;
  long long size_bytes_ = 0;
  std::string head_;
};

class AttachmentStore {
 public:
  // kOwn: creates the folder, empties incoming/. kBeside: reads only, a server may own it.
  enum class Opening { kOwn, kBeside };
  explicit AttachmentStore(std::filesystem::path folder, Opening opening = Opening::kOwn);

  std::unique_ptr<Upload> start_upload();  // null: no file could be made
  bool keep(const ReceivedFile& file);     // durable when true
  std::optional<std::string> read(std::string_view sha256) const;

 private:
  std::filesystem::path path_of(std::string_view sha256) const;

  std::filesystem::path folder_;
};

}  // namespace portal::server
