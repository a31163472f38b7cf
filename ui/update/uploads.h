// Files on their way to the server: judged when chosen, at most two at a time, repeated, removed.
#pragma once

#include "ui/effect.h"
#include "ui/state.h"

namespace portal::ui {

// Starts as many as may run.
void pump_uploads(State& state, Effects& effects);
// Tries again what failed for want of an answer or of a signed-in person.
void retry_failed_uploads(State& state, Effects& effects);
void retry_upload(State& state, unsigned key, Effects& effects);
// All of them, of a stretch of editing that ends: cancelled, and their files released.
void drop_uploads(State& state, Effects& effects);

bool is_under_way(const Upload& upload);  // sending, waiting for its turn, or tried again by itself
bool has_uploads_under_way(const State& state);

}  // namespace portal::ui
