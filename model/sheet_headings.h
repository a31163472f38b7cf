// Where the columns stand in the rows of a spreadsheet: what the readers of declarations and of people share. Inside model/ only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/sheet.h"

namespace portal::model {

inline constexpr std::size_t kNoColumn = static_cast<std::size_t>(-1);

struct SheetHeadings {
  std::size_t row = 0;             // index of the row that holds them
  std::size_t count = 0;           // of cells in it
  std::vector<std::size_t> place;  // of each column: index of its cell, or kNoColumn
  std::vector<std::string> unknown;

  std::string cell(const SheetRow& row_of_cells, std::size_t column) const;  // "" where there is none
};

// The row with the heading of columns[key] holds them all. Errors: sheet_empty, too_many_rows, missing_column, duplicate_column.
Result<SheetHeadings> read_headings(const std::vector<SheetColumn>& columns, std::size_t key, const std::vector<SheetRow>& rows);

// Adds a fault of the cell of that column.
void add_fault(SheetReading& reading, const std::vector<SheetColumn>& columns, const SheetHeadings& headings, std::size_t row, std::size_t column, Error error);
// What a reading says of the columns as a whole.
void tell_columns(SheetReading& reading, const std::vector<SheetColumn>& columns, SheetHeadings headings);

// As headings and labels are compared: no spaces, no "*", ASCII in lower case and half width.
std::string plain_heading(std::string_view text);
bool names(std::string_view cell, const Text& label, std::string_view id);
bool is_blank_row(const SheetRow& row);

}  // namespace portal::model
