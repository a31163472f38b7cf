// URL = place. "#/declare/06", "#/declarations/ID/edit", "#/progress?state=pending&q=…", "#/audit", "#/records", "#/declarations/ID",
// "#/people", "#/people/ID", "#/organisations", "#/organisations/ID",
// "#/import/01", "#/import-people", "#/catalogue", "#/year?year=2025&reached=false&q=…".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/declaration.h"
#include "model/query.h"

namespace portal::ui {

// Which year is looked at, and of an organisation's people which.
struct YearQuery {
  int year = 0;  // 0 = the current one
  std::optional<bool> reached;
  std::string search;
  friend bool operator==(const YearQuery&, const YearQuery&) = default;
};

struct Route {
  enum class Place { kHome, kDeclare, kEdit, kProgress, kAudit, kRecords, kYear, kDetail, kStaff, kOrganisations, kImport, kImportPeople, kSettings, kUnknown };
  Place place = Place::kHome;
  std::string study_form;         // kDeclare, kImport: "06", or "" while none is chosen
  std::string declaration;        // kEdit, kDetail
  model::DeclarationQuery query;  // of a list
  YearQuery year = {};            // kYear
  std::string subject = {};       // kStaff, kOrganisations: the one that is shown; "" = the list
};

bool is_list(Route::Place place);
Route::Place first_place_of(model::Role role);  // what "#/" shows: kHome where there is none

// Never fails: what is not understood is kUnknown, or the default of that parameter.
Route route_from(std::string_view fragment);
// The inverse; defaults are left out.
std::string fragment_of(const Route& route);

}  // namespace portal::ui
