#include "model/people_sheet.h"

#include <algorithm>
#include <map>

#include "model/people.h"
#include "model/sheet_headings.h"

namespace portal::model {
namespace {

enum : std::size_t { kName, kResidentId, kNumber, kMobile, kAccount, kOrganisation };

class PeopleReader {
 public:
  PeopleReader(std::span<const OrganisationRef> organisations, const std::vector<SheetColumn>& columns, const SheetHeadings& headings)
      : organisations_(organisations), columns_(columns), headings_(headings) {}

  void read(const SheetRow& row, std::size_t number) {
    ++reading.rows;
    const std::size_t faults_before = reading.faults.size();
    PersonDetails details{headings_.cell(row, kName), headings_.cell(row, kNumber), headings_.cell(row, kResidentId), headings_.cell(row, kMobile)};
    const std::string account = headings_.cell(row, kAccount);
    Errors errors = judge_person(details, Joins::kYes);
    if (!account.empty())
      for (Error& error : judge_account_name(account)) errors.push_back(std::move(error));
    for (const Error& error : errors) fail(number, column_of(error.pointer), error);
    const std::string organisation = organisation_named(headings_.cell(row, kOrganisation), number);
    if (reading.faults.size() != faults_before) return;
    judge_repetition(kResidentId, *details.resident_id, number);
    judge_repetition(kNumber, details.number->empty() ? "" : organisation + "\n" + *details.number, number);
    judge_repetition(kAccount, account, number);
    if (reading.faults.size() != faults_before) return;
    Json values = {{"name", *details.name}, {"resident_id", *details.resident_id}, {"number", *details.number}, {"mobile", *details.mobile}, {"account", account}, {"organisation", organisation}};
    reading.items.push_back({number, *details.number, *details.name, std::move(values)});
  }

  SheetReading reading;

 private:
  void fail(std::size_t row, std::size_t column, Error error) { add_fault(reading, columns_, headings_, row, column, std::move(error)); }

  std::size_t column_of(std::string_view pointer) const {
    return static_cast<std::size_t>(std::ranges::find(columns_, pointer, &SheetColumn::id) - columns_.begin());
  }

  std::string organisation_named(const std::string& cell, std::size_t row) {
    if (cell.empty() && organisations_.size() == 1) return organisations_[0].id;
    std::vector<const OrganisationRef*> found;
    for (const OrganisationRef& organisation : organisations_)
      if (cell == organisation.id || plain_heading(cell) == plain_heading(organisation.name)) found.push_back(&organisation);
    if (found.size() == 1) return found[0]->id;
    const char* code = cell.empty() ? "required" : !found.empty() ? "ambiguous_organisation" : organisations_.size() == 1 ? "other_organisation" : "unknown_organisation_name";
    fail(row, kOrganisation, {code, "", {}});
    return {};
  }

  void judge_repetition(std::size_t column, const std::string& key, std::size_t row) {
    if (key.empty()) return;
    const auto [first, is_new] = seen_[column].emplace(key, row);
    if (!is_new) fail(row, column, {"duplicate_cell", "", {{"row", std::to_string(first->second)}}});
  }

  std::span<const OrganisationRef> organisations_;
  const std::vector<SheetColumn>& columns_;
  const SheetHeadings& headings_;
  std::map<std::size_t, std::map<std::string, std::size_t>> seen_;
};

}  // namespace

std::vector<SheetColumn> people_columns(Manages manages) {
  return {{"/name", {"姓名", "Name"}, nullptr, true},
          {"/resident_id", {"身份证号", "ID number"}, nullptr, true},
          {"/number", {"工号", "Staff number"}, nullptr, false},
          {"/mobile", {"手机号", "Mobile"}, nullptr, false},
          {"/account", {"账户名", "Account"}, nullptr, false},
          {"/organisation", {"单位", "Organisation"}, nullptr, manages == Manages::kSeveral}};
}

Result<SheetReading> read_people_sheet(std::span<const OrganisationRef> organisations, const std::vector<SheetRow>& rows) {
  const std::vector<SheetColumn> columns = people_columns(organisations.size() == 1 ? Manages::kOneOrganisation : Manages::kSeveral);
  Result<SheetHeadings> headings = read_headings(columns, kResidentId, rows);
  if (!headings) return headings.error();
  PeopleReader reader(organisations, columns, *headings);
  for (std::size_t i = headings->row + 1; i < rows.size(); ++i)
    if (!is_blank_row(rows[i])) reader.read(rows[i], i + 1);
  tell_columns(reader.reading, columns, *std::move(headings));
  return std::move(reader.reading);
}

}  // namespace portal::model
