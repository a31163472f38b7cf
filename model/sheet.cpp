#include "model/sheet.h"

#include <algorithm>
#include <map>
#include <utility>

#include "model/date.h"
#include "model/json_reader.h"
#include "model/sheet_headings.h"
#include "model/utf8.h"

namespace portal::model {
namespace {

constexpr std::string_view kNumberId = "/person/number";
constexpr std::string_view kNameId = "/person/name";
constexpr int kPersonLengthMax = 100;

// Days of a spreadsheet are counted from 1899-12-30; five digits cannot be anything else that a date field takes.
constexpr long kFirstDay = 20'000;  // 1954
constexpr long kLastDay = 73'415;   // 2100-12-31

bool fits_a_cell(FieldKind kind) {
  return kind == FieldKind::kText || kind == FieldKind::kLongText || kind == FieldKind::kNumber || kind == FieldKind::kDate ||
         kind == FieldKind::kChoice || kind == FieldKind::kYesNo;
}

Json yes_no_from_cell(std::string_view cell) {
  const std::string typed = plain_heading(cell);
  for (const char* yes : {"是", "yes", "true", "y", "1", "√", "✓"})
    if (typed == yes) return true;
  for (const char* no : {"否", "no", "false", "n", "0", "×"})
    if (typed == no) return false;
  return std::string(cell);
}

Json date_from_cell(const Field& field, std::string_view cell) {
  long day = 0;
  const bool is_day_number = cell.size() == 5 && std::ranges::all_of(cell, is_digit);
  if (is_day_number)
    for (const char c : cell) day = day * 10 + (c - '0');
  if (day < kFirstDay || day > kLastDay) {
    const std::size_t midnight = cell.find(" 00:00");  // what spreadsheets append to a date
    return value_from_text(field, cell.substr(0, midnight));
  }
  return format_date(add_days({1899, 12, 30}, day));
}

// Reads and judges row by row.
class SheetReader {
 public:
  SheetReader(const Catalogue& catalogue, const StudyForm& form, const std::vector<SheetColumn>& columns, const SheetHeadings& headings,
              const ValidationContext& context)
      : catalogue_(catalogue), form_(form), columns_(columns), headings_(headings), context_(context),
        first_values_(initial_values(catalogue, form, context.current_year)) {}

  void read(const SheetRow& row, std::size_t number) {
    ++reading.rows;
    const std::size_t faults_before = reading.faults.size();
    SheetItem item{number, cell(row, 0), cell(row, 1), first_values_};
    judge_person(item);
    for (std::size_t i = 2; i < columns_.size(); ++i)
      if (const std::string text = cell(row, i); !text.empty()) item.values[columns_[i].field->id] = value_from_cell(*columns_[i].field, text);
    judge_values(row, item);
    if (reading.faults.size() == faults_before) judge_repetition(item);
    if (reading.faults.size() == faults_before) reading.items.push_back(std::move(item));
  }

  SheetReading reading;

 private:
  std::string cell(const SheetRow& row, std::size_t column) const { return headings_.cell(row, column); }
  void fail(std::size_t row, std::size_t column, Error error) { add_fault(reading, columns_, headings_, row, column, std::move(error)); }

  void judge_person(const SheetItem& item) {
    const std::string* texts[] = {&item.person_number, &item.person_name};
    for (std::size_t i = 0; i < std::size(texts); ++i) {
      if (texts[i]->empty()) fail(item.row, i, {"required", "", {}});
      if (count_code_points(*texts[i]) > kPersonLengthMax) fail(item.row, i, {"too_long", "", {{"max", std::to_string(kPersonLengthMax)}}});
    }
  }

  void judge_values(const SheetRow& row, SheetItem& item) {
    for (std::size_t i = 2; i < columns_.size(); ++i) {
      const Field& field = *columns_[i].field;
      if (!holds(field.when, item.values)) {
        if (!cell(row, i).empty()) fail(item.row, i, {"not_asked_for", "", {}});
        continue;
      }
      for (Error& error : validate_field(catalogue_, form_, field, item.values, context_)) fail(item.row, i, std::move(error));
    }
    item.values = without_hidden_values(catalogue_, form_, std::move(item.values));
  }

  void judge_repetition(const SheetItem& item) {
    std::string key = item.person_number;
    key += '\n';
    key += dump_json(item.values);
    const auto [first, is_new] = seen_.emplace(std::move(key), item.row);
    if (!is_new) fail(item.row, 0, {"duplicate_row", "", {{"row", std::to_string(first->second)}}});
  }

  const Catalogue& catalogue_;
  const StudyForm& form_;
  const std::vector<SheetColumn>& columns_;
  const SheetHeadings& headings_;
  const ValidationContext& context_;
  const Json first_values_;
  std::map<std::string, std::size_t> seen_;
};

bool may_be_declared(const StudyForm& form, const ValidationContext& context, const Catalogue& catalogue) {
  const Errors errors = validate(catalogue, {form.id, catalogue.version, Json::object(), {}}, context);
  return std::ranges::none_of(errors, [](const Error& error) { return error.code == "not_allowed_for_role"; });
}

}  // namespace

std::vector<SheetColumn> sheet_columns(const Catalogue& catalogue, const StudyForm& form) {
  std::vector<SheetColumn> columns{{std::string(kNumberId), {"工号", "Staff number"}, nullptr, true}, {std::string(kNameId), {"姓名", "Name"}, nullptr, true}};
  for (const Field* field : fields_of(catalogue, form)) {
    if (fits_a_cell(field->kind)) {
      const bool always = field->required && field->when.empty() && field->default_value.empty();
      columns.push_back({"/values/" + escaped_for_pointer(field->id), field->label, field, always});
    } else if (field->required) {
      return {};
    }
  }
  return columns;
}

Result<SheetReading> read_sheet(const Catalogue& catalogue, const StudyForm& form, const std::vector<SheetRow>& rows,
                                const ValidationContext& context) {
  const std::vector<SheetColumn> columns = sheet_columns(catalogue, form);
  if (columns.empty()) return Error{"not_for_sheets", "", {}};
  if (!may_be_declared(form, context, catalogue)) return Error{"not_allowed_for_role", "", {}};
  Result<SheetHeadings> headings = read_headings(columns, 0, rows);
  if (!headings) return headings.error();
  SheetReader reader(catalogue, form, columns, *headings, context);
  for (std::size_t i = headings->row + 1; i < rows.size(); ++i)
    if (!is_blank_row(rows[i])) reader.read(rows[i], i + 1);
  tell_columns(reader.reading, columns, *std::move(headings));
  return std::move(reader.reading);
}

Json value_from_cell(const Field& field, std::string_view cell) {
  if (field.kind == FieldKind::kYesNo) return yes_no_from_cell(cell);
  if (field.kind == FieldKind::kDate) return date_from_cell(field, cell);
  if (field.kind == FieldKind::kChoice)
    for (const Choice& choice : field.choices)
      if (names(cell, choice.label, choice.id)) return choice.id;
  return value_from_text(field, cell);
}

std::string cell_from_value(const Field& field, const Json& value, bool english) {
  std::string text = text_from_value(value);
  if (field.kind == FieldKind::kYesNo && value.is_boolean()) return value.get<bool>() ? (english ? "Yes" : "是") : (english ? "No" : "否");
  if (field.kind != FieldKind::kChoice) return text;
  const auto choice = std::ranges::find(field.choices, text, &Choice::id);
  if (choice == field.choices.end()) return text;
  return english ? choice->label.en : choice->label.zh;
}

}  // namespace portal::model
