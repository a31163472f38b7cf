// The declaration being edited: begun, loaded, continued.
#pragma once

#include "ui/effect.h"
#include "ui/event.h"
#include "ui/state.h"

namespace portal::ui {

// For the route's study form or declaration: goes on where the user left it, restores it, loads it or begins it.
void enter_declare(State& state, Effects& effects);
void edit_answered(State& state, const PendingRequest& pending, const HttpReplied& reply, Effects& effects);

// A new stretch of editing; what the old one had is stored if it differs, its uploads end.
void begin_editing(State& state, Effects& effects);
void begin_editing_anew(State& state, Effects& effects);                 // the same without storing: discarded or done
void show_content(State& state, const model::Declaration& declaration);  // in the form, as the server has it
std::string path_of(const std::string& declaration);                     // "/declarations/ID"
bool same_content(const model::DeclarationContent& a, const model::DeclarationContent& b);  // whatever the version

}  // namespace portal::ui
