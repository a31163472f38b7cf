#include "shell/server/handlers/joining.h"

#include <algorithm>

#include "shell/server/crypto.h"

namespace portal::server {
namespace {

// Somebody who worked elsewhere before comes with records and account.
bool join_again(Call& call, Person& person) {
  person.left_at.clear();
  person.revision += 1;
  if (!call.records->save_person(person)) return false;
  for (Account account : call.records->accounts_of(person.id)) {
    if (account.role != model::Role::kProfessional) continue;
    account.organisation = person.organisation;
    account.closed = false;
    account.password_hash.clear();  // until they are given a new one
    account.revision += 1;
    if (!call.records->save_account(account)) return false;
  }
  return true;
}

bool has_professional_account(const Call& call, const std::string& person) {
  return std::ranges::any_of(call.records->accounts_of(person), [](const Account& account) { return account.role == model::Role::kProfessional; });
}

bool differs(const Person& a, const Person& b) { return a.number != b.number || a.mobile != b.mobile; }

}  // namespace

OrErrors<Joining> plan_joining(const Call& call, const model::OrganisationTree& tree, const model::Json& body) {
  model::Errors errors;
  model::PersonDetails details = read_details(body, errors);
  if (errors.empty()) errors = model::judge_person(details, model::Joins::kYes);
  const std::string organisation = organisation_of(call, tree, body, errors);
  const std::string account = text_member(body, "account", errors).value_or("");
  if (!account.empty())
    for (model::Error& error : model::judge_account_name(account)) errors.push_back(std::move(error));
  const std::optional<Account> taken = account.empty() ? std::nullopt : call.records->account(account);
  if (!errors.empty()) return errors;

  Joining joining;
  const std::optional<Person> before = call.records->person_of_resident_id(*details.resident_id);
  if (taken && !(before && taken->person == before->id)) return model::Errors{{"name_taken", "/account", {}}};
  if (before && before->left_at.empty() && before->organisation != organisation) return model::Errors{{"already_employed", "/resident_id", {}}};
  if (before && before->name != *details.name) return model::Errors{{"person_differs", "/name", {}}};
  joining.kind = !before ? Joining::Kind::kNew : before->left_at.empty() ? Joining::Kind::kHere : Joining::Kind::kBack;
  joining.person = before.value_or(Person());
  if (!before) joining.person.id = new_record_id(call.now_ms);
  if (!account.empty() && !has_professional_account(call, joining.person.id)) joining.account = account;
  if (!joining.account.empty() && joining.person.id == call.actor().person.id) return model::Errors{{"own_account", "/account", {}}};
  joining.person.organisation = organisation;
  if (joining.kind == Joining::Kind::kHere) {  // a cell that is blank changes nothing
    if (details.number->empty()) details.number.reset();
    if (details.mobile->empty()) details.mobile.reset();
  }
  take(details, joining.person);
  judge_staff_number(call, joining.person, errors);
  if (!errors.empty()) return errors;
  joining.changes = joining.kind != Joining::Kind::kHere || differs(*before, joining.person) || !joining.account.empty();
  return joining;
}

bool store_joining(Call& call, Joining& joining) {
  Person& person = joining.person;
  if (joining.kind == Joining::Kind::kNew) call.records->add_person(person);
  if (joining.kind == Joining::Kind::kBack && !join_again(call, person)) return false;
  if (joining.kind == Joining::Kind::kHere && joining.changes) {
    person.revision += 1;
    if (!call.records->save_person(person)) return false;
  }
  if (!joining.account.empty()) call.records->add_account({joining.account, person.id, model::Role::kProfessional, person.organisation, ""});
  if (joining.changes) audit(call, joining.kind == Joining::Kind::kHere ? "person_changes" : "person_joins", person.id, person.organisation);
  return true;
}

}  // namespace portal::server
