// The first administrator, made on the command line.
//
// add_administrator: makes the person and the account (role admin), in the topmost authority; where there is none yet, that too.
// Errors: password_too_short (params "min"), account_exists, missing_option (pointer "--organisation-name"), unavailable, no_memory.
#pragma once

#include <string>

#include "model/result.h"
#include "shell/server/passwords.h"
#include "shell/server/storage/storage.h"

namespace portal::server {

inline constexpr int kAdministratorPasswordLengthMin = 12;

struct NewAdministrator {
  std::string account;
  std::string password;
  std::string person_name;
  std::string organisation_name;  // needed where there is no authority yet
};

model::Result<Account> add_administrator(Storage& storage, const Passwords& passwords, const NewAdministrator& wanted, long long now_ms);

}  // namespace portal::server
