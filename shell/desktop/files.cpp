#include "shell/desktop/files.h"

#include <sodium.h>

#include <array>
#include <filesystem>
#include <fstream>

namespace portal::shell {

namespace {

constexpr std::size_t kHeadBytes = 64;
constexpr std::size_t kBlockBytes = 64 * 1024;

}  // namespace

std::optional<ui::ChosenFile> Files::add(const std::string& path) {
  std::error_code problem;
  const std::filesystem::path file(path);
  if (!std::filesystem::is_regular_file(file, problem)) return std::nullopt;
  const std::uintmax_t size_bytes = std::filesystem::file_size(file, problem);
  std::ifstream stream(file, std::ios::binary);
  if (problem || !stream) return std::nullopt;
  std::string head(kHeadBytes, '\0');
  stream.read(head.data(), kHeadBytes);
  head.resize(static_cast<std::size_t>(stream.gcount()));
  const ui::FileHandle handle = ++last_;
  paths_[handle] = path;
  return ui::ChosenFile{handle, file.filename().string(), static_cast<long long>(size_bytes), std::move(head)};
}

const std::string* Files::path_of(ui::FileHandle file) const {
  const auto found = paths_.find(file);
  return found == paths_.end() ? nullptr : &found->second;
}

std::optional<std::string> sha256_of_file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return std::nullopt;
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  std::string block(kBlockBytes, '\0');
  while (stream) {
    stream.read(block.data(), static_cast<std::streamsize>(block.size()));
    crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(block.data()),
                              static_cast<unsigned long long>(stream.gcount()));
  }
  if (stream.bad()) return std::nullopt;
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256_final(&state, hash.data());
  std::array<char, crypto_hash_sha256_BYTES * 2 + 1> text{};
  sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
  return std::string(text.data());
}

}  // namespace portal::shell
