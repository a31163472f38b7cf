// What waits for the caller, and what was approved or rejected since they signed in the time before.
#include "model/todo.h"

#include <algorithm>

#include "model/workflow.h"
#include "shell/server/handlers/common.h"
#include "shell/server/handlers/handlers.h"

namespace portal::server {
namespace {

constexpr int kNewsMax = 20;

ListRequest request_of(const Call& call, ListView view) {
  ListRequest request;
  request.view = view;
  request.person = call.actor().person.id;
  request.organisation = call.actor().organisation.id;
  return request;
}

// In this state since then, the latest first; one more than are told, where there are more.
std::vector<model::DeclarationSummary> changed_since(Call& call, ListRequest request, model::DeclarationState state, const std::string& since) {
  request.query.state = state;
  request.limit = kNewsMax + 1;
  std::vector<model::DeclarationSummary> rows = call.records->list(request).rows;
  std::erase_if(rows, [&since](const model::DeclarationSummary& row) { return row.updated_at <= since; });
  return rows;
}

std::string reason_of(Call& call, const model::DeclarationSummary& row) {
  if (row.state != model::DeclarationState::kRejected) return {};
  const std::optional<model::Declaration> declaration = call.records->declaration(row.id);
  return declaration && !declaration->history.empty() ? declaration->history.back().reason : std::string();
}

void add_news(Call& call, const ListRequest& request, model::ToDo& todo) {
  std::vector<model::DeclarationSummary> rows = changed_since(call, request, model::DeclarationState::kApproved, todo.since);
  for (model::DeclarationSummary& row : changed_since(call, request, model::DeclarationState::kRejected, todo.since)) rows.push_back(std::move(row));
  std::ranges::sort(rows, [](const auto& a, const auto& b) { return model::precedes(a, b, {}); });
  todo.more_news = rows.size() > kNewsMax;
  rows.resize(std::min<std::size_t>(rows.size(), kNewsMax));
  for (model::DeclarationSummary& row : rows) {
    std::string reason = reason_of(call, row);
    todo.news.push_back({std::move(row), std::move(reason)});
  }
}

void add_waiting(Call& call, model::ToDo& todo) {
  ListRequest request = request_of(call, ListView::kAudit);
  todo.waiting = call.records->count(request).all;
  request.query.descending = false;
  request.limit = 1;
  const ListPage oldest = call.records->list(request);
  if (!oldest.rows.empty()) todo.waiting_since = oldest.rows.front().updated_at;
}

}  // namespace

Response get_todo(Call& call) {
  const model::Role role = call.actor().role;
  model::ToDo todo;
  todo.since = call.records->visit_before(call.caller->account);
  if (model::may_declare(role)) {
    const ListRequest declared = request_of(call, role == model::Role::kProfessional ? ListView::kOwn : ListView::kDeclared);
    todo.drafts = call.records->count(declared).draft;
    add_news(call, declared, todo);
  }
  const bool audits = role == model::Role::kEmployer || role == model::Role::kDepartment || role == model::Role::kAuthority;
  if (audits) add_waiting(call, todo);
  return json_answer(200, model::to_json(todo));
}

}  // namespace portal::server
