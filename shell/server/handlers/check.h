// The rule check of one declaration, and what the catalogue forbids.
#pragma once

#include "model/declaration.h"
#include "model/warnings.h"
#include "shell/server/context.h"

namespace portal::server {

// What the person of this declaration has already in its year and subject class (a cap holds in each), and which other
// declarations are probably the same thing: of those that the caller may read.
model::CheckFacts check_facts(const Call& call, const model::Declaration& declaration);

// The warnings that the catalogue turns into refusals (settings.forbid), as errors.
model::Errors forbidden(const Call& call, const model::Declaration& declaration);

}  // namespace portal::server
