#include "ui/update/requests.h"

#include <algorithm>

namespace portal::ui {
namespace {

constexpr int kDelayMaxMs = 30'000;
constexpr int kRetryAfterMaxS = 600;
constexpr std::size_t kSeedLengthMax = 40;
constexpr std::size_t kSeedLengthMin = 16;

bool is_key_character(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

HttpRequest request_of(State& state, const Question& question) {
  HttpRequest request;
  request.id = state.next_id++;
  request.method = question.method;
  request.path = question.path;
  request.body = question.body;
  request.to_file = question.to_file;
  if (question.if_match >= 0) request.if_match = "\"" + std::to_string(question.if_match) + "\"";
  request.idempotency_key = question.idempotency_key;
  if (request.idempotency_key.empty() && question.method == "POST") request.idempotency_key = new_key(state);
  return request;
}

// The banner says that the connection is lost while anything waits because nobody answered.
void tell_connection(State& state) {
  const auto unanswered = [](const auto& entry) {
    const PendingRequest& pending = entry.second;
    return pending.waits_for_server && (pending.last_status == 0 || pending.last_status >= 500);
  };
  state.connection.lost = std::ranges::any_of(state.requests, unanswered);
  if (!state.connection.lost) state.connection.retry_at_ms = 0;
}

void send_again(State& state, PendingRequest& pending, Effects& effects) {
  pending.waits_for_server = false;
  pending.waits_for_sign_in = false;
  effects.push_back(pending.request);
  tell_connection(state);
}

template <class Which>
void send_again_where(State& state, Which which, Effects& effects) {
  for (auto& [id, pending] : state.requests)
    if (which(pending)) send_again(state, pending, effects);
}

}  // namespace

std::string new_key(State& state) {
  std::string key;
  for (const char c : state.seed)
    if (is_key_character(c) && key.size() < kSeedLengthMax) key += c;
  while (key.size() < kSeedLengthMin) key += '0';
  return key + "-" + std::to_string(state.next_id++);
}

RequestId send(State& state, Question question, Effects& effects) {
  PendingRequest pending;
  pending.request = request_of(state, question);
  pending.purpose = question.purpose;
  pending.subject = std::move(question.subject);
  pending.editing = question.editing;
  const bool about_session = question.purpose == Purpose::kSignIn || question.purpose == Purpose::kSignOut ||
                             question.purpose == Purpose::kLoadCatalogue;
  pending.waits_for_sign_in = state.session.phase == SessionState::Phase::kExpired && !about_session;
  if (!pending.waits_for_sign_in) effects.push_back(pending.request);
  const RequestId id = pending.request.id;
  state.requests.insert_or_assign(id, std::move(pending));
  return id;
}

void cancel(State& state, RequestId id, Effects& effects) {
  const auto found = state.requests.find(id);
  if (found == state.requests.end()) return;
  if (!is_waiting(found->second)) effects.push_back(CancelRequest{id});
  state.requests.erase(found);
  tell_connection(state);
}

void cancel_all(State& state, Effects& effects) {
  while (!state.requests.empty()) cancel(state, state.requests.begin()->first, effects);
}

bool is_waiting(const PendingRequest& pending) { return pending.waits_for_server || pending.waits_for_sign_in; }

bool asks_to_retry(const PendingRequest& pending, const HttpReplied& reply) {
  if (pending.purpose == Purpose::kSignIn) return false;
  if (pending.purpose == Purpose::kSaveForm && reply.status == 429) return false;  // of a wrong password: the user sees why
  if (reply.status == 0 || reply.status == 429 || (reply.status >= 502 && reply.status <= 504)) return true;
  return reply.status == 409 && problem_of(reply).error.code == "in_progress";
}

int retry_delay_ms(int attempts, int retry_after_s) {
  const int own_ms = std::min(kDelayMaxMs, 1000 << std::clamp(attempts - 1, 0, 5));
  return std::max(own_ms, std::clamp(retry_after_s, 0, kRetryAfterMaxS) * 1000);
}

void retry_later(State& state, PendingRequest& pending, const HttpReplied& reply, Effects& effects) {
  pending.attempts = std::min(pending.attempts + 1, 1000);
  pending.last_status = reply.status;
  pending.waits_for_server = true;
  const int delay_ms = retry_delay_ms(pending.attempts, reply.retry_after_s);
  effects.push_back(StartTimer{"retry/" + std::to_string(pending.request.id), delay_ms});
  tell_connection(state);
  if (state.connection.lost) state.connection.retry_at_ms = state.environment.now_ms + delay_ms;
}

void hold_for_sign_in(State& state, PendingRequest& pending) {
  pending.waits_for_sign_in = true;
  tell_connection(state);
}

void resend(State& state, RequestId id, Effects& effects) {
  const auto found = state.requests.find(id);
  if (found != state.requests.end() && found->second.waits_for_server) send_again(state, found->second, effects);
}

void resend_all_waiting_for_server(State& state, Effects& effects) {
  send_again_where(
      state, [](const PendingRequest& pending) { return pending.waits_for_server; }, effects);
}

void resend_held(State& state, Effects& effects) {
  send_again_where(
      state, [](const PendingRequest& pending) { return pending.waits_for_sign_in; }, effects);
}

void server_is_back(State& state, Effects& effects) {
  const auto got_no_answer = [](const PendingRequest& pending) { return pending.waits_for_server && pending.last_status == 0; };
  send_again_where(state, got_no_answer, effects);
  tell_connection(state);
}

bool has_pending(const State& state, Purpose purpose) {
  return std::ranges::any_of(state.requests, [&](const auto& entry) { return entry.second.purpose == purpose; });
}

}  // namespace portal::ui
