// Somebody joins an organisation: by the form, or as one row of a spreadsheet.
//
// The resident ID number says who it is. Somebody new is added, somebody who left comes back with records and account, and who works
// there already can be brought up to date: staff number, mobile, an account. A name is never changed this way: a slip in the ID number
// would rename somebody else.
#pragma once

#include <string>

#include "model/organisation.h"
#include "shell/server/handlers/staff.h"
#include "shell/server/handlers/steps.h"

namespace portal::server {

struct Joining {
  enum class Kind { kNew, kBack, kHere } kind = Kind::kNew;
  Person person;        // as it is to be stored
  std::string account;  // to be made for them, a professional's; "" = none
  bool changes = true;  // kHere: something differs from what is stored
};

// What would become of the body of POST /people. Errors: those of judge_person and judge_account_name, of the organisation,
// name_taken, already_employed (elsewhere), person_differs, number_taken, own_account (an account of one's own).
OrErrors<Joining> plan_joining(const Call& call, const model::OrganisationTree& tree, const model::Json& body);

// False when another change came first.
bool store_joining(Call& call, Joining& joining);

}  // namespace portal::server
