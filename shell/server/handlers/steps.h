// What one declaration and many at once have in common: making one, and taking a step with it.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "model/declaration.h"
#include "model/organisation.h"
#include "model/result.h"
#include "shell/server/handlers/common.h"

namespace portal::server {

template <class T>
using OrErrors = std::variant<T, model::Errors>;

// The declaration after the step, not yet stored. Errors: those of model::may and model::apply, of the reason, and, for
// kSubmit, everything that is wrong with the content.
OrErrors<model::Declaration> take_step(Call& call, const model::Declaration& declaration, model::Action action, const std::string& reason);

// A new draft of the caller with this content, for that person; not yet stored.
model::Declaration new_draft(const Call& call, model::DeclarationContent content, model::PersonRef person);

// The organisation whose people, and those of all below it, this one may declare for.
std::string reach_of(const model::OrganisationTree& tree, const std::string& organisation);

// Whose hours: the caller's own ("" names nobody), or those of the person that an organisation names: one of its own staff
// or of those below it; a base may name anyone in the region of the authority that approved it.
// Errors, at `pointer`: required, not_allowed, unknown_person.
OrErrors<model::PersonRef> read_person(const Call& call, const std::string& named, const std::string& pointer);

// False when another change of the same record came first.
bool keep(Call& call, const model::Declaration& declaration);

}  // namespace portal::server
