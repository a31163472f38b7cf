// A month to choose a day from, for a date field.
#include <algorithm>
#include <cmath>

#include "model/date.h"
#include "model/validation.h"
#include "ui/views/declare_parts.h"
#include "ui/views/dialogs.h"
#include "ui/widgets/widgets.h"

namespace portal::ui {

namespace {

constexpr int kDaysInWeek = 7;
constexpr int kWeeksMax = 6;
constexpr int kMonthsInYear = 12;

std::string day_name(const Frame& frame, model::Date date, bool selected) {
  return frame.texts(selected ? "calendar.day_selected" : "calendar.day", {{"year", std::to_string(date.year)},
                                                                           {"month", std::to_string(date.month)},
                                                                           {"day", std::to_string(date.day)}});
}

// A button at each end of a line and something between them; where there is no room for that, it stands below them.
struct EndButtons {
  bool first = false, second = false;
  Rect middle;
};
EndButtons end_buttons(Frame& frame, Column& column, const ButtonSpec& first, const ButtonSpec& second, float middle_width) {
  const float first_width = button_width(frame, first.label);
  const float second_width = button_width(frame, second.label);
  EndButtons result;
  if (first_width + middle_width + second_width > column.width) {
    const ButtonSpec both[] = {first, second};
    const int pressed = button_row(frame, column, both);
    result.first = pressed == 0;
    result.second = pressed == 1;
    result.middle = column.take(frame.metrics.control_height, frame.metrics.gap_small);
    return result;
  }
  const Rect line = column.take(frame.metrics.control_height, frame.metrics.gap_small);
  result.first = button(frame, {line.x, line.y, first_width, line.h}, first);
  result.middle = {line.x + first_width, line.y, line.w - first_width - second_width, line.h};
  result.second = button(frame, {line.right() - second_width, line.y, second_width, line.h}, second);
  return result;
}

ButtonSpec quiet_button(std::string_view id, const std::string& label) {
  ButtonSpec spec;
  spec.id = id;
  spec.label = label;
  spec.kind = ButtonKind::kQuiet;
  return spec;
}

void month_bar(Frame& frame, Column& column, const Dialog& dialog) {
  const std::string month = frame.texts("calendar.month", {{"year", std::to_string(dialog.calendar_year)},
                                                           {"month", std::to_string(dialog.calendar_month)}});
  Frame::TextStyle strong = frame.style_text();
  strong.strong = true;
  const EndButtons years = end_buttons(frame, column, quiet_button("previous_year", frame.texts("calendar.previous_year")),
                                       quiet_button("next_year", frame.texts("calendar.next_year")), frame.text_width(month, strong));
  frame.draw_line(month, years.middle, strong, 0.5f);
  Node node;
  node.id = frame.id("month");
  node.role = NodeRole::kStatus;
  node.name = month;
  node.rect = years.middle;
  node.font_size = strong.size;
  frame.add(std::move(node));
  const std::string& today = frame.texts("calendar.today");
  const EndButtons months = end_buttons(frame, column, quiet_button("previous", frame.texts("calendar.previous_month")),
                                        quiet_button("next", frame.texts("calendar.next_month")), button_width(frame, today));
  const float width = std::min(button_width(frame, today), months.middle.w);
  const Rect place{months.middle.x + std::floor((months.middle.w - width) / 2), months.middle.y, width, months.middle.h};
  if (button(frame, place, {.id = "today", .label = today})) frame.emit(CalendarDayWanted{today_in_china(frame.state)});
  if (years.first) frame.emit(CalendarMoved{-kMonthsInYear});
  if (years.second) frame.emit(CalendarMoved{kMonthsInYear});
  if (months.first) frame.emit(CalendarMoved{-1});
  if (months.second) frame.emit(CalendarMoved{1});
}

Node row_of(const Frame& frame, int row, const Rect& rect) {
  Node node;
  node.id = frame.id(row == 0 ? "weekdays" : "week_" + std::to_string(row));
  node.role = NodeRole::kRow;
  node.row = row;
  node.rect = rect;
  return node;
}

void weekday_names(Frame& frame, const Rect& line, float cell) {
  frame.open(row_of(frame, 0, line));
  for (int day = 0; day < kDaysInWeek; ++day) {
    const Rect rect{line.x + static_cast<float>(day) * cell, line.y, cell, line.h};
    frame.draw_line(frame.texts("calendar.weekday." + std::to_string(day)), rect, frame.style_muted(), 0.5f);
    Node node;
    node.id = frame.id("weekday_" + std::to_string(day));
    node.role = NodeRole::kColumnHeader;
    node.name = frame.texts("calendar.weekday_name." + std::to_string(day));
    node.rect = rect;
    node.font_size = frame.style_muted().size;
    node.column = day + 1;
    frame.add(std::move(node));
  }
  frame.close();
}

// As the ARIA Authoring Practices have it for a date picker.
std::optional<model::Date> moved_day(Frame& frame, model::Date at) {
  const auto moved = frame.moved_inside(frame.id("days"));
  if (!moved) return std::nullopt;
  const auto months_away = [&](int months) {
    const int sum = at.year * kMonthsInYear + at.month - 1 + months;
    const int year = sum / kMonthsInYear, month = sum % kMonthsInYear + 1;
    return model::Date{year, month, std::min(at.day, model::days_in_month(year, month))};
  };
  const int weekday = model::day_of_week(at);
  switch (moved->move) {
    case Move::kLeft: return model::add_days(at, -1);
    case Move::kRight: return model::add_days(at, 1);
    case Move::kUp: return model::add_days(at, -kDaysInWeek);
    case Move::kDown: return model::add_days(at, kDaysInWeek);
    case Move::kHome: return model::add_days(at, -weekday);
    case Move::kEnd: return model::add_days(at, kDaysInWeek - 1 - weekday);
    case Move::kPageUp: return months_away(-1);
    case Move::kPageDown: return months_away(1);
    case Move::kFarUp: return months_away(-kMonthsInYear);
    case Move::kFarDown: return months_away(kMonthsInYear);
    case Move::kFirst: return model::Date{at.year, at.month, 1};
    case Move::kLast: return model::Date{at.year, at.month, model::days_in_month(at.year, at.month)};
    case Move::kTake: break;  // the day is a button
  }
  return std::nullopt;
}

bool day_button(Frame& frame, const Rect& rect, model::Date date, bool selected, bool stop) {
  const std::string number = std::to_string(date.day);
  const std::string name = day_name(frame, date, selected);
  const std::string id = "days/day_" + number;
  Node cell;
  cell.id = frame.id("days/cell_" + number);
  cell.role = NodeRole::kCell;
  cell.grid = true;
  cell.selected = selected;
  cell.column = model::day_of_week(date) + 1;
  cell.rect = rect;
  frame.open(std::move(cell));
  ButtonSpec spec;
  spec.id = id;
  spec.label = number;
  spec.kind = selected ? ButtonKind::kPrimary : ButtonKind::kQuiet;
  spec.accessible_name = name;
  spec.current = date == today_in_china(frame.state);
  spec.tab_stop = stop ? TabStop::kYes : TabStop::kNo;
  const bool pressed = button(frame, rect.inset(1, 1), spec);
  frame.close();
  return pressed;
}

std::optional<model::Date> days(Frame& frame, Column& column, const Dialog& dialog, const std::string& name) {
  const auto stored = frame.state.declare.values.find(dialog.subject);
  const auto current =
      model::parse_date(stored == frame.state.declare.values.end() ? std::string() : model::text_from_value(*stored));
  const float cell = std::floor(column.width / kDaysInWeek);
  const float header = std::round(frame.metrics.text * frame.metrics.line_height);
  const float height = frame.metrics.control_height + 2;  // of the buttons, and a line between them
  const int first_column = model::day_of_week({dialog.calendar_year, dialog.calendar_month, 1});
  const int count = model::days_in_month(dialog.calendar_year, dialog.calendar_month);
  const int weeks = (first_column + count + kDaysInWeek - 1) / kDaysInWeek;
  Node table;
  table.id = frame.id("days");
  table.role = NodeRole::kTable;
  table.grid = true;
  table.name = name;
  table.rows = weeks;
  table.columns = kDaysInWeek;
  table.rect = {column.x, column.y, cell * kDaysInWeek, header + static_cast<float>(weeks) * height};
  const Rect area = table.rect;
  frame.open(std::move(table));
  weekday_names(frame, {area.x, area.y, area.w, header}, cell);
  std::optional<model::Date> chosen;
  for (int day = 1; day <= count; ++day) {
    const int place = first_column + day - 1;
    const Rect week{area.x, area.y + header + static_cast<float>(place / kDaysInWeek) * height, area.w, height};
    if (day == 1 || place % kDaysInWeek == 0) frame.open(row_of(frame, place / kDaysInWeek + 1, week));
    const model::Date date{dialog.calendar_year, dialog.calendar_month, day};
    const Rect rect{week.x + static_cast<float>(place % kDaysInWeek) * cell, week.y, cell, height};
    if (day_button(frame, rect, date, current && *current == date, day == dialog.calendar_day)) chosen = date;
    if (day == count || place % kDaysInWeek == kDaysInWeek - 1) frame.close();
  }
  frame.close();
  column.skip(header + kWeeksMax * height + frame.metrics.gap_small);  // the box keeps its size from month to month
  return chosen;
}

}  // namespace

void calendar_view(Frame& frame, const Dialog& dialog) {
  Scope scope(frame, "dialog");
  const std::string label = label_at(frame, "/values/" + dialog.subject);
  const std::string title = frame.texts("calendar.title_of", {{"label", label}});
  DialogSpec spec;
  spec.id = "box";
  spec.title = title;
  spec.width = 400;
  Column column = begin_dialog(frame, spec);
  month_bar(frame, column, dialog);
  const std::optional<model::Date> chosen = days(frame, column, dialog, title);
  const model::Date at{dialog.calendar_year, dialog.calendar_month, dialog.calendar_day};
  if (const std::optional<model::Date> day = moved_day(frame, at)) frame.emit(CalendarDayWanted{*day});
  const ButtonSpec cancel[] = {{.id = "cancel", .label = frame.texts("dialog.cancel")}};
  const int pressed = button_row(frame, column, cancel, 1);
  const bool dismissed = end_dialog(frame, spec, column);
  if (chosen) {
    frame.emit(FieldEdited{dialog.subject, model::format_date(*chosen)});
    frame.emit(FieldLeft{dialog.subject});
  }
  if (chosen || pressed == 0 || dismissed) frame.emit(DialogDismissed{});
}

}  // namespace portal::ui
