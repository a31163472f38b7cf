#include "shell/server/recount.h"

namespace portal::server {
namespace {

constexpr std::string_view kCountedBy = "hours_counted_by_catalogue";

}  // namespace

void recount_hours(Records& records, const ServedCatalogue& catalogue) {
  for (const std::string& id : records.declaration_ids()) {
    const std::optional<model::Declaration> declaration = records.declaration(id);
    if (declaration && catalogue.catalogue.find_form(declaration->content.study_form))
      records.keep_summary(*declaration, model::summarise(*declaration, catalogue.catalogue));
  }
  records.set_mark(kCountedBy, catalogue.etag);
}

Outcome recount_hours(Context& context) {
  return context.storage->transact([&context](Records& records) {
    const std::shared_ptr<const ServedCatalogue> now = context.catalogue->now();
    if (records.mark(kCountedBy) == now->etag) return Verdict::kRollBack;
    recount_hours(records, *now);
    return Verdict::kCommit;
  });
}

}  // namespace portal::server
