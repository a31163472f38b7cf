// What several handlers share: bodies, ETags, answers with a declaration.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/declaration.h"
#include "model/json.h"
#include "model/organisation.h"
#include "shell/server/context.h"
#include "shell/server/problem.h"

namespace portal::server {

// A value, or the answer that says why there is none.
template <class T>
using OrRefusal = std::variant<T, Response>;

Response json_answer(int status, const model::Json& body);

// The body as a JSON object; an empty body reads as {}.
// Refusals: unsupported_media_type, malformed_json, invalid (wrong_type).
OrRefusal<model::Json> read_json_body(const Request& request);

std::string etag_of(long long revision);
// Null when If-Match holds this revision's ETag; else precondition_required or stale with `current`.
std::optional<Response> refuse_precondition(const Request& request, long long revision, const model::Json& current);

// The declaration as this caller may see it: with allowed_actions, next_auditor, credited_hours; and its ETag.
Response declaration_answer(const Call& call, const model::Declaration& declaration, int status);
model::Json declaration_json(const Call& call, const model::Declaration& declaration);

// The declaration of that id, or of the route's first parameter; not_found when there is none or the caller may not read it.
OrRefusal<model::Declaration> visible_declaration(const Call& call, std::string_view id);
OrRefusal<model::Declaration> visible_declaration(const Call& call);

// As the answer to a refused domain call: not_visible, not_allowed, wrong_state, else invalid.
Response refusal_of(const model::Error& error);

// A whole number of the query in [low, high]; `fallback` when absent, none when it is not one.
std::optional<int> number_parameter(const Request& request, std::string_view name, int fallback, int low, int high);

// The organisation and all below it.
std::vector<std::string> organisations_within(const model::OrganisationTree& tree, std::string_view top);

void audit(const Call& call, std::string_view action, std::string_view subject, std::string_view detail = {});

}  // namespace portal::server
