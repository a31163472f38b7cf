// Tables for spreadsheets: text that no spreadsheet takes for a formula, and CSV (RFC 4180).
//
// A cell that begins with = + - @, a tab or a line break is run as a formula by spreadsheets, also when it came out of a
// quoted CSV field (OWASP, "CSV Injection"; their full-width forms too). What people typed is therefore written with an
// apostrophe before it, which spreadsheets hide; reading takes it away again.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace portal::model {

using SheetRow = std::vector<std::string>;

std::string defused_cell(std::string_view text);  // for people's text; numbers are written as they are
std::string fused_cell(std::string_view text);    // the inverse

// One line with CRLF. Cells are quoted where they must be.
std::string csv_line(const SheetRow& cells);

// What a CSV file begins with, so that spreadsheets read it as UTF-8.
inline constexpr std::string_view kCsvStart = "\xEF\xBB\xBF";

}  // namespace portal::model
