// 从表格导入, of declarations: which study form, and what may become of its rows.
#include <algorithm>

#include "ui/views/format.h"
#include "ui/views/import_parts.h"
#include "ui/views/views.h"
#include "ui/widgets/widgets.h"

namespace portal::ui {

namespace {

using Phase = ImportState::Phase;

const model::StudyForm* form_of(const State& state) {
  return state.catalogue ? state.catalogue->find_form(state.import.study_form) : nullptr;
}

bool may_declare(const model::StudyForm& form, model::Role role) {
  return form.declarers.empty() || std::ranges::find(form.declarers, model::name_of(role)) != form.declarers.end();
}

// Then its rows can only become drafts: no cell can hold a file.
bool needs_materials(const model::StudyForm& form, model::Role role) {
  return std::ranges::any_of(form.materials, [&](const model::Material& material) {
    return material.required && std::ranges::find(material.not_for, model::name_of(role)) == material.not_for.end();
  });
}

void choose(Frame& frame, Column& column, bool busy) {
  const ImportState& import = frame.state.import;
  const model::Role role = frame.state.session.who->role;
  std::vector<Option> options;
  for (const model::StudyForm& form : frame.state.catalogue->study_forms)
    if (may_declare(form, role) && !model::sheet_columns(*frame.state.catalogue, form).empty()) options.push_back({form.id, form.id + " " + frame.texts(form.title)});
  const std::string &label = frame.texts("declare.study_form"), &placeholder = frame.texts("declare.study_form_placeholder");
  const FieldResult result = combo_box(frame, column, {.id = "study_form", .label = label, .placeholder = placeholder, .required = true, .disabled = busy}, options, import.study_form);
  if (result.edited) frame.emit(ImportFormChosen{*result.edited});
  if (!form_of(frame.state)) return;
  column.skip(frame.metrics.gap_small);
  import_file(frame, column, import, busy);
}

// The rows without a fault, as they can be sent; nothing once they are.
void send_buttons(Frame& frame, Column& column, const model::StudyForm& form) {
  const ImportState& import = frame.state.import;
  const std::size_t good = import.reading.items.size();
  if (import.phase == Phase::kSending) return import_under_way(frame, column, import, "import.sending");
  if (import.phase != Phase::kRead || good == 0) return;
  const std::map<std::string, std::string> params = {{"count", std::to_string(good)}};
  const bool all = import.reading.faults.empty(), only_drafts = needs_materials(form, frame.state.session.who->role);
  if (!all) {
    paragraph(frame, column, "some", frame.texts("import.only_good"));
    column.skip(frame.metrics.gap_small);
  }
  if (only_drafts) {
    paragraph(frame, column, "drafts", frame.texts("import.only_drafts"));
    column.skip(frame.metrics.gap_small);
  }
  const std::string submit = frame.texts(all ? "import.submit_all" : "import.submit_good", params), draft = frame.texts(all ? "import.save_all" : "import.save_good", params);
  const ButtonSpec buttons[] = {{.id = "submit", .label = submit, .kind = ButtonKind::kPrimary}, {.id = "save", .label = draft, .kind = only_drafts ? ButtonKind::kPrimary : ButtonKind::kSecondary}};
  const int first = only_drafts ? 1 : 0;
  if (const int pressed = button_row(frame, column, std::span(buttons).subspan(static_cast<std::size_t>(first))); pressed >= 0) frame.emit(ImportRequested{pressed + first == 0});
  column.skip(frame.metrics.gap);
}

}  // namespace

void import_view(Frame& frame, Column& column) {
  const State& state = frame.state;
  const ImportState& import = state.import;
  heading(frame, column, 1, "heading", frame.texts("import.title"));
  secondary(frame, column, "import_intro", frame.texts("import.intro"));
  column.skip(frame.metrics.gap);
  Scope scope(frame, "import");
  if (state.catalogue_failure) return notice_bar(frame, column, "failure", frame.texts.error(*state.catalogue_failure), Tone::kDanger, true);
  if (!state.catalogue) return empty_state(frame, column, "loading", frame.texts("common.loading"), {});
  Card card = begin_card(frame, column);
  choose(frame, card.content, is_import_busy(import));
  end_card(frame, column, card);
  column.skip(frame.metrics.gap);
  const model::StudyForm* form = form_of(state);
  if (!form) return;
  const std::vector<model::SheetColumn> columns = model::sheet_columns(*state.catalogue, *form);
  const ImportLook look{frame, import, columns, import.submits ? "import.row_submitted" : "import.row_saved", "import.row_repeated"};
  if (!import_progress(frame, column, look, "import.checking")) return;
  import_head(frame, column, look, "import.unknown_columns");
  send_buttons(frame, column, *form);
  import_lines(frame, column, look);
}

}  // namespace portal::ui
