// The files that the user chose, by handle. Only names are kept here, never contents.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "ui/event.h"

namespace portal::shell {

class Files {
 public:
  // Reads size and first bytes. Nothing when it cannot be read or is no regular file.
  std::optional<ui::ChosenFile> add(const std::string& path);
  const std::string* path_of(ui::FileHandle file) const;
  void release(ui::FileHandle file) { paths_.erase(file); }

 private:
  std::map<ui::FileHandle, std::string> paths_;
  ui::FileHandle last_ = 0;
};

// SHA-256 of a file's contents, in lower-case hexadecimal. Nothing when it cannot be read.
std::optional<std::string> sha256_of_file(const std::string& path);

}  // namespace portal::shell
