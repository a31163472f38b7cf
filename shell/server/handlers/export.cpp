// Lists and templates as files for spreadsheets, in the caller's language.
#include "model/date.h"
#include "model/sheet.h"
#include "shell/server/handlers/handlers.h"
#include "shell/server/handlers/list_request.h"
#include "shell/server/handlers/table_answer.h"

namespace portal::server {
namespace {

constexpr int kPageRows = 1000;

// "2026-03-04 13:06" in China, of RFC 3339 in UTC.
std::string time_in_china(const std::string& utc) {
  constexpr int kHoursAhead = 8;
  const model::Result<model::Date> day = model::parse_date(utc.substr(0, 10));
  if (!day || utc.size() < 16) return utc;
  const int hour = std::atoi(utc.substr(11, 2).c_str()) + kHoursAhead;
  const std::string clock = std::to_string(hour % 24 + 100).substr(1) + utc.substr(13, 3);
  return model::format_date(model::add_days(*day, hour / 24)) + " " + clock;
}

std::vector<TableCell> row_of(const model::DeclarationSummary& row, const model::Catalogue& catalogue, const Words& words) {
  const model::StudyForm* form = catalogue.find_form(row.study_form);
  return {row.title,
          form ? words(form->title) : row.study_form,
          row.person.name,
          row.person.number,
          row.declaring_organisation.name,
          row.claimed_amount,
          words("unit." + (row.unit.empty() ? "hours" : row.unit)),
          static_cast<double>(row.credited_year),
          words("state." + std::string(model::name_of(row.state))),
          row.next_auditor ? row.next_auditor->name : "",
          time_in_china(row.submitted_at),
          time_in_china(row.updated_at)};
}

std::string requirement_of(const model::SheetColumn& column, const Words& words) {
  return words(column.required ? "field.required" : "field.optional");
}

Table explanations(const std::vector<model::SheetColumn>& columns, const Words& words) {
  Table table{words("sheet.explanations"), {{words("sheet.column"), 24, {}}, {words("sheet.needed"), 10, {}}, {words("sheet.hint"), 60, {}}}, {}};
  for (const model::SheetColumn& column : columns) {
    std::string hint = column.field ? words(column.field->hint) : words("sheet.person_hint");
    if (column.field && column.field->kind == model::FieldKind::kDate && hint.empty()) hint = words("field.date_hint");
    table.rows.push_back({words(column.label), requirement_of(column, words), hint});
  }
  return table;
}

TableColumn column_of(const model::SheetColumn& column, const Words& words) {
  TableColumn result{words(column.label) + (column.required ? "*" : ""), 16, {}};
  if (!column.field) return result;
  for (const model::Choice& choice : column.field->choices) result.choices.push_back(words(choice.label));
  if (column.field->kind == model::FieldKind::kYesNo) result.choices = {words("field.yes"), words("field.no")};
  return result;
}

}  // namespace

Response export_declarations(Call& call) {
  OrRefusal<ListRequest> read = read_list_request(call);
  if (Response* refusal = std::get_if<Response>(&read)) return *refusal;
  ListRequest& request = std::get<ListRequest>(read);
  request.limit = kPageRows;
  const Words words(call);
  Table table = empty_table(words, "progress.table",
                            {{"table.title", 36}, {"table.form", 24}, {"table.person", 10}, {"table.number", 14}, {"table.organisation", 22}, {"table.amount", 11},
                             {"table.unit", 8}, {"table.year", 10}, {"table.state", 11}, {"table.next_auditor", 22}, {"table.submitted", 17}, {"table.updated", 17}});
  for (bool more = true; more;) {
    const ListPage page = call.records->list(request);
    for (const model::DeclarationSummary& row : page.rows) table.rows.push_back(row_of(row, call.catalogue(), words));
    more = page.more && table.rows.size() <= kExportedRowsMax;
    if (more) go_on_after(page.rows.back(), request);
  }
  return answer_with_list(call, table);
}

Response get_study_form_template(Call& call) {
  const model::Catalogue& catalogue = call.catalogue();
  const model::StudyForm* form = catalogue.find_form(call.parameters[0]);
  const std::vector<model::SheetColumn> columns = form ? model::sheet_columns(catalogue, *form) : std::vector<model::SheetColumn>{};
  if (columns.empty()) return problem("not_found");
  const Words words(call);
  Table table{words("sheet.rows"), {}, {}};
  for (const model::SheetColumn& column : columns) table.columns.push_back(column_of(column, words));
  return answer_with(call, {table, explanations(columns, words)}, words("sheet.template") + " " + words(form->title));
}

}  // namespace portal::server
