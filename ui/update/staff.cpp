#include "ui/update/staff.h"

#include <algorithm>

#include "ui/update/handlers.h"
#include "ui/update/location.h"
#include "ui/update/notices.h"
#include "ui/update/requests.h"
#include "ui/update/search.h"
#include "ui/update/url.h"

namespace portal::ui {
namespace {

constexpr const char* kPageSize = "50";
constexpr std::size_t kRowsMax = 20'000;
constexpr std::size_t kOrganisationsMax = 20'000;
constexpr std::size_t kAccountsMax = 20;

std::optional<StaffAccount> read_account(const model::Json& json) {
  const auto role = model::role_from(model::text_or(json, "role"));
  StaffAccount account{model::text_or(json, "name"), role.value_or(model::Role::kProfessional), model::integer_or(json, "revision", 0),
                       model::flag_or(json, "closed", false), model::text_or(json, "password")};
  if (account.name.empty() || !role) return std::nullopt;
  return account;
}

std::optional<StaffMember> read_member(const model::Json& json) {
  StaffMember member;
  member.person = {model::text_or(json, "id"), model::text_or(json, "name"), model::text_or(json, "number")};
  member.revision = model::integer_or(json, "revision", 0);
  member.resident_id = model::text_or(json, "resident_id");
  member.mobile = model::text_or(json, "mobile");
  const model::Json& organisation = model::member(json, "organisation");
  member.organisation = {model::text_or(organisation, "id"), model::text_or(organisation, "name"),
                         model::role_from(model::text_or(organisation, "role")).value_or(model::Role::kEmployer)};
  const model::Json& accounts = model::member(json, "accounts");
  if (accounts.is_array())
    for (const model::Json& entry : accounts)
      if (auto account = read_account(entry); account && member.accounts.size() < kAccountsMax) member.accounts.push_back(*std::move(account));
  if (member.person.id.empty()) return std::nullopt;
  return member;
}

void add(std::string& path, std::string_view name, const std::string& value) {
  if (value.empty()) return;
  path += path.find('?') == std::string::npos ? '?' : '&';
  path.append(name).append("=").append(percent_encoded(value));
}

std::string path_of(const State& state, std::string_view limit, const std::string& cursor) {
  const StaffState& staff = state.staff;
  const bool is_employer = state.session.who->role == model::Role::kEmployer;
  const std::string& organisation = is_employer ? state.session.who->organisation.id : staff.organisation;
  std::string path = "/people";
  add(path, "limit", std::string(limit));
  add(path, "organisation", organisation);
  add(path, "q", staff.search);
  add(path, "cursor", cursor);
  return path;
}

void load(State& state, Effects& effects) {
  StaffState& staff = state.staff;
  if (!state.session.who) return;
  cancel(state, staff.request, effects);
  staff.loading = true;
  staff.failure.reset();
  staff.request = send(state, {.purpose = Purpose::kLoadStaff, .path = path_of(state, kPageSize, {})}, effects);
}

void load_person(State& state, Effects& effects) {
  StaffState& staff = state.staff;
  const std::string& id = state.route.subject;
  cancel(state, staff.person_request, effects);
  staff.person_failure.reset();
  if (staff.person && staff.person->person.id != id) staff.person.reset();
  staff.person_request = send(state, {.purpose = Purpose::kLoadPerson, .path = "/people/" + percent_encoded(id), .subject = id}, effects);
}

void load_organisations(State& state, Effects& effects) {
  OrganisationsState& organisations = state.organisations;
  cancel(state, organisations.request, effects);
  organisations.failure.reset();
  organisations.request = send(state, {.purpose = Purpose::kLoadOrganisations, .path = "/organisations"}, effects);
}

}  // namespace

std::string staff_address(const State& state) { return state.session.who ? path_of(state, {}, {}) : std::string(); }

void enter_staff(State& state, Effects& effects) {
  if (!state.session.who) return;
  const bool chooses = state.session.who->role == model::Role::kAdmin;
  if (chooses && !state.organisations.loaded && state.organisations.request == 0) load_organisations(state, effects);
  if (!state.route.subject.empty()) return load_person(state, effects);
  load(state, effects);
}

void enter_organisations(State& state, Effects& effects) {
  if (state.session.who) load_organisations(state, effects);
}

void staff_changed(State& state, Effects& effects) {
  const Route::Place place = place_of(state);
  if (place == Route::Place::kStaff) enter_staff(state, effects);
  if (place == Route::Place::kOrganisations) enter_organisations(state, effects);
}

void staff_answered(State& state, const PendingRequest& pending, const HttpReplied& reply, Effects& effects) {
  StaffState& staff = state.staff;
  if (pending.request.id != staff.request) return;
  staff.request = 0;
  staff.loading = false;
  const auto body = object_of(reply);
  const bool more = pending.purpose == Purpose::kLoadMoreStaff;
  if (reply.status != 200 || !body) {
    staff.next_cursor.clear();
    const model::Error error = problem_of(reply).error;
    if (more) return show_problem(state, error, effects);
    staff.failure = error;
    return announce("error." + error.code, effects, error.params);
  }
  if (!more) staff.rows.clear();
  const model::Json& items = model::member(*body, "items");
  if (items.is_array())
    for (const model::Json& item : items)
      if (auto member = read_member(item); member && staff.rows.size() < kRowsMax) staff.rows.push_back(*std::move(member));
  staff.next_cursor = model::text_or(*body, "next_cursor");
  staff.loaded = true;
  announce("people.announce_found", effects, {{"count", std::to_string(staff.rows.size())}});
}

void person_answered(State& state, const PendingRequest& pending, const HttpReplied& reply, Effects& effects) {
  StaffState& staff = state.staff;
  if (pending.request.id != staff.person_request) return;
  staff.person_request = 0;
  const auto body = object_of(reply);
  auto member = reply.status == 200 && body ? read_member(*body) : std::nullopt;
  if (member && member->person.id == pending.subject) {
    staff.person = *std::move(member);
    return;
  }
  staff.person.reset();
  staff.person_failure = problem_of(reply).error;
  announce("error." + staff.person_failure->code, effects, staff.person_failure->params);
}

void organisations_answered(State& state, const PendingRequest& pending, const HttpReplied& reply, Effects& effects) {
  OrganisationsState& organisations = state.organisations;
  if (pending.request.id != organisations.request) return;
  organisations.request = 0;
  const auto body = object_of(reply);
  if (reply.status != 200 || !body) {
    organisations.failure = problem_of(reply).error;
    return announce("error." + organisations.failure->code, effects, organisations.failure->params);
  }
  organisations.tree.organisations.clear();
  organisations.loaded = true;
  const model::Json& items = model::member(*body, "items");
  if (!items.is_array()) return;
  for (const model::Json& item : items)
    if (auto read = model::read_organisation(item); read && organisations.tree.organisations.size() < kOrganisationsMax)
      organisations.tree.organisations.push_back(*std::move(read));
}

void find_staff_now(State& state, Effects& effects) {
  if (place_of(state) == Route::Place::kStaff) load(state, effects);
}

void handle(State& state, const StaffSearched& event, Effects& effects) {
  type_search(state.staff.search, event.text, kStaffTimer, effects);
}

void handle(State& state, const StaffOrganisationChosen& event, Effects& effects) {
  if (event.organisation == state.staff.organisation) return;
  state.staff.organisation = event.organisation;
  find_staff_now(state, effects);
}

void handle(State& state, const StaffMoreWanted&, Effects& effects) {
  StaffState& staff = state.staff;
  if (staff.loading || staff.next_cursor.empty() || !state.session.who) return;
  staff.loading = true;
  staff.request = send(state, {.purpose = Purpose::kLoadMoreStaff, .path = path_of(state, kPageSize, staff.next_cursor)}, effects);
}

}  // namespace portal::ui
