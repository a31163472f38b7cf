#include "ui/views/record_table.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "model/validation.h"
#include "ui/views/exports.h"
#include "ui/views/format.h"
#include "ui/widgets/widgets.h"

namespace portal::ui {

namespace {

constexpr float kSearchWidth = 420;

enum class ColumnKind { kTitle, kForm, kPerson, kYear, kAmount, kState, kUpdated, kWaited, kOpen };

struct ColumnInfo {
  ColumnKind kind;
  std::string_view text_key;
  float weight;
  float width_min;
  std::optional<model::SortKey> sort;
  bool end_aligned;
};

// Care mode leaves out what is not needed to find a record and see how it stands; auditors need to know whose it is.
bool is_needed(ColumnKind kind) { return kind != ColumnKind::kForm && kind != ColumnKind::kYear && kind != ColumnKind::kUpdated; }

std::vector<ColumnInfo> columns_of(const Frame& frame, RecordColumns columns) {
  using model::SortKey;
  std::vector<ColumnInfo> all;
  all.push_back({ColumnKind::kTitle, "table.title", 3, 200, SortKey::kTitle, false});
  if (columns != RecordColumns::kOwn) all.push_back({ColumnKind::kPerson, "table.person", 1, 110, SortKey::kPerson, false});
  all.push_back({ColumnKind::kForm, "table.form", 2, 180, SortKey::kForm, false});
  all.push_back({ColumnKind::kYear, "table.year", 0.7f, 100, SortKey::kYear, true});
  all.push_back({ColumnKind::kAmount, "table.amount", 0.8f, 110, SortKey::kAmount, true});
  all.push_back({ColumnKind::kState, "table.state", 1, 120, SortKey::kState, false});
  // What is pending was last changed when it came to its auditor.
  if (columns == RecordColumns::kToAudit) all.push_back({ColumnKind::kWaited, "queue.waited", 0.8f, 110, SortKey::kUpdated, true});
  else all.push_back({ColumnKind::kUpdated, "table.updated", 1.1f, 160, SortKey::kUpdated, false});
  all.push_back({ColumnKind::kOpen, "table.actions", 0.6f, 80, std::nullopt, false});
  if (frame.env.care_mode) std::erase_if(all, [](const ColumnInfo& info) { return !is_needed(info.kind); });
  return all;
}

struct CellContext {
  const Frame& frame;
  const ListState& list;
  const std::vector<ColumnInfo>& columns;
  RecordColumns kind;
};

TableCell cell_at(const void* context, long long row, int column) {
  const CellContext& at = *static_cast<const CellContext*>(context);
  const Texts& texts = at.frame.texts;
  const model::DeclarationSummary record = at.list.at(static_cast<std::size_t>(row));
  const std::string& title = record.title.empty() ? texts("detail.untitled") : record.title;
  TableCell cell;
  switch (at.columns[static_cast<std::size_t>(column)].kind) {
    case ColumnKind::kTitle:
      cell.text = title;
      if (at.kind == RecordColumns::kToAudit) {
        cell.checked = at.list.chosen.contains(record.id);
        cell.row_id = record.id;
        cell.accessible_name = texts("audit.choose", {{"title", title}, {"name", record.person.name}});
      }
      break;
    case ColumnKind::kForm: cell.text = study_form_text(at.frame.state, texts, record.study_form); break;
    case ColumnKind::kPerson: cell.text = record.person.name; break;
    case ColumnKind::kYear: cell.text = record.credited_year ? std::to_string(record.credited_year) : ""; break;
    case ColumnKind::kAmount:
      if (record.claimed_amount > 0) cell.text = format_amount(texts, record.claimed_amount, record.unit);
      break;
    case ColumnKind::kState:
      cell.text = state_text(texts, record.state);
      cell.tone = tone_of(record.state);
      break;
    case ColumnKind::kUpdated: cell.text = format_time(record.updated_at); break;
    case ColumnKind::kWaited: cell.text = waited_text(texts, record.updated_at, today_in_china(at.frame.state)); break;
    case ColumnKind::kOpen: {
      const bool audit = at.kind == RecordColumns::kToAudit;
      cell.text = texts(audit ? "action.audit" : "action.detail");
      cell.href = "#/declarations/" + record.id;
      cell.accessible_name = texts(audit ? "action.audit_of" : "action.detail_of", {{"title", title}});
      break;
    }
  }
  return cell;
}

void search_field(Frame& frame, Column& column, const ListState& list, const RecordTableTexts& texts) {
  Column narrow = column;
  narrow.width = std::min(column.width, kSearchWidth * frame.env.text_scale);
  FieldSpec spec;
  spec.id = "search";
  spec.label = frame.texts(texts.search);
  spec.placeholder = frame.texts(texts.search_placeholder);
  spec.search = true;
  spec.input_mode = "search";
  spec.length_max = 100;
  const FieldResult result = text_field(frame, narrow, spec, list.query.search);
  column.y = narrow.y;
  if (!result.edited) return;
  model::DeclarationQuery query = list.query;
  query.search = *result.edited;
  frame.emit(ListQueryChanged{query});
}

// Every form, every year; or one of them.
void filters(Frame& frame, Column& column, const ListState& list) {
  constexpr const char* kAll = "*";
  constexpr float kFilterWidth = 240;
  if (!frame.state.catalogue || !frame.state.session.who) return;
  std::vector<Option> forms{{kAll, frame.texts("queue.all")}}, years = forms;
  for (const model::StudyForm& form : frame.state.catalogue->study_forms)
    forms.push_back({form.id, study_form_text(frame.state, frame.texts, form.id)});
  const int this_year = frame.state.session.who->current_year;
  for (int year = this_year; year >= this_year - model::kYearsBack; --year) years.push_back({std::to_string(year), std::to_string(year)});
  std::vector<Column> places = split(column, 2, kFilterWidth * frame.env.text_scale, frame.metrics.gap);
  Column& form_place = places.front();
  model::DeclarationQuery query = list.query;
  const FieldResult form = combo_box(frame, form_place, {.id = "form", .label = frame.texts("queue.form")}, forms,
                                     query.study_form.empty() ? kAll : query.study_form);
  if (places.size() == 1) form_place.skip(frame.metrics.gap);
  Column& year_place = places.back();
  const FieldResult year = combo_box(frame, year_place, {.id = "year", .label = frame.texts("queue.year")}, years,
                                     query.credited_year == 0 ? kAll : std::to_string(query.credited_year));
  column.y = std::max(form_place.y, year_place.y);
  if (form.edited) query.study_form = *form.edited == kAll ? "" : *form.edited;
  if (year.edited) query.credited_year = std::atoi(year.edited->c_str());  // 0: all
  if (form.edited || year.edited) frame.emit(ListQueryChanged{query});
}

// What the header of a column needs with its padding and the mark of the order, at text_scale 1.
float header_width(const Frame& frame, std::string_view label) {
  constexpr float kAround = 24 + 18;
  Frame::TextStyle style = frame.style_muted();
  style.strong = true;
  return std::ceil(frame.text_width(label, style) / frame.env.text_scale) + kAround;
}

void table(Frame& frame, Column& column, const ListState& list, const RecordTableTexts& texts, RecordColumns kind) {
  const std::vector<ColumnInfo> infos = columns_of(frame, kind);
  std::vector<TableColumn> columns;
  int sorted = -1;
  for (const ColumnInfo& info : infos) {
    if (info.sort == list.query.sort) sorted = static_cast<int>(columns.size());
    const std::string& label = frame.texts(info.text_key);
    columns.push_back({info.text_key, label, info.weight, std::max(info.width_min, header_width(frame, label)), info.sort.has_value(),
                       info.end_aligned});
  }
  TableSpec spec;
  spec.id = "table";
  spec.name = frame.texts(texts.name);
  spec.columns = columns;
  spec.rows = list.total;
  spec.loaded = static_cast<long long>(list.rows.size());
  spec.sorted_column = sorted;
  // The longer it waits, the earlier it came.
  const bool by_wait = kind == RecordColumns::kToAudit && list.query.sort == model::SortKey::kUpdated;
  spec.descending = list.query.descending != by_wait;
  const CellContext context{frame, list, infos, kind};
  const TableResult result = data_table(frame, column, spec, &context, cell_at);
  if (result.sort_pressed >= 0) {
    const std::optional<model::SortKey> sort = infos[static_cast<std::size_t>(result.sort_pressed)].sort;
    if (sort) {
      model::DeclarationQuery query = list.query;
      query.descending = query.sort == *sort && !query.descending;
      query.sort = *sort;
      frame.emit(ListQueryChanged{query});
    }
  }
  if (result.end_in_sight && !list.next_cursor.empty() && !list.loading) frame.emit(ListMoreWanted{});
}

// All rows or none, and one verdict on those that are chosen.
void audit_chosen_rows(Frame& frame, Column& column, const ListState& list) {
  const std::string count = std::to_string(list.chosen.size());
  const std::string approve = frame.texts("audit.approve_many", {{"count", count}});
  const std::string reject = frame.texts("audit.reject_many", {{"count", count}});
  const bool none = list.chosen.empty(), all = list.chosen.size() == list.rows.size();
  const ButtonSpec buttons[] = {
      {.id = "choose_all", .label = frame.texts(all ? "audit.choose_none" : "audit.choose_all"), .kind = ButtonKind::kQuiet},
      {.id = "approve_many", .label = approve, .disabled = none, .popup = "dialog"},
      {.id = "reject_many", .label = reject, .disabled = none, .popup = "dialog"}};
  switch (button_row(frame, column, buttons)) {
    case 0: frame.emit(AllRowsChosen{!all}); break;
    case 1: frame.emit(DialogOpened{DialogOpened::Kind::kApproveMany, ""}); break;
    case 2: frame.emit(DialogOpened{DialogOpened::Kind::kRejectMany, ""}); break;
    default: break;
  }
  column.skip(frame.metrics.gap_small);
}

}  // namespace

void refusals(Frame& frame, Column& column, std::string_view title, const std::vector<Refusal>& refused) {
  if (refused.empty()) return;
  Card card = begin_card(frame, column);
  heading(frame, card.content, 2, "refused_title", title);
  Node list;
  list.id = frame.id("refused");
  list.role = NodeRole::kList;
  list.name = title;
  card.content.skip(frame.metrics.gap_small);
  const float top = card.content.y;
  list.rect = {card.content.x, top, card.content.width, 0};
  frame.open(std::move(list));
  for (std::size_t i = 0; i < refused.size(); ++i) {
    const Refusal& one = refused[i];
    Node item;
    item.id = frame.id("refused_" + std::to_string(i));
    item.role = NodeRole::kListItem;
    const float item_top = card.content.y;
    item.rect = {card.content.x, item_top, card.content.width, 0};
    frame.open(std::move(item));
    paragraph(frame, card.content, "refused_text_" + std::to_string(i),
              frame.texts("problems.item", {{"label", one.name}, {"error", frame.texts.error(one.error)}}));
    frame.close(card.content.y - item_top);
  }
  frame.close(card.content.y - top);
  end_card(frame, column, card);
  column.skip(frame.metrics.gap);
}

void record_table(Frame& frame, Column& column, const ListState& list, const RecordTableTexts& texts, RecordColumns kind) {
  search_field(frame, column, list, texts);
  column.skip(frame.metrics.gap);
  if (kind == RecordColumns::kToAudit) {
    filters(frame, column, list);
    column.skip(frame.metrics.gap);
  }
  if (list.failure) {
    notice_bar(frame, column, "failure", frame.texts.error(*list.failure), Tone::kDanger, true);
    return;
  }
  if (!list.loaded) {
    empty_state(frame, column, "loading", frame.texts(texts.loading), {});
    return;
  }
  paragraph(frame, column, "count", frame.texts(texts.count, {{"count", std::to_string(list.total)}}), frame.style_muted());
  column.skip(frame.metrics.gap_small);
  if (list.rows.empty()) {
    model::DeclarationQuery in_this_order;
    in_this_order.sort = list.query.sort;
    in_this_order.descending = list.query.descending;
    const bool filtered = list.query != in_this_order;
    empty_state(frame, column, "empty", frame.texts(filtered ? texts.empty_filtered : texts.empty), {});
    return;
  }
  export_buttons(frame, column);
  if (kind == RecordColumns::kToAudit) audit_chosen_rows(frame, column, list);
  table(frame, column, list, texts, kind);
  if (!list.next_cursor.empty()) {
    column.skip(frame.metrics.gap);
    const ButtonSpec more[] = {{.id = "more",
                                .label = frame.texts(list.loading ? "progress.loading_more" : "progress.more"),
                                .disabled = list.loading}};
    if (button_row(frame, column, more, 0.5f) == 0) frame.emit(ListMoreWanted{});
  }
}

}  // namespace portal::ui
