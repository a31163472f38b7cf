// 从表格导入: which study form, its template, the filled file; then what each row holds and what is wrong with it, before anything is
// sent; then what became of each row.
#include <algorithm>

#include "ui/views/format.h"
#include "ui/views/views.h"
#include "ui/widgets/widgets.h"

namespace portal::ui {

namespace {

using Phase = ImportState::Phase;
using Outcome = ImportOutcome::Kind;

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

std::string number(std::size_t count) { return std::to_string(count); }

// Of a column of the form, by its id: "/values/title".
std::string label_of(const Frame& frame, const std::vector<model::SheetColumn>& columns, std::string_view id) {
  const auto column = std::ranges::find(columns, id, &model::SheetColumn::id);
  return column == columns.end() ? std::string(id) : frame.texts(column->label);
}

// An error names fields and columns by id; people know their labels.
std::string sentence_of(const Frame& frame, const std::vector<model::SheetColumn>& columns, model::Error error) {
  if (const auto id = error.params.find("id"); id != error.params.end()) error.params["column"] = label_of(frame, columns, id->second);
  if (const auto field = error.params.find("field"); field != error.params.end()) field->second = label_of(frame, columns, "/values/" + field->second);
  return frame.texts.error(error);
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
  const ButtonSpec templates[] = {{.id = "template_xlsx", .label = frame.texts("import.template_xlsx")}, {.id = "template_csv", .label = frame.texts("import.template_csv")}};
  if (const int pressed = button_row(frame, column, templates); pressed >= 0) frame.emit(TemplateRequested{pressed == 0 ? TableFormat::kXlsx : TableFormat::kCsv});
  column.skip(frame.metrics.gap);
  const std::string &file = frame.texts("import.file"), &hint = frame.texts("import.file_hint");
  const FilesSpec spec{.id = "file", .label = file, .hint = hint, .disabled = busy, .accept = ".xlsx,.csv", .multiple = false};
  file_field(frame, column, spec, {});
  if (import.file_name.empty()) return;
  paragraph(frame, column, "file_name", frame.texts("import.file_chosen", {{"name", import.file_name}}));
}

struct LineContext {
  const Frame& frame;
  const std::vector<model::SheetColumn>& columns;
};

std::string cell_of(const ImportState& import, std::size_t row, std::size_t column) {
  if (row == 0 || row > import.rows.size() || column >= import.rows[row - 1].size()) return {};
  return model::fused_cell(import.rows[row - 1][column]);
}

TableCell outcome_cell(const LineContext& at, const ImportOutcome& outcome) {
  const ImportState& import = at.frame.state.import;
  TableCell cell;
  switch (outcome.kind) {
    case Outcome::kWaiting:
      cell.text = at.frame.texts("import.row_good");
      cell.tone = Tone::kInfo;
      break;
    case Outcome::kDone:
      cell.text = at.frame.texts(import.submits ? "import.row_submitted" : "import.row_saved");
      cell.tone = Tone::kSuccess;
      break;
    case Outcome::kRepeated:
      cell.text = at.frame.texts("import.row_repeated");
      cell.tone = Tone::kNeutral;
      break;
    case Outcome::kRefused: cell.text = sentence_of(at.frame, at.columns, outcome.error);
  }
  return cell;
}

TableCell cell_at(const void* context, long long row, int column) {
  const LineContext& at = *static_cast<const LineContext*>(context);
  const ImportState& import = at.frame.state.import;
  const ImportLine& line = import.lines[static_cast<std::size_t>(row)];
  const model::SheetFault* fault = line.fault ? &import.reading.faults[*line.fault] : nullptr;
  const std::size_t sheet_row = fault ? fault->row : import.reading.items[*line.item].row;
  const model::Error* error = fault ? &fault->error : import.outcomes[*line.item].kind == Outcome::kRefused ? &import.outcomes[*line.item].error : nullptr;
  TableCell cell;
  switch (column) {
    case 0: cell.text = at.frame.texts("import.row", {{"row", number(sheet_row)}}); break;
    case 1: cell.text = cell_of(import, sheet_row, import.reading.name_column) + " " + cell_of(import, sheet_row, import.reading.number_column); break;
    case 2:
      if (error && !error->pointer.empty()) cell.text = label_of(at.frame, at.columns, error->pointer);
      break;
    case 3:
      if (fault) cell.text = cell_of(import, sheet_row, fault->column);
      break;
    default:
      if (fault) cell.text = sentence_of(at.frame, at.columns, fault->error);
      else cell = outcome_cell(at, import.outcomes[*line.item]);
  }
  return cell;
}

void lines_table(Frame& frame, Column& column, const std::vector<model::SheetColumn>& columns) {
  struct Info {
    std::string_view text_key;
    float weight, width_min;
  };
  constexpr Info kInfos[] = {{"import.column_row", 0.8f, 90}, {"import.column_person", 1.6f, 140}, {"import.column_field", 1.4f, 120}, {"import.column_cell", 1.4f, 120}, {"import.column_result", 3, 260}};
  std::vector<TableColumn> shown;
  for (const Info& info : kInfos) shown.push_back({info.text_key, frame.texts(info.text_key), info.weight, info.width_min, false, false});
  const auto count = static_cast<long long>(frame.state.import.lines.size());
  const std::string& name = frame.texts("import.table");
  const LineContext context{frame, columns};
  data_table(frame, column, {.id = "table", .name = name, .columns = shown, .rows = count, .loaded = count}, &context, cell_at);
}

void under_way(Frame& frame, Column& column, std::string_view text_key) {
  const ImportState& import = frame.state.import;
  const std::size_t all = import.reading.items.size();
  const std::string text = frame.texts(text_key, {{"done", number(import.answered)}, {"count", number(all)}});
  paragraph(frame, column, "under_way", text);
  column.skip(frame.metrics.gap_small);
  progress_bar(frame, column.take(frame.metrics.gap_small), "progress", text, static_cast<float>(import.answered) / static_cast<float>(std::max<std::size_t>(all, 1)));
  column.skip(frame.metrics.gap);
}

// The rows without a fault, as they can be sent; nothing once they are.
void send_buttons(Frame& frame, Column& column, const model::StudyForm& form) {
  const ImportState& import = frame.state.import;
  const std::size_t good = import.reading.items.size();
  if (import.phase == Phase::kSending) return under_way(frame, column, "import.sending");
  if (import.phase != Phase::kRead || good == 0) return;
  const std::map<std::string, std::string> params = {{"count", number(good)}};
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

void preview(Frame& frame, Column& column, const model::StudyForm& form, const std::vector<model::SheetColumn>& columns) {
  const ImportState& import = frame.state.import;
  const std::size_t good = import.reading.items.size(), faulty = import.reading.rows - good;
  heading(frame, column, 2, "preview_title", frame.texts(import.phase == Phase::kSent ? "import.results" : "import.preview"));
  column.skip(frame.metrics.gap_small);
  paragraph(frame, column, "counts", frame.texts("import.counts", {{"rows", number(import.reading.rows)}, {"good", number(good)}, {"faulty", number(faulty)}}));
  column.skip(frame.metrics.gap_small);
  if (!import.reading.unknown.empty()) {
    std::string names;
    for (const std::string& name : import.reading.unknown) names += (names.empty() ? "" : frame.texts("people.separator")) + name;
    notice_bar(frame, column, "unknown", frame.texts("import.unknown_columns", {{"names", names}}), Tone::kWarning, false);
    column.skip(frame.metrics.gap);
  }
  send_buttons(frame, column, form);
  const TabSpec tabs[] = {{.id = "problems", .label = frame.texts("import.tab_problems"), .count = {}}, {.id = "all", .label = frame.texts("import.tab_all"), .count = {}}};
  const int selected = import.only_problems ? 0 : 1;
  const std::string& tabs_name = frame.texts("import.tabs");
  if (const int pressed = tab_bar(frame, column, "tabs", tabs_name, tabs, selected); pressed >= 0 && pressed != selected) frame.emit(ImportFilterChosen{pressed == 0});
  column.skip(frame.metrics.gap);
  begin_tab_panel(frame, column, "tabs", tabs[selected].label);
  if (import.lines.empty()) empty_state(frame, column, "no_problems", frame.texts("import.no_problems"), {});
  else lines_table(frame, column, columns);
  end_tab_panel(frame, column);
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
  choose(frame, card.content, import.phase == Phase::kReading || import.phase == Phase::kChecking || import.phase == Phase::kSending);
  end_card(frame, column, card);
  column.skip(frame.metrics.gap);
  const model::StudyForm* form = form_of(state);
  if (!form) return;
  const std::vector<model::SheetColumn> columns = model::sheet_columns(*state.catalogue, *form);
  if (import.phase == Phase::kReading) paragraph(frame, column, "reading", frame.texts("import.reading"));
  if (import.phase == Phase::kChecking) under_way(frame, column, "import.checking");
  if (import.failure) {
    notice_bar(frame, column, "failure", sentence_of(frame, columns, *import.failure), Tone::kDanger, true);
    column.skip(frame.metrics.gap);
  }
  if (import.phase == Phase::kRead || import.phase == Phase::kSending || import.phase == Phase::kSent) preview(frame, column, *form, columns);
}

}  // namespace portal::ui
