#include "shell/server/attachment_store.h"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <cerrno>
#include <iterator>
#include <utility>

namespace portal::server {
namespace {

constexpr std::size_t kHeadBytes = 64;

bool sync_folder(const std::filesystem::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool synced = ::fsync(descriptor) == 0;
  ::close(descriptor);
  return synced;
}

std::optional<std::string> read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

}  // namespace

std::optional<std::string> ReceivedFile::read() const { return read_file(file_); }

ReceivedFile::~ReceivedFile() {
  std::error_code ignored;  // it is gone when the store kept it
  std::filesystem::remove(file_, ignored);
}

Upload::~Upload() {
  if (descriptor_ < 0) return;
  ::close(descriptor_);
  std::error_code ignored;
  std::filesystem::remove(file_, ignored);
}

bool Upload::write(std::string_view bytes) {
  hash_.add({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
  if (head_.size() < kHeadBytes) head_ += bytes.substr(0, kHeadBytes - head_.size());
  size_bytes_ += static_cast<long long>(bytes.size());
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

std::shared_ptr<ReceivedFile> Upload::finish() {
  if (::fsync(descriptor_) != 0) return nullptr;
  ::close(std::exchange(descriptor_, -1));
  return std::make_shared<ReceivedFile>(std::move(file_), hash_.finish_hex(), size_bytes_, std::move(head_));
}

AttachmentStore::AttachmentStore(std::filesystem::path folder, Opening opening) : folder_(std::move(folder)) {
  if (opening == Opening::kBeside) return;
  std::error_code ignored;  // a folder that cannot be made shows itself at the first upload
  std::filesystem::remove_all(folder_ / "incoming", ignored);
  std::filesystem::create_directories(folder_ / "incoming", ignored);
}

std::filesystem::path AttachmentStore::path_of(std::string_view sha256) const {
  return folder_ / sha256.substr(0, 2) / sha256;
}

std::unique_ptr<Upload> AttachmentStore::start_upload() {
  std::filesystem::path file = folder_ / "incoming" / random_id();
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0) return nullptr;
  return std::make_unique<Upload>(std::move(file), descriptor);
}

bool AttachmentStore::keep(const ReceivedFile& file) {
  const std::filesystem::path target = path_of(file.sha256());
  std::error_code error;
  if (std::filesystem::exists(target, error)) return true;
  if (std::filesystem::create_directory(target.parent_path(), error) && !sync_folder(folder_)) return false;
  if (error) return false;
  std::filesystem::rename(file.file(), target, error);
  return !error && sync_folder(target.parent_path());
}

std::optional<std::string> AttachmentStore::read(std::string_view sha256) const { return read_file(path_of(sha256)); }

}  // namespace portal::server
