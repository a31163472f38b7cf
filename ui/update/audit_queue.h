// The waiting list seen from one of its records: what comes before and after, and where an auditor goes on.
#pragma once

#include <string>

#include "ui/effect.h"
#include "ui/state.h"

namespace portal::ui {

// The record to go on to once this one is audited: the one behind it, else the first that waits; "" = none that is known.
std::string next_to_audit(const State& state, const std::string& declaration);

// The detail of a record that waits for the reader is on the page: the list around it is wanted.
void want_audit_queue(State& state, Effects& effects);

}  // namespace portal::ui
