// Declarations from a spreadsheet: one study form, one declaration a row.
//
// Rows come as text, as a reader of .xlsx or .csv gives them; the first that has the heading of the staff number holds the
// headings, whatever stands above it (a title over merged cells) is passed over. Headings are the labels of the catalogue in
// either language, or ids; a "*" behind them is passed over. Cells hold what people write: labels of choices, 是/否, dates in
// any form (also a spreadsheet's day number), full-width digits. A blank cell takes the form's first value.
//
// read_sheet(...) judges every row as validation.h does for submitting, but for materials, which no cell can hold.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/csv.h"
#include "model/validation.h"

namespace portal::model {

inline constexpr std::size_t kSheetRowsMax = 10'000;

struct SheetColumn {
  std::string id;                // "/person/number", "/person/name", or "/values/FIELD"
  Text label;                    // its heading
  const Field* field = nullptr;  // null for the person's columns; of the catalogue
  bool required = false;         // no row can do without it
};

// The columns of a template: the person, then the form's fields. Empty when a row cannot hold the form: it needs a field
// of a kind that fits no cell.
std::vector<SheetColumn> sheet_columns(const Catalogue& catalogue, const StudyForm& form);

struct SheetItem {
  std::size_t row = 0;  // counted from 1, as spreadsheets do
  std::string person_number;
  std::string person_name;
  Json values;               // of the declaration; of a person: what POST /people takes
};

struct SheetFault {
  std::size_t row = 0;     // from 1
  std::size_t column = 0;  // from 0: the cell that the fault belongs to, also where it is blank; the number of headings if no column has it
  Error error;             // pointer: SheetColumn::id
};

struct SheetReading {
  std::size_t rows = 0;                 // that are not blank
  std::map<std::string, std::size_t> places;  // of each column by its id: from 0, as SheetFault::column
  std::vector<SheetItem> items;         // those without a fault
  std::vector<SheetFault> faults;       // by row, then as the columns of the form
  std::vector<std::string> unknown;     // headings that name nothing: their cells are left out
};

// Codes of faults: those of validation.h for values; required, too_long for the person; not_asked_for (a cell whose field is
// not asked for with the row's other cells); duplicate_row(row): the same person with the same values stands above.
// Errors: sheet_empty, missing_column(id), duplicate_column(name), too_many_rows(max), not_for_sheets, not_allowed_for_role.
Result<SheetReading> read_sheet(const Catalogue& catalogue, const StudyForm& form, const std::vector<SheetRow>& rows,
                                const ValidationContext& context);

// What a cell's text means for this field: the id of a choice, true or false, a number, a date; else the text.
Json value_from_cell(const Field& field, std::string_view cell);
// The inverse, for people: the label of a choice, 是 or Yes. Not defused.
std::string cell_from_value(const Field& field, const Json& value, bool english);

}  // namespace portal::model
