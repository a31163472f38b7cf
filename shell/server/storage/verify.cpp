#include "shell/server/storage/verify.h"

#include <map>

#include "model/json.h"
#include "shell/server/crypto.h"
#include "shell/server/storage/sql_statement.h"

namespace portal::server {
namespace {

using Digests = std::map<std::string, std::string>;  // declaration -> what the last entry about it says of it

Digests verify_audit_log(soci::session& sql, Verification& result) {
  Digests digests;
  long long position = 0;
  std::string entry, hash, before;
  SqlStatement statement(sql, "SELECT position, entry, hash FROM audit_log ORDER BY position");
  statement.out(position).out(entry).out(hash);
  while (statement.next()) {
    ++result.audit_entries;
    const std::string where = "audit log, entry " + std::to_string(position);
    if (position != result.audit_entries) {
      result.faults.push_back(where + ": one before it is missing");
      result.audit_entries = position;
    }
    if (hash != chained(before, entry)) result.faults.push_back(where + ": changed, or the one before it");
    before = hash;
    const model::Result<model::Json> json = model::parse_json(entry);
    if (json && json->contains("record")) digests[model::text_or(*json, "subject")] = model::text_or(*json, "record");
  }
  result.audit_head = before;
  return digests;
}

// The last hash of each history.
Digests verify_histories(soci::session& sql, Verification& result) {
  Digests heads;
  std::string declaration, entry, hash;
  SqlStatement statement(sql, "SELECT declaration, entry, hash FROM declaration_history ORDER BY declaration, position");
  statement.out(declaration).out(entry).out(hash);
  while (statement.next()) {
    ++result.history_entries;
    auto [head, is_first] = heads.try_emplace(declaration, declaration);
    // Written before histories were chained: only at the beginning.
    const bool is_older = hash.empty() && (is_first || head->second.empty());
    if (!is_older && hash != chained(head->second, entry)) result.faults.push_back("declaration " + declaration + ": its history was changed");
    head->second = hash;
  }
  return heads;
}

void verify_declarations(soci::session& sql, const Digests& logged, const Digests& heads, Verification& result) {
  std::string id, document;
  SqlStatement statement(sql, "SELECT id, document FROM declarations ORDER BY id");
  statement.out(id).out(document);
  while (statement.next()) {
    ++result.declarations;
    const auto digest = logged.find(id);
    const auto head = heads.find(id);
    if (digest == logged.end()) continue;  // last changed before entries had digests
    if (digest->second != record_digest(document, head == heads.end() ? "" : head->second))
      result.faults.push_back("declaration " + id + ": not as the last entry of the audit log left it");
  }
}

// What lists of organisations are read from says what the records say.
void verify_lists(soci::session& sql, Verification& result) {
  constexpr std::string_view kReach =
      "SELECT COUNT(*) FROM declaration_reach r JOIN declarations d ON d.id = r.declaration "
      "WHERE r.state <> d.state OR r.study_form <> d.study_form OR r.credited_year <> d.credited_year OR r.updated_at <> d.updated_at";
  const std::string counted = "SELECT organisation, study_form, credited_year, state, COUNT(*) FROM declaration_reach GROUP BY organisation, study_form, credited_year, state";
  const std::string kept = "SELECT organisation, study_form, credited_year, state, declarations FROM reach_counts WHERE declarations <> 0";
  for (const std::string& difference : {std::string(kReach), "SELECT COUNT(*) FROM (" + counted + " EXCEPT " + kept + ") AS difference",
                                        "SELECT COUNT(*) FROM (" + kept + " EXCEPT " + counted + ") AS difference"}) {
    long long rows = 0;
    SqlStatement(sql, difference).out(rows).next();
    if (rows == 0) continue;
    result.faults.push_back("lists: not what the declarations say");
    return;
  }
}

void verify_attachments(soci::session& sql, const ReadContent& content, Verification& result) {
  std::string sha256;
  SqlStatement statement(sql, "SELECT sha256 FROM attachments ORDER BY sha256");
  statement.out(sha256);
  while (statement.next()) {
    ++result.attachments;
    const std::optional<std::string> bytes = content(sha256);
    if (!bytes) result.faults.push_back("attachment " + sha256 + ": missing");
    else if (sha256_hex(*bytes) != sha256) result.faults.push_back("attachment " + sha256 + ": damaged");
  }
}

}  // namespace

std::string chained(std::string_view hash_before, std::string_view entry) { return sha256_hex(std::string(hash_before).append(entry)); }

std::string record_digest(std::string_view document, std::string_view history_head) {
  return sha256_hex(std::string(history_head).append("\n").append(document));
}

Verification verify(soci::session& sql, const ReadContent& content) {
  Verification result;
  const Digests logged = verify_audit_log(sql, result);
  const Digests heads = verify_histories(sql, result);
  verify_declarations(sql, logged, heads, result);
  verify_lists(sql, result);
  verify_attachments(sql, content, result);
  return result;
}

}  // namespace portal::server
