#include "shell/desktop/preferences_file.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace portal::shell {

namespace {

constexpr std::size_t kBytesMax = 4096;  // a preferences file has a hundred or two

std::string folder_from(const char* variable) {
  const char* value = std::getenv(variable);
  return value && *value == '/' ? std::string(value) : std::string();
}

}  // namespace

std::string preferences_path() {
  std::string folder = folder_from("XDG_CONFIG_HOME");
  if (folder.empty()) {
    const std::string home = folder_from("HOME");
    if (home.empty()) return {};
    folder = home + "/.config";
  }
  return folder + "/study-hours-portal/preferences.json";
}

std::string read_preferences(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text(kBytesMax, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(file.is_open() ? static_cast<std::size_t>(file.gcount()) : 0);
  return text;
}

bool write_preferences(const std::string& path, const std::string& text) {
  if (path.empty()) return false;
  std::error_code problem;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), problem);
  const std::string unfinished = path + ".new";
  std::ofstream file(unfinished, std::ios::binary);
  file << text;
  file.close();
  if (!file) return false;
  std::filesystem::rename(unfinished, path, problem);
  return !problem;
}

}  // namespace portal::shell
