#include "ui/views/exports.h"

#include <algorithm>

#include "ui/state.h"
#include "ui/widgets/widgets.h"

namespace portal::ui {

void export_buttons(Frame& frame, Column& column) {
  if (frame.env.kiosk) return;  // no file of a visit stays on a machine for everyone
  const auto saves = [](const auto& request) { return request.second.purpose == Purpose::kSaveFile; };
  const bool busy = std::ranges::any_of(frame.state.requests, saves);
  const ButtonSpec buttons[] = {{.id = "export_xlsx", .label = frame.texts("export.xlsx"), .kind = ButtonKind::kQuiet, .disabled = busy},
                                {.id = "export_csv", .label = frame.texts("export.csv"), .kind = ButtonKind::kQuiet, .disabled = busy}};
  const int pressed = button_row(frame, column, buttons);
  if (pressed >= 0) frame.emit(ExportRequested{pressed == 0 ? TableFormat::kXlsx : TableFormat::kCsv});
  column.skip(frame.metrics.gap_small);
}

}  // namespace portal::ui
