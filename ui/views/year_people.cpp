// 年度完成情况 of an organisation: how many of its people have reached the year's targets, and who has not.
#include <algorithm>

#include "ui/views/exports.h"
#include "ui/views/views.h"
#include "ui/views/year_parts.h"

namespace portal::ui {

namespace {

constexpr float kSearchWidth = 420;

std::map<std::string, std::string> numbers_of(const model::ReachedCounts& counts) {
  return {{"all", std::to_string(counts.all)}, {"reached", std::to_string(counts.reached)}, {"not_reached", std::to_string(counts.not_reached)}};
}

TableCell share_bar(const Frame& frame, const model::ReachedCounts& counts) {
  TableCell cell;
  cell.text = frame.texts("year.counts", numbers_of(counts));
  cell.bar = Bar{counts.all > 0 ? static_cast<float>(counts.reached) / static_cast<float>(counts.all) : 0, 0, -1};
  return cell;
}

void organisations_table(Frame& frame, Column& column, const YearState& year) {
  CellRows rows;
  for (const auto& [organisation, counts] : year.organisations)
    rows.push_back({text_cell(organisation.name), share_bar(frame, counts), text_cell(std::to_string(counts.reached)),
                    text_cell(std::to_string(counts.not_reached)), text_cell(std::to_string(counts.all))});
  const std::vector<CellColumn> columns = {{"year.organisation", 2, 200, false}, {"year.share", 2, 140, false},
                                           {"year.people_reached"},              {"year.people_not_reached"},
                                           {"year.people"}};
  heading(frame, column, 2, "organisations_title", frame.texts("year.by_organisation"));
  column.skip(frame.metrics.gap_small);
  table_of(frame, column, "organisations", frame.texts("year.by_organisation"), columns, rows, 0);
  column.skip(frame.metrics.gap_large);
}

void people_table(Frame& frame, Column& column, const YearState& year) {
  const bool several = year.organisations.size() > 1;
  double hours_max = 0;
  for (const model::PersonStanding& one : year.people) hours_max = std::max(hours_max, hours_to_show(one.total));
  CellRows rows;
  for (const model::PersonStanding& one : year.people) {
    rows.push_back({text_cell(one.person.name), text_cell(one.person.number), tally_bar(frame.texts, one.total, hours_max),
                    hours_cell(one.public_subject.approved_hours), hours_cell(one.professional_subject.approved_hours),
                    hours_cell(one.total.approved_hours), hours_cell(one.total.pending_hours), reached_cell(frame.texts, one.reached)});
    if (several) rows.back().insert(rows.back().begin() + 2, text_cell(one.organisation.name));
  }
  std::vector<CellColumn> columns = {{"year.person", 1, 110, false}, {"year.number", 1, 100, false}, {"year.progress", 2, 140, false},
                                     {"year.public_hours"},          {"year.professional_hours"},    {"year.total_hours"},
                                     {"year.pending"},               {"year.result", 1.2f, 150, false}};
  if (several) columns.insert(columns.begin() + 2, {"year.organisation", 1.6f, 160, false});
  const TableResult result = table_of(frame, column, "people", frame.texts("year.people_table"), columns, rows, year.total);
  if (result.end_in_sight && !year.next_cursor.empty() && !year.loading) frame.emit(ListMoreWanted{});
}

void search_field(Frame& frame, Column& column, const YearState& year) {
  Column narrow = column;
  narrow.width = std::min(column.width, kSearchWidth * frame.env.text_scale);
  const std::string &label = frame.texts("year.search"), &placeholder = frame.texts("year.search_placeholder");
  FieldSpec spec;
  spec.id = "search";
  spec.label = label;
  spec.placeholder = placeholder;
  spec.search = true;
  spec.input_mode = "search";
  spec.length_max = 100;
  const FieldResult result = text_field(frame, narrow, spec, year.query.search);
  column.y = narrow.y + frame.metrics.gap;
  if (!result.edited) return;
  YearQuery query = year.query;
  query.search = *result.edited;
  frame.emit(YearQueryChanged{query});
}

void people(Frame& frame, Column& column, const YearState& year) {
  search_field(frame, column, year);
  if (!year.loaded) return empty_state(frame, column, "loading", frame.texts("common.loading"), {});
  paragraph(frame, column, "count", frame.texts("year.people_count", {{"count", std::to_string(year.total)}}), frame.style_muted());
  column.skip(frame.metrics.gap_small);
  if (year.people.empty()) return empty_state(frame, column, "empty", frame.texts("year.nobody"), {});
  export_buttons(frame, column);
  people_table(frame, column, year);
  if (year.next_cursor.empty()) return;
  column.skip(frame.metrics.gap);
  const std::string& more = frame.texts(year.loading ? "progress.loading_more" : "progress.more");
  const ButtonSpec buttons[] = {{.id = "more", .label = more, .disabled = year.loading}};
  if (button_row(frame, column, buttons, 0.5f) == 0) frame.emit(ListMoreWanted{});
}

}  // namespace

void people_of_year(Frame& frame, Column& column) {
  const YearState& year = frame.state.year;
  if (year.failure) return notice_bar(frame, column, "failure", frame.texts.error(*year.failure), Tone::kDanger, true);
  if (year.loaded && !year.has_targets) {
    notice_bar(frame, column, "conclusion", frame.texts("year.no_target_for_people"), Tone::kInfo, false);
    column.skip(frame.metrics.gap);
    return people(frame, column, year);
  }
  if (year.loaded) {
    Frame::TextStyle strong = frame.style_text();
    strong.strong = true;
    paragraph(frame, column, "counts", frame.texts("year.counts", numbers_of(year.counts)), strong);
    column.skip(frame.metrics.gap);
    if (year.organisations.size() > 1) organisations_table(frame, column, year);
  }
  struct Filter {
    const char* id;
    const char* text_key;
    std::optional<bool> reached;
    long long count;
  };
  const Filter filters[] = {{"all", "state.all", std::nullopt, year.counts.all},
                            {"not_reached", "year.not_reached", false, year.counts.not_reached},
                            {"reached", "year.reached", true, year.counts.reached}};
  std::vector<TabSpec> tabs;
  std::size_t selected = 0;
  for (const Filter& filter : filters) {
    if (filter.reached == year.query.reached) selected = tabs.size();
    tabs.push_back({filter.id, frame.texts(filter.text_key), year.loaded ? std::to_string(filter.count) : ""});
  }
  const int pressed = tab_bar(frame, column, "tabs", frame.texts("year.tabs"), tabs, static_cast<int>(selected));
  if (pressed >= 0 && static_cast<std::size_t>(pressed) != selected) {
    YearQuery query = year.query;
    query.reached = filters[pressed].reached;
    frame.emit(YearQueryChanged{query});
  }
  column.skip(frame.metrics.gap);
  begin_tab_panel(frame, column, "tabs", tabs[selected].label);
  people(frame, column, year);
  end_tab_panel(frame, column);
}

}  // namespace portal::ui
