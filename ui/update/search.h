// What is typed into a search: asked for once the user pauses, not with every key.
#pragma once

#include <cstddef>
#include <string>

#include "ui/effect.h"

namespace portal::ui {

inline constexpr int kSearchDelayMs = 250;
inline constexpr std::size_t kSearchBytesMax = 400;

// Takes the text, cut to what a query may have; starts the timer when it is another one.
void type_search(std::string& search, const std::string& typed, const char* timer, Effects& effects);

}  // namespace portal::ui
