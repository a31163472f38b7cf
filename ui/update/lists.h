// The lists: own records (progress), what waits for the organisation (audit), what it declared (records).
#pragma once

#include "ui/effect.h"
#include "ui/event.h"
#include "ui/state.h"

namespace portal::ui {

inline constexpr const char* kSearchTimer = "search";

void load_list(State& state, ListState& list, Effects& effects);  // from its beginning
void load_more(State& state, ListState& list, Effects& effects);
void enter_list(State& state, Effects& effects);
// Records have changed: what is on the page is loaded again, the rest when it is entered.
void lists_changed(State& state, Effects& effects);
void remove_from_lists(State& state, const std::string& declaration);
void list_answered(State& state, const PendingRequest& pending, const HttpReplied& reply, Effects& effects);
void summary_answered(State& state, const HttpReplied& reply);
std::string list_address(State& state);  // of the list on the page, as it is filtered: "/declarations?…", without pages
void search_now(State& state, Effects& effects);  // the search timer

}  // namespace portal::ui
