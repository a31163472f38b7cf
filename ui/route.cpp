#include "ui/route.h"

#include <cstdlib>
#include <vector>

#include "ui/update/url.h"

namespace portal::ui {
namespace {

constexpr std::size_t kFragmentBytesMax = 4096;
constexpr std::size_t kIdBytesMax = 128;
constexpr std::size_t kSearchBytesMax = 400;
constexpr int kYearMin = 1900, kYearMax = 2100;

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end > 0) parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

int year_from(const std::string& text) {
  const int year = std::atoi(text.c_str());
  return year >= kYearMin && year <= kYearMax ? year : 0;
}

void read_parameter(YearQuery& query, std::string_view name, const std::string& value) {
  if (name == "year") query.year = year_from(value);
  if (name == "reached" && (value == "true" || value == "false")) query.reached = value == "true";
  if (name == "q") query.search = bounded(value, kSearchBytesMax);
}

void read_parameter(model::DeclarationQuery& query, std::string_view name, const std::string& value) {
  if (name == "state") query.state = model::state_from(value);
  if (name == "q") query.search = bounded(value, kSearchBytesMax);
  if (name == "form") query.study_form = bounded(value, kIdBytesMax);
  if (name == "year") query.credited_year = year_from(value);
  if (name == "sort") query.sort = model::sort_key_from(value).value_or(query.sort);
  if (name == "order") query.descending = value != "asc";
}

template <class Query>
Query query_from(std::string_view text) {
  Query query;
  for (const std::string_view pair : split(text, '&')) {
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const std::string_view value = pair.substr(std::min(equals + 1, pair.size()));
    read_parameter(query, pair.substr(0, equals), percent_decoded(value));
  }
  return query;
}

std::string id_from(std::string_view part) {
  std::string id = percent_decoded(part);
  return id.size() <= kIdBytesMax ? id : std::string();
}

Route route_of_path(const std::vector<std::string_view>& path) {
  Route route;
  if (path.empty()) return route;
  route.place = Route::Place::kUnknown;
  const std::size_t depth = path.size();
  if (path[0] == "declare" && depth <= 2) {
    route.place = Route::Place::kDeclare;
    if (depth == 2) route.study_form = id_from(path[1]);
  } else if (path[0] == "import" && depth <= 2) {
    route.place = Route::Place::kImport;
    if (depth == 2) route.study_form = id_from(path[1]);
  } else if (path[0] == "import-people" && depth == 1) {
    route.place = Route::Place::kImportPeople;
  } else if (path[0] == "catalogue" && depth == 1) {
    route.place = Route::Place::kSettings;
  } else if (path[0] == "progress" && depth == 1) {
    route.place = Route::Place::kProgress;
  } else if (path[0] == "audit" && depth == 1) {
    route.place = Route::Place::kAudit;
  } else if (path[0] == "records" && depth == 1) {
    route.place = Route::Place::kRecords;
  } else if (path[0] == "year" && depth == 1) {
    route.place = Route::Place::kYear;
  } else if ((path[0] == "people" || path[0] == "organisations") && depth <= 2) {
    route.place = path[0] == "people" ? Route::Place::kStaff : Route::Place::kOrganisations;
    if (depth == 2) route.subject = id_from(path[1]);
  } else if (path[0] == "declarations" && (depth == 2 || (depth == 3 && path[2] == "edit"))) {
    route.declaration = id_from(path[1]);
    if (!route.declaration.empty()) route.place = depth == 3 ? Route::Place::kEdit : Route::Place::kDetail;
  }
  return route;
}

void add(std::string& text, std::string_view name, std::string_view value) {
  text += text.empty() ? "?" : "&";
  text += name;
  text += "=";
  text += percent_encoded(value);
}

std::string below(const std::string& subject) { return subject.empty() ? std::string() : "/" + percent_encoded(subject); }

std::string text_of(const model::DeclarationQuery& query) {
  const model::DeclarationQuery defaults;
  std::string text;
  if (query.state) add(text, "state", model::name_of(*query.state));
  if (!query.search.empty()) add(text, "q", query.search);
  if (!query.study_form.empty()) add(text, "form", query.study_form);
  if (query.credited_year != 0) add(text, "year", std::to_string(query.credited_year));
  if (query.sort != defaults.sort) add(text, "sort", model::name_of(query.sort));
  if (query.descending != defaults.descending) add(text, "order", "asc");
  return text;
}

std::string text_of(const YearQuery& query) {
  std::string text;
  if (query.year != 0) add(text, "year", std::to_string(query.year));
  if (query.reached) add(text, "reached", *query.reached ? "true" : "false");
  if (!query.search.empty()) add(text, "q", query.search);
  return text;
}

}  // namespace

bool is_list(Route::Place place) {
  return place == Route::Place::kProgress || place == Route::Place::kAudit || place == Route::Place::kRecords;
}

Route::Place first_place_of(model::Role role) {
  switch (role) {
    case model::Role::kProfessional: return Route::Place::kProgress;
    case model::Role::kEmployer:
    case model::Role::kDepartment:
    case model::Role::kAuthority: return Route::Place::kAudit;
    case model::Role::kBase: return Route::Place::kRecords;
    case model::Role::kAdmin: return Route::Place::kStaff;
  }
  return Route::Place::kHome;
}

Route route_from(std::string_view fragment) {
  if (fragment.size() > kFragmentBytesMax)
    return {.place = Route::Place::kUnknown, .study_form = {}, .declaration = {}, .query = {}};
  if (fragment.starts_with('#')) fragment.remove_prefix(1);
  const std::size_t question = std::min(fragment.find('?'), fragment.size());
  Route route = route_of_path(split(fragment.substr(0, question), '/'));
  const std::string_view parameters = fragment.substr(std::min(question + 1, fragment.size()));
  if (is_list(route.place)) route.query = query_from<model::DeclarationQuery>(parameters);
  if (route.place == Route::Place::kYear) route.year = query_from<YearQuery>(parameters);
  return route;
}

std::string fragment_of(const Route& route) {
  switch (route.place) {
    case Route::Place::kHome: return "#/";
    case Route::Place::kDeclare: return "#/declare" + below(route.study_form);
    case Route::Place::kImport: return "#/import" + below(route.study_form);
    case Route::Place::kImportPeople: return "#/import-people";
    case Route::Place::kSettings: return "#/catalogue";
    case Route::Place::kEdit: return "#/declarations/" + percent_encoded(route.declaration) + "/edit";
    case Route::Place::kDetail: return "#/declarations/" + percent_encoded(route.declaration);
    case Route::Place::kProgress: return "#/progress" + text_of(route.query);
    case Route::Place::kAudit: return "#/audit" + text_of(route.query);
    case Route::Place::kRecords: return "#/records" + text_of(route.query);
    case Route::Place::kYear: return "#/year" + text_of(route.year);
    case Route::Place::kStaff: return "#/people" + below(route.subject);
    case Route::Place::kOrganisations: return "#/organisations" + below(route.subject);
    case Route::Place::kUnknown: break;
  }
  return "#/unknown";
}

}  // namespace portal::ui
