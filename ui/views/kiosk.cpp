// A machine for everyone: the start screen, in every language at once; the countdown; the page between two visits.
#include <algorithm>
#include <cmath>

#include "ui/preferences.h"
#include "ui/update/requests.h"
#include "ui/views/page_tools.h"
#include "ui/views/views.h"
#include "ui/widgets/widgets.h"

namespace portal::ui {

namespace {

constexpr float kStartWidth = 1040;
constexpr float kCardWidthMin = 380;
constexpr float kStartButtonHeight = 96;
constexpr float kCountdownWidth = 520;

constexpr const char* kLines[] = {"purpose", "bring", "leave"};

// All of the start screen's sentences stand in the texts of each language: kiosk.start.zh-CN.title, kiosk.start.en.title, …
std::string start_text(const Frame& frame, std::string_view language, std::string_view what) {
  return frame.texts("kiosk.start." + std::string(language) + "." + std::string(what));
}

Frame::TextStyle style_of_lines(const Frame& frame) {
  Frame::TextStyle style = frame.style_text();
  style.size = frame.metrics.text_large;
  return style;
}

float lines_height(const Frame& frame, std::string_view language, float width) {
  float height = 0;
  for (const char* line : kLines) height += frame.text_height(start_text(frame, language, line), width, style_of_lines(frame)) + frame.metrics.gap_small;
  return height;
}

// Cards side by side have their buttons side by side: the lines of each take as much room as those of the longest.
float start_card_lines_height(const Frame& frame, float card_width) {
  const float width = card_width - 2 * frame.metrics.gap_large;
  float height = 0;
  for (const std::string_view language : kLanguages) height = std::max(height, lines_height(frame, language, width));
  return height;
}

void start_card(Frame& frame, Column& column, std::string_view language, float lines_height_min) {
  Scope scope(frame, "kiosk/" + std::string(language));
  frame.speak(std::string(language));
  Card card = begin_card(frame, column);
  heading(frame, card.content, 2, "title", start_text(frame, language, "title"));
  card.content.skip(frame.metrics.gap);
  const float lines_top = card.content.y;
  for (const char* line : kLines) {
    paragraph(frame, card.content, line, start_text(frame, language, line), style_of_lines(frame));
    card.content.skip(frame.metrics.gap_small);
  }
  card.content.y = std::max(card.content.y, lines_top + lines_height_min) + frame.metrics.gap;
  const std::string label = start_text(frame, language, "start");
  const bool ending = has_pending(frame.state, Purpose::kSignOut);  // a session that the machine still had
  const ButtonSpec start{.id = "start", .label = label, .kind = ButtonKind::kPrimary, .busy = ending, .large = true};
  if (button(frame, card.content.take(kStartButtonHeight), start)) frame.emit(VisitStarted{std::string(language)});
  end_card(frame, column, card);
  frame.speak({});
}

}  // namespace

void kiosk_start_view(Frame& frame) {
  const float margin = frame.metrics.gap_large;
  const float width = std::min(frame.env.width - 2 * margin, kStartWidth * frame.env.text_scale);
  Column column{(frame.env.width - width) / 2, std::max(margin, frame.env.height * 0.1f), width};
  Node main;
  main.id = "main";
  main.role = NodeRole::kMain;
  main.rect = {column.x, column.y, column.width, 0};
  const float top = column.y;
  frame.open(std::move(main));
  heading(frame, column, 1, "heading", frame.texts("app.title"));
  frame.set_title(frame.texts("app.title"));
  column.skip(frame.metrics.gap_large);
  if (frame.state.connection.lost) {
    notice_bar(frame, column, "lost", frame.texts("error.no_answer"), Tone::kWarning, true);
    column.skip(frame.metrics.gap_large);
  }
  std::vector<Column> columns = split(column, static_cast<int>(kLanguages.size()), kCardWidthMin * frame.env.text_scale, frame.metrics.gap_large);
  const float lines_height_min = columns.size() > 1 ? start_card_lines_height(frame, columns[0].width) : 0;
  for (std::size_t i = 0; i < kLanguages.size(); ++i) {
    Column& place = columns[i % columns.size()];
    start_card(frame, place, kLanguages[i], lines_height_min);
    if (columns.size() == 1) place.skip(frame.metrics.gap_large);
  }
  for (const Column& used : columns) column.y = std::max(column.y, used.y);
  column.skip(frame.metrics.gap_large);
  button_row(frame, column, page_tools(frame), 0.5f);
  frame.close(column.y - top);
  frame.page_bottom = std::max(frame.page_bottom, column.y + frame.metrics.gap_large);
}

void kiosk_leaving_view(Frame& frame) {
  Column column{frame.metrics.page_margin, frame.env.height * 0.3f, frame.env.width - 2 * frame.metrics.page_margin};
  Node main;
  main.id = "main";
  main.role = NodeRole::kMain;
  main.rect = {column.x, column.y, column.width, 0};
  const float top = column.y;
  frame.open(std::move(main));
  const std::string title = frame.texts("kiosk.leaving");
  const float width = std::min(std::ceil(frame.text_width(title, frame.style_heading(1))) + 1, column.width);
  Column middle{column.x + (column.width - width) / 2, column.y, width};
  heading(frame, middle, 1, "heading", title);
  column.y = middle.y;
  empty_state(frame, column, "kiosk_leaving", frame.texts(frame.state.connection.lost ? "error.no_answer" : "kiosk.wait"), {});
  frame.close(column.y - top);
}

void kiosk_countdown_view(Frame& frame) {
  Scope scope(frame, "kiosk/countdown");
  DialogSpec spec;
  spec.id = "box";
  const std::string title = frame.texts("kiosk.countdown.title");
  spec.title = title;
  spec.width = kCountdownWidth;
  spec.alert = true;
  Column column = begin_dialog(frame, spec);
  const std::map<std::string, std::string> left{{"seconds", std::to_string(frame.state.kiosk.seconds_left)}};
  Frame::TextStyle number = frame.style_heading(1);
  paragraph(frame, column, "left", frame.texts("kiosk.countdown.left", left), number);
  column.skip(frame.metrics.gap);
  paragraph(frame, column, "text", frame.texts("kiosk.countdown.text"));
  column.skip(frame.metrics.gap_large);
  const std::string end = frame.texts("kiosk.end"), go_on = frame.texts("kiosk.countdown.go_on");
  const ButtonSpec buttons[] = {{.id = "end", .label = end}, {.id = "go_on", .label = go_on, .kind = ButtonKind::kPrimary}};
  const int pressed = button_row(frame, column, buttons, 1);
  const bool dismissed = end_dialog(frame, spec, column);
  if (pressed == 0) frame.emit(VisitEnded{});
  if (pressed == 1 || dismissed) frame.emit(UserActive{});
}

}  // namespace portal::ui
