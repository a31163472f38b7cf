// 年度完成情况: what the place needs when it is entered, its filters, and the answers.
#pragma once

#include "ui/effect.h"
#include "ui/state.h"

namespace portal::ui {

inline constexpr const char* kYearSearchTimer = "year_search";
inline constexpr int kYearsShown = 5;  // this one and those before

void enter_year(State& state, Effects& effects);
void more_people_of_year(State& state, Effects& effects);
std::string people_of_year_address(const State& state);  // "/summary/people?…", without pages; "" for a professional
void search_people_of_year(State& state, Effects& effects);  // the search timer
void year_answered(State& state, const PendingRequest& pending, const HttpReplied& reply, Effects& effects);

}  // namespace portal::ui
