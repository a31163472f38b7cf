#include "shell/server/table_file.h"

#include <unistd.h>
#include <xlsxwriter.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "model/csv.h"
#include "model/validation.h"

namespace portal::server {
namespace {

constexpr lxw_row_t kRowsWithChoices = 10'000;
constexpr const char* kChoicesSheet = "choices";

// A name in the folder for temporary files, gone with its holder.
struct TemporaryFile {
  std::string path = (std::filesystem::temp_directory_path() / "portal-table-XXXXXX").string();
  TemporaryFile() {
    if (const int file = ::mkstemp(path.data()); file >= 0) ::close(file);
    else path.clear();
  }
  ~TemporaryFile() {
    std::error_code ignored;
    if (!path.empty()) std::filesystem::remove(path, ignored);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
};

void write_cell(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const TableCell& cell) {
  if (const auto* number = std::get_if<double>(&cell)) worksheet_write_number(sheet, row, column, *number, nullptr);
  else if (const auto& text = std::get<std::string>(cell); !text.empty()) worksheet_write_string(sheet, row, column, text.c_str(), nullptr);
}

struct Formats {
  lxw_format* bold;
  lxw_format* text;
};

void write_sheet(lxw_worksheet* sheet, const Table& table, const Formats& formats) {
  worksheet_freeze_panes(sheet, 1, 0);
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    worksheet_set_column(sheet, column, column, table.columns[i].width, table.columns[i].text ? formats.text : nullptr);
    worksheet_write_string(sheet, 0, column, table.columns[i].heading.c_str(), formats.bold);
  }
  for (std::size_t row = 0; row < table.rows.size(); ++row)
    for (std::size_t i = 0; i < table.rows[row].size(); ++i)
      write_cell(sheet, static_cast<lxw_row_t>(row + 1), static_cast<lxw_col_t>(i), table.rows[row][i]);
}

// Lists stand on a sheet of their own: within a cell's rule they may have no more than 255 characters.
void offer_choices(lxw_workbook* book, lxw_worksheet* sheet, const Table& table) {
  lxw_worksheet* lists = nullptr;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const std::vector<std::string>& choices = table.columns[i].choices;
    if (choices.empty()) continue;
    if (!lists) {
      lists = workbook_add_worksheet(book, kChoicesSheet);
      worksheet_hide(lists);
    }
    const auto column = static_cast<lxw_col_t>(i);
    for (std::size_t row = 0; row < choices.size(); ++row) worksheet_write_string(lists, static_cast<lxw_row_t>(row), column, choices[row].c_str(), nullptr);
    char letters[8] = "";
    lxw_col_to_name(letters, column, LXW_FALSE);
    std::string source = std::string("=") + kChoicesSheet + "!$" + letters + "$1:$";
    source.append(letters).append("$").append(std::to_string(choices.size()));
    lxw_data_validation rule{};
    rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
    rule.value_formula = source.data();
    worksheet_data_validation_range(sheet, 1, column, kRowsWithChoices, column, &rule);
  }
}

}  // namespace

std::string to_csv(const Table& table) {
  std::string text(model::kCsvStart);
  model::SheetRow headings;
  for (const TableColumn& column : table.columns) headings.push_back(column.heading);
  text += model::csv_line(headings);
  for (const std::vector<TableCell>& row : table.rows) {
    model::SheetRow cells;
    for (const TableCell& cell : row) {
      const auto* number = std::get_if<double>(&cell);
      cells.push_back(number ? model::text_from_value(*number) : model::defused_cell(std::get<std::string>(cell)));
    }
    text += model::csv_line(cells);
  }
  return text;
}

model::Result<std::string> to_xlsx(const std::vector<Table>& sheets) {
  const model::Error unavailable{"unavailable", "", {}};
  const TemporaryFile file;
  if (file.path.empty()) return unavailable;
  lxw_workbook* book = workbook_new(file.path.c_str());
  if (!book) return unavailable;
  const Formats formats{workbook_add_format(book), workbook_add_format(book)};
  format_set_bold(formats.bold);
  format_set_num_format(formats.text, "@");
  std::vector<lxw_worksheet*> made;
  for (const Table& table : sheets) {
    made.push_back(workbook_add_worksheet(book, table.name.c_str()));
    write_sheet(made.back(), table, formats);
  }
  offer_choices(book, made.front(), sheets.front());
  if (workbook_close(book) != LXW_NO_ERROR) return unavailable;
  std::ifstream stream(file.path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

}  // namespace portal::server
