// Records in SQL that SQLite and PostgreSQL both understand. One object per transaction.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shell/server/storage/storage.h"

namespace soci {
class session;
}

namespace portal::server {

class SqlRecords : public Records {
 public:
  explicit SqlRecords(soci::session& session) : sql_(session) {}

  model::OrganisationTree organisations() override;
  void add_organisation(const model::Organisation& organisation) override;
  bool save_organisation(const model::Organisation& organisation) override;

  std::optional<Person> person(std::string_view id) override;
  std::vector<Person> people(const PeopleRequest& request) override;
  std::optional<Person> person_of_resident_id(std::string_view resident_id) override;
  std::vector<Person> people_with_number(std::string_view number) override;
  bool has_number(std::string_view organisation, std::string_view number, std::string_view but_for_person) override;
  void add_person(const Person& person) override;
  bool save_person(const Person& person) override;

  bool has_accounts() override;
  std::optional<Account> account(std::string_view name) override;
  std::vector<Account> accounts_of(std::string_view person) override;
  void add_account(const Account& account) override;
  bool save_account(const Account& account) override;

  std::optional<Session> session(std::string_view token_hash) override;
  void add_session(const Session& session) override;
  void touch_session(std::string_view token_hash, long long used_at_ms) override;
  void remove_session(std::string_view token_hash) override;
  void remove_sessions_of(std::string_view account, std::string_view but_for_token_hash) override;
  void remove_sessions_before(long long created_before_ms, long long used_before_ms) override;

  void begin_visit(std::string_view account, std::string_view at) override;
  std::string visit_before(std::string_view account) override;

  AttemptBucket attempts(std::string_view bucket) override;
  void set_attempts(std::string_view bucket, const AttemptBucket& attempts) override;
  void forget_attempts(std::string_view bucket) override;
  void forget_attempts_before(long long failed_before_ms) override;

  std::optional<model::Declaration> declaration(std::string_view id) override;
  bool save_declaration(const model::Declaration& declaration, const model::DeclarationSummary& summary) override;
  void remove_declaration(std::string_view id) override;
  ListPage list(const ListRequest& request) override;
  model::StateCounts count(const ListRequest& request) override;
  std::vector<model::Declaration> of_person(std::string_view person) override;
  std::vector<model::DeclarationSummary> of_year(std::string_view person, int year) override;
  std::vector<PersonYear> people_of_year(const YearRequest& request) override;
  void keep_summary(const model::Declaration& declaration, const model::DeclarationSummary& summary) override;
  std::vector<std::string> declaration_ids() override;

  std::string mark(std::string_view name) override;
  void set_mark(std::string_view name, std::string_view text) override;

  std::optional<StoredAttachment> attachment(std::string_view sha256) override;
  void add_attachment(const StoredAttachment& attachment, std::string_view uploader) override;
  bool uploaded_by(std::string_view sha256, std::string_view person) override;

  void add_content(std::string_view sha256, std::string_view bytes) override;
  std::optional<std::string> content(std::string_view sha256) override;

  std::optional<StoredAnswer> answer(std::string_view person, std::string_view key) override;
  void keep_answer(std::string_view person, std::string_view key, const StoredAnswer& answer,
                   long long now_ms) override;
  void forget_answers_before(long long kept_before_ms) override;

  void audit(const AuditEntry& entry) override;

 protected:
  soci::session& sql_;

 private:
  std::string history_head(std::string_view declaration);  // hash of its last entry
  void add_history(const model::Declaration& declaration);
  void set_reach(const model::Declaration& declaration, const model::DeclarationSummary& summary);
  void count_reach(std::string_view declaration, int change);  // what stands in declaration_reach, in reach_counts
  void set_hours(const model::DeclarationSummary& summary);
};

// What a list of declarations is searched in.
std::string search_text_of(const model::DeclarationSummary& summary);

// A LIKE pattern that finds the text anywhere, for ESCAPE '!'; both sides lower-case.
std::string like_pattern(std::string_view search);

}  // namespace portal::server
