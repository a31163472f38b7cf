#include "shell/server/recount.h"

namespace portal::server {
namespace {

constexpr std::string_view kCountedBy = "hours_counted_by_catalogue";

}  // namespace

Outcome recount_hours(Context& context) {
  return context.storage->transact([&context](Records& records) {
    const ServedCatalogue& now = context.catalogue;
    if (records.mark(kCountedBy) == now.etag) return Verdict::kRollBack;
    for (const std::string& id : records.declaration_ids()) {
      const std::optional<model::Declaration> declaration = records.declaration(id);
      if (declaration && now.catalogue.find_form(declaration->content.study_form))
        records.keep_summary(*declaration, model::summarise(*declaration, now.catalogue));
    }
    records.set_mark(kCountedBy, now.etag);
    return Verdict::kCommit;
  });
}

}  // namespace portal::server
