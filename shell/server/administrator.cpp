#include "shell/server/administrator.h"

#include "model/utf8.h"
#include "shell/server/clock.h"
#include "shell/server/crypto.h"

namespace portal::server {
namespace {

model::Result<std::string> authority_of(Records& records, const std::string& name) {
  for (const model::Organisation& organisation : records.organisations().organisations)
    if (organisation.role == model::Role::kAuthority && organisation.parent.empty()) return organisation.id;
  if (name.empty()) return model::Error{"missing_option", "--organisation-name", {}};
  const std::string id = "authority";
  records.add_organisation({id, name, model::Role::kAuthority, "", ""});
  return id;
}

model::Result<Account> add(Records& records, const NewAdministrator& wanted, const std::string& password_hash, long long now_ms) {
  if (records.account(wanted.account)) return model::Error{"account_exists", wanted.account, {}};
  const model::Result<std::string> organisation = authority_of(records, wanted.organisation_name);
  if (!organisation) return organisation.error();
  const Account account{wanted.account, random_id(), model::Role::kAdmin, *organisation, password_hash};
  records.add_person({account.person, wanted.person_name, "", "", "", account.organisation});
  records.add_account(account);
  records.audit({rfc3339(now_ms), account.person, account.organisation, "add_administrator", account.person, "command line"});
  return account;
}

}  // namespace

model::Result<Account> add_administrator(Storage& storage, const Passwords& passwords, const NewAdministrator& wanted, long long now_ms) {
  if (model::count_code_points(wanted.password) < kAdministratorPasswordLengthMin)
    return model::Error{"password_too_short", "", {{"min", std::to_string(kAdministratorPasswordLengthMin)}}};
  const std::string hash = passwords.hash(wanted.password);
  if (hash.empty()) return model::Error{"no_memory", "", {}};
  model::Result<Account> made = model::Error{"unavailable", "", {}};
  const Outcome outcome = storage.transact([&](Records& records) {
    made = add(records, wanted, hash, now_ms);
    return made ? Verdict::kCommit : Verdict::kRollBack;
  });
  if (outcome == Outcome::kUnavailable) return model::Error{"unavailable", "", {}};
  return made;
}

}  // namespace portal::server
