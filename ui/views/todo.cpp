// 待办和新消息, above the first list of a role.
#include <algorithm>

#include "model/date.h"
#include "ui/update/location.h"
#include "ui/views/format.h"
#include "ui/views/views.h"
#include "ui/widgets/widgets.h"

namespace portal::ui {

namespace {

constexpr std::size_t kNewsShown = 3;

struct Item {
  std::string id;
  std::string text;
  std::string href;
};

// Whole days between that time and today, in China.
long days_since(const State& state, std::string_view rfc3339) {
  const auto then = model::parse_date(format_time(rfc3339).substr(0, 10));
  return then ? std::max(0L, model::days_from_civil(today_in_china(state)) - model::days_from_civil(*then)) : 0;
}

std::string waiting_text(const Frame& frame, const model::ToDo& todo) {
  const long days = days_since(frame.state, todo.waiting_since);
  return frame.texts(days > 0 ? "todo.waiting_for_days" : "todo.waiting_since_today",
                     {{"count", std::to_string(todo.waiting)}, {"days", std::to_string(days)}});
}

std::string news_text(const Frame& frame, const model::News& news) {
  const model::DeclarationSummary& record = news.record;
  const std::string title = record.title.empty() ? frame.texts("detail.untitled") : record.title;
  const bool own = frame.state.session.who->role == model::Role::kProfessional;
  const std::string whose = own ? title : frame.texts("todo.of_person", {{"name", record.person.name}, {"title", title}});
  if (record.state == model::DeclarationState::kApproved)
    return frame.texts("todo.approved", {{"title", whose}, {"hours", format_number(record.hours)}, {"year", std::to_string(record.credited_year)}});
  return frame.texts("todo.rejected", {{"title", whose}, {"reason", news.reason}});
}

std::vector<Item> items_of(const Frame& frame, const model::ToDo& todo, const SignedIn& who) {
  const std::string list = who.role == model::Role::kProfessional ? "#/progress" : "#/records";
  std::vector<Item> items;
  if (todo.waiting > 0) items.push_back({"waiting", waiting_text(frame, todo), "#/audit?order=asc"});
  if (todo.drafts > 0) items.push_back({"drafts", frame.texts("todo.drafts", {{"count", std::to_string(todo.drafts)}}), list + "?state=draft"});
  const std::size_t shown = std::min(todo.news.size(), kNewsShown);
  for (std::size_t i = 0; i < shown; ++i) {
    const model::News& news = todo.news[i];
    items.push_back({"news_" + std::to_string(i), news_text(frame, news), "#/declarations/" + news.record.id});
  }
  if (todo.news.size() > shown || todo.more_news) items.push_back({"more", frame.texts("todo.more"), list});
  return items;
}

void item(Frame& frame, Column& column, const Item& one) {
  Node node;
  node.id = frame.id(one.id + "_item");
  node.role = NodeRole::kListItem;
  const float height = std::max(frame.metrics.control_height, link_height(frame, one.text, column.width));
  const Rect rect = column.take(height);
  node.rect = rect;
  frame.open(std::move(node));
  LinkSpec spec;
  spec.id = one.id;
  spec.label = one.text;
  spec.href = one.href;
  spec.wraps = true;
  link(frame, rect, spec);
  frame.close();
}

}  // namespace

void todo_band(Frame& frame, Column& column) {
  const State& state = frame.state;
  if (!state.todo || state.route.place != Route::Place::kHome) return;  // after signing in: a list that is asked for has the page to itself
  const std::vector<Item> items = items_of(frame, *state.todo, *state.session.who);
  if (items.empty()) return;
  Scope scope(frame, "todo");
  Card card = begin_card(frame, column);
  const std::string& title = frame.texts("todo.title");
  heading(frame, card.content, 2, "title", title);
  if (!state.todo->since.empty())
    secondary(frame, card.content, "since", frame.texts("todo.since", {{"time", format_time(state.todo->since)}}));
  card.content.skip(frame.metrics.gap_small);
  Node list;
  list.id = frame.id("list");
  list.role = NodeRole::kList;
  list.name = title;
  list.rect = {card.content.x, card.content.y, card.content.width, 0};
  const float top = card.content.y;
  frame.open(std::move(list));
  for (const Item& one : items) item(frame, card.content, one);
  frame.close(card.content.y - top);
  end_card(frame, column, card);
  column.skip(frame.metrics.gap_large);
}

}  // namespace portal::ui
