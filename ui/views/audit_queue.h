// Where a record stands among those that wait for the reader, with the ways to the ones before and after it.
#pragma once

#include "ui/column.h"
#include "ui/frame.h"

namespace portal::ui {

// Draws nothing where the record of the detail view does not wait for the reader.
void audit_queue(Frame& frame, Column& column);

}  // namespace portal::ui
