#include "ui/update/year.h"

#include <algorithm>
#include <iterator>

#include "ui/update/handlers.h"
#include "ui/update/location.h"
#include "ui/update/notices.h"
#include "ui/update/requests.h"
#include "ui/update/search.h"
#include "ui/update/url.h"

namespace portal::ui {
namespace {

constexpr int kPageSize = 50;
constexpr std::size_t kPeopleMax = 100'000;
constexpr std::size_t kCursorBytesMax = 4096;

bool is_professional(const State& state) { return state.session.who->role == model::Role::kProfessional; }

std::string address_of(const State& state) {
  const YearQuery& query = state.year.query;
  const int year = query.year != 0 ? query.year : state.session.who->current_year;
  std::string path = "/summary/people?year=" + std::to_string(year);
  if (query.reached) path += *query.reached ? "&reached=true" : "&reached=false";
  if (!query.search.empty()) path += "&q=" + percent_encoded(query.search);
  return path;
}

std::string people_path(const State& state, const std::string& cursor) {
  std::string path = address_of(state) + "&limit=" + std::to_string(kPageSize);
  if (!cursor.empty()) path += "&cursor=" + percent_encoded(cursor);
  return path;
}

void load(State& state, Effects& effects) {
  if (!state.session.who) return;
  YearState& year = state.year;
  cancel(state, year.request, effects);
  year.loading = true;
  year.failure.reset();
  if (is_professional(state)) {
    const std::string last = std::to_string(state.session.who->current_year);
    const std::string path = "/summary/years?year=" + last + "&years=" + std::to_string(kYearsShown);
    year.request = send(state, {.purpose = Purpose::kLoadYears, .path = path}, effects);
  } else {
    year.request = send(state, {.purpose = Purpose::kLoadPeopleOfYear, .path = people_path(state, {})}, effects);
  }
}

bool take_years(YearState& year, const model::Json& answer) {
  const model::Json& items = model::member(answer, "items");
  if (!items.is_array()) return false;
  std::vector<model::YearSummary> years;
  for (const model::Json& item : items) {
    auto summary = model::read_year_summary(item);
    if (!summary) return false;
    years.push_back(*std::move(summary));
  }
  year.years = std::move(years);
  return true;
}

void take_organisations(YearState& year, const model::Json& list) {
  year.organisations.clear();
  if (!list.is_array()) return;
  for (const model::Json& item : list) {
    const model::Json& organisation = model::member(item, "organisation");
    const auto role = model::role_from(model::text_or(organisation, "role"));
    if (!role) continue;
    year.organisations.push_back({{model::text_or(organisation, "id"), model::text_or(organisation, "name"), *role},
                                  model::read_reached_counts(model::member(item, "counts"))});
  }
}

bool take_people(YearState& year, const model::Json& page, bool more) {
  const model::Json& items = model::member(page, "items");
  if (!items.is_array()) return false;
  std::vector<model::PersonStanding> people;
  for (const model::Json& item : items) {
    auto standing = model::read_person_standing(item);
    if (!standing) return false;
    people.push_back(*std::move(standing));
  }
  if (!more) year.people.clear();
  std::ranges::move(people, std::back_inserter(year.people));
  const model::Json& targets = model::member(page, "targets");
  year.has_targets = targets.is_object() && std::ranges::any_of(targets, [](const model::Json& target) { return target.is_number(); });
  year.counts = model::read_reached_counts(model::member(page, "counts"));
  take_organisations(year, model::member(page, "organisations"));
  year.next_cursor = model::text_or(page, "next_cursor");
  if (year.next_cursor.size() > kCursorBytesMax || year.people.size() >= kPeopleMax) year.next_cursor.clear();
  const auto loaded = static_cast<long long>(year.people.size());
  year.total = year.next_cursor.empty() ? loaded : std::clamp(model::integer_or(page, "total", loaded), loaded, 10'000'000LL);
  return true;
}

}  // namespace

std::string people_of_year_address(const State& state) { return state.session.who && !is_professional(state) ? address_of(state) : std::string(); }

void enter_year(State& state, Effects& effects) {
  YearState& year = state.year;
  if (!(year.query == state.route.year)) {
    year.query = state.route.year;
    year.people.clear();
    year.loaded = year.loaded && is_professional(state);  // all years are there
  }
  load(state, effects);
}

void more_people_of_year(State& state, Effects& effects) {
  YearState& year = state.year;
  if (year.loading || year.next_cursor.empty() || !state.session.who) return;
  year.loading = true;
  Question question{.purpose = Purpose::kLoadPeopleOfYear, .path = people_path(state, year.next_cursor), .subject = year.next_cursor};
  year.request = send(state, std::move(question), effects);
}

void search_people_of_year(State& state, Effects& effects) {
  if (state.year.loading && state.year.request == 0) load(state, effects);
}

void year_answered(State& state, const PendingRequest& pending, const HttpReplied& reply, Effects& effects) {
  YearState& year = state.year;
  if (pending.request.id != year.request) return;  // to an older query
  year.request = 0;
  year.loading = false;
  const auto body = object_of(reply);
  const bool more = !pending.subject.empty();
  const bool own = pending.purpose == Purpose::kLoadYears;
  const bool understood = reply.status == 200 && body && (own ? take_years(year, *body) : take_people(year, *body, more));
  if (!understood) {
    const model::Error error = reply.status == 200 ? model::Error{"malformed_answer", "", {}} : problem_of(reply).error;
    if (more) {
      year.next_cursor.clear();  // what is loaded stays on the page, and nobody asks in a loop
      return show_problem(state, error, effects);
    }
    year.failure = error;
    return announce("error." + error.code, effects, error.params);
  }
  year.loaded = true;
  if (own) return announce("year.announce_loaded", effects);
  announce("year.announce_people", effects, {{"loaded", std::to_string(year.people.size())}, {"total", std::to_string(year.total)}});
}

void handle(State& state, const YearQueryChanged& event, Effects& effects) {
  if (place_of(state) != Route::Place::kYear) return;
  YearState& year = state.year;
  YearQuery query = event.query;
  query.search = bounded(query.search, kSearchBytesMax);
  if (query == year.query) return;
  YearQuery typed_on = year.query;
  typed_on.search = query.search;
  const bool only_search = typed_on == query;
  year.query = state.route.year = query;
  effects.push_back(Navigate{fragment_of(state.route), only_search});  // every letter is no place to come back to
  if (is_professional(state)) return;  // all years are there
  if (!only_search) return load(state, effects);
  cancel(state, year.request, effects);
  year.request = 0;
  year.loading = true;
  effects.push_back(StartTimer{kYearSearchTimer, kSearchDelayMs});
}

}  // namespace portal::ui
