// The dialogs: confirmation of an action (with a reason where one is needed), and the calendar of a date field.
#pragma once

#include "ui/frame.h"
#include "ui/state.h"

namespace portal::ui {

void dialog_view(Frame& frame, const Dialog& dialog);
void calendar_view(Frame& frame, const Dialog& dialog);

}  // namespace portal::ui
