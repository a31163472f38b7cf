// A month to choose a day from, for a date field.
#include <algorithm>

#include "model/date.h"
#include "model/validation.h"
#include "ui/views/declare_parts.h"
#include "ui/views/dialogs.h"
#include "ui/widgets/widgets.h"

namespace portal::ui {

namespace {

constexpr int kDaysInWeek = 7;

std::string day_name(const Frame& frame, model::Date date, bool selected) {
  return frame.texts(selected ? "calendar.day_selected" : "calendar.day", {{"year", std::to_string(date.year)},
                                                                           {"month", std::to_string(date.month)},
                                                                           {"day", std::to_string(date.day)}});
}

void month_bar(Frame& frame, Column& column, const Dialog& dialog) {
  const Rect line = column.take(frame.metrics.control_height, frame.metrics.gap_small);
  const std::string& previous = frame.texts("calendar.previous_month");
  const std::string& next = frame.texts("calendar.next_month");
  const float previous_width = button_width(frame, previous);
  const float next_width = button_width(frame, next);
  if (button(frame, {line.x, line.y, previous_width, line.h}, {.id = "previous", .label = previous, .kind = ButtonKind::kQuiet})) {
    frame.emit(CalendarMoved{-1});
  }
  const std::string month = frame.texts("calendar.month", {{"year", std::to_string(dialog.calendar_year)},
                                                           {"month", std::to_string(dialog.calendar_month)}});
  Frame::TextStyle strong = frame.style_text();
  strong.strong = true;
  const Rect middle{line.x + previous_width, line.y, line.w - previous_width - next_width, line.h};
  frame.draw_line(month, middle, strong, 0.5f);
  Node node;
  node.id = frame.id("month");
  node.role = NodeRole::kStatus;
  node.name = month;
  node.rect = middle;
  node.font_size = strong.size;
  frame.add(std::move(node));
  if (button(frame, {line.right() - next_width, line.y, next_width, line.h}, {.id = "next", .label = next, .kind = ButtonKind::kQuiet})) {
    frame.emit(CalendarMoved{1});
  }
}

void weekday_names(Frame& frame, Column& column, float cell) {
  const Rect line = column.take(frame.metrics.text * frame.metrics.line_height);
  for (int day = 0; day < kDaysInWeek; ++day) {
    const Rect rect{line.x + static_cast<float>(day) * cell, line.y, cell, line.h};
    const std::string& name = frame.texts("calendar.weekday." + std::to_string(day));
    frame.draw_line(name, rect, frame.style_muted(), 0.5f);
    Node node;
    node.id = frame.id("weekday_" + std::to_string(day));
    node.role = NodeRole::kText;
    node.name = name;
    node.rect = rect;
    node.font_size = frame.style_muted().size;
    frame.add(std::move(node));
  }
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
  const float cell = column.width / kDaysInWeek;
  weekday_names(frame, column, cell);

  const auto stored = frame.state.declare.values.find(dialog.subject);
  const auto current =
      model::parse_date(stored == frame.state.declare.values.end() ? std::string() : model::text_from_value(*stored));
  const int first_column = model::day_of_week({dialog.calendar_year, dialog.calendar_month, 1});
  const int days = model::days_in_month(dialog.calendar_year, dialog.calendar_month);
  const float top = column.y;
  const float height = frame.metrics.control_height;
  std::optional<model::Date> chosen;
  for (int day = 1; day <= days; ++day) {
    const int place = first_column + day - 1;
    const model::Date date{dialog.calendar_year, dialog.calendar_month, day};
    const bool selected = current && *current == date;
    const std::string number = std::to_string(day);
    const std::string id = "day_" + number;
    const std::string name = day_name(frame, date, selected);
    ButtonSpec spec_of_day;
    spec_of_day.id = id;
    spec_of_day.label = number;
    spec_of_day.kind = selected ? ButtonKind::kPrimary : ButtonKind::kQuiet;
    spec_of_day.accessible_name = name;
    const Rect rect{column.x + static_cast<float>(place % kDaysInWeek) * cell,
                    top + static_cast<float>(place / kDaysInWeek) * height, cell, height};
    if (button(frame, rect.inset(1, 1), spec_of_day)) chosen = date;
  }
  column.y = top + 6 * height + frame.metrics.gap_small;  // six weeks: the box keeps its size from month to month
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
