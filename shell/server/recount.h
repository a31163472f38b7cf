// Hours counted again by the catalogue of today.
//
// What a declaration adds to its year is kept beside it (Records::keep_summary), so that the totals of many people are a
// question of milliseconds. It follows the catalogue's conversions, subject classes and titles: with another catalogue than
// at the last start everything is counted anew, in one transaction. Before the server answers its first call. What was declared in a
// study form that the catalogue has no longer stays as it was counted last.
#pragma once

#include "shell/server/context.h"

namespace portal::server {

// kRolledBack: nothing had to be done.
Outcome recount_hours(Context& context);

}  // namespace portal::server
