#include "ui/update/lists.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "model/workflow.h"
#include "ui/update/audit_queue.h"
#include "ui/update/handlers.h"
#include "ui/update/location.h"
#include "ui/update/notices.h"
#include "ui/update/records.h"
#include "ui/update/requests.h"
#include "ui/update/search.h"
#include "ui/update/todo.h"
#include "ui/update/url.h"
#include "ui/update/year.h"

namespace portal::ui {
namespace {

constexpr int kPageSize = 50;
constexpr const char* kRefresh = "refresh";  // subject of a question whether a whole list is still what there is

ListState* list_shown(State& state) {
  switch (place_of(state)) {
    case Route::Place::kProgress: return &state.progress;
    case Route::Place::kAudit: return &state.audit;
    case Route::Place::kRecords: return &state.records;
    default: return nullptr;
  }
}

std::string_view view_of(const State& state, const ListState& list) {
  if (&list == &state.audit) return "audit";
  if (&list == &state.progress) return "own";
  return model::may_declare(state.session.who->role) ? "declared" : "records";
}

std::string address_of(const State& state, const ListState& list, const model::DeclarationQuery& query) {
  std::string path = "/declarations?view=" + std::string(view_of(state, list));
  if (query.state) path += "&state=" + std::string(model::name_of(*query.state));
  if (!query.study_form.empty()) path += "&form=" + percent_encoded(query.study_form);
  if (query.credited_year != 0) path += "&year=" + std::to_string(query.credited_year);
  if (!query.search.empty()) path += "&q=" + percent_encoded(query.search);
  return path + "&sort=" + std::string(model::name_of(query.sort)) + "&order=" + (query.descending ? "desc" : "asc");
}

std::string path_of(const State& state, const ListState& list, const model::DeclarationQuery& query, const std::string& cursor) {
  std::string path = address_of(state, list, query) + "&limit=" + std::to_string(kPageSize);
  if (!cursor.empty()) path += "&cursor=" + percent_encoded(cursor);
  return path;
}

void load_summary(State& state, Effects& effects) {
  if (!state.session.who || state.session.who->role != model::Role::kProfessional || has_pending(state, Purpose::kLoadSummary)) return;
  const std::string year = std::to_string(state.session.who->current_year);
  send(state, {.purpose = Purpose::kLoadSummary, .path = "/summary?year=" + year}, effects);
}

void fail(ListState& list, const model::Error& error, Effects& effects) {
  list.failure = error;
  announce("error." + error.code, effects, error.params);
}

}  // namespace

void load_list(State& state, ListState& list, Effects& effects) {
  if (!state.session.who) return;
  cancel(state, list.request, effects);
  list.loading = true;
  list.failure.reset();
  const bool refresh = answers_itself(list);
  if (refresh) show_found(list);
  const model::DeclarationQuery query = refresh ? model::DeclarationQuery{} : list.query;
  Question question{.purpose = Purpose::kLoadList, .path = path_of(state, list, query, {}), .subject = refresh ? kRefresh : ""};
  list.request = send(state, std::move(question), effects);
}

std::string list_address(State& state) {
  const ListState* list = list_shown(state);
  return list && state.session.who ? address_of(state, *list, list->query) : std::string();
}

void load_more(State& state, ListState& list, Effects& effects) {
  if (list.loading || list.next_cursor.empty() || !state.session.who) return;
  list.loading = true;
  Question question{.purpose = Purpose::kLoadMore, .path = path_of(state, list, list.query, list.next_cursor), .subject = list.next_cursor};
  list.request = send(state, std::move(question), effects);
}

void enter_list(State& state, Effects& effects) {
  ListState* list = list_shown(state);
  if (!list || !state.session.who) return;
  if (list->query != state.route.query) {
    list->query = state.route.query;
    if (!answers_itself(*list)) forget_records(*list);
  }
  load_list(state, *list, effects);
  if (list == &state.progress) load_summary(state, effects);
  load_todo(state, effects);
}

void lists_changed(State& state, Effects& effects) {
  if (ListState* list = list_shown(state)) {
    load_list(state, *list, effects);
    if (list == &state.progress) load_summary(state, effects);
    load_todo(state, effects);
  }
}

void remove_from_lists(State& state, const std::string& declaration) {
  for (ListState* list : lists_of(state)) {
    remove_record(*list, declaration);
  }
}

void list_answered(State& state, const PendingRequest& pending, const HttpReplied& reply, Effects& effects) {
  const auto lists = lists_of(state);
  const auto asked = std::ranges::find(lists, pending.request.id, [](const ListState* one) { return one->request; });
  if (asked == lists.end()) return;  // to an older query
  ListState* list = *asked;
  list->request = 0;
  list->loading = false;
  const auto page = object_of(reply);
  const bool shown = list == list_shown(state);
  if (pending.purpose == Purpose::kLoadMore && (reply.status != 200 || !page)) {
    list->next_cursor.clear();  // what is loaded stays on the page, and nobody asks in a loop
    if (!shown) return;
    return show_problem(state, problem_of(reply).error, effects);
  }
  Effects unsaid;  // where the list is not on the page
  Effects& said = shown ? effects : unsaid;
  if (reply.status != 200 || !page) return fail(*list, problem_of(reply).error, said);
  if (!model::member(*page, "items").is_array()) return fail(*list, {"malformed_answer", "", {}}, said);
  const bool refresh = pending.subject == kRefresh;
  bool all_read = true;
  if (!refresh || !list->whole || !take_beginning(*list, *page)) {
    list->whole = false;
    if (refresh && list->query != model::DeclarationQuery{}) return load_list(state, *list, effects);
    all_read = take_page(*list, *page, pending.purpose == Purpose::kLoadMore);
  }
  list->failure.reset();
  if (!shown && pending.purpose == Purpose::kLoadList) return want_audit_queue(state, effects);
  if (!shown) return;
  announce("progress.announce_loaded", effects,
           {{"loaded", std::to_string(list->rows.size())}, {"total", std::to_string(list->total)}});
  if (!all_read) show_problem(state, {"malformed_answer", "", {}}, effects);
}

void summary_answered(State& state, const HttpReplied& reply) {
  const auto body = object_of(reply);
  if (reply.status != 200 || !body) return;  // the list says what is wrong with the server
  if (const auto summary = model::read_year_summary(*body)) state.summary = *summary;
}

void search_now(State& state, Effects& effects) {
  ListState* list = list_shown(state);
  if (list && list->loading && list->request == 0) load_list(state, *list, effects);
}

void handle(State& state, const ListQueryChanged& event, Effects& effects) {
  ListState* list = list_shown(state);
  if (!list) return;
  model::DeclarationQuery query = event.query;
  query.search = bounded(query.search, kSearchBytesMax);
  if (query == list->query) return;
  model::DeclarationQuery typed_on = list->query;
  typed_on.search = query.search;
  const bool only_search = typed_on == query;
  const Route::Place place = place_of(state);
  list->query = query;
  Route route = state.route;
  route.place = place;
  route.query = query;
  state.route = route;
  effects.push_back(Navigate{fragment_of(route), only_search});  // every letter is no place to come back to
  if (!only_search) return load_list(state, *list, effects);
  cancel(state, list->request, effects);
  list->request = 0;
  list->loading = true;
  effects.push_back(StartTimer{kSearchTimer, kSearchDelayMs});
}

void handle(State& state, const ListMoreWanted&, Effects& effects) {
  if (place_of(state) == Route::Place::kYear) return more_people_of_year(state, effects);
  if (ListState* list = list_shown(state)) load_more(state, *list, effects);
}

}  // namespace portal::ui
