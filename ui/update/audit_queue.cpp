#include "ui/update/audit_queue.h"

#include <algorithm>

#include "ui/update/lists.h"

namespace portal::ui {
namespace {

constexpr int kRowsAhead = 3;  // the rest of the list is asked for before its loaded end is reached

}  // namespace

std::string next_to_audit(const State& state, const std::string& declaration) {
  const AuditPlace place = audit_place_of(state, declaration);
  if (!place.next.empty()) return place.next;
  for (std::size_t row = 0; row < state.audit.rows.size(); ++row)
    if (state.audit.id(row) != declaration) return std::string(state.audit.id(row));
  return {};
}

void want_audit_queue(State& state, Effects& effects) {
  if (std::ranges::find(state.detail.allowed, model::Action::kApprove) == state.detail.allowed.end()) return;
  if (!state.audit.loaded && !state.audit.loading) return load_list(state, state.audit, effects);
  const AuditPlace place = audit_place_of(state, state.detail.id);
  if (place.position + kRowsAhead > static_cast<long long>(state.audit.rows.size())) load_more(state, state.audit, effects);
}

}  // namespace portal::ui
