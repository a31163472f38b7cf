// The part of SqlRecords about hours: what each declaration adds to a year, and marks.
#include <algorithm>
#include <tuple>

#include "model/json.h"
#include "model/utf8.h"
#include "shell/server/storage/sql_records.h"
#include "shell/server/storage/sql_statement.h"

namespace portal::server {
namespace {

// Whose hours are counted: everyone but who signs in for an organisation alone.
constexpr std::string_view kLinesOfOrganisation =
    "SELECT p.id, p.name, p.number, COALESCE(h.study_form, ''), COALESCE(h.subject, ''), COALESCE(h.state, ''), COALESCE(SUM(h.hours), 0.0) "
    "FROM people p LEFT JOIN declaration_hours h ON h.person = p.id AND h.credited_year = :year "
    "WHERE p.organisation = :organisation AND p.left_at = '' AND p.search_text LIKE :search ESCAPE '!' "
    "AND (NOT EXISTS (SELECT 1 FROM accounts a WHERE a.person = p.id) "
    "OR EXISTS (SELECT 1 FROM accounts a WHERE a.person = p.id AND a.role = 'professional')) "
    "GROUP BY p.id, p.name, p.number, h.study_form, h.subject, h.state ORDER BY p.name, p.id, h.study_form";

}  // namespace

std::vector<PersonYear> SqlRecords::people_of_year(const YearRequest& request) {
  std::vector<PersonYear> people;
  for (const std::string& organisation : request.organisations) {
    model::PersonRef person;
    std::string study_form, subject, state;
    double hours = 0;
    SqlStatement statement(sql_, kLinesOfOrganisation);
    statement.in(request.year).in(organisation).in(like_pattern(request.search));
    statement.out(person.id).out(person.name).out(person.number).out(study_form).out(subject).out(state).out(hours);
    while (statement.next()) {
      if (people.empty() || people.back().person.id != person.id) people.push_back({person, organisation, {}});
      if (study_form.empty()) continue;
      people.back().lines.push_back({study_form, model::subject_from(subject).value_or(model::Subject::kProfessional),
                                     model::state_from(state).value_or(model::DeclarationState::kDraft), hours, 0, {}});
    }
  }
  std::ranges::stable_sort(people, {}, [](const PersonYear& one) { return std::tie(one.person.name, one.person.id); });
  return people;
}

void SqlRecords::set_hours(const model::DeclarationSummary& summary) {
  SqlStatement(sql_, "DELETE FROM declaration_hours WHERE declaration = :id").in(summary.id).run();
  const bool counts = summary.state == model::DeclarationState::kApproved || summary.state == model::DeclarationState::kPending;
  if (!counts) return;
  SqlStatement(sql_,
      "INSERT INTO declaration_hours (declaration, person, credited_year, study_form, subject, state, hours) "
      "VALUES (:id, :person, :year, :form, :subject, :state, :hours)")
      .in(summary.id).in(summary.person.id).in(summary.credited_year).in(summary.study_form).in(model::name_of(summary.subject))
      .in(model::name_of(summary.state)).in(summary.hours)
      .run();
}

void SqlRecords::keep_summary(const model::Declaration& declaration, const model::DeclarationSummary& summary) {
  SqlStatement(sql_, "UPDATE declarations SET title = :title, search_text = :search_text, summary = :summary WHERE id = :id")
      .in(summary.title).in(search_text_of(summary)).in(model::dump_json(model::to_json(summary))).in(declaration.id)
      .run();
  set_hours(summary);
}

std::vector<std::string> SqlRecords::declaration_ids() {
  std::vector<std::string> ids;
  std::string id;
  SqlStatement statement(sql_, "SELECT id FROM declarations ORDER BY id");
  statement.out(id);
  while (statement.next()) ids.push_back(id);
  return ids;
}

std::string SqlRecords::mark(std::string_view name) {
  std::string mark;
  SqlStatement statement(sql_, "SELECT mark FROM marks WHERE name = :name");
  return statement.in(name).out(mark).next() ? mark : std::string();
}

void SqlRecords::set_mark(std::string_view name, std::string_view text) {
  SqlStatement(sql_, "DELETE FROM marks WHERE name = :name").in(name).run();
  SqlStatement(sql_, "INSERT INTO marks (name, mark) VALUES (:name, :mark)").in(name).in(text).run();
}

}  // namespace portal::server
