// A study form as JSON Schema (draft 2020-12), so that backends in other languages check with their own validators.
//
// Describes a DeclarationContent (or a whole Declaration) that may be submitted; of drafts it says nothing.
// What it refuses, validate() refuses too. The other way round JSON Schema cannot say everything; these remain
// to be checked, and stand in the schema as "$comment" where they belong: check digits ("check: issn"), digits
// behind the point ("decimals: 1"), the order of two dates ("not_before: start_date"), years that count from the
// current one ("years"), the size of all attachments together.
#pragma once

#include "model/catalogue.h"

namespace portal::model {

Json json_schema(const Catalogue& catalogue, const StudyForm& form);

}  // namespace portal::model
