// People and accounts: what is asked of them, and who manages whom.
//
// An employer manages the professionals of its own organisation, an administrator everybody; nobody changes their own
// role, organisation or account, so that nobody can raise their own rights.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/organisation.h"
#include "model/workflow.h"

namespace portal::model {

inline constexpr int kNameLengthMax = 100;  // code points; of people, accounts, staff numbers
inline constexpr int kPasswordLengthMin = 10;
inline constexpr int kPasswordLengthMax = 200;

// As typed. What is absent stays as it is: the client knows personal numbers masked only.
struct PersonDetails {
  std::optional<std::string> name = {};
  std::optional<std::string> number = {};       // staff number; may be empty
  std::optional<std::string> resident_id = {};  // GB 11643
  std::optional<std::string> mobile = {};       // may be empty
};

// Puts what is there into its normal form. Pointers: /name, /number, /resident_id, /mobile.
// Codes: required, too_long(max), and those of check_resident_id and check_mobile. For somebody `joining`, a name and a
// resident ID number are asked for.
enum class Joins { kNo, kYes };
Errors judge_person(PersonDetails& details, Joins joins);

// The name to sign in with, pointer /account: required, too_long(max), wrong_character (white space).
Errors judge_account_name(std::string_view name);
// Pointer /password: required, password_too_short(min), too_long(max), password_is_name, password_unchanged.
Errors judge_new_password(std::string_view password, std::string_view account, std::string_view current);

bool manages_people(Role role);  // employer, admin
bool manages_people_of(const Actor& actor, std::string_view organisation);

// Whether the actor may make accounts with this role, change them and give them a new password.
bool may_give(const Actor& actor, Role role);
// An account acts for an organisation of its own kind; professionals and administrators may be of any.
bool fits(Role role, const Organisation& organisation);

}  // namespace portal::model
