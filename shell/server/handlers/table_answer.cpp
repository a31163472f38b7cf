#include "shell/server/handlers/table_answer.h"

#include "shell/server/catalogue_files.h"

namespace portal::server {
namespace {

Response file_answer(std::string bytes, std::string_view type, const std::string& name) {
  Response response;
  response.body = std::move(bytes);
  response.set("Content-Type", std::string(type));
  response.set("Content-Disposition", "attachment; filename*=UTF-8''" + percent_encode(name));
  response.set("Cache-Control", "no-store");
  return response;
}

}  // namespace

Words::Words(const Call& call) : english_(query_parameter(call.request.query, "lang").value_or("") == "en") {
  model::Result<model::Json> file = read_json_file(call.context.assets / "texts" / (english_ ? "en.json" : "zh-CN.json"));
  if (file) texts_ = model::member(*file, "texts");
}

Table empty_table(const Words& words, const std::string& name, const std::vector<ListColumn>& columns) {
  Table table{words(name), {}, {}};
  for (const ListColumn& column : columns) table.columns.push_back({words(column.key), column.width, {}});
  return table;
}

Response answer_with(const Call& call, const std::vector<Table>& sheets, const std::string& file_name) {
  const std::string format = query_parameter(call.request.query, "format").value_or("xlsx");
  if (format == "csv") return file_answer(to_csv(sheets.front()), kCsvType, file_name + ".csv");
  if (format != "xlsx") return invalid("/format", "unknown_name");
  model::Result<std::string> bytes = to_xlsx(sheets);
  return bytes ? file_answer(*std::move(bytes), kXlsxType, file_name + ".xlsx") : problem("unavailable");
}

Response answer_with_list(Call& call, const Table& list) {
  if (list.rows.size() > kExportedRowsMax) return invalid({{"too_many_items", "", {{"max", std::to_string(kExportedRowsMax)}}}});
  audit(call, "export", "", std::to_string(list.rows.size()));
  return answer_with(call, {list}, list.name + " " + date_in_china(call.now_ms));
}

}  // namespace portal::server
