// People from a spreadsheet: a template, and rows that join, come back or are brought up to date, each by its resident ID number.
//
// The same rows again change nothing. Accounts that are made are a professional's and have no password yet: nobody gains a right by it.
#include "model/people_sheet.h"
#include "shell/server/handlers/handlers.h"
#include "shell/server/handlers/joining.h"
#include "shell/server/handlers/many.h"
#include "shell/server/handlers/table_answer.h"

namespace portal::server {

Response import_people(Call& call) {
  if (!model::manages_people(call.actor().role)) return problem("not_allowed");
  OrRefusal<model::Json> body = read_json_body(call.request);
  if (Response* refusal = std::get_if<Response>(&body)) return *refusal;
  const model::Json& json = std::get<model::Json>(body);
  const model::Json& rows = model::member(json, "rows");
  if (auto refusal = refuse_rows(rows)) return *refusal;
  const bool check = model::flag_or(json, "check", false);
  const model::OrganisationTree tree = call.records->organisations();
  return answer_rows(rows, [&](const model::Json& row) -> OneOfMany {
    OrErrors<Joining> planned = plan_joining(call, tree, row);
    if (auto* errors = std::get_if<model::Errors>(&planned)) return std::move(*errors);
    Joining& joining = std::get<Joining>(planned);
    const bool here = joining.kind == Joining::Kind::kHere;
    model::Json result = {{"repeated", here && !joining.changes}, {"updated", here && joining.changes}};
    if (check) return result;
    if (!store_joining(call, joining)) return std::nullopt;
    result["person"] = model::to_json(model::PersonRef{joining.person.id, joining.person.name, joining.person.number});
    return result;
  });
}

Response get_people_template(Call& call) {
  if (!model::manages_people(call.actor().role)) return problem("not_allowed");
  const bool all = call.actor().role == model::Role::kAdmin;
  const Words words(call);
  Table table{words("sheet.rows"), {}, {}}, explanations{words("sheet.explanations"), {{words("sheet.column"), 24, {}}, {words("sheet.needed"), 10, {}}, {words("sheet.hint"), 60, {}}}, {}};
  for (const model::SheetColumn& column : model::people_columns(all ? model::Manages::kSeveral : model::Manages::kOneOrganisation)) {
    table.columns.push_back({words(column.label) + (column.required ? "*" : ""), 20, {}, true});
    explanations.rows.push_back({words(column.label), words(column.required ? "field.required" : "field.optional"), words("import_people.hint" + column.id)});
  }
  return answer_with(call, {table, explanations}, words("import_people.template"));
}

}  // namespace portal::server
