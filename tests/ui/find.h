// Finding things on the page as a user does: by what they are and what they are called.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui/semantics.h"

namespace portal::test {

std::vector<const ui::Node*> find_all(const ui::SemanticsTree& tree, ui::NodeRole role, std::string_view name);
std::vector<const ui::Node*> find_all(const ui::SemanticsTree& tree, ui::NodeRole role);
// Fails the test unless there is exactly one; then returns an empty node.
const ui::Node& find(const ui::SemanticsTree& tree, ui::NodeRole role, std::string_view name);
// What belongs to a control: its label, hints, errors.
const ui::Node* describing(const ui::SemanticsTree& tree, ui::NodeRole role, std::string_view control);
// Name, and value of text boxes, line by line.
std::string visible_text(const ui::SemanticsTree& tree);
// One node a line, indented: for messages of failing tests.
std::string outline(const ui::SemanticsTree& tree);

// What no page may do, whatever its content: controls that lie over each other, anything beyond the right edge, a control
// outside of its container, a text box without a name, a note that belongs to nothing. "" when all is well.
std::string layout_problems(const ui::SemanticsTree& tree, float page_width);
// Names of controls, labels and headings in one line that is too short for them, as the headless screen measures them; "" when none.
// A control may be called more than is drawn on it ("删除 封面.jpg"): such are left out. So are cells of tables: they are cut by design.
std::string words_cut_off(const ui::SemanticsTree& tree);

void expect_no_layout_problems(const ui::SemanticsTree& tree, float page_width);

}  // namespace portal::test
