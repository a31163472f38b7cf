// How the page is shown and read: the buttons that are on every view, also before sign-in.
#pragma once

#include <vector>

#include "ui/frame.h"
#include "ui/widgets/widgets.h"

namespace portal::ui {

// 显示设置; in care mode also 朗读 or 停止朗读. Their places are the caller's business.
std::vector<ButtonSpec> page_tools(const Frame& frame);

// After the view: does what was pressed of them. What is read aloud is what the frame holds by then.
void act_on_page_tools(Frame& frame);

// In an open dialog, which keeps everything else from being reached: its own 朗读 button, in care mode.
void dialog_tools(Frame& frame, Column& column);

}  // namespace portal::ui
