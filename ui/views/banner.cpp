#include "ui/views/banner.h"

#include <algorithm>
#include <cmath>

#include "ui/views/page_tools.h"
#include "ui/widgets/widgets.h"

namespace portal::ui {

namespace {

constexpr float kBannerHeight = 64;
constexpr float kNarrowPage = 720;
constexpr float kBottom = 12;  // below what stands in rows
constexpr float kWhoMin = 120;  // a name that has less room is left out

// Which of the navigation's places the route belongs to.
Route::Place section_of(const State& state, model::Role role) {
  switch (state.route.place) {
    case Route::Place::kEdit:
    case Route::Place::kImport: return Route::Place::kDeclare;
    case Route::Place::kImportPeople: return Route::Place::kStaff;
    case Route::Place::kHome: return first_place_of(role);
    case Route::Place::kDetail: return list_of_detail(state);
    default: return state.route.place;
  }
}

// Things in a row, wrapped where there is no room. area.h: of a row; one that is too long for a row gets several.
std::vector<Rect> places_of(const std::vector<float>& widths, const Rect& area, float gap) {
  std::vector<Rect> places;
  Point at{area.x, area.y};
  for (const float wanted : widths) {
    const float width = std::min(wanted, area.w);
    if (at.x > area.x && at.x + width > area.right()) at = {area.x, places.back().bottom()};
    const float rows = wanted > area.w ? std::ceil(wanted / area.w) : 1;
    places.push_back({at.x, at.y, width, area.h * rows});
    at.x += width + gap;
  }
  return places;
}

Rect around(const std::vector<Rect>& places) {
  Rect all = places.front();
  for (const Rect& place : places) {
    const float right = std::max(all.right(), place.right());
    const float bottom = std::max(all.bottom(), place.bottom());
    all = {std::min(all.x, place.x), std::min(all.y, place.y), 0, 0};
    all.w = right - all.x;
    all.h = bottom - all.y;
  }
  return all;
}

struct Plan {
  std::vector<NavigationItem> items;
  std::vector<ButtonSpec> buttons;  // the tools, the own password, and last the way out
  Frame::TextStyle title_style;
  Rect title;
  bool title_wraps = false;
  std::vector<Rect> items_at, buttons_at;
  bool shows_who = false;
  Rect who;
  float height = 0;
};

float sum(const std::vector<float>& widths, float gap) {
  float all = 0;
  for (const float width : widths) all += width + gap;
  return all;
}

// All in one row: the title at the left, where to go beside it, the buttons at the right.
void plan_wide(const Frame& frame, Plan& plan, const std::vector<float>& items, const std::vector<float>& buttons, float title_width) {
  const Metrics& m = frame.metrics;
  plan.height = std::max(kBannerHeight, m.control_height + 16);
  const float y = (plan.height - m.control_height) / 2;
  plan.title = {m.page_margin, 0, title_width, plan.height};
  const float items_x = plan.title.right() + m.gap_large;
  plan.items_at = places_of(items, {items_x, y, sum(items, m.gap_small), m.control_height}, m.gap_small);
  const float buttons_width = sum(buttons, 0);
  plan.buttons_at = places_of(buttons, {frame.env.width - m.page_margin - buttons_width, y, buttons_width + 1, m.control_height}, 0);
  const float left = plan.items_at.empty() ? plan.title.right() : plan.items_at.back().right();
  const float room = plan.buttons_at.front().x - m.gap_small - left - m.gap_large;
  plan.shows_who = room >= kWhoMin;
  plan.who = {left + m.gap_large, 0, room, plan.height};
}

// The title and the way out above, the rest in rows below; where the two do not fit beside each other, the way out too.
void plan_narrow(const Frame& frame, Plan& plan, const std::vector<float>& items, const std::vector<float>& buttons, float title_width) {
  const Metrics& m = frame.metrics;
  const float row = std::max(kBannerHeight, m.control_height + 16);
  const float room = frame.env.width - 2 * m.page_margin;
  const bool out_above = title_width + m.gap_small + buttons.back() <= room;
  const float title_height = frame.text_height(frame.texts("app.title"), room, plan.title_style);
  plan.title_wraps = !out_above;
  plan.title = out_above ? Rect{m.page_margin, 0, title_width, row} : Rect{m.page_margin, kBottom, room, title_height};
  std::vector<float> below = items;
  below.insert(below.end(), buttons.begin(), buttons.end() - (out_above ? 1 : 0));
  const float top = out_above ? row : plan.title.bottom() + m.gap_small;
  const std::vector<Rect> places = places_of(below, {m.page_margin, top, room, m.control_height}, m.gap_small);
  plan.height = places.back().bottom() + kBottom;
  const auto first_button = places.begin() + static_cast<std::ptrdiff_t>(items.size());
  plan.items_at = {places.begin(), first_button};
  plan.buttons_at = {first_button, places.end()};
  if (!out_above) return;
  const float x = frame.env.width - m.page_margin - buttons.back();
  plan.buttons_at.push_back({x, (row - m.control_height) / 2, buttons.back(), m.control_height});
}

Plan plan_of(const Frame& frame, const SignedIn& who) {
  Plan plan;
  if (!who.must_change_password) plan.items = navigation_of(who.role);
  plan.buttons = page_tools(frame);
  plan.buttons.push_back({.id = "own_password", .label = frame.texts("form.own_password.title"), .kind = ButtonKind::kQuiet, .popup = "dialog"});
  plan.buttons.push_back({.id = "sign_out", .label = frame.texts("nav.sign_out"), .kind = ButtonKind::kQuiet});
  std::vector<float> items, buttons;
  Frame::TextStyle current = frame.style_text();
  current.strong = true;  // the widest that an item can be
  for (const NavigationItem& item : plan.items) {
    items.push_back(std::ceil(frame.text_width(frame.texts(item.text_key), current)) + 2 * frame.metrics.gap);
  }
  for (const ButtonSpec& button : plan.buttons) buttons.push_back(button_width(frame, button.label));
  plan.title_style = frame.style_text();
  plan.title_style.strong = true;
  plan.title_style.color = frame.palette.accent;
  plan.title_style.size = frame.metrics.text_large;
  const std::string& title = frame.texts("app.title");
  float title_width = std::ceil(frame.text_width(title, plan.title_style)) + 1;
  const float needed = 2 * frame.metrics.page_margin + title_width + 2 * frame.metrics.gap_large +
                       sum(items, frame.metrics.gap_small) + sum(buttons, 0);
  if (frame.env.width >= std::max(kNarrowPage * frame.env.text_scale, needed)) {
    plan_wide(frame, plan, items, buttons, title_width);
  } else {
    for (float& width : items) width -= 2 * (frame.metrics.gap - frame.metrics.control_padding);
    plan.title_style.size = frame.metrics.text;
    title_width = std::ceil(frame.text_width(title, plan.title_style)) + 1;
    plan_narrow(frame, plan, items, buttons, title_width);
  }
  return plan;
}

void text(Frame& frame, std::string_view local_id, std::string_view words, const Rect& rect, const Frame::TextStyle& style) {
  Node node;
  node.id = frame.id(local_id);
  node.role = NodeRole::kText;
  node.name = words;
  node.rect = rect;
  node.font_size = style.size;
  node.strong = style.strong;
  frame.add(std::move(node));
}

void navigation(Frame& frame, const Plan& plan, model::Role role) {
  if (plan.items.empty()) return;
  Scope scope(frame, "nav");
  Node node;
  node.id = frame.id("list");
  node.role = NodeRole::kNavigation;
  node.name = frame.texts("nav.label");
  node.rect = around(plan.items_at);
  frame.open(std::move(node));
  for (std::size_t i = 0; i < plan.items.size(); ++i) {
    LinkSpec spec;
    spec.id = plan.items[i].id;
    spec.label = frame.texts(plan.items[i].text_key);
    spec.href = plan.items[i].href;
    spec.current = section_of(frame.state, role) == plan.items[i].place;
    const Rect& place = plan.items_at[i];
    spec.wraps = place.h > frame.metrics.control_height;
    if (spec.current) frame.fill(place, frame.palette.accent_soft, frame.metrics.radius);
    if (spec.current && spec.wraps) frame.fill({place.x, place.y + 8, 3, place.h - 16}, frame.palette.accent);
    link(frame, spec.wraps ? place.inset(8, 0) : place, spec);
  }
  frame.close();
}

}  // namespace

std::vector<NavigationItem> navigation_of(model::Role role) {
  switch (role) {
    case model::Role::kProfessional:
      return {{"declare", "nav.declare", "#/declare", Route::Place::kDeclare},
              {"progress", "nav.progress", "#/progress", Route::Place::kProgress},
              {"year", "nav.year", "#/year", Route::Place::kYear}};
    case model::Role::kEmployer:
      return {{"audit", "nav.audit", "#/audit", Route::Place::kAudit},
              {"declare", "nav.declare", "#/declare", Route::Place::kDeclare},
              {"records", "nav.records", "#/records", Route::Place::kRecords},
              {"year", "nav.year", "#/year", Route::Place::kYear},
              {"staff", "staff.title", "#/people", Route::Place::kStaff}};
    case model::Role::kDepartment:
      return {{"audit", "nav.audit", "#/audit", Route::Place::kAudit},
              {"declare", "nav.declare", "#/declare", Route::Place::kDeclare},
              {"records", "nav.records", "#/records", Route::Place::kRecords},
              {"year", "nav.year", "#/year", Route::Place::kYear}};
    case model::Role::kAuthority:
      return {{"audit", "nav.audit", "#/audit", Route::Place::kAudit},
              {"records", "nav.records_of_region", "#/records", Route::Place::kRecords},
              {"year", "nav.year", "#/year", Route::Place::kYear}};
    case model::Role::kBase:
      return {{"declare", "nav.declare", "#/declare", Route::Place::kDeclare},
              {"records", "nav.records", "#/records", Route::Place::kRecords}};
    case model::Role::kAdmin:
      return {{"staff", "staff.title", "#/people", Route::Place::kStaff},
              {"organisations", "organisations.title", "#/organisations", Route::Place::kOrganisations},
              {"settings", "settings.title", "#/catalogue", Route::Place::kSettings}};
  }
  return {};
}

float banner(Frame& frame, const SignedIn& who) {
  const Plan plan = plan_of(frame, who);
  const Rect rect{0, 0, frame.env.width, plan.height};
  frame.fill(rect, frame.palette.surface);
  frame.line({0, plan.height}, {frame.env.width, plan.height}, frame.palette.border);
  Node node;
  node.id = frame.id("banner");
  node.role = NodeRole::kBanner;
  node.rect = rect;
  frame.open(std::move(node));

  const std::string& title = frame.texts("app.title");
  if (plan.title_wraps) {
    frame.draw_text(title, {plan.title.x, plan.title.y}, plan.title.w, plan.title_style);
  } else {
    frame.draw_line(title, plan.title, plan.title_style);
  }
  text(frame, "title", title, plan.title, plan.title_style);
  navigation(frame, plan, who.role);
  if (plan.shows_who) {
    const Frame::TextStyle style = frame.style_muted();
    const std::string shown = frame.cut_to(who.person.name + " · " + who.organisation.name, plan.who.w, style);
    const float width = std::min(plan.who.w, std::ceil(frame.text_width(shown, style)) + 1);
    const Rect place{plan.who.right() - width, plan.who.y, width, plan.who.h};
    frame.draw_line(shown, place, style);
    text(frame, "who", shown, place, style);
  }
  for (std::size_t i = 0; i < plan.buttons.size(); ++i) {
    const bool pressed = button(frame, plan.buttons_at[i], plan.buttons[i]);
    if (pressed && i + 1 == plan.buttons.size()) frame.emit(SignOutRequested{});
    if (pressed && i + 2 == plan.buttons.size()) frame.emit(FormOpened{FormKind::kOwnPassword, "", "own_password"});
  }
  frame.close();
  return plan.height;
}

}  // namespace portal::ui
