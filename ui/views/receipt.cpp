// 打印回执: what the declarer takes along.
#include "ui/views/format.h"
#include "ui/views/views.h"
#include "ui/widgets/widgets.h"

namespace portal::ui {

namespace {

std::string next_step(const Frame& frame, const model::Declaration& declaration) {
  const bool pending = declaration.state == model::DeclarationState::kPending;
  return pending ? next_auditor_text(frame.texts, model::next_auditor(declaration)) : state_text(frame.texts, declaration.state);
}

Receipt receipt_of(const Frame& frame, const model::Declaration& declaration) {
  const model::DeclarationContent& content = declaration.content;
  Receipt receipt;
  receipt.title = frame.texts("receipt.title");
  receipt.code = declaration.id;
  receipt.code_label = frame.texts("receipt.code");
  const auto line = [&](const char* key, std::string value) {
    if (!value.empty()) receipt.lines.emplace_back(frame.texts(key), std::move(value));
  };
  line("receipt.number", declaration.id);
  if (frame.state.catalogue) line("receipt.name", model::summarise(declaration, *frame.state.catalogue).title);
  line("detail.form", study_form_text(frame.state, frame.texts, content.study_form));
  line("detail.person", declaration.person.name);
  line("receipt.amount", format_amount(frame.texts, model::claimed_amount(content), model::claim_unit(content)));
  line("receipt.year", std::to_string(model::credited_year(content)));
  line("receipt.changed", format_time(declaration.updated_at));
  line("receipt.next", next_step(frame, declaration));
  return receipt;
}

}  // namespace

void receipt_button(Frame& frame, Column& column, const model::Declaration& declaration) {
  if (!frame.env.printer || declaration.state == model::DeclarationState::kDraft) return;
  const std::string label = frame.texts("receipt.print");
  const ButtonSpec print[] = {{.id = "print", .label = label, .kind = frame.env.kiosk ? ButtonKind::kPrimary : ButtonKind::kSecondary}};
  if (button_row(frame, column, print) == 0) frame.emit(ReceiptWanted{receipt_of(frame, declaration)});
  column.skip(frame.metrics.gap);
}

}  // namespace portal::ui
