// Signing in and out.
//
// A wrong password and an unknown name get the same answer after the same work. An attempt is counted before the
// password is checked, so that many at once do not slip through, and forgotten when it succeeds.
#include "model/validation.h"
#include "shell/server/crypto.h"
#include "shell/server/handlers/common.h"
#include "shell/server/handlers/handlers.h"
#include "shell/server/sessions.h"
#include "shell/server/sign_in_limits.h"

namespace portal::server {
namespace {

constexpr std::size_t kNameBytesMax = 200;
constexpr std::size_t kPasswordBytesMax = 1000;

model::Json session_json(const Caller& caller, long long now_ms) {
  model::Json person = model::to_json(caller.actor.person);
  person["account"] = caller.account;
  return {{"person", person},
          {"role", model::name_of(caller.actor.role)},
          {"organisation", model::to_json(caller.actor.organisation)},
          {"must_change_password", caller.password_is_initial},
          {"expires_at", rfc3339(caller.expires_at_ms)},
          {"server_time", rfc3339(now_ms)},
          {"current_year", year_in_china(now_ms)}};
}

struct Attempt {
  std::string name;
  std::string password;
  std::string account_bucket;
  std::string address_bucket;
};

OrRefusal<Attempt> read_attempt(const Call& call, const model::Json& body) {
  model::Errors errors;
  for (const char* field : {"name", "password"}) {
    const model::Json& value = model::member(body, field);
    if (!value.is_string()) errors.push_back({value.is_null() ? "required" : "wrong_type", std::string("/") + field, {}});
    else if (value.get_ref<const std::string&>().empty()) errors.push_back({"required", std::string("/") + field, {}});
  }
  Attempt attempt{model::text_or(body, "name"), model::text_or(body, "password"), "", ""};
  if (attempt.name.size() > kNameBytesMax) errors.push_back({"too_long", "/name", {{"max", "200"}}});
  if (attempt.password.size() > kPasswordBytesMax) errors.push_back({"too_long", "/password", {{"max", "1000"}}});
  if (!errors.empty()) return invalid(std::move(errors));
  attempt.account_bucket = account_bucket(attempt.name);
  attempt.address_bucket = sha256_hex("address:" + client_network(call.request, call.context));
  return attempt;
}

struct Candidate {
  int wait_s = 0;
  std::optional<Account> account;
};

// Counts the attempt and looks the account up.
Outcome begin_attempt(Call& call, const Attempt& attempt, Candidate& candidate) {
  return call.context.storage->transact([&](Records& records) {
    const AttemptBucket by_account = records.attempts(attempt.account_bucket);
    const AttemptBucket by_address = records.attempts(attempt.address_bucket);
    candidate.wait_s = std::max(wait_s(by_account, call.now_ms), wait_s(by_address, call.now_ms));
    if (candidate.wait_s > 0) return Verdict::kRollBack;
    records.set_attempts(attempt.account_bucket, after_failure(by_account, kAccountLimits, call.now_ms));
    candidate.account = records.account(attempt.name);
    return Verdict::kCommit;
  });
}

void clear_out(Records& records, const Context& context, long long now_ms) {
  records.remove_sessions_before(now_ms - context.session_limits.whole_ms, now_ms - context.session_limits.idle_ms);
  records.forget_attempts_before(now_ms - kAddressLimits.forget_after_ms - kAddressLimits.longest_wait_ms);
}

}  // namespace

Response post_session(Call& call) {
  OrRefusal<model::Json> body = read_json_body(call.request);
  if (Response* refusal = std::get_if<Response>(&body)) return *refusal;
  const model::Json& json = std::get<model::Json>(body);
  OrRefusal<Attempt> read = read_attempt(call, json);
  if (Response* refusal = std::get_if<Response>(&read)) return *refusal;
  const Attempt& attempt = std::get<Attempt>(read);

  Candidate candidate;
  if (begin_attempt(call, attempt, candidate) == Outcome::kUnavailable) return problem("unavailable", {.retry_after_s = 2});
  if (candidate.wait_s > 0) return problem("too_many_attempts", {.retry_after_s = candidate.wait_s});

  bool correct = false;
  const bool may_sign_in = candidate.account && !candidate.account->closed && !candidate.account->password_hash.empty();
  if (may_sign_in) correct = call.context.passwords->verify(candidate.account->password_hash, attempt.password);
  else call.context.passwords->pretend(attempt.password);

  const std::string token = random_token();
  const Credential former = credential_of(call.request, call.context);
  std::optional<Caller> caller;
  const Outcome outcome = call.context.storage->transact([&](Records& records) {
    if (!correct) {
      const AttemptBucket by_address = records.attempts(attempt.address_bucket);
      records.set_attempts(attempt.address_bucket, after_failure(by_address, kAddressLimits, call.now_ms));
      records.audit({call.now(), candidate.account ? candidate.account->person : "", "", "sign_in_failed", "", ""});
      return Verdict::kCommit;
    }
    clear_out(records, call.context, call.now_ms);
    records.forget_attempts(attempt.account_bucket);
    if (!former.token.empty()) records.remove_session(sha256_hex(former.token));
    records.add_session({sha256_hex(token), candidate.account->name, call.now_ms, call.now_ms});
    records.begin_visit(candidate.account->name, call.now());
    caller = find_caller(records, {token, false}, call.context, call.now_ms);
    records.audit({call.now(), candidate.account->person, candidate.account->organisation, "sign_in", "", ""});
    return Verdict::kCommit;
  });
  if (outcome == Outcome::kUnavailable) return problem("unavailable", {.retry_after_s = 2});
  if (!caller) return problem("wrong_credentials");

  const bool wants_token = model::flag_or(json, "token", false);
  model::Json answer = session_json(*caller, call.now_ms);
  if (wants_token) answer["token"] = token;
  Response response = json_answer(201, answer);
  if (!wants_token) response.set("Set-Cookie", session_cookie(call.context, token));
  return response;
}

Response get_session(Call& call) { return json_answer(200, session_json(*call.caller, call.now_ms)); }

Response delete_session(Call& call) {
  if (call.caller) {
    call.records->remove_session(call.caller->token_hash);
    audit(call, "sign_out", "");
  }
  Response response;
  response.status = 204;
  response.set("Set-Cookie", ended_session_cookie(call.context));
  return response;
}

}  // namespace portal::server
