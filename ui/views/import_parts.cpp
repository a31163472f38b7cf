#include "ui/views/import_parts.h"

#include <algorithm>
#include <map>

#include "ui/views/format.h"
#include "ui/widgets/widgets.h"

namespace portal::ui {

namespace {

using Phase = ImportState::Phase;
using Outcome = ImportOutcome::Kind;

std::string number(std::size_t count) { return std::to_string(count); }

// Of a column, by its id: "/values/title".
std::string label_of(const ImportLook& at, std::string_view id) {
  const auto column = std::ranges::find(at.columns, id, &model::SheetColumn::id);
  return column == at.columns.end() ? std::string(id) : at.frame.texts(column->label);
}

// An error names fields and columns by id; people know their labels.
std::string sentence_of(const ImportLook& at, model::Error error) {
  if (const auto id = error.params.find("id"); id != error.params.end()) error.params["column"] = label_of(at, id->second);
  if (const auto field = error.params.find("field"); field != error.params.end()) field->second = label_of(at, "/values/" + field->second);
  return at.frame.texts.error(error);
}

std::string cell_of(const ImportState& import, std::size_t row, std::size_t column) {
  if (row == 0 || row > import.rows.size() || column >= import.rows[row - 1].size()) return {};
  return model::fused_cell(import.rows[row - 1][column]);
}

// Name and staff number as they stand in the sheet.
std::string person_of(const ImportState& import, std::size_t row) {
  std::string text;
  for (const char* id : {import.of == ImportState::Rows::kPeople ? "/name" : "/person/name", import.of == ImportState::Rows::kPeople ? "/number" : "/person/number"}) {
    const auto place = import.reading.places.find(id);
    if (place != import.reading.places.end()) text += (text.empty() ? "" : " ") + cell_of(import, row, place->second);
  }
  return text;
}

TableCell outcome_cell(const ImportLook& at, const ImportOutcome& outcome) {
  TableCell cell;
  switch (outcome.kind) {
    case Outcome::kWaiting:
      cell.text = at.frame.texts("import.row_good");
      cell.tone = Tone::kInfo;
      break;
    case Outcome::kDone:
      cell.text = at.frame.texts(at.done);
      cell.tone = Tone::kSuccess;
      break;
    case Outcome::kRepeated:
      cell.text = at.frame.texts(at.repeated);
      cell.tone = Tone::kNeutral;
      break;
    case Outcome::kUpdated:
      cell.text = at.frame.texts(at.import.phase == Phase::kSent ? "import_people.row_updated" : "import_people.row_to_update");
      cell.tone = Tone::kInfo;
      break;
    case Outcome::kRefused: cell.text = sentence_of(at, outcome.error);
  }
  return cell;
}

TableCell cell_at(const void* context, long long row, int column) {
  const ImportLook& at = *static_cast<const ImportLook*>(context);
  const ImportState& import = at.import;
  const ImportLine& line = import.lines[static_cast<std::size_t>(row)];
  const model::SheetFault* fault = line.fault ? &import.reading.faults[*line.fault] : nullptr;
  const std::size_t sheet_row = fault ? fault->row : import.reading.items[*line.item].row;
  const model::Error* error = fault ? &fault->error : import.outcomes[*line.item].kind == Outcome::kRefused ? &import.outcomes[*line.item].error : nullptr;
  TableCell cell;
  switch (column) {
    case 0: cell.text = at.frame.texts("import.row", {{"row", number(sheet_row)}}); break;
    case 1: cell.text = person_of(import, sheet_row); break;
    case 2:
      if (error && !error->pointer.empty()) cell.text = label_of(at, error->pointer);
      break;
    case 3:
      if (fault) cell.text = cell_of(import, sheet_row, fault->column);
      break;
    default:
      if (fault) cell.text = sentence_of(at, fault->error);
      else cell = outcome_cell(at, import.outcomes[*line.item]);
  }
  return cell;
}

void lines_table(Frame& frame, Column& column, const ImportLook& look) {
  struct Info {
    std::string_view text_key;
    float weight, width_min;
  };
  constexpr Info kInfos[] = {{"import.column_row", 0.8f, 90}, {"import.column_person", 1.6f, 140}, {"import.column_field", 1.4f, 120}, {"import.column_cell", 1.4f, 120}, {"import.column_result", 3, 260}};
  std::vector<TableColumn> shown;
  for (const Info& info : kInfos) shown.push_back({info.text_key, frame.texts(info.text_key), info.weight, info.width_min, false, false});
  const auto count = static_cast<long long>(look.import.lines.size());
  const std::string& name = frame.texts("import.table");
  data_table(frame, column, {.id = "table", .name = name, .columns = shown, .rows = count, .loaded = count}, &look, cell_at);
}

}  // namespace

bool is_import_busy(const ImportState& import) {
  return import.phase == Phase::kReading || import.phase == Phase::kChecking || import.phase == Phase::kSending;
}

void import_file(Frame& frame, Column& column, const ImportState& import, bool disabled) {
  const ButtonSpec templates[] = {{.id = "template_xlsx", .label = frame.texts("import.template_xlsx")}, {.id = "template_csv", .label = frame.texts("import.template_csv")}};
  if (const int pressed = button_row(frame, column, templates); pressed >= 0) frame.emit(TemplateRequested{pressed == 0 ? TableFormat::kXlsx : TableFormat::kCsv});
  column.skip(frame.metrics.gap);
  const std::string &file = frame.texts("import.file"), &hint = frame.texts("import.file_hint");
  const FilesSpec spec{.id = "file", .label = file, .hint = hint, .disabled = disabled, .accept = ".xlsx,.csv", .multiple = false};
  file_field(frame, column, spec, {});
  if (import.file_name.empty()) return;
  paragraph(frame, column, "file_name", frame.texts("import.file_chosen", {{"name", import.file_name}}));
}

void import_under_way(Frame& frame, Column& column, const ImportState& import, std::string_view text_key) {
  const std::size_t all = import.reading.items.size();
  const std::string text = frame.texts(text_key, {{"done", number(import.answered)}, {"count", number(all)}});
  paragraph(frame, column, "under_way", text);
  column.skip(frame.metrics.gap_small);
  progress_bar(frame, column.take(frame.metrics.gap_small), "progress", text, static_cast<float>(import.answered) / static_cast<float>(std::max<std::size_t>(all, 1)));
  column.skip(frame.metrics.gap);
}

bool import_progress(Frame& frame, Column& column, const ImportLook& look, std::string_view checking_key) {
  const ImportState& import = look.import;
  if (import.phase == Phase::kReading) paragraph(frame, column, "reading", frame.texts("import.reading"));
  if (import.phase == Phase::kChecking) import_under_way(frame, column, import, checking_key);
  if (import.failure) {
    notice_bar(frame, column, "failure", sentence_of(look, *import.failure), Tone::kDanger, true);
    column.skip(frame.metrics.gap);
  }
  return import.phase == Phase::kRead || import.phase == Phase::kSending || import.phase == Phase::kSent;
}

void import_head(Frame& frame, Column& column, const ImportLook& look, std::string_view unknown_key) {
  const ImportState& import = look.import;
  const std::size_t good = import.reading.items.size(), faulty = import.reading.rows - good;
  heading(frame, column, 2, "preview_title", frame.texts(import.phase == Phase::kSent ? "import.results" : "import.preview"));
  column.skip(frame.metrics.gap_small);
  paragraph(frame, column, "counts", frame.texts("import.counts", {{"rows", number(import.reading.rows)}, {"good", number(good)}, {"faulty", number(faulty)}}));
  column.skip(frame.metrics.gap_small);
  if (import.reading.unknown.empty()) return;
  std::string names;
  for (const std::string& name : import.reading.unknown) names += (names.empty() ? "" : frame.texts("people.separator")) + name;
  notice_bar(frame, column, "unknown", frame.texts(unknown_key, {{"names", names}}), Tone::kWarning, false);
  column.skip(frame.metrics.gap);
}

void import_lines(Frame& frame, Column& column, const ImportLook& look) {
  const ImportState& import = look.import;
  const TabSpec tabs[] = {{.id = "problems", .label = frame.texts("import.tab_problems"), .count = {}}, {.id = "all", .label = frame.texts("import.tab_all"), .count = {}}};
  const int selected = import.only_problems ? 0 : 1;
  const std::string& tabs_name = frame.texts("import.tabs");
  if (const int pressed = tab_bar(frame, column, "tabs", tabs_name, tabs, selected); pressed >= 0 && pressed != selected) frame.emit(ImportFilterChosen{pressed == 0});
  column.skip(frame.metrics.gap);
  begin_tab_panel(frame, column, "tabs", tabs[selected].label);
  if (import.lines.empty()) empty_state(frame, column, "no_problems", frame.texts("import.no_problems"), {});
  else lines_table(frame, column, look);
  end_tab_panel(frame, column);
}

}  // namespace portal::ui
