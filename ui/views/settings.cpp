// 目录设置: targets, caps, conversions and credited years, each row with where it comes from; why it is changed; and the latest changes.
#include <algorithm>

#include "model/validation.h"
#include "ui/views/format.h"
#include "ui/views/views.h"
#include "ui/widgets/widgets.h"

namespace portal::ui {

namespace {

constexpr float kNumberWidthMin = 150;
constexpr int kTextLengthMax = 500;

struct Cell {
  std::string_view id;
  std::string_view label_key;
  bool required = true;
};
struct Table {
  std::string_view id;
  std::string_view title_key;
  std::vector<Cell> numbers;
};

const std::vector<Table>& tables() {
  static const std::vector<Table> kTables = {
      {"targets", "settings.targets",
       {{"from_year", "settings.from_year"}, {"total_hours", "settings.total_hours", false}, {"public_subject_hours", "settings.public_hours", false}, {"professional_subject_hours", "settings.professional_hours", false}}},
      {"caps", "settings.caps", {{"from_year", "settings.from_year"}, {"hours_max", "settings.hours_max"}}},
      {"conversions", "settings.conversions", {{"from_year", "settings.from_year"}, {"credits", "settings.credits"}, {"hours", "settings.hours"}}}};
  return kTables;
}

// What the catalogue's reader says, to who can mend it.
std::string sentence_of(const Frame& frame, const model::Error& error) {
  if (error.code == "out_of_range" || error.code == "wrong_type") return frame.texts("settings." + error.code);
  return frame.texts.error(error);
}

std::string error_at(const Frame& frame, const std::string& pointer) {
  const model::Errors& errors = frame.state.settings.errors;
  const auto found = std::ranges::find(errors, pointer, &model::Error::pointer);
  return found == errors.end() ? std::string() : sentence_of(frame, *found);
}

void cell(Frame& frame, Column& column, const std::string& pointer, const Cell& cell, const std::string& text, bool number) {
  const std::string &label = frame.texts(cell.label_key), error = error_at(frame, pointer);
  FieldSpec spec{.id = cell.id, .label = label, .error = error, .required = cell.required, .disabled = frame.state.settings.saving, .length_max = kTextLengthMax};
  if (number) spec.input_mode = "decimal";
  const FieldResult result = text_field(frame, column, spec, text);
  if (result.edited) frame.emit(SettingEdited{pointer, *result.edited});
  column.skip(frame.metrics.gap_small);
}

// Numbers beside each other where there is room.
void numbers(Frame& frame, Column& column, const std::string& pointer, const std::vector<Cell>& cells, const model::Json& row) {
  const std::vector<Column> places = split(column, static_cast<int>(cells.size()), kNumberWidthMin * frame.env.text_scale, frame.metrics.gap);
  for (std::size_t first = 0; first < cells.size(); first += places.size()) {
    float bottom = column.y;
    for (std::size_t i = 0; i < places.size() && first + i < cells.size(); ++i) {
      Column place = places[i];
      place.y = column.y;
      const Cell& one = cells[first + i];
      cell(frame, place, pointer + "/" + std::string(one.id), one, model::text_from_value(model::member(row, std::string(one.id).c_str())), true);
      bottom = std::max(bottom, place.y);
    }
    column.y = bottom;
  }
}

std::string form_name(const Frame& frame, std::string_view id) { return study_form_text(frame.state, frame.texts, id); }

void cap_form(Frame& frame, Column& column, const std::string& pointer, const model::Json& row) {
  std::vector<Option> options;
  for (const model::StudyForm& form : frame.state.catalogue->study_forms) options.push_back({form.id, form_name(frame, form.id)});
  const std::string &label = frame.texts("declare.study_form"), &placeholder = frame.texts("declare.study_form_placeholder"), error = error_at(frame, pointer + "/study_form");
  const FieldSpec spec{.id = "study_form", .label = label, .error = error, .placeholder = placeholder, .required = true, .disabled = frame.state.settings.saving};
  const FieldResult result = combo_box(frame, column, spec, options, model::text_or(row, "study_form"));
  if (result.edited) frame.emit(SettingEdited{pointer + "/study_form", *result.edited});
  column.skip(frame.metrics.gap_small);
}

// What it is about, to tell it from the others. Not edited.
std::string title_of(const Frame& frame, const model::Json& row) {
  const model::Json& label = model::member(row, "label");
  return frame.texts(model::Text{model::text_or(label, "zh"), model::text_or(label, "en")});
}

void row_buttons(Frame& frame, Column& column, const Table& table, std::size_t row, const std::string& what) {
  const bool disabled = frame.state.settings.saving;
  const std::string copy = frame.texts("settings.copy"), remove = frame.texts("settings.remove");
  const std::string copy_name = frame.texts("settings.copy_of", {{"what", what}}), remove_name = frame.texts("settings.remove_of", {{"what", what}});
  const ButtonSpec buttons[] = {{.id = "copy", .label = copy, .kind = ButtonKind::kQuiet, .disabled = disabled, .accessible_name = copy_name},
                                {.id = "remove", .label = remove, .kind = ButtonKind::kQuiet, .disabled = disabled, .accessible_name = remove_name}};
  const int pressed = button_row(frame, column, buttons);
  if (pressed == 0) frame.emit(SettingRowAdded{std::string(table.id), row});
  if (pressed == 1) frame.emit(SettingRowRemoved{std::string(table.id), row});
}

void table_row(Frame& frame, Column& column, const Table& table, std::size_t index, const model::Json& row) {
  const std::string number = std::to_string(index), pointer = "/" + std::string(table.id) + "/" + number;
  Scope scope(frame, number);
  const std::string title = title_of(frame, row);
  const std::string what = title.empty() ? frame.texts("settings.row", {{"table", frame.texts(table.title_key)}, {"row", std::to_string(index + 1)}}) : title;
  const float top = column.y;
  Node group;
  group.id = frame.id("group");
  group.role = NodeRole::kGroup;
  group.name = what;
  group.rect = {column.x, column.y, column.width, 0};
  frame.open(std::move(group));
  Card card = begin_card(frame, column);
  if (!title.empty()) heading(frame, card.content, 3, "title", title);
  if (table.id == "caps") cap_form(frame, card.content, pointer, row);
  numbers(frame, card.content, pointer, table.numbers, row);
  cell(frame, card.content, pointer + "/source", {"source", "settings.source"}, model::text_or(row, "source"), false);
  row_buttons(frame, card.content, table, index, what);
  end_card(frame, column, card);
  frame.close(column.y - top);
  column.skip(frame.metrics.gap);
}

void one_table(Frame& frame, Column& column, const Table& table) {
  Scope scope(frame, table.id);
  heading(frame, column, 2, "title", frame.texts(table.title_key));
  column.skip(frame.metrics.gap_small);
  const model::Json& rows = model::member(frame.state.settings.draft, std::string(table.id).c_str());
  for (std::size_t i = 0; i < rows.size(); ++i) table_row(frame, column, table, i, rows[i]);
  if (rows.empty()) {
    paragraph(frame, column, "none", frame.texts("settings.none"), frame.style_muted());
    column.skip(frame.metrics.gap_small);
  }
  if (table.id == "conversions") return;  // what one is about is written in the files; another year begins as a copy
  const std::string label = frame.texts("settings.add"), name = frame.texts("settings.add_to", {{"table", frame.texts(table.title_key)}});
  const ButtonSpec add[] = {{.id = "add", .label = label, .disabled = frame.state.settings.saving, .accessible_name = name}};
  if (button_row(frame, column, add) == 0) frame.emit(SettingRowAdded{std::string(table.id)});
  column.skip(frame.metrics.gap_large);
}

void credited_years(Frame& frame, Column& column) {
  Scope scope(frame, "credited_years");
  heading(frame, column, 2, "title", frame.texts("settings.credited_years"));
  paragraph(frame, column, "hint", frame.texts("settings.credited_years_hint"), frame.style_muted());
  column.skip(frame.metrics.gap_small);
  numbers(frame, column, "/credited_years", {{"min", "settings.first_year", false}, {"max", "settings.last_year", false}}, model::member(frame.state.settings.draft, "credited_years"));
  column.skip(frame.metrics.gap);
}

void save(Frame& frame, Column& column) {
  const SettingsState& settings = frame.state.settings;
  if (!settings.errors.empty()) {
    notice_bar(frame, column, "problem", frame.texts("settings.refused", {{"problem", sentence_of(frame, settings.errors.front())}}), Tone::kDanger, true);
    column.skip(frame.metrics.gap);
  }
  cell(frame, column, "/reason", {"reason", "settings.reason"}, settings.reason, false);
  const std::string save = frame.texts("settings.save"), discard = frame.texts("settings.discard");
  const ButtonSpec buttons[] = {{.id = "save", .label = save, .kind = ButtonKind::kPrimary, .disabled = settings.saving || !settings.dirty, .busy = settings.saving},
                                {.id = "discard", .label = discard, .disabled = settings.saving || !settings.dirty}};
  const int pressed = button_row(frame, column, buttons);
  if (pressed == 0) frame.emit(SettingsSaveRequested{});
  if (pressed == 1) frame.emit(SettingsReloadRequested{});
  column.skip(frame.metrics.gap_large);
}

void changes(Frame& frame, Column& column) {
  const SettingsState& settings = frame.state.settings;
  if (settings.changes.empty()) return;
  heading(frame, column, 2, "changes_title", frame.texts("settings.changes"));
  column.skip(frame.metrics.gap_small);
  std::vector<Pair> lines;
  for (const CatalogueChange& change : settings.changes)
    lines.push_back({frame.texts("settings.change", {{"version", change.version}, {"at", format_time(change.at)}}), frame.texts("settings.change_by", {{"name", change.by}, {"reason", change.reason}})});
  pairs(frame, column, "changes", lines);
}

}  // namespace

void settings_view(Frame& frame, Column& column) {
  const SettingsState& settings = frame.state.settings;
  heading(frame, column, 1, "heading", frame.texts("settings.title"));
  secondary(frame, column, "settings_intro", frame.texts("settings.intro"));
  column.skip(frame.metrics.gap);
  Scope scope(frame, "settings");
  if (settings.failure) return notice_bar(frame, column, "failure", frame.texts.error(*settings.failure), Tone::kDanger, true);
  if (!settings.loaded || !frame.state.catalogue) return empty_state(frame, column, "loading", frame.texts("common.loading"), {});
  paragraph(frame, column, "version", frame.texts("settings.version", {{"version", settings.version}}));
  column.skip(frame.metrics.gap);
  for (const Table& table : tables()) one_table(frame, column, table);
  credited_years(frame, column);
  save(frame, column);
  changes(frame, column);
}

}  // namespace portal::ui
