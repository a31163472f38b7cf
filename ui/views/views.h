// The views: one function and one file each. A view draws from the state and emits what the user did.
#pragma once

#include "ui/frame.h"

namespace portal::ui {

// The whole page: banner, navigation, the view of the route, dialogs. The only entry for the shell and tests.
void view(Frame& frame);

void sign_in_view(Frame& frame);
void declare_view(Frame& frame);
void progress_view(Frame& frame);
void audit_view(Frame& frame);
void detail_view(Frame& frame);
void unknown_view(Frame& frame);

}  // namespace portal::ui
