// How long the rows of a spreadsheet take: read, judged and, where fine, turned into declarations. Prints; asserts nothing.
#include <chrono>
#include <cstdio>
#include <set>

#include "model/sheet.h"
#include "tests/model/examples.h"

namespace portal::model {
namespace {

double milliseconds_of(const auto& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

// Headings and kSheetRowsMax rows of one example, each tenth with a fault.
std::vector<SheetRow> rows_of(const sample::Example& example) {
  const std::vector<SheetColumn> columns = sheet_columns(sample::catalogue(), *example.form);
  std::vector<SheetRow> rows(1);
  for (const SheetColumn& column : columns) rows[0].push_back(column.label.zh);
  for (std::size_t i = 0; i < kSheetRowsMax; ++i) {
    SheetRow row{std::to_string(10'000 + i), "张三"};
    for (std::size_t c = 2; c < columns.size(); ++c)
      row.push_back(cell_from_value(*columns[c].field, member(example.content.values, columns[c].field->id), i % 2 == 1));
    if (i % 10 == 0) row.back() = row[2] = "";
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace
}  // namespace portal::model

int main() {
  using namespace portal::model;
  std::set<std::string> seen;
  for (const sample::Example& example : sample::examples()) {
    if (!seen.insert(example.form->id).second) continue;
    if (sheet_columns(sample::catalogue(), *example.form).empty()) continue;  // its items fit no cells
    const std::vector<SheetRow> rows = rows_of(example);
    const ValidationContext context{Role::kEmployer, sample::kYear, Strictness::kSubmit};
    std::size_t good = 0;
    const double sheet_ms = milliseconds_of([&] {
      const Result<SheetReading> reading = read_sheet(sample::catalogue(), *example.form, rows, context);
      good = reading ? reading->items.size() : 0;
    });
    constexpr int kTimes = 1000;
    const double one_ms = milliseconds_of([&] {
      for (int i = 0; i < kTimes; ++i) (void)validate(sample::catalogue(), example.content, context);
    }) / kTimes;
    std::printf("form %s: %zu rows of %zu columns in %.0f ms (%zu good); one declaration judged in %.3f ms\n", example.form->id.c_str(), rows.size() - 1,
                rows[0].size(), sheet_ms, good, one_ms);
  }
}
