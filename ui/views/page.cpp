// The frame around every view: banner, navigation, messages, the view of the route, the open dialog.
#include <algorithm>
#include <cmath>
#include <vector>

#include "model/people.h"
#include "model/workflow.h"
#include "ui/views/banner.h"
#include "ui/views/dialogs.h"
#include "ui/views/format.h"
#include "ui/views/management.h"
#include "ui/views/page_tools.h"
#include "ui/views/views.h"
#include "ui/widgets/widgets.h"

namespace portal::ui {

namespace {

constexpr float kNarrowPage = 720;

// The first stop of the Tab key: past the banner, to what this page is about. Drawn only while it has the focus. The desktop's pointer
// would find it under the title.
void skip_link(Frame& frame) {
  if (frame.env.native_text) return;
  LinkSpec spec;
  spec.id = "skip";
  spec.label = frame.texts("nav.skip");
  spec.href = "#heading";
  const float width = std::min(button_width(frame, spec.label), frame.env.width - 2 * frame.metrics.page_margin);
  const Rect rect{frame.metrics.page_margin, 8, width, link_height(frame, spec.label, width - 2 * frame.metrics.gap)};
  Node node;
  node.id = frame.id(spec.id);
  node.role = NodeRole::kLink;
  node.name = spec.label;
  node.href = spec.href;
  node.rect = rect;
  node.font_size = frame.metrics.text;
  node.strong = true;
  node.wraps = true;
  frame.add(std::move(node));
  if (frame.pressed("skip")) frame.emit(LinkFollowed{spec.href});
  if (!frame.focused("skip")) return;
  frame.draw_last([rect, label = std::string(spec.label)](Frame& last) {
    last.fill(rect, last.palette.accent, last.metrics.radius);
    last.stroke(rect.inset(-2, -2), last.palette.focus_ring, last.metrics.radius + 2, last.metrics.focus_ring);
    Frame::TextStyle style = last.style_text();
    style.strong = true;
    style.color = last.palette.text_on_accent;
    const float room = rect.w - 2 * last.metrics.gap;
    const float height = last.text_height(label, room, style);
    last.draw_text(label, {rect.x + last.metrics.gap, rect.y + std::floor((rect.h - height) / 2)}, room, style);
  });
}

void messages(Frame& frame, Column& column) {
  const State& state = frame.state;
  if (state.connection.lost) {
    Scope scope(frame, "connection");
    const long long wait_ms = state.connection.retry_at_ms - state.environment.now_ms;
    const std::string seconds = std::to_string(std::max(0LL, (wait_ms + 999) / 1000));
    const std::string next = frame.texts("connection.retry_in", {{"seconds", seconds}});
    notice_bar(frame, column, "lost", frame.texts("connection.lost") + "\n" + next, Tone::kWarning, true);
    column.skip(frame.metrics.gap_small);
    const ButtonSpec retry[] = {{.id = "retry", .label = frame.texts("connection.retry_now")}};
    if (button_row(frame, column, retry) == 0) frame.emit(RetryRequested{});
    column.skip(frame.metrics.gap);
  }
  if (state.notice) {
    const Notice& notice = *state.notice;
    const Tone tone = notice.kind == Notice::Kind::kSuccess ? Tone::kSuccess
                      : notice.kind == Notice::Kind::kProblem ? Tone::kDanger
                                                              : Tone::kInfo;
    notice_bar(frame, column, "notice", frame.texts(notice.text_key, notice.params), tone,
               notice.kind == Notice::Kind::kProblem);
    column.skip(frame.metrics.gap);
  }
}

void home_view(Frame& frame, Column& column, const SignedIn& who) {
  heading(frame, column, 1, "heading", frame.texts("nav.signed_in_as", {{"name", who.person.name}, {"role", role_text(frame.texts, who.role)}}));
  column.skip(frame.metrics.gap);
  const Pair about[] = {{frame.texts("detail.organisation"), who.organisation.name}};
  pairs(frame, column, "about", about);
  column.skip(frame.metrics.gap);
  empty_state(frame, column, "nothing", frame.texts("audit.empty"), {});
}

// There is nothing else until it is changed; the form is in a dialog.
void own_password_view(Frame& frame, Column& column) {
  heading(frame, column, 1, "heading", frame.texts("staff.password_first"));
  column.skip(frame.metrics.gap);
  paragraph(frame, column, "password_first", frame.texts("staff.password_first_text"));
  column.skip(frame.metrics.gap);
  const ButtonSpec change[] = {{.id = "change_password", .label = frame.texts("form.own_password.title"), .kind = ButtonKind::kPrimary, .popup = "dialog"}};
  if (button_row(frame, column, change) == 0) frame.emit(FormOpened{FormKind::kOwnPassword, "", "change_password"});
}

bool declares_for_people(model::Role role) { return role != model::Role::kProfessional && model::may_declare(role); }

void route_view(Frame& frame, Column& column, const SignedIn& who) {
  const Route::Place place = frame.state.route.place;
  if (who.must_change_password) return own_password_view(frame, column);
  switch (place == Route::Place::kHome ? first_place_of(who.role) : place) {
    case Route::Place::kHome: return home_view(frame, column, who);
    case Route::Place::kDeclare:
    case Route::Place::kEdit: return declare_view(frame, column);
    case Route::Place::kProgress: return progress_view(frame, column);
    case Route::Place::kAudit: return audit_view(frame, column);
    case Route::Place::kRecords: return records_view(frame, column);
    case Route::Place::kYear: return year_view(frame, column, who);
    case Route::Place::kDetail: return detail_view(frame, column);
    case Route::Place::kStaff: return staff_view(frame, column);
    case Route::Place::kOrganisations: return organisations_view(frame, column);
    case Route::Place::kImport: return declares_for_people(who.role) && !frame.env.kiosk ? import_view(frame, column) : unknown_view(frame, column);
    case Route::Place::kImportPeople: return model::manages_people(who.role) && !frame.env.kiosk ? import_people_view(frame, column) : unknown_view(frame, column);
    case Route::Place::kSettings: return who.role == model::Role::kAdmin ? settings_view(frame, column) : unknown_view(frame, column);
    case Route::Place::kUnknown: return unknown_view(frame, column);
  }
}

bool is_table_place(const Route& route) {
  const bool is_management = route.place == Route::Place::kStaff || route.place == Route::Place::kOrganisations;
  return is_list(route.place) || route.place == Route::Place::kHome || route.place == Route::Place::kYear || route.place == Route::Place::kImport || route.place == Route::Place::kImportPeople || (is_management && route.subject.empty());
}

void signed_in_page(Frame& frame, const SignedIn& who) {
  skip_link(frame);
  const float top = banner(frame, who);
  const float margin = frame.env.width < kNarrowPage ? frame.metrics.page_margin : frame.metrics.gap_large;
  const float width_max =
      is_table_place(frame.state.route) ? frame.metrics.table_width_max : frame.metrics.column_width_max;
  const float width = std::min(frame.env.width - 2 * margin, width_max);
  Column column{(frame.env.width - width) / 2, top + frame.metrics.gap_large, width};
  const Rect main{column.x, column.y, column.width, 0};
  Node node;
  node.id = "main";
  node.role = NodeRole::kMain;
  node.rect = main;
  frame.open(std::move(node));
  messages(frame, column);
  route_view(frame, column, who);
  frame.close(column.y - main.y);
  frame.page_bottom = std::max(frame.page_bottom, column.y + 2 * frame.metrics.gap_large);
}

void content(Frame& frame) {
  const SessionState& session = frame.state.session;
  if (frame.state.kiosk.phase == KioskState::Phase::kStart) return kiosk_start_view(frame);
  if (frame.state.kiosk.phase == KioskState::Phase::kLeaving) return kiosk_leaving_view(frame);
  switch (session.phase) {
    case SessionState::Phase::kUnknown: return loading_view(frame);
    case SessionState::Phase::kSignedOut:
    case SessionState::Phase::kExpired: return sign_in_view(frame);
    case SessionState::Phase::kSignedIn:
      if (session.who) signed_in_page(frame, *session.who);
  }
}

// One at a time: the countdown stands in the place of what was open, which comes back.
void dialogs(Frame& frame) {
  if (frame.state.kiosk.seconds_left > 0) return kiosk_countdown_view(frame);
  const std::optional<Dialog>& dialog = frame.state.dialog;
  const bool signed_in = frame.state.session.phase == SessionState::Phase::kSignedIn;
  const bool may_show = signed_in || (dialog && dialog->kind == DialogOpened::Kind::kDisplay);
  if (dialog && may_show) return dialog_view(frame, *dialog);
  if (frame.state.form && signed_in) form_view(frame, *frame.state.form);
}

}  // namespace

void view(Frame& frame) {
  Node page;
  page.id = "page";
  page.role = NodeRole::kPage;
  page.rect = {0, 0, frame.env.width, frame.env.height};
  frame.open(std::move(page));
  content(frame);
  dialogs(frame);
  act_on_page_tools(frame);
  frame.close(std::max(frame.page_bottom, frame.env.height));
}

}  // namespace portal::ui
