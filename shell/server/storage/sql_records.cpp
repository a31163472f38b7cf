#include "shell/server/storage/sql_records.h"

#include "model/json.h"
#include "model/utf8.h"
#include "shell/server/crypto.h"
#include "shell/server/storage/sql_statement.h"
#include "shell/server/storage/verify.h"

namespace portal::server {

std::string like_pattern(std::string_view search) {
  std::string pattern = "%";
  for (const char c : model::ascii_lower(model::trimmed(search))) {
    if (c == '%' || c == '_' || c == '!') pattern.push_back('!');
    pattern.push_back(c);
  }
  return pattern + "%";
}

// ---- sessions and attempts -------------------------------------------------------------------------------

std::optional<Session> SqlRecords::session(std::string_view token_hash) {
  Session row;
  SqlStatement statement(sql_, "SELECT token_hash, account, created_at_ms, used_at_ms FROM sessions WHERE token_hash = :hash");
  statement.in(token_hash).out(row.token_hash).out(row.account).out(row.created_at_ms).out(row.used_at_ms);
  if (!statement.next()) return std::nullopt;
  return row;
}

void SqlRecords::add_session(const Session& session) {
  SqlStatement(sql_, "INSERT INTO sessions (token_hash, account, created_at_ms, used_at_ms) VALUES (:hash, :account, :created, :used)")
      .in(session.token_hash).in(session.account).in(session.created_at_ms).in(session.used_at_ms)
      .run();
}

void SqlRecords::touch_session(std::string_view token_hash, long long used_at_ms) {
  SqlStatement(sql_, "UPDATE sessions SET used_at_ms = :used WHERE token_hash = :hash").in(used_at_ms).in(token_hash).run();
}

void SqlRecords::remove_session(std::string_view token_hash) {
  SqlStatement(sql_, "DELETE FROM sessions WHERE token_hash = :hash").in(token_hash).run();
}

void SqlRecords::remove_sessions_of(std::string_view account, std::string_view but_for_token_hash) {
  SqlStatement(sql_, "DELETE FROM sessions WHERE account = :account AND token_hash <> :hash").in(account).in(but_for_token_hash).run();
}

void SqlRecords::remove_sessions_before(long long created_before_ms, long long used_before_ms) {
  SqlStatement(sql_, "DELETE FROM sessions WHERE created_at_ms < :created OR used_at_ms < :used")
      .in(created_before_ms).in(used_before_ms)
      .run();
}

void SqlRecords::begin_visit(std::string_view account, std::string_view at) {
  std::string last_at;
  SqlStatement(sql_, "SELECT last_at FROM visits WHERE account = :account").in(account).out(last_at).next();
  SqlStatement(sql_, "DELETE FROM visits WHERE account = :account").in(account).run();
  SqlStatement(sql_, "INSERT INTO visits (account, last_at, previous_at) VALUES (:account, :last, :previous)")
      .in(account).in(at).in(last_at)
      .run();
}

std::string SqlRecords::visit_before(std::string_view account) {
  std::string previous_at;
  SqlStatement(sql_, "SELECT previous_at FROM visits WHERE account = :account").in(account).out(previous_at).next();
  return previous_at;
}

AttemptBucket SqlRecords::attempts(std::string_view bucket) {
  long long failures = 0, failed_at_ms = 0, blocked_until_ms = 0;
  SqlStatement statement(sql_, "SELECT failures, failed_at_ms, blocked_until_ms FROM sign_in_attempts WHERE bucket = :bucket");
  if (!statement.in(bucket).out(failures).out(failed_at_ms).out(blocked_until_ms).next()) return {};
  return {static_cast<int>(failures), failed_at_ms, blocked_until_ms};
}

void SqlRecords::set_attempts(std::string_view bucket, const AttemptBucket& attempts) {
  forget_attempts(bucket);
  SqlStatement(sql_,
      "INSERT INTO sign_in_attempts (bucket, failures, failed_at_ms, blocked_until_ms) "
      "VALUES (:bucket, :failures, :failed, :blocked)")
      .in(bucket).in(attempts.failures).in(attempts.failed_at_ms).in(attempts.blocked_until_ms)
      .run();
}

void SqlRecords::forget_attempts(std::string_view bucket) {
  SqlStatement(sql_, "DELETE FROM sign_in_attempts WHERE bucket = :bucket").in(bucket).run();
}

void SqlRecords::forget_attempts_before(long long failed_before_ms) {
  SqlStatement(sql_, "DELETE FROM sign_in_attempts WHERE failed_at_ms < :before").in(failed_before_ms).run();
}

// ---- attachments, answers, audit log ---------------------------------------------------------------------

std::optional<StoredAttachment> SqlRecords::attachment(std::string_view sha256) {
  StoredAttachment row;
  SqlStatement statement(sql_, "SELECT sha256, media_type, size_bytes FROM attachments WHERE sha256 = :sha256");
  if (!statement.in(sha256).out(row.sha256).out(row.media_type).out(row.size_bytes).next()) return std::nullopt;
  return row;
}

void SqlRecords::add_attachment(const StoredAttachment& attachment, std::string_view uploader) {
  SqlStatement(sql_,
      "INSERT INTO attachments (sha256, media_type, size_bytes) VALUES (:sha256, :type, :size) ON CONFLICT DO NOTHING")
      .in(attachment.sha256).in(attachment.media_type).in(attachment.size_bytes)
      .run();
  SqlStatement(sql_, "INSERT INTO attachment_uploaders (sha256, person) VALUES (:sha256, :person) ON CONFLICT DO NOTHING")
      .in(attachment.sha256).in(uploader)
      .run();
}

bool SqlRecords::uploaded_by(std::string_view sha256, std::string_view person) {
  std::string found;
  SqlStatement statement(sql_, "SELECT sha256 FROM attachment_uploaders WHERE sha256 = :sha256 AND person = :person");
  return statement.in(sha256).in(person).out(found).next();
}

// With SQLite the bytes are files.
void SqlRecords::add_content(std::string_view, std::string_view) {}
std::optional<std::string> SqlRecords::content(std::string_view) { return std::nullopt; }

std::optional<StoredAnswer> SqlRecords::answer(std::string_view person, std::string_view key) {
  StoredAnswer row;
  long long status = 0;
  SqlStatement statement(sql_,
      "SELECT fingerprint, status, headers, body FROM answers WHERE person = :person AND idempotency_key = :key");
  statement.in(person).in(key).out(row.fingerprint).out(status).out(row.headers).out(row.body);
  if (!statement.next()) return std::nullopt;
  row.status = static_cast<int>(status);
  return row;
}

void SqlRecords::keep_answer(std::string_view person, std::string_view key, const StoredAnswer& answer,
                             long long now_ms) {
  SqlStatement(sql_,
      "INSERT INTO answers (person, idempotency_key, fingerprint, status, headers, body, kept_at_ms) "
      "VALUES (:person, :key, :fingerprint, :status, :headers, :body, :kept)")
      .in(person).in(key).in(answer.fingerprint).in(answer.status).in(answer.headers).in(answer.body).in(now_ms)
      .run();
}

void SqlRecords::forget_answers_before(long long kept_before_ms) {
  SqlStatement(sql_, "DELETE FROM answers WHERE kept_at_ms < :before").in(kept_before_ms).run();
}

void SqlRecords::audit(const AuditEntry& entry) {
  long long position = 0;
  std::string previous_hash;
  SqlStatement(sql_, "SELECT position, hash FROM audit_log ORDER BY position DESC LIMIT 1")
      .out(position).out(previous_hash)
      .next();
  model::Json json = {{"at", entry.at}, {"person", entry.person}, {"organisation", entry.organisation}, {"action", entry.action}, {"subject", entry.subject}, {"detail", entry.detail}};
  std::string document;
  if (SqlStatement(sql_, "SELECT document FROM declarations WHERE id = :id").in(entry.subject).out(document).next())
    json["record"] = record_digest(document, history_head(entry.subject));
  const std::string text = model::dump_json(json);
  SqlStatement(sql_, "INSERT INTO audit_log (position, entry, hash) VALUES (:position, :entry, :hash)")
      .in(position + 1).in(text).in(chained(previous_hash, text))
      .run();
}

}  // namespace portal::server
