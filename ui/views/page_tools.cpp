#include "ui/views/page_tools.h"

#include "ui/reading_text.h"

namespace portal::ui {

namespace {

constexpr const char* kDisplaySettings = "display_settings";
constexpr const char* kReadAloud = "read_aloud";
constexpr const char* kReadDialogAloud = "dialog/read_aloud";

ButtonSpec reading_button(const Frame& frame, std::string_view id, ButtonKind kind) {
  ButtonSpec spec;
  spec.id = id;
  spec.label = frame.texts(frame.state.reading_aloud ? "reading.stop" : "reading.start");
  spec.kind = kind;
  return spec;
}

}  // namespace

std::vector<ButtonSpec> page_tools(const Frame& frame) {
  ButtonSpec display;
  display.id = kDisplaySettings;
  display.label = frame.texts("display.title");
  display.kind = ButtonKind::kQuiet;
  display.popup = "dialog";
  std::vector<ButtonSpec> tools{display};
  if (frame.env.care_mode) tools.push_back(reading_button(frame, kReadAloud, ButtonKind::kQuiet));
  return tools;
}

void dialog_tools(Frame& frame, Column& column) {
  if (!frame.env.care_mode) return;
  const ButtonSpec tools[] = {reading_button(frame, "read_aloud", ButtonKind::kSecondary)};
  button_row(frame, column, tools);
  column.skip(frame.metrics.gap);
}

void act_on_page_tools(Frame& frame) {
  if (frame.pressed(kDisplaySettings)) frame.emit(DialogOpened{DialogOpened::Kind::kDisplay, {}});
  if (!frame.pressed(kReadAloud) && !frame.pressed(kReadDialogAloud)) return;
  if (frame.state.reading_aloud) return frame.emit(ReadingStopped{});
  frame.emit(ReadingRequested{reading_text(frame.tree_so_far())});
}

}  // namespace portal::ui
