#include "shell/server/storage/migrations.h"

#include <utility>

namespace portal::server {
namespace {

constexpr std::string_view kFirst = R"sql(
CREATE TABLE organisations (
  id @TEXT@ PRIMARY KEY,
  name @TEXT@ NOT NULL,
  role @TEXT@ NOT NULL,
  parent @TEXT@ REFERENCES organisations (id),
  credit_code @TEXT@ NOT NULL
) @STRICT@;
CREATE TABLE people (
  id @TEXT@ PRIMARY KEY,
  name @TEXT@ NOT NULL,
  number @TEXT@ NOT NULL,
  resident_id @TEXT@ NOT NULL,
  mobile @TEXT@ NOT NULL,
  organisation @TEXT@ NOT NULL REFERENCES organisations (id),
  search_text @TEXT@ NOT NULL
) @STRICT@;
CREATE INDEX people_by_organisation ON people (organisation, name, id);
CREATE TABLE accounts (
  name @TEXT@ PRIMARY KEY,
  person @TEXT@ NOT NULL REFERENCES people (id),
  role @TEXT@ NOT NULL,
  organisation @TEXT@ NOT NULL REFERENCES organisations (id),
  password_hash @TEXT@ NOT NULL
) @STRICT@;
CREATE TABLE sessions (
  token_hash @TEXT@ PRIMARY KEY,
  account @TEXT@ NOT NULL REFERENCES accounts (name),
  created_at_ms @BIGINT@ NOT NULL,
  used_at_ms @BIGINT@ NOT NULL
) @STRICT@;
CREATE TABLE sign_in_attempts (
  bucket @TEXT@ PRIMARY KEY,
  failures @BIGINT@ NOT NULL,
  failed_at_ms @BIGINT@ NOT NULL,
  blocked_until_ms @BIGINT@ NOT NULL
) @STRICT@;
CREATE TABLE declarations (
  id @TEXT@ PRIMARY KEY,
  revision @BIGINT@ NOT NULL,
  state @TEXT@ NOT NULL,
  state_order @BIGINT@ NOT NULL,
  study_form @TEXT@ NOT NULL,
  title @TEXT@ NOT NULL,
  claimed_amount @DOUBLE@ NOT NULL,
  credited_year @BIGINT@ NOT NULL,
  person @TEXT@ NOT NULL REFERENCES people (id),
  person_name @TEXT@ NOT NULL,
  declarer @TEXT@ NOT NULL REFERENCES people (id),
  declared_as @TEXT@ NOT NULL,
  organisation @TEXT@ NOT NULL REFERENCES organisations (id),
  next_auditor @TEXT@ NOT NULL,
  submitted_at @TEXT@ NOT NULL,
  updated_at @TEXT@ NOT NULL,
  search_text @TEXT@ NOT NULL,
  document @TEXT@ NOT NULL,
  summary @TEXT@ NOT NULL
) @STRICT@;
CREATE INDEX declarations_by_person ON declarations (person, updated_at, id);
CREATE INDEX declarations_by_auditor ON declarations (next_auditor, updated_at, id);
CREATE TABLE declaration_history (
  declaration @TEXT@ NOT NULL REFERENCES declarations (id) ON DELETE CASCADE,
  position @BIGINT@ NOT NULL,
  entry @TEXT@ NOT NULL,
  PRIMARY KEY (declaration, position)
) @STRICT@;
CREATE TABLE declaration_reach (
  organisation @TEXT@ NOT NULL REFERENCES organisations (id),
  declaration @TEXT@ NOT NULL REFERENCES declarations (id) ON DELETE CASCADE,
  PRIMARY KEY (organisation, declaration)
) @STRICT@;
CREATE INDEX declaration_reach_by_declaration ON declaration_reach (declaration);
CREATE TABLE attachments (
  sha256 @TEXT@ PRIMARY KEY,
  media_type @TEXT@ NOT NULL,
  size_bytes @BIGINT@ NOT NULL
) @STRICT@;
CREATE TABLE attachment_uploaders (
  sha256 @TEXT@ NOT NULL REFERENCES attachments (sha256),
  person @TEXT@ NOT NULL REFERENCES people (id),
  PRIMARY KEY (sha256, person)
) @STRICT@;
CREATE TABLE answers (
  person @TEXT@ NOT NULL,
  idempotency_key @TEXT@ NOT NULL,
  fingerprint @TEXT@ NOT NULL,
  status @BIGINT@ NOT NULL,
  headers @TEXT@ NOT NULL,
  body @TEXT@ NOT NULL,
  kept_at_ms @BIGINT@ NOT NULL,
  PRIMARY KEY (person, idempotency_key)
) @STRICT@;
CREATE INDEX answers_by_age ON answers (kept_at_ms);
CREATE TABLE audit_log (
  position @BIGINT@ PRIMARY KEY,
  entry @TEXT@ NOT NULL,
  hash @TEXT@ NOT NULL
) @STRICT@;
)sql";

constexpr std::string_view kAdministration = R"sql(
ALTER TABLE organisations ADD COLUMN revision @BIGINT@ NOT NULL DEFAULT 1;
ALTER TABLE people ADD COLUMN revision @BIGINT@ NOT NULL DEFAULT 1;
ALTER TABLE people ADD COLUMN left_at @TEXT@ NOT NULL DEFAULT '';
CREATE INDEX people_by_resident_id ON people (resident_id);
ALTER TABLE accounts ADD COLUMN revision @BIGINT@ NOT NULL DEFAULT 1;
ALTER TABLE accounts ADD COLUMN closed @BIGINT@ NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN password_is_initial @BIGINT@ NOT NULL DEFAULT 0;
CREATE INDEX accounts_by_person ON accounts (person);
)sql";

constexpr std::string_view kContents = R"sql(
CREATE TABLE attachment_contents (
  sha256 @TEXT@ PRIMARY KEY REFERENCES attachments (sha256),
  content @BYTES@ NOT NULL
) @STRICT@;
)sql";

constexpr std::string_view kHistoryChain = R"sql(
ALTER TABLE declaration_history ADD COLUMN hash @TEXT@ NOT NULL DEFAULT '';
)sql";

constexpr std::string_view kHours = R"sql(
CREATE TABLE declaration_hours (
  declaration @TEXT@ PRIMARY KEY REFERENCES declarations (id) ON DELETE CASCADE,
  person @TEXT@ NOT NULL REFERENCES people (id),
  credited_year @BIGINT@ NOT NULL,
  study_form @TEXT@ NOT NULL,
  subject @TEXT@ NOT NULL,
  state @TEXT@ NOT NULL,
  hours @DOUBLE@ NOT NULL
) @STRICT@;
CREATE INDEX declaration_hours_by_person ON declaration_hours (person, credited_year);
CREATE TABLE marks (
  name @TEXT@ PRIMARY KEY,
  mark @TEXT@ NOT NULL
) @STRICT@;
)sql";

constexpr std::string_view kVisits = R"sql(
CREATE TABLE visits (
  account @TEXT@ PRIMARY KEY REFERENCES accounts (name),
  last_at @TEXT@ NOT NULL,
  previous_at @TEXT@ NOT NULL
) @STRICT@;
)sql";

// The list of an organisation by the last change, page by page, without a look at what else reached it (what else is filtered by stands in the indices too); and how many there are of each kind.
constexpr std::string_view kLists = R"sql(
ALTER TABLE declaration_reach ADD COLUMN state @TEXT@ NOT NULL DEFAULT '';
ALTER TABLE declaration_reach ADD COLUMN study_form @TEXT@ NOT NULL DEFAULT '';
ALTER TABLE declaration_reach ADD COLUMN credited_year @BIGINT@ NOT NULL DEFAULT 0;
ALTER TABLE declaration_reach ADD COLUMN updated_at @TEXT@ NOT NULL DEFAULT '';
UPDATE declaration_reach SET
  state = (SELECT state FROM declarations WHERE id = declaration),
  study_form = (SELECT study_form FROM declarations WHERE id = declaration),
  credited_year = (SELECT credited_year FROM declarations WHERE id = declaration),
  updated_at = (SELECT updated_at FROM declarations WHERE id = declaration);
CREATE INDEX declaration_reach_by_change ON declaration_reach (organisation, updated_at, declaration);
CREATE INDEX declaration_reach_by_state ON declaration_reach (organisation, state, updated_at, declaration, study_form, credited_year);
CREATE INDEX declaration_reach_by_form ON declaration_reach (organisation, study_form, updated_at, declaration, credited_year, state);
CREATE INDEX declaration_reach_by_year ON declaration_reach (organisation, credited_year, updated_at, declaration, state);
CREATE INDEX declarations_by_organisation ON declarations (organisation, updated_at, id) WHERE declared_as <> 'professional';
CREATE TABLE reach_counts (
  organisation @TEXT@ NOT NULL REFERENCES organisations (id),
  study_form @TEXT@ NOT NULL,
  credited_year @BIGINT@ NOT NULL,
  state @TEXT@ NOT NULL,
  declarations @BIGINT@ NOT NULL,
  PRIMARY KEY (organisation, study_form, credited_year, state)
) @STRICT@;
INSERT INTO reach_counts (organisation, study_form, credited_year, state, declarations)
  SELECT organisation, study_form, credited_year, state, COUNT(*) FROM declaration_reach GROUP BY organisation, study_form, credited_year, state;
)sql";

constexpr std::string_view kStaffNumbers = R"sql(
CREATE INDEX people_by_number ON people (number, organisation);
)sql";

constexpr Migration kMigrations[] = {
    {1, "first tables", kFirst},
    {2, "organisations, people and accounts that change", kAdministration},
    {3, "contents of attachments, for servers that share a database", kContents},
    {4, "histories as chains of hashes", kHistoryChain},
    {5, "hours of declarations", kHours},
    {6, "visits", kVisits},
    {7, "lists of organisations that stay quick", kLists},
    {8, "people found by staff number", kStaffNumbers},
};

}  // namespace

std::span<const Migration> migrations() { return kMigrations; }

std::string for_engine(std::string_view sql, Engine engine) {
  const bool sqlite = engine == Engine::kSqlite;
  const std::pair<std::string_view, std::string_view> words[] = {
      {"@TEXT@", sqlite ? "TEXT" : "TEXT COLLATE \"C\""},
      {"@BIGINT@", sqlite ? "INTEGER" : "BIGINT"},
      {"@BYTES@", sqlite ? "BLOB" : "BYTEA"},
      {"@DOUBLE@", sqlite ? "REAL" : "DOUBLE PRECISION"},
      {"@STRICT@", sqlite ? "STRICT" : ""},
  };
  std::string text(sql);
  for (const auto& [word, replacement] : words) {
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + replacement.size()))
      text.replace(at, word.size(), replacement);
  }
  return text;
}

}  // namespace portal::server
