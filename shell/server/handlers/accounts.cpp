// Accounts: made, given another role, closed, given a first password.
#include "shell/server/handlers/handlers.h"
#include "shell/server/handlers/staff.h"

namespace portal::server {
namespace {

Response account_answer(const Account& account, int status) {
  Response response = json_answer(status, account_json(account));
  response.set("ETag", etag_of(account.revision));
  return response;
}

// As role of an account for people of that organisation. Errors at /role.
std::optional<Response> refuse_role(const Call& call, model::Role role, const std::string& organisation) {
  if (!model::may_give(call.actor(), role)) return problem("not_allowed");
  const model::OrganisationTree tree = call.records->organisations();
  const model::Organisation* found = tree.find(organisation);
  if (!found || !model::fits(role, *found)) return invalid("/role", "wrong_role_for_organisation");
  return std::nullopt;
}

// The account of the route, if the caller may change it and saw it as it is.
OrRefusal<Account> account_to_change(const Call& call) {
  OrRefusal<Account> found = managed_account(call, call.parameters.front());
  if (std::holds_alternative<Response>(found)) return found;
  const Account& account = std::get<Account>(found);
  if (auto refusal = refuse_precondition(call.request, account.revision, account_json(account))) return *refusal;
  return found;
}

}  // namespace

Response create_account(Call& call) {
  OrRefusal<model::Json> body = read_json_body(call.request);
  if (Response* refusal = std::get_if<Response>(&body)) return *refusal;
  const model::Json& json = std::get<model::Json>(body);
  OrRefusal<Person> person = managed_person(call, model::text_or(json, "person"));
  if (Response* refusal = std::get_if<Response>(&person)) return *refusal;
  const Person& owner = std::get<Person>(person);
  if (owner.id == call.actor().person.id) return refuse_own_account();
  const std::optional<model::Role> role = model::role_from(model::text_or(json, "role"));
  if (!role) return invalid("/role", "unknown_name");
  if (auto refusal = refuse_role(call, *role, owner.organisation)) return *refusal;
  const std::string name = model::text_or(json, "account");
  if (model::Errors errors = model::judge_account_name(name); !errors.empty()) return invalid(std::move(errors));
  if (call.records->account(name)) return invalid("/account", "name_taken");
  const Account account{name, owner.id, *role, owner.organisation, ""};
  call.records->add_account(account);
  audit(call, "account_made", owner.id, model::name_of(*role));
  return account_answer(account, 201);
}

Response put_account(Call& call) {
  OrRefusal<Account> found = account_to_change(call);
  if (Response* refusal = std::get_if<Response>(&found)) return *refusal;
  Account account = std::get<Account>(std::move(found));
  OrRefusal<model::Json> body = read_json_body(call.request);
  if (Response* refusal = std::get_if<Response>(&body)) return *refusal;
  const model::Json& json = std::get<model::Json>(body);
  const std::optional<model::Role> role = model::role_from(model::text_or(json, "role", model::name_of(account.role)));
  if (!role) return invalid("/role", "unknown_name");
  const model::Json& closed = model::member(json, "closed");
  if (!closed.is_null() && !closed.is_boolean()) return invalid("/closed", "wrong_type");
  account.organisation = call.records->person(account.person)->organisation;  // never for one that its owner has left
  if (auto refusal = refuse_role(call, *role, account.organisation)) return *refusal;
  const bool ends_sessions = *role != account.role || closed == model::Json(true);
  account.role = *role;
  if (closed.is_boolean()) account.closed = closed.get<bool>();
  account.revision += 1;
  if (!call.records->save_account(account)) return problem("internal");
  if (ends_sessions) call.records->remove_sessions_of(account.name, "");
  audit(call, "account_changes", account.person, account.closed ? "closed" : model::name_of(account.role));
  return account_answer(account, 200);
}

// The password is told once, in the answer, and kept nowhere: asked again, there is another one.
Response give_password(Call& call) {
  std::optional<Response> refusal;
  Account account;
  const auto look = [&](Records& records) {
    call.records = &records;
    OrRefusal<Account> found = account_to_change(call);
    if (Response* refused = std::get_if<Response>(&found)) refusal = *refused;
    else account = std::get<Account>(found);
    call.records = nullptr;
    return Verdict::kCommit;
  };
  if (call.context.storage->transact(look) == Outcome::kUnavailable) return problem("unavailable", {.retry_after_s = 2});
  if (refusal) return *refusal;
  const std::string password = initial_password();
  account.password_hash = call.context.passwords->hash(password);
  if (account.password_hash.empty()) return problem("unavailable", {.retry_after_s = 2});
  account.password_is_initial = true;
  account.revision += 1;
  bool saved = false;
  const Outcome outcome = call.context.storage->transact([&](Records& records) {
    saved = records.save_account(account);
    if (!saved) return Verdict::kRollBack;
    records.remove_sessions_of(account.name, "");
    call.records = &records;
    audit(call, "password_given", account.person);
    call.records = nullptr;
    return Verdict::kCommit;
  });
  if (outcome == Outcome::kUnavailable) return problem("unavailable", {.retry_after_s = 2});
  if (!saved) return problem("stale");
  model::Json answer = account_json(account);
  answer["initial_password"] = password;
  Response response = json_answer(200, answer);
  response.set("ETag", etag_of(account.revision));
  return response;
}

}  // namespace portal::server
