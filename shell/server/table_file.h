// A table as a file for spreadsheets: CSV (UTF-8 that says so, formulas defused: model/csv.h), or .xlsx by libxlsxwriter,
// in which text is text and needs no defusing.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/result.h"

namespace portal::server {

struct TableColumn {
  std::string heading;
  double width = 14;                 // in characters
  std::vector<std::string> choices;  // what .xlsx offers to choose from in this column
  bool text = false;                 // .xlsx keeps what is typed into it as it is: long numbers, leading zeros
};

using TableCell = std::variant<std::string, double>;

struct Table {
  std::string name;  // of the sheet
  std::vector<TableColumn> columns;
  std::vector<std::vector<TableCell>> rows;
};

std::string to_csv(const Table& table);

// The first sheet is what is filled in or read; others explain it. Error: unavailable (no room for a temporary file).
model::Result<std::string> to_xlsx(const std::vector<Table>& sheets);

inline constexpr std::string_view kCsvType = "text/csv; charset=utf-8";
inline constexpr std::string_view kXlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

}  // namespace portal::server
