#include "model/sheet_headings.h"

#include <algorithm>
#include <utility>

#include "model/utf8.h"

namespace portal::model {
namespace {

constexpr std::size_t kTitleRowsMax = 20;  // rows above the headings

std::string id_without_pointer(const std::string& id) { return id.substr(id.rfind('/') + 1); }

std::size_t column_named(const std::vector<SheetColumn>& columns, std::string_view cell) {
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (names(cell, columns[i].label, id_without_pointer(columns[i].id))) return i;
  return kNoColumn;
}

std::size_t row_of_headings(const SheetColumn& key, const std::vector<SheetRow>& rows) {
  for (std::size_t i = 0; i < rows.size() && i < kTitleRowsMax; ++i)
    for (const std::string& cell : rows[i])
      if (names(cell, key.label, id_without_pointer(key.id))) return i;
  return kNoColumn;
}

Result<SheetHeadings> find_columns(const std::vector<SheetColumn>& columns, std::size_t key, const std::vector<SheetRow>& rows) {
  SheetHeadings headings;
  headings.row = row_of_headings(columns[key], rows);
  if (headings.row == kNoColumn) return Error{"missing_column", "", {{"id", columns[key].id}}};
  headings.place.assign(columns.size(), kNoColumn);
  const SheetRow& row = rows[headings.row];
  headings.count = row.size();
  for (std::size_t cell = 0; cell < row.size(); ++cell) {
    if (is_blank(row[cell])) continue;
    const std::size_t column = column_named(columns, row[cell]);
    if (column == kNoColumn) headings.unknown.push_back(std::string(trimmed(row[cell])));
    else if (std::exchange(headings.place[column], cell) != kNoColumn) return Error{"duplicate_column", "", {{"name", row[cell]}}};
  }
  for (std::size_t column = 0; column < columns.size(); ++column)
    if (columns[column].required && headings.place[column] == kNoColumn) return Error{"missing_column", "", {{"id", columns[column].id}}};
  return headings;
}

}  // namespace

std::string SheetHeadings::cell(const SheetRow& row_of_cells, std::size_t column) const {
  return place[column] < row_of_cells.size() ? fused_cell(trimmed(row_of_cells[place[column]])) : std::string();
}

Result<SheetHeadings> read_headings(const std::vector<SheetColumn>& columns, std::size_t key, const std::vector<SheetRow>& rows) {
  if (std::ranges::all_of(rows, is_blank_row)) return Error{"sheet_empty", "", {}};
  Result<SheetHeadings> headings = find_columns(columns, key, rows);
  if (!headings) return headings.error();
  const auto full = std::count_if(rows.begin() + static_cast<long>(headings->row) + 1, rows.end(), [](const SheetRow& row) { return !is_blank_row(row); });
  if (full == 0) return Error{"sheet_empty", "", {}};
  if (static_cast<std::size_t>(full) > kSheetRowsMax) return Error{"too_many_rows", "", {{"max", std::to_string(kSheetRowsMax)}}};
  return headings;
}

void add_fault(SheetReading& reading, const std::vector<SheetColumn>& columns, const SheetHeadings& headings, std::size_t row, std::size_t column, Error error) {
  error.pointer = columns[column].id;
  reading.faults.push_back({row, std::min(headings.place[column], headings.count), std::move(error)});
}

void tell_columns(SheetReading& reading, const std::vector<SheetColumn>& columns, SheetHeadings headings) {
  for (std::size_t i = 0; i < columns.size(); ++i) reading.places.emplace(columns[i].id, std::min(headings.place[i], headings.count));
  reading.unknown = std::move(headings.unknown);
}

std::string plain_heading(std::string_view text) {
  std::string result;
  for (const char c : half_width(trimmed(text))) {
    if (c == ' ' || c == '*' || c == '\r' || c == '\n') continue;
    result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return result;
}

bool names(std::string_view cell, const Text& label, std::string_view id) {
  const std::string typed = plain_heading(cell);
  return !typed.empty() && (typed == plain_heading(label.zh) || typed == plain_heading(label.en) || typed == plain_heading(id));
}

bool is_blank_row(const SheetRow& row) {
  return std::ranges::all_of(row, [](const std::string& cell) { return is_blank(cell); });
}

}  // namespace portal::model
