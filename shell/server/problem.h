// Errors of the contract: RFC 9457 problem details with a stable code.
//
// problem(code) knows the status and the English title of every code; an unknown code is a bug of ours.
#pragma once

#include <string_view>

#include "model/json.h"
#include "model/result.h"
#include "shell/server/http_message.h"

namespace portal::server {

struct ProblemDetails {
  std::string detail = {};          // for developers; never holds what a user typed
  model::Errors errors = {};
  model::Json current = {};         // 412: the record as it is now
  int retry_after_s = 0;       // 429, 503, in_progress
};

Response problem(std::string_view code, const ProblemDetails& details = {});

// The answer to a refused body or query: 422 with these errors.
Response invalid(model::Errors errors);
Response invalid(std::string pointer, std::string code);

// Status of a code, 0 for an unknown one.
int status_of_problem(std::string_view code);

model::Json to_json(const model::Errors& errors);

}  // namespace portal::server
