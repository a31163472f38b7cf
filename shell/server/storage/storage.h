// What the server keeps, behind one seam: SQL today, and what a test replaces to fail on purpose.
//
// Storage::transact runs one piece of work in one transaction. It commits when the work says so and rolls back
// otherwise. The work may be run more than once (an engine that detects conflicts retries), so it must change
// nothing but records. Within the work a failing engine throws through it; transact catches that and answers
// kUnavailable: no exception leaves this interface.
//
// Threads: transact may be called from any; work is serialised as far as the engine needs it.
// Times are RFC 3339 UTC with milliseconds where people read them, else Unix milliseconds.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/declaration.h"
#include "model/hours.h"
#include "model/organisation.h"
#include "model/query.h"

namespace portal::server {

struct Person {
  std::string id;
  std::string name;
  std::string number;
  std::string resident_id;  // whole; masked forms leave the server, and the whole one to who says why (show_numbers)
  std::string mobile;
  std::string organisation;  // where they work, or worked last
  long long revision = 1;
  std::string left_at = {};  // RFC 3339; "" = works there
};

struct Account {
  std::string name;
  std::string person;
  model::Role role = model::Role::kProfessional;
  std::string organisation;
  std::string password_hash;  // "" = none yet: nobody can sign in
  long long revision = 1;
  bool closed = false;               // signs nobody in
  bool password_is_initial = false;  // given by whoever manages the account: to be changed before anything else
};

struct Session {
  std::string token_hash;
  std::string account;
  long long created_at_ms = 0;
  long long used_at_ms = 0;
};

// Failed sign-ins of one account or one address.
struct AttemptBucket {
  int failures = 0;
  long long failed_at_ms = 0;
  long long blocked_until_ms = 0;
};

struct StoredAnswer {
  std::string fingerprint;  // of the request
  int status = 0;
  std::string headers;  // JSON
  std::string body;
};

struct StoredAttachment {
  std::string sha256;
  std::string media_type;
  long long size_bytes = 0;
};

struct AuditEntry {
  std::string at;
  std::string person;
  std::string organisation;
  std::string action;   // "submit", "sign_in", …
  std::string subject;  // id of the record
  std::string detail;   // "", a few words without personal data, or the reason that somebody gave
};

// What is listed: the caller's own hours; what waits for the organisation; what reached it; what it declared for people.
enum class ListView { kOwn, kAudit, kRecords, kDeclared };

struct ListRequest {
  ListView view = ListView::kOwn;
  std::string person;        // who asks
  std::string organisation;  // of who asks
  model::DeclarationQuery query;
  int limit = 50;
  // Keyset: rows behind this one. Empty id = from the start.
  model::Json after_key;
  std::string after_id;
};

struct ListPage {
  std::vector<model::DeclarationSummary> rows;
  bool more = false;
};

// Those who work there now, by name; of several organisations, one after the other.
struct PeopleRequest {
  std::vector<std::string> organisations;
  std::string search;
  int limit = 50;
  // Keyset, of one organisation: behind this one. Empty id = from the start.
  std::string after_name = {};
  std::string after_id = {};
};

struct YearRequest {
  std::vector<std::string> organisations;
  std::string search;
  int year = 0;
};

// Somebody whose hours are counted, and what is approved or pending in that year.
struct PersonYear {
  model::PersonRef person;
  std::string organisation;
  std::vector<model::HourLine> lines;  // alike ones added up, without credits
};

// The records, inside one transaction.
class Records {
 public:
  virtual ~Records() = default;

  virtual model::OrganisationTree organisations() = 0;
  virtual void add_organisation(const model::Organisation& organisation) = 0;  // its parent must be there
  // Replaces the record of the revision before; false when that is not what is stored. The same for people and accounts.
  virtual bool save_organisation(const model::Organisation& organisation) = 0;

  virtual std::optional<Person> person(std::string_view id) = 0;
  virtual std::vector<Person> people(const PeopleRequest& request) = 0;
  virtual std::optional<Person> person_of_resident_id(std::string_view resident_id) = 0;
  virtual std::vector<Person> people_with_number(std::string_view number) = 0;  // of all organisations, those who work there now
  virtual bool has_number(std::string_view organisation, std::string_view number, std::string_view but_for_person) = 0;
  virtual void add_person(const Person& person) = 0;
  virtual bool save_person(const Person& person) = 0;

  virtual bool has_accounts() = 0;
  virtual std::optional<Account> account(std::string_view name) = 0;
  virtual std::vector<Account> accounts_of(std::string_view person) = 0;
  virtual void add_account(const Account& account) = 0;
  virtual bool save_account(const Account& account) = 0;

  virtual std::optional<Session> session(std::string_view token_hash) = 0;
  virtual void add_session(const Session& session) = 0;
  virtual void touch_session(std::string_view token_hash, long long used_at_ms) = 0;
  virtual void remove_session(std::string_view token_hash) = 0;
  virtual void remove_sessions_of(std::string_view account, std::string_view but_for_token_hash) = 0;
  virtual void remove_sessions_before(long long created_before_ms, long long used_before_ms) = 0;

  // An account comes back: the visit before this one is remembered. "" = there was none.
  virtual void begin_visit(std::string_view account, std::string_view at) = 0;
  virtual std::string visit_before(std::string_view account) = 0;

  virtual AttemptBucket attempts(std::string_view bucket) = 0;
  virtual void set_attempts(std::string_view bucket, const AttemptBucket& attempts) = 0;
  virtual void forget_attempts(std::string_view bucket) = 0;
  virtual void forget_attempts_before(long long failed_before_ms) = 0;

  virtual std::optional<model::Declaration> declaration(std::string_view id) = 0;
  // Inserts (revision 1) or replaces the record of the revision before; false when that is not what is stored.
  // History is only ever added to.
  virtual bool save_declaration(const model::Declaration& declaration, const model::DeclarationSummary& summary) = 0;
  virtual void remove_declaration(std::string_view id) = 0;
  virtual ListPage list(const ListRequest& request) = 0;
  virtual model::StateCounts count(const ListRequest& request) = 0;
  // All whose hours are this person's, without their history.
  virtual std::vector<model::Declaration> of_person(std::string_view person) = 0;
  virtual std::vector<model::DeclarationSummary> of_year(std::string_view person, int year) = 0;
  // The professionals of these organisations, by name and id. Who signs in for an organisation alone is none of them.
  virtual std::vector<PersonYear> people_of_year(const YearRequest& request) = 0;
  // What is kept beside a declaration to be listed and counted, made anew; the declaration stays as it is.
  virtual void keep_summary(const model::Declaration& declaration, const model::DeclarationSummary& summary) = 0;
  virtual std::vector<std::string> declaration_ids() = 0;

  // A text by a name of the server's own; "" = none.
  virtual std::string mark(std::string_view name) = 0;
  virtual void set_mark(std::string_view name, std::string_view text) = 0;

  virtual std::optional<StoredAttachment> attachment(std::string_view sha256) = 0;
  virtual void add_attachment(const StoredAttachment& attachment, std::string_view uploader) = 0;
  virtual bool uploaded_by(std::string_view sha256, std::string_view person) = 0;

  // The bytes of an attachment, where Storage::keeps_contents(); its record is added first.
  virtual void add_content(std::string_view sha256, std::string_view bytes) = 0;
  virtual std::optional<std::string> content(std::string_view sha256) = 0;

  virtual std::optional<StoredAnswer> answer(std::string_view person, std::string_view key) = 0;
  virtual void keep_answer(std::string_view person, std::string_view key, const StoredAnswer& answer,
                           long long now_ms) = 0;
  virtual void forget_answers_before(long long kept_before_ms) = 0;

  // After what it is about was saved: with the digest of the declaration that `subject` names, as it then is (verify.h).
  virtual void audit(const AuditEntry& entry) = 0;
};

enum class Verdict { kCommit, kRollBack };
enum class Outcome { kCommitted, kRolledBack, kUnavailable };

using Work = std::function<Verdict(Records&)>;

class Storage {
 public:
  virtual ~Storage() = default;
  virtual Outcome transact(const Work& work) = 0;
  // For work that reads one state of everything and at most notes when a session was used: it waits for no change.
  virtual Outcome read(const Work& work) = 0;
  // Whether the bytes of attachments are in it, for all servers that share it; else they are files (AttachmentStore).
  virtual bool keeps_contents() const = 0;
};

// The value of a row by which a list is sorted, for cursors.
model::Json sort_value(const model::DeclarationSummary& row, model::SortKey key);

}  // namespace portal::server
