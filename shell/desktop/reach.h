// What pointer and keyboard can reach on the page: found in the semantics tree alone.
//
// While a dialog is open only what lies in it; while a list of options is open only its options and its combo box.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui/semantics.h"

namespace portal::shell {

struct Reach {
  const ui::SemanticsTree& tree;
  float list_scroll_y = 0;  // of the open list of options
};

// The combo box whose list of options is open; nullptr without one.
const ui::Node* open_combo(const ui::SemanticsTree& tree);

// Enabled controls in reading order, and the cells of grids, which can have the focus too.
std::vector<const ui::Node*> controls(const Reach& reach);

// The stops of the Tab key: one for a tab list (its selected tab), one for a radio group (what is checked, or its first), one for a grid.
std::vector<const ui::Node*> tab_stops(const Reach& reach);

// The stop after (or before) the focused node, wrapping around. From a node that is no stop: the next one in reading
// order. "" when there is none.
std::string next_stop(const Reach& reach, std::string_view focused, bool backwards);

// The members of the tab list or radio group that a node belongs to, in reading order; empty for other roles.
std::vector<const ui::Node*> siblings(const Reach& reach, const ui::Node& node);

// The topmost control at a point of the visible part; nullptr where there is none. scroll_y: of the open dialog, else of the page.
const ui::Node* control_at(const Reach& reach, ui::Point point, float scroll_y);

bool is_inside(const ui::SemanticsTree& tree, std::string_view node, std::string_view container);

// The button that Enter in a text box of the same form presses ("…/submit", as the page has it); nullptr without one.
const ui::Node* submit_button(const ui::SemanticsTree& tree, std::string_view node);

}  // namespace portal::shell
