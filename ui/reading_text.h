// What a voice reads of a page.
#pragma once

#include <string>

#include "ui/semantics.h"

namespace portal::ui {

// The main content in reading order, one sentence for each thing: texts, controls with their names and what they hold, rows of a
// table with the names of their columns. Of an open dialog: that alone. No password.
std::string reading_text(const SemanticsTree& tree);

}  // namespace portal::ui
