// What an administrator may change of the catalogue. A change is judged by the catalogue's own reader, kept with who, when and why, and all
// hours are counted again by it before it holds.
#include "model/validation.h"
#include "shell/server/catalogue_settings.h"
#include "shell/server/handlers/common.h"
#include "shell/server/handlers/handlers.h"
#include "shell/server/recount.h"

namespace portal::server {
namespace {

model::Json answer_of(const ServedCatalogue& catalogue, const KeptSettings& kept) {
  return {{"version", catalogue.catalogue.version}, {"revision", kept.number}, {"settings", settings_of(catalogue)}, {"changes", kept.changes}};
}

Response settings_answer(const ServedCatalogue& catalogue, const KeptSettings& kept) {
  Response response = json_answer(200, answer_of(catalogue, kept));
  response.set("ETag", etag_of(kept.number));
  return response;
}

struct Change {
  std::shared_ptr<const ServedCatalogue> catalogue;
  KeptSettings kept;
};

// Stores it within the transaction; the response where it is refused.
OrRefusal<Change> change_settings(Call& call, const model::Json& body) {
  KeptSettings kept = kept_settings(*call.records);
  if (auto refusal = refuse_precondition(call.request, kept.number, answer_of(*call.served, kept))) return *refusal;
  const std::string reason = model::text_or(body, "reason");
  if (model::Errors errors = model::validate_reason(reason); !errors.empty()) return invalid(std::move(errors));
  kept.number += 1;
  kept.settings = model::member(body, "settings");
  model::Result<ServedCatalogue> changed = with_settings(*call.context.catalogue->of_files(), kept.settings, kept.number);
  if (!changed) return invalid({changed.error()});
  Change change{std::make_shared<const ServedCatalogue>(*std::move(changed)), {}};
  kept.changes.insert(kept.changes.begin(), model::Json{{"version", change.catalogue->catalogue.version}, {"at", call.now()}, {"by", call.actor().person.name}, {"reason", reason}});
  keep_settings(*call.records, kept);
  recount_hours(*call.records, *change.catalogue);
  audit(call, "catalogue_changes", "", change.catalogue->catalogue.version);
  change.kept = std::move(kept);
  return change;
}

}  // namespace

Response get_catalogue_settings(Call& call) {
  if (call.actor().role != model::Role::kAdmin) return problem("not_allowed");
  return settings_answer(*call.served, kept_settings(*call.records));
}

Response put_catalogue_settings(Call& call) {
  if (call.actor().role != model::Role::kAdmin) return problem("not_allowed");
  OrRefusal<model::Json> body = read_json_body(call.request);
  if (Response* refusal = std::get_if<Response>(&body)) return *refusal;
  OrRefusal<Change> outcome = problem("internal");
  const Outcome stored = call.context.storage->transact([&](Records& records) {
    call.records = &records;
    outcome = change_settings(call, std::get<model::Json>(body));
    call.records = nullptr;
    return std::holds_alternative<Change>(outcome) ? Verdict::kCommit : Verdict::kRollBack;
  });
  if (stored == Outcome::kUnavailable) return problem("unavailable", {.retry_after_s = 2});
  if (Response* refusal = std::get_if<Response>(&outcome)) return *refusal;
  const Change& change = std::get<Change>(outcome);
  call.context.catalogue->set(change.catalogue, change.kept.number);
  return settings_answer(*change.catalogue, change.kept);
}

}  // namespace portal::server
