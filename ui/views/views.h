// The views: one function and one file each. A view draws from the state and emits what the user did.
#pragma once

#include "ui/column.h"
#include "ui/frame.h"

namespace portal::ui {

// The whole page: banner, navigation, the view of the route, dialogs. The only entry for the shell and tests.
void view(Frame& frame);

void sign_in_view(Frame& frame);
void loading_view(Frame& frame);  // while it is not known who is there

void kiosk_start_view(Frame& frame);      // what the machine is for, and where a visit begins
void kiosk_leaving_view(Frame& frame);    // while a visit is put away
void kiosk_countdown_view(Frame& frame);  // a dialog: nobody has touched anything for a while

// These fill the page's main column.
void declare_view(Frame& frame, Column& column);
void progress_view(Frame& frame, Column& column);
void audit_view(Frame& frame, Column& column);
void records_view(Frame& frame, Column& column);
// What waits for the user and what has changed since the last visit, above the first list; nothing where nothing has.
void todo_band(Frame& frame, Column& column);
void year_view(Frame& frame, Column& column, const SignedIn& who);
void detail_view(Frame& frame, Column& column);
void staff_view(Frame& frame, Column& column);
void organisations_view(Frame& frame, Column& column);
void import_view(Frame& frame, Column& column);
void import_people_view(Frame& frame, Column& column);
void settings_view(Frame& frame, Column& column);
void unknown_view(Frame& frame, Column& column);

void receipt_button(Frame& frame, Column& column, const model::Declaration& declaration);  // 打印回执, where it can be printed

}  // namespace portal::ui
