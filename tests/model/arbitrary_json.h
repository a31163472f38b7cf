// JSON as nobody would send it, for properties (rapidcheck): any shape, with the names and words that the readers know
// strewn in, so that it gets past their first question.
#pragma once

#include <rapidcheck.h>

#include "model/json.h"

namespace portal::model::arbitrary {

rc::Gen<Json> json();

// `document` with some of its nodes replaced by any JSON, or taken away.
rc::Gen<Json> changed(Json document);

}  // namespace portal::model::arbitrary
