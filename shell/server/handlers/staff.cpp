// People who join, change, move and leave. Their records stay, with the chain that they were submitted to.
#include "shell/server/handlers/staff.h"

#include <algorithm>

#include "model/validation.h"
#include "shell/server/handlers/handlers.h"
#include "shell/server/handlers/joining.h"
#include "shell/server/masking.h"

namespace portal::server {
namespace {

Response person_answer(const Call& call, const Person& person, int status) {
  Response response = json_answer(status, person_json(call, call.records->organisations(), person));
  response.set("ETag", etag_of(person.revision));
  if (status == 201) response.set("Location", "/api/v1/people/" + person.id);
  return response;
}

// Whom the route names, if the caller manages them and saw them as they are.
OrRefusal<Person> person_to_change(const Call& call) {
  OrRefusal<Person> found = managed_person(call, call.parameters.front());
  if (std::holds_alternative<Response>(found)) return found;
  const Person& person = std::get<Person>(found);
  if (auto refusal = refuse_precondition(call.request, person.revision, person_json(call, call.records->organisations(), person))) return *refusal;
  return found;
}

}  // namespace

std::optional<std::string> text_member(const model::Json& body, const char* name, model::Errors& errors) {
  const model::Json& value = model::member(body, name);
  if (value.is_null()) return std::nullopt;
  if (value.is_string()) return value.get<std::string>();
  errors.push_back({"wrong_type", std::string("/") + name, {}});
  return std::nullopt;
}

model::PersonDetails read_details(const model::Json& body, model::Errors& errors) {
  return {text_member(body, "name", errors), text_member(body, "number", errors), text_member(body, "resident_id", errors),
          text_member(body, "mobile", errors)};
}

void take(const model::PersonDetails& details, Person& person) {
  if (details.name) person.name = *details.name;
  if (details.number) person.number = *details.number;
  if (details.resident_id) person.resident_id = *details.resident_id;
  if (details.mobile) person.mobile = *details.mobile;
}

void judge_staff_number(const Call& call, const Person& person, model::Errors& errors) {
  if (!person.number.empty() && call.records->has_number(person.organisation, person.number, person.id))
    errors.push_back({"number_taken", "/number", {}});
}

std::string organisation_of(const Call& call, const model::OrganisationTree& tree, const model::Json& body, model::Errors& errors) {
  const std::string named = text_member(body, "organisation", errors).value_or("");
  const std::string id = named.empty() && call.actor().role == model::Role::kEmployer ? call.actor().organisation.id : named;
  if (id.empty()) errors.push_back({"required", "/organisation", {}});
  else if (!model::manages_people_of(call.actor(), id)) errors.push_back({"not_allowed", "/organisation", {}});
  else if (!tree.find(id)) errors.push_back({"unknown_organisation", "/organisation", {}});
  return id;
}

model::Json account_json(const Account& account) {
  const char* password = account.password_hash.empty() ? "none" : account.password_is_initial ? "initial" : "own";
  return {{"name", account.name}, {"role", model::name_of(account.role)}, {"revision", account.revision}, {"closed", account.closed}, {"password", password}};
}

model::Json person_json(const Call& call, const model::OrganisationTree& tree, const Person& person) {
  const model::Organisation* organisation = tree.find(person.organisation);
  model::Json json = {{"id", person.id},
                      {"revision", person.revision},
                      {"name", person.name},
                      {"number", person.number},
                      {"resident_id", masked_resident_id(person.resident_id)},
                      {"mobile", masked_mobile(person.mobile)},
                      {"organisation", organisation ? model::to_json(model::reference(*organisation)) : model::Json()},
                      {"left_at", person.left_at}};
  if (!model::manages_people_of(call.actor(), person.organisation)) return json;
  json["accounts"] = model::Json::array();
  for (const Account& account : call.records->accounts_of(person.id)) json["accounts"].push_back(account_json(account));
  return json;
}

Response refuse_own_account() { return problem("not_allowed", {.errors = {{"own_account", "", {}}}}); }

OrRefusal<Person> managed_person(const Call& call, std::string_view id) {
  if (!model::manages_people(call.actor().role)) return problem("not_allowed");
  std::optional<Person> person = call.records->person(id);
  if (!person || !person->left_at.empty() || !model::manages_people_of(call.actor(), person->organisation)) return problem("not_found");
  return *std::move(person);
}

OrRefusal<Account> managed_account(const Call& call, std::string_view name) {
  if (!model::manages_people(call.actor().role)) return problem("not_allowed");
  std::optional<Account> account = call.records->account(name);
  if (!account) return problem("not_found");
  OrRefusal<Person> person = managed_person(call, account->person);
  if (Response* refusal = std::get_if<Response>(&person)) return *refusal;
  if (account->person == call.actor().person.id) return refuse_own_account();
  if (!model::may_give(call.actor(), account->role)) return problem("not_allowed");
  return *std::move(account);
}

bool close_account(Call& call, Account account) {
  account.closed = true;
  account.revision += 1;
  call.records->remove_sessions_of(account.name, "");
  return call.records->save_account(account);
}

Response get_person(Call& call) {
  OrRefusal<Person> found = managed_person(call, call.parameters.front());
  if (Response* refusal = std::get_if<Response>(&found)) return *refusal;
  return person_answer(call, std::get<Person>(found), 200);
}

Response create_person(Call& call) {
  if (!model::manages_people(call.actor().role)) return problem("not_allowed");
  OrRefusal<model::Json> body = read_json_body(call.request);
  if (Response* refusal = std::get_if<Response>(&body)) return *refusal;
  OrErrors<Joining> planned = plan_joining(call, call.records->organisations(), std::get<model::Json>(body));
  if (const auto* errors = std::get_if<model::Errors>(&planned)) return invalid(*errors);
  Joining& joining = std::get<Joining>(planned);
  if (joining.kind == Joining::Kind::kHere) return invalid("/resident_id", "already_employed");
  if (!store_joining(call, joining)) return problem("internal");
  return person_answer(call, joining.person, 201);
}

// The numbers whole, to who manages this person. Who asked for them, and why, is kept before they are told.
Response show_numbers(Call& call) {
  OrRefusal<Person> found = managed_person(call, call.parameters.front());
  if (Response* refusal = std::get_if<Response>(&found)) return *refusal;
  const Person& person = std::get<Person>(found);
  OrRefusal<model::Json> body = read_json_body(call.request);
  if (Response* refusal = std::get_if<Response>(&body)) return *refusal;
  const std::string reason = model::text_or(std::get<model::Json>(body), "reason");
  if (model::Errors errors = model::validate_reason(reason); !errors.empty()) return invalid(std::move(errors));
  audit(call, "numbers_shown", person.id, reason);
  return json_answer(200, {{"id", person.id}, {"resident_id", person.resident_id}, {"mobile", person.mobile}});
}

Response put_person(Call& call) {
  OrRefusal<Person> found = person_to_change(call);
  if (Response* refusal = std::get_if<Response>(&found)) return *refusal;
  Person person = std::get<Person>(std::move(found));
  OrRefusal<model::Json> body = read_json_body(call.request);
  if (Response* refusal = std::get_if<Response>(&body)) return *refusal;
  model::Errors errors;
  model::PersonDetails details = read_details(std::get<model::Json>(body), errors);
  if (errors.empty()) errors = model::judge_person(details, model::Joins::kNo);
  if (!errors.empty()) return invalid(std::move(errors));
  const std::string number_before = person.number;
  take(details, person);
  if (const auto other = details.resident_id ? call.records->person_of_resident_id(*details.resident_id) : std::nullopt; other && other->id != person.id)
    errors.push_back({"resident_id_taken", "/resident_id", {}});
  if (person.number != number_before) judge_staff_number(call, person, errors);
  if (!errors.empty()) return invalid(std::move(errors));
  person.revision += 1;
  if (!call.records->save_person(person)) return problem("internal");
  audit(call, "person_changes", person.id);
  return person_answer(call, person, 200);
}

// A professional's account goes along; one that acts for the old organisation does not.
Response move_person(Call& call) {
  if (call.actor().role != model::Role::kAdmin) return problem("not_allowed");
  OrRefusal<Person> found = person_to_change(call);
  if (Response* refusal = std::get_if<Response>(&found)) return *refusal;
  Person person = std::get<Person>(std::move(found));
  if (person.id == call.actor().person.id) return refuse_own_account();
  OrRefusal<model::Json> body = read_json_body(call.request);
  if (Response* refusal = std::get_if<Response>(&body)) return *refusal;
  const model::Json& json = std::get<model::Json>(body);
  model::Errors errors;
  const std::string organisation = organisation_of(call, call.records->organisations(), json, errors);
  const std::optional<std::string> number = text_member(json, "number", errors);
  if (!errors.empty()) return invalid(std::move(errors));
  if (organisation == person.organisation) return invalid("/organisation", "same_organisation");
  model::PersonDetails details{.number = number};
  errors = model::judge_person(details, model::Joins::kNo);
  take(details, person);
  person.organisation = organisation;
  judge_staff_number(call, person, errors);
  if (!errors.empty()) return invalid(std::move(errors));

  person.revision += 1;
  bool saved = call.records->save_person(person);
  for (Account account : call.records->accounts_of(person.id)) {
    const bool acts_for_the_old = account.role != model::Role::kProfessional;
    account.organisation = organisation;
    account.revision += acts_for_the_old ? 0 : 1;
    saved = saved && (acts_for_the_old ? close_account(call, account) : call.records->save_account(account));
  }
  if (!saved) return problem("internal");
  audit(call, "person_moves", person.id, organisation);
  return person_answer(call, person, 200);
}

Response person_leaves(Call& call) {
  OrRefusal<Person> found = person_to_change(call);
  if (Response* refusal = std::get_if<Response>(&found)) return *refusal;
  Person person = std::get<Person>(std::move(found));
  if (person.id == call.actor().person.id) return refuse_own_account();
  const std::vector<Account> accounts = call.records->accounts_of(person.id);
  const bool all_managed = std::ranges::all_of(accounts, [&](const Account& account) { return model::may_give(call.actor(), account.role); });
  if (!all_managed) return problem("not_allowed");
  person.left_at = call.now();
  person.revision += 1;
  bool saved = call.records->save_person(person);
  for (const Account& account : accounts) saved = saved && close_account(call, account);
  if (!saved) return problem("internal");
  audit(call, "person_leaves", person.id);
  return person_answer(call, person, 200);
}

}  // namespace portal::server
