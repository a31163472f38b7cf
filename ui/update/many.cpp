#include "ui/update/many.h"

#include <algorithm>

#include "ui/update/actions.h"
#include "ui/update/dialogs.h"
#include "ui/update/handlers.h"
#include "ui/update/lists.h"
#include "ui/update/notices.h"
#include "ui/update/requests.h"

namespace portal::ui {
namespace {

std::string name_of(const ListState& list, const std::string& id) {
  const std::size_t at = list.records.find(id);
  if (at == list.records.size()) return id;
  const model::DeclarationSummary record = list.records.at(at);
  return record.person.name + " · " + record.title;
}

}  // namespace

std::optional<Refusal> refusal_in(const model::Json& result) {
  if (model::flag_or(result, "done", false)) return std::nullopt;
  const model::Json& errors = model::member(result, "errors");
  const model::Json first = errors.is_array() && !errors.empty() ? errors.front() : model::Json();
  Refusal refusal{model::text_or(result, "id"), "", {model::text_or(first, "code"), model::text_or(first, "pointer"), {}}};
  if (refusal.error.code.empty()) refusal.error.code = "malformed_answer";
  const model::Json& params = model::member(first, "params");
  if (params.is_object())
    for (const auto& [name, value] : params.items())
      if (const auto* text = value.get_ptr<const std::string*>()) refusal.error.params[name] = *text;
  return refusal;
}

std::optional<std::vector<Refusal>> refusals_in(const model::Json& answer) {
  const model::Json& results = model::member(answer, "results");
  if (!results.is_array()) return std::nullopt;
  std::vector<Refusal> refusals;
  for (const model::Json& result : results)
    if (auto refusal = refusal_in(result)) refusals.push_back(*std::move(refusal));
  return refusals;
}

void audit_chosen(State& state, model::Action action, const std::string& reason, Effects& effects) {
  ListState& list = state.audit;
  model::Json items = model::Json::array();
  for (const std::uint32_t at : list.rows) {
    const std::string id(list.records.id(at));
    if (list.chosen.contains(id) && items.size() < kRowsAuditedMax) items.push_back({{"id", id}, {"revision", list.records.revision(at)}});
  }
  if (items.empty() || state.detail.acting) return;
  model::Json body = {{"action", model::name_of(action)}, {"items", std::move(items)}};
  if (action == model::Action::kReject) body["reason"] = reason;
  list.refused.clear();
  state.notice.reset();
  send(state, {.purpose = Purpose::kAuditMany, .method = "POST", .path = "/declarations/audit", .body = model::dump_json(body)}, effects);
  tell_acting(state);
}

void many_audited(State& state, const PendingRequest& pending, const HttpReplied& reply, Effects& effects) {
  tell_acting(state);
  state.dialog.reset();
  state.dialog_put_away.reset();
  const auto body = object_of(reply);
  auto refused = reply.status == 200 && body ? refusals_in(*body) : std::nullopt;
  if (!refused) {
    focus("heading", effects);
    return show_problem(state, reply.status == 200 ? model::Error{"malformed_answer", "", {}} : problem_of(reply).error, effects);
  }
  const auto sent = model::parse_json(pending.request.body);
  const std::size_t count = sent ? model::member(*sent, "items").size() : refused->size();
  const bool approved = sent && model::text_or(*sent, "action") == "approve";
  ListState& list = state.audit;
  for (Refusal& refusal : *refused) refusal.name = name_of(list, refusal.id);
  list.refused = *std::move(refused);
  list.chosen.clear();
  lists_changed(state, effects);
  const std::string done = std::to_string(count - std::min(count, list.refused.size()));
  focus("heading", effects);
  if (list.refused.empty()) return show_success(state, approved ? "notice.many_approved" : "notice.many_rejected", effects, {{"count", done}});
  state.notice = Notice{Notice::Kind::kProblem, "notice.many_refused", {{"done", done}, {"refused", std::to_string(list.refused.size())}}};
  announce("notice.many_refused", effects, state.notice->params);
}

void handle(State& state, const RowChosen& event, Effects&) {
  ListState& list = state.audit;
  if (state.detail.acting || list.records.find(event.declaration) == list.records.size()) return;
  if (event.chosen && list.chosen.size() < kRowsAuditedMax) list.chosen.insert(event.declaration);
  if (!event.chosen) list.chosen.erase(event.declaration);
}

void handle(State& state, const AllRowsChosen& event, Effects&) {
  ListState& list = state.audit;
  if (state.detail.acting) return;
  list.chosen.clear();
  if (!event.chosen) return;
  for (const std::uint32_t at : list.rows)
    if (list.chosen.size() < kRowsAuditedMax) list.chosen.emplace(list.records.id(at));
}

}  // namespace portal::ui
