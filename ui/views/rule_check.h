// The rule check in sentences: for the declarer while typing, and for the auditor.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/estimate.h"
#include "model/warnings.h"
#include "ui/column.h"
#include "ui/frame.h"

namespace portal::ui {

// What the rules give and why, what is credited already, and the cap.
void estimate_lines(Frame& frame, Column& column, const model::StudyForm& form, const model::DeclarationContent& content,
                    const model::Estimate& estimate);

// What the auditor sees of the rule check; nothing before it is known, and for a form that this catalogue does not know.
void check_card(Frame& frame, Column& column, const DetailState& detail);

std::string warning_text(const Frame& frame, const model::Warning& warning);
// Those about one field ("/values/claimed_amount"), as one text; "" = none.
std::string warnings_at(const Frame& frame, std::span<const model::Warning> warnings, std::string_view pointer);
// Of the declaration that is being filled in.
std::vector<model::Warning> warnings_of_form(const State& state);

}  // namespace portal::ui
