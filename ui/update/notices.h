// Sentences for the user: at the top of the page, said aloud, and where the focus goes.
#pragma once

#include <map>
#include <string>

#include "ui/effect.h"
#include "ui/state.h"

namespace portal::ui {

using NoticeParams = std::map<std::string, std::string>;

// Shown at the top of the page and announced.
void show_success(State& state, std::string text_key, Effects& effects, NoticeParams params = {});
void show_info(State& state, std::string text_key, Effects& effects, NoticeParams params = {});
void show_problem(State& state, const model::Error& error, Effects& effects);

void announce(std::string text_key, Effects& effects, NoticeParams params = {});
void focus(std::string node, Effects& effects);

}  // namespace portal::ui
