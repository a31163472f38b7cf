#include "ui/views/dialogs.h"

#include "model/utf8.h"
#include "ui/views/page_tools.h"
#include "ui/widgets/widgets.h"

namespace portal::ui {

namespace {

std::string_view name_of(DialogOpened::Kind kind) {
  switch (kind) {
    case DialogOpened::Kind::kDelete: return "delete";
    case DialogOpened::Kind::kWithdraw: return "withdraw";
    case DialogOpened::Kind::kApprove: return "approve";
    case DialogOpened::Kind::kReject: return "reject";
    case DialogOpened::Kind::kRevoke: return "revoke";
    case DialogOpened::Kind::kApproveMany: return "approve_many";
    case DialogOpened::Kind::kRejectMany: return "reject_many";
    case DialogOpened::Kind::kCalendar: return "calendar";
    case DialogOpened::Kind::kDisplay: return "display";
    case DialogOpened::Kind::kNoCamera: return "no_camera";
  }
  return "";
}

bool asks_for_reason(DialogOpened::Kind kind) {
  return kind == DialogOpened::Kind::kReject || kind == DialogOpened::Kind::kRevoke || kind == DialogOpened::Kind::kRejectMany;
}

bool takes_away(DialogOpened::Kind kind) { return asks_for_reason(kind) || kind == DialogOpened::Kind::kDelete; }

// A press puts the sentence into the field, behind what stands there.
void common_reasons(Frame& frame, Column& column, const Dialog& dialog) {
  if (!frame.state.catalogue || dialog.kind == DialogOpened::Kind::kRevoke) return;
  const std::vector<model::Text> reasons = model::reject_reasons(*frame.state.catalogue);
  if (reasons.empty()) return;
  paragraph(frame, column, "common_reasons", frame.texts("queue.common_reasons"));
  column.skip(frame.metrics.gap_small);
  Scope scope(frame, "common");
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < reasons.size(); ++i) ids.push_back("reason_" + std::to_string(i));
  std::vector<ButtonSpec> buttons;
  for (std::size_t i = 0; i < reasons.size(); ++i) buttons.push_back({.id = ids[i], .label = frame.texts(reasons[i])});
  const int pressed = button_row(frame, column, buttons);
  column.skip(frame.metrics.gap);
  if (pressed < 0) return;
  const std::string& chosen = frame.texts(reasons[static_cast<std::size_t>(pressed)]);
  if (dialog.reason.find(chosen) == std::string::npos) {
    const std::string before = model::is_blank(dialog.reason) ? std::string() : dialog.reason + frame.texts("queue.reason_separator");
    frame.emit(ReasonEdited{before + chosen});
  }
  frame.emit(FocusRequested{"dialog/reason", Reveal::kNearest});
}

void reason_field(Frame& frame, Column& column, const Dialog& dialog) {
  const std::string error = dialog.errors.empty() ? std::string() : frame.texts.error(dialog.errors.front());
  FieldSpec spec;
  spec.id = "reason";
  spec.label = frame.texts("dialog.reason");
  spec.hint = frame.texts("dialog.reason_hint");
  spec.error = error;
  spec.required = true;
  spec.multiline = true;
  spec.length_max = 500;
  if (const FieldResult result = text_field(frame, column, spec, dialog.reason); result.edited) {
    frame.emit(ReasonEdited{*result.edited});
  }
  column.skip(frame.metrics.gap);
}

}  // namespace

void dialog_view(Frame& frame, const Dialog& dialog) {
  if (dialog.kind == DialogOpened::Kind::kCalendar) return calendar_view(frame, dialog);
  if (dialog.kind == DialogOpened::Kind::kDisplay) return display_view(frame, dialog);
  Scope scope(frame, "dialog");
  const std::string prefix = "dialog." + std::string(name_of(dialog.kind));
  DialogSpec spec;
  spec.id = "box";
  const std::map<std::string, std::string> count{{"count", std::to_string(frame.state.audit.chosen.size())}};
  const std::string title = frame.texts(prefix + ".title", count);
  spec.title = title;
  Column column = begin_dialog(frame, spec);
  dialog_tools(frame, column);
  paragraph(frame, column, "text", frame.texts(prefix + ".text", count));
  column.skip(frame.metrics.gap);
  if (asks_for_reason(dialog.kind)) common_reasons(frame, column, dialog);
  if (asks_for_reason(dialog.kind)) reason_field(frame, column, dialog);
  const bool acting = frame.state.detail.acting, only_tells = dialog.kind == DialogOpened::Kind::kNoCamera;
  const ButtonSpec buttons[] = {
      {.id = "confirm",
       .label = frame.texts(acting ? "dialog.busy" : prefix + ".confirm"),
       .kind = takes_away(dialog.kind) ? ButtonKind::kDanger : ButtonKind::kPrimary,
       .busy = acting},
      {.id = "cancel", .label = frame.texts("dialog.cancel")},
  };
  const int pressed = button_row(frame, column, std::span(buttons).first(only_tells ? 1 : 2), 1);
  const bool dismissed = end_dialog(frame, spec, column);
  if (pressed == 0 && !acting) {
    frame.emit(DialogConfirmed{});
  } else if (pressed == 1 || dismissed) {
    frame.emit(DialogDismissed{});
  }
}

}  // namespace portal::ui
