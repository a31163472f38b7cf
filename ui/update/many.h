// One verdict on many declarations, and what became of each of many.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/effect.h"
#include "ui/state.h"

namespace portal::ui {

inline constexpr std::size_t kRowsAuditedMax = 500;

// Of one item of the results: why it was not done; nothing when it was. Without a name.
std::optional<Refusal> refusal_in(const model::Json& result);

// The items of {"results": [{"id", "done", "errors"}]} that were not done, without names; nothing when it cannot be read.
std::optional<std::vector<Refusal>> refusals_in(const model::Json& answer);

void audit_chosen(State& state, model::Action action, const std::string& reason, Effects& effects);
void many_audited(State& state, const PendingRequest& pending, const HttpReplied& reply, Effects& effects);

}  // namespace portal::ui
