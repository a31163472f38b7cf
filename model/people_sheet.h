// People from a spreadsheet: one person a row (sheet.h has how rows, headings and cells are read).
//
// people_columns(...): name, resident ID number, staff number, mobile, account, organisation. The last is needed where somebody manages
// several; where there is one alone, a cell that names another is a fault, so that nobody lands where the sheet did not say.
//
// read_people_sheet(...): every row judged as people.h does for somebody who joins. SheetItem::values is what POST /people takes.
// Codes of faults: those of judge_person and judge_account_name; unknown_organisation_name, ambiguous_organisation, other_organisation
// (another organisation than the only one); duplicate_cell(row): the same ID number, staff number of the organisation, or account
// stands above.
// Errors: sheet_empty, missing_column(id), duplicate_column(name), too_many_rows(max).
#pragma once

#include <span>

#include "model/organisation.h"
#include "model/sheet.h"

namespace portal::model {

enum class Manages { kOneOrganisation, kSeveral };
std::vector<SheetColumn> people_columns(Manages manages);

// `organisations`: for whose people the reader may speak; by id or name.
Result<SheetReading> read_people_sheet(std::span<const OrganisationRef> organisations, const std::vector<SheetRow>& rows);

}  // namespace portal::model
