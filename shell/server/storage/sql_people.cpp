// The part of SqlRecords about organisations, people and accounts.
#include "model/utf8.h"
#include "shell/server/storage/sql_records.h"
#include "shell/server/storage/sql_statement.h"

namespace portal::server {
namespace {

constexpr std::string_view kPerson = "SELECT id, name, number, resident_id, mobile, organisation, revision, left_at FROM people WHERE ";
constexpr std::string_view kAccount =
    "SELECT name, person, role, organisation, password_hash, revision, closed, password_is_initial FROM accounts WHERE ";

std::string sql(std::string_view select, std::string_view condition) { return std::string(select) + std::string(condition); }

void receive(SqlStatement& statement, Person& row) {
  statement.out(row.id).out(row.name).out(row.number).out(row.resident_id).out(row.mobile).out(row.organisation).out(row.revision).out(row.left_at);
}

std::optional<Person> one(SqlStatement& statement) {
  Person row;
  receive(statement, row);
  return statement.next() ? std::optional(row) : std::nullopt;
}

// Accounts of a role that this server does not know sign nobody in.
std::vector<Account> all(SqlStatement& statement) {
  std::vector<Account> rows;
  Account row;
  std::string role;
  long long closed = 0, initial = 0;
  statement.out(row.name).out(row.person).out(role).out(row.organisation).out(row.password_hash).out(row.revision).out(closed).out(initial);
  while (statement.next()) {
    const std::optional<model::Role> known = model::role_from(role);
    if (!known) continue;
    row.role = *known;
    row.closed = closed != 0;
    row.password_is_initial = initial != 0;
    rows.push_back(row);
  }
  return rows;
}

std::string search_text_of(const Person& person) { return model::ascii_lower(person.name + "\n" + person.number); }

}  // namespace

model::OrganisationTree SqlRecords::organisations() {
  model::OrganisationTree tree;
  model::Organisation row;
  std::string role;
  SqlStatement statement(sql_, "SELECT id, name, role, COALESCE(parent, ''), credit_code, revision FROM organisations ORDER BY id");
  statement.out(row.id).out(row.name).out(role).out(row.parent).out(row.credit_code).out(row.revision);
  while (statement.next()) {
    row.role = model::role_from(role).value_or(model::Role::kEmployer);
    tree.organisations.push_back(row);
  }
  return tree;
}

void SqlRecords::add_organisation(const model::Organisation& organisation) {
  SqlStatement(sql_, "INSERT INTO organisations (id, name, role, parent, credit_code) VALUES (:id, :name, :role, :parent, :code)")
      .in(organisation.id).in(organisation.name).in(model::name_of(organisation.role))
      .in_or_null(organisation.parent).in(organisation.credit_code)
      .run();
}

bool SqlRecords::save_organisation(const model::Organisation& organisation) {
  return SqlStatement(sql_,
             "UPDATE organisations SET name = :name, parent = :parent, credit_code = :code, revision = :revision "
             "WHERE id = :id AND revision = :revision_before")
             .in(organisation.name).in_or_null(organisation.parent).in(organisation.credit_code).in(organisation.revision)
             .in(organisation.id).in(organisation.revision - 1)
             .run() == 1;
}

std::optional<Person> SqlRecords::person(std::string_view id) {
  SqlStatement statement(sql_, sql(kPerson, "id = :id"));
  return one(statement.in(id));
}

std::optional<Person> SqlRecords::person_of_resident_id(std::string_view resident_id) {
  SqlStatement statement(sql_, sql(kPerson, "resident_id = :resident_id"));
  return one(statement.in(resident_id));
}

std::vector<Person> SqlRecords::people_with_number(std::string_view number) {
  std::vector<Person> rows;
  Person row;
  SqlStatement statement(sql_, sql(kPerson, "number = :number AND left_at = '' ORDER BY id"));
  receive(statement.in(number), row);
  while (statement.next()) rows.push_back(row);
  return rows;
}

bool SqlRecords::has_number(std::string_view organisation, std::string_view number, std::string_view but_for_person) {
  std::string found;
  SqlStatement statement(sql_, "SELECT id FROM people WHERE organisation = :organisation AND left_at = '' AND number = :number AND id <> :id LIMIT 1");
  return statement.in(organisation).in(number).in(but_for_person).out(found).next();
}

std::vector<Person> SqlRecords::people(const PeopleRequest& request) {
  std::vector<Person> rows;
  std::string condition = "organisation = :organisation AND left_at = '' AND search_text LIKE :search ESCAPE '!'";
  if (!request.after_id.empty()) condition += " AND (name, id) > (:after_name, :after_id)";
  condition += " ORDER BY name, id LIMIT " + std::to_string(request.limit);
  for (const std::string& organisation : request.organisations) {
    if (static_cast<int>(rows.size()) >= request.limit) break;
    Person row;
    SqlStatement statement(sql_, sql(kPerson, condition));
    statement.in(organisation).in(like_pattern(request.search));
    if (!request.after_id.empty()) statement.in(request.after_name).in(request.after_id);
    receive(statement, row);
    while (static_cast<int>(rows.size()) < request.limit && statement.next()) rows.push_back(row);
  }
  return rows;
}

void SqlRecords::add_person(const Person& person) {
  SqlStatement(sql_,
      "INSERT INTO people (id, name, number, resident_id, mobile, organisation, search_text) "
      "VALUES (:id, :name, :number, :resident, :mobile, :organisation, :search)")
      .in(person.id).in(person.name).in(person.number).in(person.resident_id).in(person.mobile)
      .in(person.organisation).in(search_text_of(person))
      .run();
}

bool SqlRecords::save_person(const Person& person) {
  return SqlStatement(sql_,
             "UPDATE people SET name = :name, number = :number, resident_id = :resident, mobile = :mobile, organisation = :organisation, "
             "search_text = :search, revision = :revision, left_at = :left_at WHERE id = :id AND revision = :revision_before")
             .in(person.name).in(person.number).in(person.resident_id).in(person.mobile).in(person.organisation)
             .in(search_text_of(person)).in(person.revision).in(person.left_at).in(person.id).in(person.revision - 1)
             .run() == 1;
}

bool SqlRecords::has_accounts() {
  std::string name;
  return SqlStatement(sql_, "SELECT name FROM accounts LIMIT 1").out(name).next();
}

std::optional<Account> SqlRecords::account(std::string_view name) {
  SqlStatement statement(sql_, sql(kAccount, "name = :name"));
  const std::vector<Account> found = all(statement.in(name));
  return found.empty() ? std::nullopt : std::optional(found.front());
}

std::vector<Account> SqlRecords::accounts_of(std::string_view person) {
  SqlStatement statement(sql_, sql(kAccount, "person = :person ORDER BY name"));
  return all(statement.in(person));
}

void SqlRecords::add_account(const Account& account) {
  SqlStatement(sql_,
      "INSERT INTO accounts (name, person, role, organisation, password_hash) "
      "VALUES (:name, :person, :role, :organisation, :hash)")
      .in(account.name).in(account.person).in(model::name_of(account.role)).in(account.organisation)
      .in(account.password_hash)
      .run();
}

bool SqlRecords::save_account(const Account& account) {
  return SqlStatement(sql_,
             "UPDATE accounts SET role = :role, organisation = :organisation, password_hash = :hash, revision = :revision, closed = :closed, "
             "password_is_initial = :initial WHERE name = :name AND revision = :revision_before")
             .in(model::name_of(account.role)).in(account.organisation).in(account.password_hash).in(account.revision)
             .in(account.closed ? 1 : 0).in(account.password_is_initial ? 1 : 0).in(account.name).in(account.revision - 1)
             .run() == 1;
}

}  // namespace portal::server
