// 从表格导入人员: the people of an employer, or of any organisation by an administrator.
#include "model/people_sheet.h"
#include "ui/views/import_parts.h"
#include "ui/views/management.h"
#include "ui/views/views.h"
#include "ui/widgets/widgets.h"

namespace portal::ui {

namespace {

using Phase = ImportState::Phase;

// The rows without a fault, as they can be sent; nothing once they are.
void send_button(Frame& frame, Column& column, const ImportState& import) {
  const std::size_t good = import.reading.items.size();
  if (import.phase == Phase::kSending) return import_under_way(frame, column, import, "import.sending");
  if (import.phase != Phase::kRead || good == 0) return;
  const bool all = import.reading.faults.empty();
  if (!all) {
    paragraph(frame, column, "some", frame.texts("import.only_good"));
    column.skip(frame.metrics.gap_small);
  }
  const std::string label = frame.texts(all ? "import_people.send_all" : "import_people.send_good", {{"count", std::to_string(good)}});
  const ButtonSpec send[] = {{.id = "send", .label = label, .kind = ButtonKind::kPrimary}};
  if (button_row(frame, column, send) == 0) frame.emit(ImportRequested{});
  column.skip(frame.metrics.gap);
}

}  // namespace

void import_people_view(Frame& frame, Column& column) {
  const State& state = frame.state;
  const ImportState& import = state.people_import;
  const bool of_all = state.session.who->role == model::Role::kAdmin;
  back_link(frame, column, "staff.back", "#/people");
  heading(frame, column, 1, "heading", frame.texts("import_people.title"));
  secondary(frame, column, "import_intro", frame.texts(of_all ? "import_people.intro_of_all" : "import_people.intro"));
  column.skip(frame.metrics.gap);
  Scope scope(frame, "import_people");
  if (of_all && state.organisations.failure) return notice_bar(frame, column, "failure", frame.texts.error(*state.organisations.failure), Tone::kDanger, true);
  if (of_all && !state.organisations.loaded) return empty_state(frame, column, "loading", frame.texts("common.loading"), {});
  Card card = begin_card(frame, column);
  import_file(frame, card.content, import, is_import_busy(import));
  end_card(frame, column, card);
  column.skip(frame.metrics.gap);
  const std::vector<model::SheetColumn> columns = model::people_columns(of_all ? model::Manages::kSeveral : model::Manages::kOneOrganisation);
  const ImportLook look{frame, import, columns, "import_people.row_done", "import_people.row_repeated"};
  if (!import_progress(frame, column, look, "import.checking")) return;
  import_head(frame, column, look, "import_people.unknown_columns");
  send_button(frame, column, import);
  import_lines(frame, column, look);
}

}  // namespace portal::ui
