// What is being typed survives a reload and an absence: kept in the tab's own storage under the person and the
// declaration, or the study form while there is no declaration yet. Gone after a save, a discard and a sign-out.
#pragma once

#include <string>

#include "ui/effect.h"
#include "ui/state.h"

namespace portal::ui {

inline constexpr const char* kAutosaveTimer = "autosave";

// Asks for store_draft() in a moment; typing on postpones it.
void store_draft_soon(Effects& effects);
// Nothing when nothing differs from the server.
void store_draft(State& state, Effects& effects);
void forget_draft(State& state, Effects& effects);
// Puts what was kept for this declaration or study form over what stands there. False when there is nothing.
bool restore_draft(State& state);
// The same, but only where nothing else was typed: after a change of the study form.
bool fill_from_draft(State& state);
// Study form of the new declaration that was typed last, "" = none.
std::string study_form_of_last_draft(const State& state);
// A create that was sent in an earlier stretch of editing has arrived: its text is not offered again.
void forget_created(State& state, const HttpRequest& created, Effects& effects);
// Texts of somebody else: whoever signs in does not find them.
void forget_texts_of_others(State& state, Effects& effects);

}  // namespace portal::ui
