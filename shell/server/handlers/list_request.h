// What list of declarations a call asks for: shared by the pages of a list and its export.
#pragma once

#include "shell/server/handlers/common.h"

namespace portal::server {

// view, state, q, sort, order, limit and cursor of the query. Refusals: invalid by parameter; not_allowed for a view that
// the caller's role does not have.
OrRefusal<ListRequest> read_list_request(const Call& call);

// The same, behind this row.
void go_on_after(const model::DeclarationSummary& row, ListRequest& request);

}  // namespace portal::server
