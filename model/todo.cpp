#include "model/todo.h"

#include "model/json_reader.h"

namespace portal::model {

Json to_json(const ToDo& todo) {
  Json news = Json::array();
  for (const News& one : todo.news) news.push_back({{"record", to_json(one.record)}, {"reason", one.reason}});
  return {{"since", todo.since},
          {"drafts", todo.drafts},
          {"waiting", todo.waiting},
          {"waiting_since", todo.waiting_since},
          {"news", std::move(news)},
          {"more_news", todo.more_news}};
}

Result<ToDo> read_todo(const Json& json) {
  std::optional<Error> failure;
  JsonReader in(json, "", failure);
  ToDo todo{in.text_or_empty("since"), in.integer_or("drafts", 0), in.integer_or("waiting", 0), in.text_or_empty("waiting_since"), {},
            in.flag_or("more_news", false)};
  for (JsonReader& item : in.objects("news")) {
    Result<DeclarationSummary> record = read_summary(item.object("record").json());
    if (failure) break;
    if (!record) return Error{record.error().code, item.pointer_to("record") + record.error().pointer, {}};
    todo.news.push_back({*std::move(record), item.text_or_empty("reason")});
  }
  if (failure) return *std::move(failure);
  return todo;
}

}  // namespace portal::model
