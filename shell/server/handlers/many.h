// Calls about many things at once: each is done whole or not at all, and the answer says so one by one. All that are done are stored in
// one transaction.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>

#include "shell/server/handlers/steps.h"

namespace portal::server {

// What became of one: members of its result, or why it was not done; nothing when another change came first.
using OneOfMany = std::optional<OrErrors<model::Json>>;

// {"results": [{…, "done": true, …} or {…, "done": false, "errors": […]}]}, each with the members of name_of(index); problem internal
// when another change came first.
Response answer_many(std::size_t count, const std::function<model::Json(std::size_t)>& name_of, const std::function<OneOfMany(std::size_t)>& do_one);

inline constexpr std::size_t kImportedRowsMax = 200;  // fits into kJsonBytesMax

// The rows of a spreadsheet at /rows. Refusals: wrong_type, required, too_many_items.
std::optional<Response> refuse_rows(const model::Json& rows);
// As answer_many, each named by its place: {"row": 0}.
Response answer_rows(const model::Json& rows, const std::function<OneOfMany(const model::Json&)>& do_one);

}  // namespace portal::server
