// 保存暂不提交 and 提交, and what the server says to them.
#pragma once

#include "ui/effect.h"
#include "ui/event.h"
#include "ui/state.h"

namespace portal::ui {

// An upload ended or was removed: a save or submit that waits for it goes on, or stops.
void uploads_changed(State& state, Effects& effects);
// Answers to kCreateDraft, kSaveDraft and to kSubmit from the form.
void save_answered(State& state, const PendingRequest& pending, const HttpReplied& reply, Effects& effects);
// What the server has now, asked for because a 412 or 409 did not say it.
void conflict_answered(State& state, const PendingRequest& pending, const HttpReplied& reply, Effects& effects);

}  // namespace portal::ui
