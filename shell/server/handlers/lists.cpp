// Lists of declarations: filter, search, sort, pages by keyset.
#include <charconv>

#include "model/query.h"
#include "model/utf8.h"
#include "model/workflow.h"
#include "shell/server/crypto.h"
#include "shell/server/handlers/common.h"
#include "shell/server/handlers/handlers.h"
#include "shell/server/handlers/list_request.h"

namespace portal::server {
namespace {

constexpr int kLimitDefault = 50;
constexpr int kLimitMax = 200;
constexpr int kSearchLengthMax = 100;
constexpr std::size_t kFormBytesMax = 100;

// The whole number that the text is, or null.
std::optional<int> whole_number(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

std::optional<ListView> view_from(std::string_view name) {
  if (name == "own") return ListView::kOwn;
  if (name == "audit") return ListView::kAudit;
  if (name == "records") return ListView::kRecords;
  if (name == "declared") return ListView::kDeclared;
  return std::nullopt;
}

bool may_list(model::Role role, ListView view) {
  switch (view) {
    case ListView::kOwn: return role == model::Role::kProfessional;
    case ListView::kAudit:
      return role == model::Role::kEmployer || role == model::Role::kDepartment || role == model::Role::kAuthority;
    case ListView::kRecords: return role != model::Role::kProfessional && role != model::Role::kAdmin;
    case ListView::kDeclared: return role != model::Role::kProfessional && model::may_declare(role);
  }
  return false;
}

std::string cursor_after(const model::DeclarationSummary& row, const model::DeclarationQuery& query) {
  return base64url(model::dump_json(
      {model::name_of(query.sort), query.descending, sort_value(row, query.sort), row.id}));
}

// False when it is not a cursor of ours for this order.
bool read_cursor(std::string_view cursor, ListRequest& request) {
  std::string text;
  if (!read_base64url(cursor, text)) return false;
  const model::Result<model::Json> json = model::parse_json(text);
  if (!json || !json->is_array() || json->size() != 4) return false;
  const model::Json& sort = (*json)[0];
  const model::Json& descending = (*json)[1];
  const model::Json& key = (*json)[2];
  const model::Json& id = (*json)[3];
  if (!sort.is_string() || sort.get<std::string>() != model::name_of(request.query.sort)) return false;
  if (!descending.is_boolean() || descending.get<bool>() != request.query.descending) return false;
  const bool numeric = sort_value({}, request.query.sort).is_number();
  if (numeric ? !key.is_number() : !key.is_string()) return false;
  if (!id.is_string() || id.get<std::string>().empty()) return false;
  request.after_key = key;
  request.after_id = id.get<std::string>();
  return true;
}

}  // namespace

OrRefusal<ListRequest> read_list_request(const Call& call) {
  const std::string_view query = call.request.query;
  const auto parameter = [query](std::string_view name) { return query_parameter(query, name).value_or(""); };
  ListRequest request;
  request.person = call.actor().person.id;
  request.organisation = call.actor().organisation.id;
  model::Errors errors;
  const auto refuse = [&errors](std::string_view name, std::string_view code) {
    errors.push_back({std::string(code), "/" + std::string(name), {}});
  };

  const bool is_professional = call.actor().role == model::Role::kProfessional;
  request.view = is_professional ? ListView::kOwn : ListView::kRecords;
  if (const std::string view = parameter("view"); !view.empty()) {
    if (const auto known = view_from(view)) request.view = *known;
    else refuse("view", "unknown_name");
  }
  if (const std::string state = parameter("state"); !state.empty()) {
    request.query.state = model::state_from(state);
    if (!request.query.state) refuse("state", "unknown_name");
  }
  request.query.search = std::string(model::trimmed(parameter("q")));
  if (model::count_code_points(request.query.search) > kSearchLengthMax) refuse("q", "too_long");
  request.query.study_form = parameter("form");
  if (request.query.study_form.size() > kFormBytesMax) refuse("form", "too_long");
  if (const std::string year = parameter("year"); !year.empty()) {
    request.query.credited_year = whole_number(year).value_or(0);
    if (request.query.credited_year < 1900 || request.query.credited_year > 2100) refuse("year", "out_of_range");
  }
  if (const std::string sort = parameter("sort"); !sort.empty()) {
    if (const auto known = model::sort_key_from(sort)) request.query.sort = *known;
    else refuse("sort", "unknown_name");
  }
  if (const std::string order = parameter("order"); !order.empty()) {
    request.query.descending = order == "desc";
    if (order != "desc" && order != "asc") refuse("order", "unknown_name");
  }
  request.limit = kLimitDefault;
  if (const std::string limit = parameter("limit"); !limit.empty()) {
    request.limit = whole_number(limit).value_or(0);
    if (request.limit < 1 || request.limit > kLimitMax) refuse("limit", "out_of_range");
  }
  if (const std::string cursor = parameter("cursor"); !cursor.empty() && errors.empty() && !read_cursor(cursor, request))
    refuse("cursor", "invalid_cursor");
  if (!errors.empty()) return invalid(std::move(errors));
  if (!may_list(call.actor().role, request.view)) return problem("not_allowed");
  return request;
}

void go_on_after(const model::DeclarationSummary& row, ListRequest& request) {
  request.after_key = sort_value(row, request.query.sort);
  request.after_id = row.id;
}

namespace {

long long total_of(const model::StateCounts& counts, const std::optional<model::DeclarationState>& state) {
  if (!state) return counts.all;
  switch (*state) {
    case model::DeclarationState::kDraft: return counts.draft;
    case model::DeclarationState::kPending: return counts.pending;
    case model::DeclarationState::kApproved: return counts.approved;
    case model::DeclarationState::kRejected: return counts.rejected;
  }
  return 0;
}

}  // namespace

Response list_declarations(Call& call) {
  OrRefusal<ListRequest> read = read_list_request(call);
  if (Response* refusal = std::get_if<Response>(&read)) return *refusal;
  const ListRequest& request = std::get<ListRequest>(read);

  const ListPage page = call.records->list(request);
  const model::StateCounts counts = call.records->count(request);
  model::Json items = model::Json::array();
  for (const model::DeclarationSummary& row : page.rows) items.push_back(model::to_json(row));
  return json_answer(200, {{"items", std::move(items)},
                           {"counts", model::to_json(counts)},
                           {"total", total_of(counts, request.query.state)},
                           {"next_cursor", page.more ? model::Json(cursor_after(page.rows.back(), request.query))
                                                     : model::Json()}});
}

}  // namespace portal::server
