// Signing in. In the browser the form's elements stand in the page from the start (web/index.html): the mirror
// lays them over what is drawn here, by these node ids.
#include <algorithm>

#include "ui/views/page_tools.h"
#include "ui/views/views.h"
#include "ui/widgets/widgets.h"

namespace portal::ui {

namespace {

constexpr float kCardWidth = 440;

std::string problem_of(const Frame& frame) {
  const SignInState& sign_in = frame.state.sign_in;
  return sign_in.error ? frame.texts.error(*sign_in.error) : std::string();
}

void sign_in_card(Frame& frame, Column& column) {
  const SignInState& sign_in = frame.state.sign_in;
  Card card = begin_card(frame, column);
  Scope scope(frame, "sign_in");
  if (frame.state.session.phase == SessionState::Phase::kExpired) {
    notice_bar(frame, card.content, "expired", frame.texts("sign_in.expired"), Tone::kInfo, false);
    card.content.skip(frame.metrics.gap);
  }
  const std::string problem = problem_of(frame);
  if (!problem.empty()) {
    notice_bar(frame, card.content, "problem", problem, Tone::kDanger, true);
    card.content.skip(frame.metrics.gap);
  }

  Node form;
  form.id = frame.id("form");
  form.role = NodeRole::kForm;
  form.name = frame.texts("sign_in.title");
  form.rect = {card.content.x, card.content.y, card.content.width, 0};
  const float form_top = card.content.y;
  frame.open(std::move(form));

  FieldSpec name;
  name.id = "name";
  name.label = frame.texts("sign_in.name");
  name.required = true;
  name.length_max = 100;
  name.autocomplete = "username";
  const FieldResult name_result = text_field(frame, card.content, name, sign_in.name);
  card.content.skip(frame.metrics.gap);

  FieldSpec password;
  password.id = "password";
  password.label = frame.texts("sign_in.password");
  password.required = true;
  password.password = true;
  password.length_max = 200;
  password.autocomplete = "current-password";
  const FieldResult password_result = text_field(frame, card.content, password, sign_in.password);
  // One event for both: a password manager fills them in the same frame.
  if (name_result.edited || password_result.edited) {
    frame.emit(SignInEdited{name_result.edited.value_or(sign_in.name), password_result.edited.value_or(sign_in.password)});
  }
  card.content.skip(frame.metrics.gap_large);

  ButtonSpec submit;
  submit.id = "submit";
  submit.label = frame.texts(sign_in.busy ? "sign_in.busy" : "sign_in.submit");
  submit.kind = ButtonKind::kPrimary;
  submit.busy = sign_in.busy;
  if (button(frame, card.content.take(frame.metrics.control_height), submit)) frame.emit(SignInRequested{});

  frame.close(card.content.y - form_top);
  end_card(frame, column, card);
}

// Below the form: what is above it must stand where it stood before the client was there.
void tools(Frame& frame, Column& column) {
  column.skip(frame.metrics.gap);
  std::vector<ButtonSpec> buttons = page_tools(frame);
  const std::string end = frame.texts("kiosk.end");
  if (frame.env.kiosk) buttons.push_back({.id = "kiosk_end", .label = end, .kind = ButtonKind::kQuiet});
  button_row(frame, column, buttons, 0.5f);
  if (frame.pressed("kiosk_end")) frame.emit(VisitEnded{});
  const std::optional<Notice>& notice = frame.state.notice;
  if (!notice || frame.state.session.phase != SessionState::Phase::kSignedOut) return;
  column.skip(frame.metrics.gap);
  const bool problem = notice->kind == Notice::Kind::kProblem;
  notice_bar(frame, column, "notice", frame.texts(notice->text_key, notice->params), problem ? Tone::kDanger : Tone::kInfo, problem);
}

}  // namespace

void sign_in_view(Frame& frame) {
  const float margin = frame.metrics.page_margin;
  const float width = std::min(frame.env.width - 2 * margin, kCardWidth * std::min(frame.env.text_scale, 1.5f));
  const float top = std::max(frame.metrics.gap_large, frame.env.height * 0.12f);
  Column column{(frame.env.width - width) / 2, top, width};

  Node main;
  main.id = "main";
  main.role = NodeRole::kMain;
  main.rect = {column.x, column.y, column.width, 0};
  const float main_top = column.y;
  frame.open(std::move(main));

  heading(frame, column, 1, "heading", frame.texts("app.title"));
  frame.set_title(frame.texts("app.title"));  // not twice
  secondary(frame, column, "sign_in_intro", frame.texts("sign_in.intro"));
  column.skip(frame.metrics.gap);
  sign_in_card(frame, column);
  tools(frame, column);
  frame.close(column.y - main_top);
  frame.page_bottom = std::max(frame.page_bottom, column.y + frame.metrics.gap_large);
}

void loading_view(Frame& frame) {
  const float margin = frame.metrics.page_margin;
  Column column{margin, frame.env.height * 0.3f, frame.env.width - 2 * margin};
  Node main;
  main.id = "main";
  main.role = NodeRole::kMain;
  main.rect = {column.x, column.y, column.width, 0};
  const float top = column.y;
  frame.open(std::move(main));
  // Every view has its heading, so that whoever jumps from heading to heading finds it.
  const std::string& title = frame.texts("app.title");
  const float title_width = std::min(frame.text_width(title, frame.style_heading(1)) + 1, column.width);
  Column middle{column.x + (column.width - title_width) / 2, column.y, title_width};
  heading(frame, middle, 1, "heading", title);
  column.y = middle.y;
  frame.set_title(title);
  const bool lost = frame.state.connection.lost;
  empty_state(frame, column, "loading", frame.texts(lost ? "error.no_answer" : "app.loading"), {});
  if (lost) {
    const ButtonSpec retry[] = {{.id = "retry", .label = frame.texts("connection.retry_now"), .kind = ButtonKind::kPrimary}};
    if (button_row(frame, column, retry, 0.5f) == 0) frame.emit(RetryRequested{});
  }
  frame.close(column.y - top);
  frame.page_bottom = std::max(frame.page_bottom, column.y + frame.metrics.gap_large);
}

void unknown_view(Frame& frame, Column& column) {
  heading(frame, column, 1, "heading", frame.texts("unknown.title"));
  column.skip(frame.metrics.gap);
  paragraph(frame, column, "unknown_text", frame.texts("unknown.text"));
  column.skip(frame.metrics.gap);
  LinkSpec home;
  home.id = "unknown_home";
  home.label = frame.texts("unknown.home");
  home.href = "#/";
  const float width = frame.text_width(home.label, frame.style_text()) + 2;
  link(frame, {column.x, column.y, width, frame.metrics.control_height}, home);
  column.skip(frame.metrics.control_height);
}

}  // namespace portal::ui
