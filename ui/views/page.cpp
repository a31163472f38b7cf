// The frame around every view: banner, navigation, messages, the view of the route, the open dialog.
#include <algorithm>
#include <vector>

#include "ui/views/dialogs.h"
#include "ui/views/format.h"
#include "ui/views/views.h"
#include "ui/widgets/widgets.h"

namespace portal::ui {

namespace {

constexpr float kBannerHeight = 64;
constexpr float kNarrowPage = 720;

struct NavigationItem {
  std::string_view id;
  std::string_view text_key;
  std::string_view href;
  Route::Place place;
};

std::vector<NavigationItem> navigation_of(model::Role role) {
  switch (role) {
    case model::Role::kProfessional:
      return {{"declare", "nav.declare", "#/declare", Route::Place::kDeclare},
              {"progress", "nav.progress", "#/progress", Route::Place::kProgress}};
    case model::Role::kEmployer:
    case model::Role::kDepartment:
    case model::Role::kAuthority:
      return {{"audit", "nav.audit", "#/audit", Route::Place::kAudit}};
    case model::Role::kBase:
    case model::Role::kAdmin: return {};
  }
  return {};
}

// Which of the navigation's places the route belongs to.
Route::Place section_of(const Route& route, model::Role role) {
  const bool professional = role == model::Role::kProfessional;
  switch (route.place) {
    case Route::Place::kEdit: return Route::Place::kDeclare;
    case Route::Place::kHome:
    case Route::Place::kDetail: return professional ? Route::Place::kProgress : Route::Place::kAudit;
    default: return route.place;
  }
}

// The first stop of the Tab key: past the banner, to what this page is about. Drawn only while it has the focus. The desktop's pointer
// would find it under the title.
void skip_link(Frame& frame) {
  if (frame.env.native_text) return;
  LinkSpec spec;
  spec.id = "skip";
  spec.label = frame.texts("nav.skip");
  spec.href = "#heading";
  const float width = button_width(frame, spec.label);
  const Rect rect{frame.metrics.page_margin, 8, width, frame.metrics.control_height};
  Node node;
  node.id = frame.id(spec.id);
  node.role = NodeRole::kLink;
  node.name = spec.label;
  node.href = spec.href;
  node.rect = rect;
  node.font_size = frame.metrics.text;
  node.strong = true;
  frame.add(std::move(node));
  if (frame.pressed("skip")) frame.emit(LinkFollowed{spec.href});
  if (!frame.focused("skip")) return;
  frame.draw_last([rect, label = std::string(spec.label)](Frame& last) {
    last.fill(rect, last.palette.accent, last.metrics.radius);
    last.stroke(rect.inset(-2, -2), last.palette.focus_ring, last.metrics.radius + 2, last.metrics.focus_ring);
    Frame::TextStyle style = last.style_text();
    style.strong = true;
    style.color = last.palette.text_on_accent;
    last.draw_line(label, rect, style, 0.5f);
  });
}

// In a row, wrapped where the page is narrow.
std::vector<Rect> navigation_places(const Frame& frame, const std::vector<NavigationItem>& items, Point start, float width) {
  std::vector<Rect> places;
  const float height = frame.metrics.control_height;
  Point at = start;
  for (const NavigationItem& item : items) {
    const float label = frame.text_width(frame.texts(item.text_key), frame.style_text());
    const float wanted = std::min(label + 2 * frame.metrics.gap, width);
    if (at.x > start.x && at.x + wanted > start.x + width) at = {start.x, at.y + height};
    places.push_back({at.x, at.y, wanted, height});
    at.x += wanted + frame.metrics.gap_small;
  }
  return places;
}

void navigation(Frame& frame, const Rect& rect, const std::vector<NavigationItem>& items, const std::vector<Rect>& places,
                model::Role role) {
  Scope scope(frame, "nav");
  Node node;
  node.id = frame.id("list");
  node.role = NodeRole::kNavigation;
  node.name = frame.texts("nav.label");
  node.rect = rect;
  frame.open(std::move(node));
  for (std::size_t i = 0; i < items.size(); ++i) {
    LinkSpec spec;
    spec.id = items[i].id;
    spec.label = frame.texts(items[i].text_key);
    spec.href = items[i].href;
    spec.current = section_of(frame.state.route, role) == items[i].place;
    if (spec.current) frame.fill(places[i], frame.palette.accent_soft, frame.metrics.radius);
    link(frame, places[i], spec);
  }
  frame.close();
}

// Title at the left, navigation beside it (below it on a narrow page), who is signed in at the right.
float banner(Frame& frame, const SignedIn& who) {
  const bool narrow = frame.env.width < kNarrowPage * frame.env.text_scale;
  const float row = std::max(kBannerHeight, frame.metrics.control_height + 16);
  const float margin = frame.metrics.page_margin;
  const std::vector<NavigationItem> items = navigation_of(who.role);
  float height = row;
  if (narrow && !items.empty()) {
    height = navigation_places(frame, items, {margin, row}, frame.env.width - 2 * margin).back().bottom() + 12;
  }
  const Rect rect{0, 0, frame.env.width, height};
  frame.fill(rect, frame.palette.surface);
  frame.line({0, height}, {frame.env.width, height}, frame.palette.border);

  Node node;
  node.id = frame.id("banner");
  node.role = NodeRole::kBanner;
  node.rect = rect;
  frame.open(std::move(node));

  const std::string& sign_out = frame.texts("nav.sign_out");
  const float sign_out_width = button_width(frame, sign_out);
  const float sign_out_x = frame.env.width - margin - sign_out_width;
  const float control_y = (row - frame.metrics.control_height) / 2;

  Frame::TextStyle title_style = frame.style_text();
  title_style.strong = true;
  title_style.size = narrow ? frame.metrics.text : frame.metrics.text_large;
  title_style.color = frame.palette.accent;
  const std::string& title = frame.texts("app.title");
  const float title_width = frame.text_width(title, title_style);
  const Rect title_rect{margin, 0, std::min(title_width + 1, sign_out_x - 2 * margin), row};
  frame.draw_line(title, title_rect, title_style);
  Node& title_node = frame.add({});
  title_node.id = frame.id("title");
  title_node.role = NodeRole::kText;
  title_node.name = title;
  title_node.rect = title_rect;
  title_node.font_size = title_style.size;
  title_node.strong = true;

  if (!items.empty()) {
    const float x = narrow ? margin : title_rect.right() + frame.metrics.gap_large;
    const Rect place = narrow ? Rect{x, row, frame.env.width - 2 * margin, height - row - 12} : Rect{x, 0, sign_out_x - x - margin, row};
    navigation(frame, place, items, navigation_places(frame, items, {x, narrow ? row : control_y}, place.w), who.role);
  }

  const std::string name = who.person.name + (narrow ? "" : " · " + who.organisation.name);
  const float name_width = std::min(frame.text_width(name, frame.style_muted()) + 1, frame.env.width * 0.3f);
  const Rect name_rect{sign_out_x - frame.metrics.gap - name_width, 0, name_width, row};
  if (!narrow && name_rect.x > title_rect.right() + 420) {
    frame.draw_line(name, name_rect, frame.style_muted());
    Node& name_node = frame.add({});
    name_node.id = frame.id("who");
    name_node.role = NodeRole::kText;
    name_node.name = name;
    name_node.rect = name_rect;
    name_node.font_size = frame.style_muted().size;
  }

  ButtonSpec out;
  out.id = "sign_out";
  out.label = sign_out;
  out.kind = ButtonKind::kQuiet;
  if (button(frame, {sign_out_x, control_y, sign_out_width, frame.metrics.control_height}, out)) {
    frame.emit(SignOutRequested{});
  }
  frame.close();
  return height;
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

void route_view(Frame& frame, Column& column, const SignedIn& who) {
  const bool professional = who.role == model::Role::kProfessional;
  const bool auditor = !navigation_of(who.role).empty() && !professional;
  switch (frame.state.route.place) {
    case Route::Place::kHome:
      if (professional) return progress_view(frame, column);
      if (auditor) return audit_view(frame, column);
      return home_view(frame, column, who);
    case Route::Place::kDeclare:
    case Route::Place::kEdit: return declare_view(frame, column);
    case Route::Place::kProgress: return progress_view(frame, column);
    case Route::Place::kAudit: return audit_view(frame, column);
    case Route::Place::kDetail: return detail_view(frame, column);
    case Route::Place::kUnknown: return unknown_view(frame, column);
  }
}

bool is_table_place(const Route& route) {
  return route.place == Route::Place::kProgress || route.place == Route::Place::kAudit ||
         route.place == Route::Place::kHome;
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

}  // namespace

void view(Frame& frame) {
  Node page;
  page.id = "page";
  page.role = NodeRole::kPage;
  page.rect = {0, 0, frame.env.width, frame.env.height};
  frame.open(std::move(page));
  const SessionState& session = frame.state.session;
  switch (session.phase) {
    case SessionState::Phase::kUnknown: loading_view(frame); break;
    case SessionState::Phase::kSignedOut:
    case SessionState::Phase::kExpired: sign_in_view(frame); break;
    case SessionState::Phase::kSignedIn:
      if (session.who) signed_in_page(frame, *session.who);
      break;
  }
  if (frame.state.dialog && session.phase == SessionState::Phase::kSignedIn) dialog_view(frame, *frame.state.dialog);
  frame.close(std::max(frame.page_bottom, frame.env.height));
}

}  // namespace portal::ui
