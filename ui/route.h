// URL = place. "#/declare/06", "#/declarations/ID/edit", "#/progress?state=pending&q=…", "#/audit", "#/records", "#/declarations/ID".
#pragma once

#include <string>
#include <string_view>

#include "model/declaration.h"
#include "model/query.h"

namespace portal::ui {

struct Route {
  enum class Place { kHome, kDeclare, kEdit, kProgress, kAudit, kRecords, kDetail, kUnknown };
  Place place = Place::kHome;
  std::string study_form;         // kDeclare: "06", or "" while none is chosen
  std::string declaration;        // kEdit, kDetail
  model::DeclarationQuery query;  // of a list
};

bool is_list(Route::Place place);
Route::Place first_place_of(model::Role role);  // what "#/" shows: kHome where there is nothing to list

// Never fails: what is not understood is kUnknown, or the default of that parameter.
Route route_from(std::string_view fragment);
// The inverse; defaults are left out.
std::string fragment_of(const Route& route);

}  // namespace portal::ui
