// What the calls about people and their accounts share.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/people.h"
#include "shell/server/handlers/common.h"

namespace portal::server {

// With masked numbers; for who manages this person also with the accounts.
model::Json person_json(const Call& call, const model::OrganisationTree& tree, const Person& person);
model::Json account_json(const Account& account);

// Somebody who works where the caller manages people. Refusals: not_allowed for who manages nobody, not_found.
OrRefusal<Person> managed_person(const Call& call, std::string_view id);
// An account that the caller may change. Refusals: those of managed_person, not_allowed with own_account.
OrRefusal<Account> managed_account(const Call& call, std::string_view name);

// Nobody changes their own account, role or employer: not_allowed with the code own_account.
Response refuse_own_account();

// Closed, and whoever is signed in with it is so no longer. False when another change came first.
bool close_account(Call& call, Account account);

// The member as text; wrong_type is told, absent is null.
std::optional<std::string> text_member(const model::Json& body, const char* name, model::Errors& errors);
model::PersonDetails read_details(const model::Json& body, model::Errors& errors);
void take(const model::PersonDetails& details, Person& person);
// number_taken, where somebody else of the organisation has it.
void judge_staff_number(const Call& call, const Person& person, model::Errors& errors);
// Where somebody is to work: an employer's own organisation, for an administrator any. Errors at /organisation.
std::string organisation_of(const Call& call, const model::OrganisationTree& tree, const model::Json& body, model::Errors& errors);

}  // namespace portal::server
