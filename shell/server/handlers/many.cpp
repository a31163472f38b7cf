#include "shell/server/handlers/many.h"

namespace portal::server {

Response answer_many(std::size_t count, const std::function<model::Json(std::size_t)>& name_of, const std::function<OneOfMany(std::size_t)>& do_one) {
  model::Json results = model::Json::array();
  for (std::size_t i = 0; i < count; ++i) {
    const OneOfMany outcome = do_one(i);
    if (!outcome) return problem("internal");
    model::Json result = name_of(i);
    const auto* errors = std::get_if<model::Errors>(&*outcome);
    result["done"] = errors == nullptr;
    if (errors) result["errors"] = to_json(*errors);
    else result.update(std::get<model::Json>(*outcome));
    results.push_back(std::move(result));
  }
  return json_answer(200, {{"results", std::move(results)}});
}

std::optional<Response> refuse_rows(const model::Json& rows) {
  if (!rows.is_array()) return invalid("/rows", "wrong_type");
  if (rows.empty()) return invalid("/rows", "required");
  if (rows.size() > kImportedRowsMax) return invalid({{"too_many_items", "/rows", {{"max", std::to_string(kImportedRowsMax)}}}});
  return std::nullopt;
}

Response answer_rows(const model::Json& rows, const std::function<OneOfMany(const model::Json&)>& do_one) {
  return answer_many(rows.size(), [](std::size_t i) { return model::Json{{"row", i}}; }, [&](std::size_t i) { return do_one(rows[i]); });
}

}  // namespace portal::server
