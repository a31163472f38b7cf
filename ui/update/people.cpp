#include "ui/update/people.h"

#include <algorithm>

#include "ui/update/drafts.h"
#include "ui/update/handlers.h"
#include "ui/update/notices.h"
#include "ui/update/requests.h"
#include "ui/update/search.h"
#include "ui/update/url.h"

namespace portal::ui {
namespace {

constexpr int kFoundMax = 200;  // what one answer may hold

bool is_chosen(const DeclareState& declare, const std::string& person) {
  return std::ranges::find(declare.people, person, &model::PersonRef::id) != declare.people.end();
}

// A base may declare for anyone in its region: it names whom it looks for.
bool may_list_all(const State& state) { return state.session.who->role != model::Role::kBase; }

void load(State& state, Effects& effects) {
  PeopleState& people = state.people;
  cancel(state, people.request, effects);
  people.request = 0;
  people.failure.reset();
  people.loading = !people.search.empty() || may_list_all(state);
  if (!people.loading) people.found.clear();  // else those found before stay until the answer: one of them may have the focus
  people.loaded = !people.loading;
  if (!people.loading) return;
  std::string path = "/people?limit=" + std::to_string(kFoundMax);
  if (!people.search.empty()) path += "&q=" + percent_encoded(people.search);
  people.request = send(state, {.purpose = Purpose::kFindPeople, .path = path}, effects);
}

std::optional<FoundPerson> read_person(const model::Json& json) {
  FoundPerson found{{model::text_or(json, "id"), model::text_or(json, "name"), model::text_or(json, "number")},
                    model::text_or(model::member(json, "organisation"), "name")};
  if (found.person.id.empty()) return std::nullopt;
  return found;
}

void people_changed(State& state, Effects& effects) {
  DeclareState& declare = state.declare;
  declare.dirty = declare.dirty || !declare.people.empty();
  declare.refused.clear();
  std::erase_if(declare.server_errors, [](const model::Error& error) { return error.pointer.starts_with("/people"); });
  store_draft_soon(effects);
}

bool may_change(const State& state) { return asks_for_people(state) && state.declare.busy == DeclareState::Busy::kNo && !state.declare.key_of_create; }

void choose(DeclareState& declare, const model::PersonRef& person) {
  if (declare.people.size() < kPeopleMax && !is_chosen(declare, person.id)) declare.people.push_back(person);
}

}  // namespace

void enter_people(State& state, Effects& effects) {
  if (asks_for_people(state) && !state.people.loaded && !state.people.loading) load(state, effects);
}

void people_answered(State& state, const PendingRequest& pending, const HttpReplied& reply, Effects& effects) {
  PeopleState& people = state.people;
  if (pending.request.id != people.request) return;
  people.request = 0;
  people.loading = false;
  const auto body = object_of(reply);
  if (reply.status != 200 || !body) {
    people.failure = problem_of(reply).error;
    return announce("error." + people.failure->code, effects, people.failure->params);
  }
  const model::Json& items = model::member(*body, "items");
  people.found.clear();
  people.loaded = true;
  if (items.is_array())
    for (const model::Json& item : items)
      if (auto person = read_person(item); person && people.found.size() < kFoundMax) people.found.push_back(*std::move(person));
  announce("people.announce_found", effects, {{"count", std::to_string(people.found.size())}});
}

void find_people_now(State& state, Effects& effects) {
  if (state.session.who) load(state, effects);
}

void handle(State& state, const PeopleSearched& event, Effects& effects) {
  type_search(state.people.search, event.text, kPeopleTimer, effects);
}

void handle(State& state, const PersonChosen& event, Effects& effects) {
  if (!may_change(state)) return;
  DeclareState& declare = state.declare;
  if (event.chosen) {
    const auto found = std::ranges::find(state.people.found, event.person, [](const FoundPerson& one) { return one.person.id; });
    if (found != state.people.found.end()) choose(declare, found->person);
  } else {
    std::erase_if(declare.people, [&](const model::PersonRef& person) { return person.id == event.person; });
  }
  people_changed(state, effects);
}

void handle(State& state, const AllFoundPeopleChosen&, Effects& effects) {
  if (!may_change(state) || state.people.loading) return;
  for (const FoundPerson& found : state.people.found) choose(state.declare, found.person);
  people_changed(state, effects);
}

void handle(State& state, const PeopleCleared&, Effects& effects) {
  if (!may_change(state)) return;
  state.declare.people.clear();
  people_changed(state, effects);
}

}  // namespace portal::ui
