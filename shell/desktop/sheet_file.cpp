#include "shell/desktop/sheet_file.h"

#include <fstream>
#include <iterator>

namespace portal::shell {

namespace {

// RFC 4180: cells between commas, quotes around those that hold commas, line breaks or (doubled) quotes.
std::vector<model::SheetRow> rows_of_csv(std::string_view text) {
  std::vector<model::SheetRow> rows;
  bool quoted = false, begins_row = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (begins_row) rows.push_back({""});
    begins_row = false;
    std::string& cell = rows.back().back();
    const char c = text[i];
    if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') cell += text[i++];
    else if (c == '"') quoted = !quoted;
    else if (quoted) cell += c;
    else if (c == ',') rows.back().emplace_back();
    else if (c == '\n') begins_row = true;
    else if (c != '\r') cell += c;
  }
  return rows;
}

}  // namespace

ui::SheetRead read_sheet_file(ui::FileHandle file, const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  if (!stream || text.find('\0') != std::string::npos) return {file, "sheet_unreadable", {}};
  std::string_view body = text;
  if (body.starts_with(model::kCsvStart)) body.remove_prefix(model::kCsvStart.size());
  return {file, {}, rows_of_csv(body)};
}

}  // namespace portal::shell
