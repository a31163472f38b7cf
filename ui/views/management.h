// What the pages of people and organisations share.
#pragma once

#include <string>
#include <vector>

#include "ui/column.h"
#include "ui/frame.h"
#include "ui/widgets/widgets.h"

namespace portal::ui {

// An organisation in the order of the tree: each behind the one above it. Level 1 is the top.
struct PlacedOrganisation {
  const model::Organisation* organisation;
  int level;
};
// Nothing is left out: what hangs in a loop or under nothing that is known comes last, at level 1.
std::vector<PlacedOrganisation> in_tree_order(const model::OrganisationTree& tree);

// All organisations to choose from, in the order of the tree.
std::vector<Option> organisation_options(const Frame& frame);

// "liu（专业技术人员，已停用）"
std::string account_text(const Texts& texts, const StaffAccount& account);

void back_link(Frame& frame, Column& column, std::string_view text_key, std::string href);

void person_view(Frame& frame, Column& column);
void form_view(Frame& frame, const FormState& form);  // the open dialog

}  // namespace portal::ui
