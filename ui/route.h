// URL = place. "#/declare/06", "#/declarations/ID/edit", "#/progress?state=pending&q=…", "#/audit", "#/declarations/ID".
#pragma once

#include <string>
#include <string_view>

#include "model/query.h"

namespace portal::ui {

struct Route {
  enum class Place { kHome, kDeclare, kEdit, kProgress, kAudit, kDetail, kUnknown };
  Place place = Place::kHome;
  std::string study_form;         // kDeclare: "06", or "" while none is chosen
  std::string declaration;        // kEdit, kDetail
  model::DeclarationQuery query;  // kProgress, kAudit
};

// Never fails: what is not understood is kUnknown, or the default of that parameter.
Route route_from(std::string_view fragment);
// The inverse; defaults are left out.
std::string fragment_of(const Route& route);

}  // namespace portal::ui
