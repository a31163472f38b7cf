// Members of a catalogue's file that its JSON Schema (assets/catalogue/schema/) does not name. The model ignores what it
// does not know, as a catalogue may be newer than the program; in a deployer's own file it is a slip: "requierd".
#pragma once

#include <optional>

#include "model/json.h"

namespace portal::server {

// The first such member: unknown_member, with pointer. Looks at $ref, properties, items and additionalProperties alone.
// schemas: those of the folder, each with its $id.
std::optional<model::Error> find_unknown_member(const std::vector<model::Json>& schemas, const model::Json& schema,
                                                const model::Json& document);

}  // namespace portal::server
