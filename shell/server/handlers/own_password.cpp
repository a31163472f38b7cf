// Changing one's own password. A wrong current one counts as a failed attempt to sign in.
#include "model/people.h"
#include "shell/server/crypto.h"
#include "shell/server/handlers/common.h"
#include "shell/server/handlers/handlers.h"
#include "shell/server/sign_in_limits.h"

namespace portal::server {
namespace {

struct Wish {
  std::string current;
  std::string password;
};

OrRefusal<Wish> read_wish(const Call& call) {
  OrRefusal<model::Json> body = read_json_body(call.request);
  if (Response* refusal = std::get_if<Response>(&body)) return *refusal;
  const model::Json& json = std::get<model::Json>(body);
  Wish wish{model::text_or(json, "current"), model::text_or(json, "password")};
  model::Errors errors;
  if (wish.current.empty()) errors.push_back({"required", "/current", {}});
  for (model::Error& error : model::judge_new_password(wish.password, call.caller->account, wish.current)) errors.push_back(std::move(error));
  if (!errors.empty()) return invalid(std::move(errors));
  return wish;
}

}  // namespace

Response put_own_password(Call& call) {
  OrRefusal<Wish> read = read_wish(call);
  if (Response* refusal = std::get_if<Response>(&read)) return *refusal;
  const Wish& wish = std::get<Wish>(read);
  const Response unavailable = problem("unavailable", {.retry_after_s = 2});
  const std::string bucket = account_bucket(call.caller->account);
  std::optional<Account> account;
  int blocked_s = 0;
  const Outcome counted = call.context.storage->transact([&](Records& records) {
    const AttemptBucket attempts = records.attempts(bucket);
    blocked_s = wait_s(attempts, call.now_ms);
    if (blocked_s > 0) return Verdict::kRollBack;
    records.set_attempts(bucket, after_failure(attempts, kAccountLimits, call.now_ms));
    account = records.account(call.caller->account);
    return Verdict::kCommit;
  });
  if (counted == Outcome::kUnavailable) return unavailable;
  if (blocked_s > 0) return problem("too_many_attempts", {.retry_after_s = blocked_s});
  if (!account) return problem("not_signed_in");
  if (!call.context.passwords->verify(account->password_hash, wish.current)) return invalid("/current", "wrong_password");
  account->password_hash = call.context.passwords->hash(wish.password);
  if (account->password_hash.empty()) return unavailable;
  account->password_is_initial = false;
  account->revision += 1;
  bool saved = false;
  const Outcome changed = call.context.storage->transact([&](Records& records) {
    saved = records.save_account(*account);
    if (!saved) return Verdict::kRollBack;
    records.forget_attempts(bucket);
    records.remove_sessions_of(account->name, call.caller->token_hash);
    call.records = &records;
    audit(call, "password_changed", account->person);
    call.records = nullptr;
    return Verdict::kCommit;
  });
  if (changed == Outcome::kUnavailable) return unavailable;
  if (!saved) return problem("stale");
  Response response;
  response.status = 204;
  return response;
}

}  // namespace portal::server
