#include "shell/desktop/file_chooser.h"

#include "shell/desktop/child_process.h"

namespace portal::shell {

namespace {

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end > 0) parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

// ".jpg,image/jpeg" -> "*.jpg *.JPG"
std::string patterns_of(std::string_view accept) {
  std::string patterns;
  for (const std::string& item : split(accept, ',')) {
    if (!item.starts_with('.')) continue;
    std::string upper = item;
    for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    patterns += (patterns.empty() ? "*" : " *") + item + " *" + upper;
  }
  return patterns;
}

}  // namespace

std::vector<std::string> file_chooser_program(const std::string& title, std::string_view accept) {
  const std::string patterns = patterns_of(accept);
  if (const std::string zenity = find_program("zenity"); !zenity.empty()) {
    std::vector<std::string> program{zenity, "--file-selection", "--multiple", "--separator=\n", "--title=" + title};
    if (!patterns.empty()) program.push_back("--file-filter=" + patterns);
    return program;
  }
  if (const std::string kdialog = find_program("kdialog"); !kdialog.empty()) {
    std::vector<std::string> program{kdialog, "--title", title, "--multiple", "--separate-output", "--getopenfilename", "."};
    if (!patterns.empty()) program.push_back(patterns);
    return program;
  }
  return {};
}

std::vector<std::string> paths_in(std::string_view output) { return split(output, '\n'); }

}  // namespace portal::shell
