// The part of SqlRecords about declarations: the record, its history, lists.
#include <set>
#include <stdexcept>

#include "model/json.h"
#include "model/utf8.h"
#include "shell/server/storage/sql_records.h"
#include "shell/server/storage/sql_statement.h"
#include "shell/server/storage/verify.h"

namespace portal::server {
namespace {

using model::Declaration;
using model::DeclarationState;
using model::DeclarationSummary;
using model::Json;
using model::SortKey;

std::string_view column_of(SortKey key) {
  switch (key) {
    case SortKey::kUpdated: return "updated_at";
    case SortKey::kSubmitted: return "submitted_at";
    case SortKey::kYear: return "credited_year";
    case SortKey::kForm: return "study_form";
    case SortKey::kTitle: return "title";
    case SortKey::kPerson: return "person_name";
    case SortKey::kAmount: return "claimed_amount";
    case SortKey::kState: return "state_order";
  }
  return "updated_at";
}

// Who may list what: own = whose hours they are; audit = whose turn it is; records = what reached the
// organisation (declaration_reach); declared = what it declared for people. A draft is its declarer's alone.
std::string condition_of(ListView view) {
  switch (view) {
    case ListView::kOwn: return "person = :person AND (state <> 'draft' OR declared_as = 'professional')";
    case ListView::kAudit: return "next_auditor = :organisation";
    case ListView::kRecords: return "id IN (SELECT declaration FROM declaration_reach WHERE organisation = :organisation)";
    case ListView::kDeclared: return "organisation = :organisation AND declared_as <> 'professional'";
  }
  return "";
}

// table: "r." where these columns are those of declaration_reach too.
std::string filters_of(const ListRequest& request, std::string_view table) {
  std::string filters;
  const auto add = [&](std::string_view column, std::string_view value) { filters.append(" AND ").append(table).append(column).append(" = ").append(value); };
  if (!request.query.search.empty()) filters += " AND search_text LIKE :search ESCAPE '!'";
  if (!request.query.study_form.empty()) add("study_form", ":form");
  if (request.query.credited_year != 0) add("credited_year", ":year");
  return filters;
}

void bind_condition(SqlStatement& statement, const ListRequest& request) {
  switch (request.view) {
    case ListView::kOwn: statement.in(request.person); break;
    case ListView::kAudit:
    case ListView::kRecords:
    case ListView::kDeclared: statement.in(request.organisation); break;
  }
  if (!request.query.search.empty()) statement.in(like_pattern(request.query.search));
  if (!request.query.study_form.empty()) statement.in(request.query.study_form);
  if (request.query.credited_year != 0) statement.in(request.query.credited_year);
}

DeclarationSummary parse_summary(const std::string& text) {
  const model::Result<Json> json = model::parse_json(text);
  if (!json) throw std::runtime_error("a stored summary is not JSON");
  model::Result<DeclarationSummary> summary = model::read_summary(*json);
  if (!summary) throw std::runtime_error("a stored summary cannot be read: " + summary.error().pointer);
  return *std::move(summary);
}

Declaration parse_declaration(const std::string& document, Json history) {
  model::Result<Json> json = model::parse_json(document);
  if (!json) throw std::runtime_error("a stored declaration is not JSON");
  (*json)["history"] = std::move(history);
  model::Result<Declaration> declaration = model::read_declaration(*json);
  if (!declaration) throw std::runtime_error("a stored declaration cannot be read: " + declaration.error().pointer);
  return *std::move(declaration);
}

// The organisations in whose records it stands now.
std::set<std::string> reached_organisations(const Declaration& declaration) {
  std::set<std::string> reached;
  if (declaration.declared_as != model::Role::kProfessional) reached.insert(declaration.declaring_organisation.id);
  if (declaration.state == DeclarationState::kDraft) return reached;
  for (std::size_t level = 0; level < declaration.chain.size(); ++level) {
    const bool its_level_was_reached = static_cast<int>(level) <= declaration.level;
    if (its_level_was_reached) reached.insert(declaration.chain[level].id);
  }
  if (!declaration.chain.empty()) reached.insert(declaration.chain.back().id);  // the authority sees its whole region
  return reached;
}

std::string document_of(const Declaration& declaration) {
  Json document = model::to_json(declaration);
  document.erase("history");  // rows of their own, only ever added to
  return model::dump_json(document);
}

}  // namespace

std::string search_text_of(const DeclarationSummary& summary) {
  return model::ascii_lower(summary.title + "\n" + summary.person.name + "\n" + summary.person.number);
}

Json sort_value(const DeclarationSummary& row, SortKey key) {
  switch (key) {
    case SortKey::kUpdated: return row.updated_at;
    case SortKey::kSubmitted: return row.submitted_at;
    case SortKey::kYear: return row.credited_year;
    case SortKey::kForm: return row.study_form;
    case SortKey::kTitle: return row.title;
    case SortKey::kPerson: return row.person.name;
    case SortKey::kAmount: return row.claimed_amount;
    case SortKey::kState: return static_cast<int>(row.state);
  }
  return {};
}

std::optional<Declaration> SqlRecords::declaration(std::string_view id) {
  std::string document;
  if (!SqlStatement(sql_, "SELECT document FROM declarations WHERE id = :id").in(id).out(document).next()) return {};
  Json entries = Json::array();
  std::string entry;
  SqlStatement statement(sql_, "SELECT entry FROM declaration_history WHERE declaration = :id ORDER BY position");
  statement.in(id).out(entry);
  while (statement.next()) {
    model::Result<Json> parsed = model::parse_json(entry);
    if (!parsed) throw std::runtime_error("a stored history entry is not JSON");
    entries.push_back(*std::move(parsed));
  }
  return parse_declaration(document, std::move(entries));
}

bool SqlRecords::save_declaration(const Declaration& declaration, const DeclarationSummary& summary) {
  if (declaration.revision > 1) {
    const long long changed = SqlStatement(sql_,
        "UPDATE declarations SET revision = :revision, state = :state, state_order = :state_order, "
        "study_form = :study_form, title = :title, claimed_amount = :claimed_amount, credited_year = :credited_year, "
        "next_auditor = :next_auditor, submitted_at = :submitted_at, updated_at = :updated_at, "
        "search_text = :search_text, document = :document, summary = :summary "
        "WHERE id = :id AND revision = :revision_before")
        .in(declaration.revision).in(model::name_of(declaration.state)).in(static_cast<int>(declaration.state))
        .in(summary.study_form).in(summary.title).in(summary.claimed_amount).in(summary.credited_year)
        .in(summary.next_auditor ? summary.next_auditor->id : std::string()).in(summary.submitted_at)
        .in(summary.updated_at).in(search_text_of(summary)).in(document_of(declaration))
        .in(model::dump_json(model::to_json(summary))).in(declaration.id).in(declaration.revision - 1)
        .run();
    if (changed != 1) return false;
  } else {
    SqlStatement(sql_,
        "INSERT INTO declarations (id, revision, state, state_order, study_form, title, claimed_amount, credited_year, "
        "person, person_name, declarer, declared_as, organisation, next_auditor, submitted_at, updated_at, search_text, document, "
        "summary) VALUES (:id, :revision, :state, :state_order, :study_form, :title, :claimed_amount, :credited_year, "
        ":person, :person_name, :declarer, :declared_as, :organisation, :next_auditor, :submitted_at, :updated_at, :search_text, "
        ":document, :summary)")
        .in(declaration.id).in(declaration.revision).in(model::name_of(declaration.state))
        .in(static_cast<int>(declaration.state)).in(summary.study_form).in(summary.title).in(summary.claimed_amount)
        .in(summary.credited_year).in(declaration.person.id).in(declaration.person.name).in(declaration.declarer.id)
        .in(model::name_of(declaration.declared_as)).in(declaration.declaring_organisation.id)
        .in(summary.next_auditor ? summary.next_auditor->id : std::string()).in(summary.submitted_at)
        .in(summary.updated_at).in(search_text_of(summary)).in(document_of(declaration))
        .in(model::dump_json(model::to_json(summary)))
        .run();
  }
  add_history(declaration);
  set_reach(declaration, summary);
  set_hours(summary);
  return true;
}

void SqlRecords::add_history(const Declaration& declaration) {
  long long stored = 0;
  SqlStatement(sql_, "SELECT COUNT(*) FROM declaration_history WHERE declaration = :id")
      .in(declaration.id).out(stored)
      .next();
  std::string head = stored == 0 ? declaration.id : history_head(declaration.id);
  for (std::size_t i = static_cast<std::size_t>(stored); i < declaration.history.size(); ++i) {
    const std::string entry = model::dump_json(model::to_json(declaration.history[i]));
    head = chained(head, entry);
    SqlStatement(sql_, "INSERT INTO declaration_history (declaration, position, entry, hash) VALUES (:id, :position, :entry, :hash)")
        .in(declaration.id).in(static_cast<long long>(i)).in(entry).in(head)
        .run();
  }
}

std::string SqlRecords::history_head(std::string_view declaration) {
  std::string hash;
  SqlStatement(sql_, "SELECT hash FROM declaration_history WHERE declaration = :id ORDER BY position DESC LIMIT 1").in(declaration).out(hash).next();
  return hash;
}

void SqlRecords::set_reach(const Declaration& declaration, const DeclarationSummary& summary) {
  count_reach(declaration.id, -1);
  SqlStatement(sql_, "DELETE FROM declaration_reach WHERE declaration = :id").in(declaration.id).run();
  for (const std::string& organisation : reached_organisations(declaration)) {
    SqlStatement(sql_,
        "INSERT INTO declaration_reach (organisation, declaration, state, study_form, credited_year, updated_at) "
        "VALUES (:organisation, :id, :state, :study_form, :credited_year, :updated_at)")
        .in(organisation).in(declaration.id).in(model::name_of(summary.state)).in(summary.study_form).in(summary.credited_year).in(summary.updated_at)
        .run();
  }
  count_reach(declaration.id, 1);
}

void SqlRecords::count_reach(std::string_view declaration, int change) {
  SqlStatement(sql_,
      "INSERT INTO reach_counts (organisation, study_form, credited_year, state, declarations) "
      "SELECT organisation, study_form, credited_year, state, " + std::to_string(change) + " FROM declaration_reach WHERE declaration = :id "
      "ON CONFLICT (organisation, study_form, credited_year, state) DO UPDATE SET declarations = reach_counts.declarations + excluded.declarations")
      .in(declaration)
      .run();
}

void SqlRecords::remove_declaration(std::string_view id) {
  count_reach(id, -1);
  SqlStatement(sql_, "DELETE FROM declarations WHERE id = :id").in(id).run();
}

ListPage SqlRecords::list(const ListRequest& request) {
  const bool by_reach = request.view == ListView::kRecords && request.query.sort == SortKey::kUpdated;
  const std::string column = by_reach ? "r.updated_at" : std::string(column_of(request.query.sort)), id = by_reach ? "r.declaration" : "id";
  const std::string direction = request.query.descending ? " DESC" : " ASC";
  // CROSS JOIN: SQLite then walks the index of declaration_reach, in its order, and stops when the page is full.
  std::string text = by_reach ? "SELECT d.summary FROM declaration_reach r CROSS JOIN declarations d WHERE d.id = r.declaration AND r.organisation = :organisation"
                              : "SELECT summary FROM declarations WHERE " + condition_of(request.view);
  text += filters_of(request, by_reach ? "r." : "");
  if (request.query.state) text += std::string(" AND ") + (by_reach ? "r." : "") + "state = :state";
  if (!request.after_id.empty()) text += " AND (" + column + ", " + id + ") " + (request.query.descending ? "<" : ">") + " (:after_key, :after_id)";
  text += " ORDER BY " + column + direction + ", " + id + direction + " LIMIT " + std::to_string(request.limit + 1);

  SqlStatement statement(sql_, text);
  bind_condition(statement, request);
  if (request.query.state) statement.in(model::name_of(*request.query.state));
  if (!request.after_id.empty()) {
    if (request.after_key.is_number_integer()) statement.in(request.after_key.get<long long>());
    else if (request.after_key.is_number()) statement.in(request.after_key.get<double>());
    else statement.in(request.after_key.is_string() ? request.after_key.get<std::string>() : std::string());
    statement.in(request.after_id);
  }
  ListPage page;
  std::string summary;
  statement.out(summary);
  while (statement.next()) {
    if (static_cast<int>(page.rows.size()) == request.limit) {
      page.more = true;
      break;
    }
    page.rows.push_back(parse_summary(summary));
  }
  return page;
}

model::StateCounts SqlRecords::count(const ListRequest& request) {
  model::StateCounts counts;
  std::string state;
  long long rows = 0;
  const bool by_reach = request.view == ListView::kRecords && request.query.search.empty();
  SqlStatement statement(sql_,
      by_reach ? "SELECT state, CAST(SUM(declarations) AS BIGINT) FROM reach_counts WHERE organisation = :organisation" + filters_of(request, "") + " GROUP BY state"
               : "SELECT state, COUNT(*) FROM declarations WHERE " + condition_of(request.view) + filters_of(request, "") + " GROUP BY state");
  bind_condition(statement, request);
  statement.out(state).out(rows);
  while (statement.next()) {
    counts.all += rows;
    if (state == "draft") counts.draft = rows;
    if (state == "pending") counts.pending = rows;
    if (state == "approved") counts.approved = rows;
    if (state == "rejected") counts.rejected = rows;
  }
  return counts;
}

std::vector<Declaration> SqlRecords::of_person(std::string_view person) {
  std::vector<Declaration> declarations;
  std::string document;
  SqlStatement statement(sql_, "SELECT document FROM declarations WHERE person = :person ORDER BY id");
  statement.in(person).out(document);
  while (statement.next()) declarations.push_back(parse_declaration(document, Json::array()));
  return declarations;
}

std::vector<DeclarationSummary> SqlRecords::of_year(std::string_view person, int year) {
  std::vector<DeclarationSummary> rows;
  std::string summary;
  SqlStatement statement(sql_, "SELECT summary FROM declarations WHERE person = :person AND credited_year = :year");
  statement.in(person).in(year).out(summary);
  while (statement.next()) rows.push_back(parse_summary(summary));
  return rows;
}

}  // namespace portal::server
