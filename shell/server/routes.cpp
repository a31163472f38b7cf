#include "shell/server/routes.h"

#include "shell/server/handlers/handlers.h"

namespace portal::server {
namespace {

constexpr Route kRoutes[] = {
    {"GET", "/health", Access::kWithoutData, get_health},
    {"GET", "/ready", Access::kOpen, get_ready},
    {"GET", "/metrics", Access::kWithoutData, get_metrics},
    {"GET", "/api/v1/openapi.yaml", Access::kWithoutData, get_openapi},
    {"GET", "/api/v1/catalogue", Access::kWithoutData, get_catalogue},
    {"GET", "/api/v1/catalogue/settings", Access::kSignedIn, get_catalogue_settings},
    {"PUT", "/api/v1/catalogue/settings", Access::kOwn, put_catalogue_settings},
    {"GET", "/api/v1/study-forms/{}/schema", Access::kWithoutData, get_study_form_schema},
    {"GET", "/api/v1/study-forms/{}/template", Access::kWithoutData, get_study_form_template},
    {"POST", "/api/v1/session", Access::kOpenOwn, post_session, false, Lane::kPasswords},
    {.method = "GET", .pattern = "/api/v1/session", .access = Access::kSignedIn, .handler = get_session, .with_initial_password = true},
    {.method = "PUT", .pattern = "/api/v1/session/password", .access = Access::kOwn, .handler = put_own_password, .lane = Lane::kPasswords, .with_initial_password = true},
    {"DELETE", "/api/v1/session", Access::kOpen, delete_session},
    {"GET", "/api/v1/declarations", Access::kSignedIn, list_declarations},
    {"POST", "/api/v1/declarations", Access::kSignedIn, create_declaration, true},
    {"POST", "/api/v1/declarations/batch", Access::kSignedIn, declare_for_many, true},
    {"POST", "/api/v1/declarations/check", Access::kSignedIn, check_content},
    {"POST", "/api/v1/declarations/audit", Access::kSignedIn, audit_many, true},
    {"POST", "/api/v1/declarations/import", Access::kSignedIn, import_declarations, true},
    {"GET", "/api/v1/declarations/export", Access::kSignedIn, export_declarations},
    {"GET", "/api/v1/declarations/{}", Access::kSignedIn, get_declaration},
    {"PUT", "/api/v1/declarations/{}", Access::kSignedIn, put_declaration},
    {"DELETE", "/api/v1/declarations/{}", Access::kSignedIn, delete_declaration},
    {"GET", "/api/v1/declarations/{}/check", Access::kSignedIn, check_declaration},
    {"POST", "/api/v1/declarations/{}/submit", Access::kSignedIn, submit_declaration, true},
    {"POST", "/api/v1/declarations/{}/withdraw", Access::kSignedIn, withdraw_declaration, true},
    {"POST", "/api/v1/declarations/{}/approve", Access::kSignedIn, approve_declaration, true},
    {"POST", "/api/v1/declarations/{}/reject", Access::kSignedIn, reject_declaration, true},
    {"POST", "/api/v1/declarations/{}/revoke", Access::kSignedIn, revoke_declaration, true},
    {"POST", "/api/v1/declarations/{}/copy", Access::kSignedIn, copy_declaration, true},
    {"PUT", "/api/v1/attachments/{}", Access::kOwn, put_attachment, false, Lane::kPictures, true},
    {"GET", "/api/v1/attachments/{}", Access::kSignedIn, get_attachment},
    {"GET", "/api/v1/summary", Access::kSignedIn, get_summary},
    {"GET", "/api/v1/summary/years", Access::kSignedIn, list_summary_years},
    {"GET", "/api/v1/summary/people", Access::kSignedIn, list_summary_people},
    {"GET", "/api/v1/summary/people/export", Access::kSignedIn, export_summary_people},
    {"GET", "/api/v1/todo", Access::kSignedIn, get_todo},
    {"GET", "/api/v1/people", Access::kSignedIn, list_people},
    {"POST", "/api/v1/people", Access::kSignedIn, create_person, true},
    {"GET", "/api/v1/people/export", Access::kSignedIn, export_people},
    {"GET", "/api/v1/people/template", Access::kSignedIn, get_people_template},
    {"POST", "/api/v1/people/import", Access::kSignedIn, import_people, true},
    {"GET", "/api/v1/people/{}", Access::kSignedIn, get_person},
    {"PUT", "/api/v1/people/{}", Access::kSignedIn, put_person},
    {"POST", "/api/v1/people/{}/move", Access::kSignedIn, move_person, true},
    {"POST", "/api/v1/people/{}/leave", Access::kSignedIn, person_leaves, true},
    {"POST", "/api/v1/people/{}/numbers", Access::kSignedIn, show_numbers},  // whose answer is not kept
    {"POST", "/api/v1/accounts", Access::kSignedIn, create_account, true},
    {"PUT", "/api/v1/accounts/{}", Access::kSignedIn, put_account},
    {"POST", "/api/v1/accounts/{}/password", Access::kOwn, give_password, false, Lane::kPasswords},
    {"GET", "/api/v1/organisations", Access::kSignedIn, list_organisations},
    {"POST", "/api/v1/organisations", Access::kSignedIn, create_organisation, true},
    {"PUT", "/api/v1/organisations/{}", Access::kSignedIn, put_organisation},
};

// The pattern's "{}" segments, or nothing when the path is another.
std::optional<std::vector<std::string>> match_pattern(std::string_view pattern, const std::vector<std::string>& path) {
  const std::vector<std::string_view> wanted = split(pattern.substr(1), '/');
  if (wanted.size() != path.size()) return std::nullopt;
  std::vector<std::string> parameters;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i] == "{}") parameters.push_back(path[i]);
    else if (wanted[i] != path[i]) return std::nullopt;
  }
  return parameters;
}

}  // namespace

std::span<const Route> routes() { return kRoutes; }

RouteMatch match_route(std::string_view method, std::string_view path) {
  if (method == "HEAD") method = "GET";
  RouteMatch match;
  const std::optional<std::vector<std::string>> segments = path_segments(path);
  if (!segments) return match;
  for (const Route& route : kRoutes) {
    std::optional<std::vector<std::string>> parameters = match_pattern(route.pattern, *segments);
    if (!parameters) continue;
    if (match.allowed_methods.find(route.method) == std::string::npos) {
      match.allowed_methods += (match.allowed_methods.empty() ? "" : ", ") + std::string(route.method);
      if (route.method == "GET") match.allowed_methods += ", HEAD";
    }
    if (route.method != method || match.route) continue;  // "/declarations/export" before "/declarations/{}"
    match.route = &route;
    match.parameters = *std::move(parameters);
  }
  return match;
}

}  // namespace portal::server
