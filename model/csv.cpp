#include "model/csv.h"

#include <algorithm>

namespace portal::model {
namespace {

constexpr std::string_view kFormulaStarts[] = {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"};
constexpr char kShield = '\'';

bool starts_formula(std::string_view text) {
  return std::ranges::any_of(kFormulaStarts, [text](std::string_view start) { return text.starts_with(start); });
}

// Text that somebody typed with shields of their own keeps them.
bool is_shielded(std::string_view text) {
  const std::size_t shields = std::min(text.find_first_not_of(kShield), text.size());
  return shields > 0 && starts_formula(text.substr(shields));
}

}  // namespace

std::string defused_cell(std::string_view text) {
  std::string cell;
  if (starts_formula(text) || is_shielded(text)) cell = kShield;
  return cell.append(text);
}

std::string fused_cell(std::string_view text) { return std::string(is_shielded(text) ? text.substr(1) : text); }

std::string csv_line(const SheetRow& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += ',';
    if (cells[i].find_first_of(",\"\r\n\t;") == std::string::npos && !cells[i].starts_with(' ') && !cells[i].ends_with(' ')) {
      line += cells[i];
      continue;
    }
    line += '"';
    for (const char c : cells[i]) {
      if (c == '"') line += '"';
      line += c;
    }
    line += '"';
  }
  return line += "\r\n";
}

}  // namespace portal::model
