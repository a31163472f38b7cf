// Buttons that save the list on the page, as it is filtered, as a file for spreadsheets.
#pragma once

#include "ui/column.h"
#include "ui/frame.h"

namespace portal::ui {

void export_buttons(Frame& frame, Column& column);

}  // namespace portal::ui
