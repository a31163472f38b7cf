// The dialogs: confirmation of an action (with a reason where one is needed), the calendar of a date field, and how the page is shown.
#pragma once

#include "ui/frame.h"
#include "ui/state.h"

namespace portal::ui {

void dialog_view(Frame& frame, const Dialog& dialog);
void calendar_view(Frame& frame, const Dialog& dialog);
void display_view(Frame& frame, const Dialog& dialog);

}  // namespace portal::ui
