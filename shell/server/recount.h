// Hours counted again by the catalogue of today.
//
// What a declaration adds to its year is kept beside it (Records::keep_summary), so that the totals of many people are a
// question of milliseconds. It follows the catalogue's conversions, subject classes and titles: with another catalogue than
// before everything is counted anew, in one transaction: before the server answers its first call, or with the change. What was declared in a
// study form that the catalogue has no longer stays as it was counted last.
#pragma once

#include "shell/server/context.h"

namespace portal::server {

// kRolledBack: nothing had to be done.
Outcome recount_hours(Context& context);
// Within a transaction, by this catalogue, whatever they were counted by.
void recount_hours(Records& records, const ServedCatalogue& catalogue);

}  // namespace portal::server
