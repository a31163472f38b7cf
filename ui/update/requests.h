// Questions to the server: sent, sent again, held while nobody is signed in, forgotten.
//
// A request stays in State::requests until it is answered for good. No answer, 502, 503, 504, 429 and
// in_progress are no answers for good: it is sent again after 1, 2, 4 … 30 s, or when the server said, with the same id
// and Idempotency-Key, so that nothing is applied twice. 401 holds it until the same person is back.
// Sign-in is never repeated, nor a change of the password after too many attempts: the user sees at once why it failed.
#pragma once

#include <string>
#include <string_view>

#include "ui/effect.h"
#include "ui/state.h"

namespace portal::ui {

struct Question {
  Purpose purpose = Purpose::kLoadSession;
  std::string method = "GET";
  std::string path;
  std::string body = {};
  long long if_match = -1;           // revision; < 0 = none
  std::string idempotency_key = {};  // "" = a new one, for every POST
  std::string subject = {};
  unsigned editing = 0;
  bool to_file = false;
};

RequestId send(State& state, Question question, Effects& effects);
// Forgets it, whatever comes; 0 and unknown ids are fine.
void cancel(State& state, RequestId id, Effects& effects);
void cancel_all(State& state, Effects& effects);

std::string new_key(State& state);  // 16–64 characters [A-Za-z0-9_-], never the same twice

bool is_waiting(const PendingRequest& pending);
// Whether this answer means "ask again later".
bool asks_to_retry(const PendingRequest& pending, const HttpReplied& reply);
void retry_later(State& state, PendingRequest& pending, const HttpReplied& reply, Effects& effects);
void hold_for_sign_in(State& state, PendingRequest& pending);
// 1, 2, 4, … 30 s by the number of tries so far; at least what the server asked for (never more than 10 minutes).
int retry_delay_ms(int attempts, int retry_after_s);

void resend(State& state, RequestId id, Effects& effects);
void resend_all_waiting_for_server(State& state, Effects& effects);
void resend_held(State& state, Effects& effects);
// The server answered: what got no answer at all is sent again now.
void server_is_back(State& state, Effects& effects);
bool has_pending(const State& state, Purpose purpose);

// What went wrong, from a problem document or from the status alone. Never fails.
struct Problem {
  model::Error error;             // code; params: retry_after_s, code
  model::Errors errors;           // of a 422
  model::Json current = nullptr;  // of a 412
};
Problem problem_of(const HttpReplied& reply);

// The answer's body; malformed_answer when it is no JSON object.
model::Result<model::Json> object_of(const HttpReplied& reply);

}  // namespace portal::ui
