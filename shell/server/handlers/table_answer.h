// A table as the answer of a call: in the caller's language (`lang`), as .xlsx or .csv (`format`).
#pragma once

#include <string>
#include <vector>

#include "model/catalogue.h"
#include "shell/server/handlers/common.h"
#include "shell/server/table_file.h"

namespace portal::server {

inline constexpr int kExportedRowsMax = 100'000;

// The words of the page itself: assets/texts/.
class Words {
 public:
  explicit Words(const Call& call);
  std::string operator()(const std::string& key) const { return model::text_or(texts_, key, key); }
  const std::string& operator()(const model::Text& text) const { return english_ ? text.en : text.zh; }

 private:
  bool english_;
  model::Json texts_;
};

struct ListColumn {
  const char* key;  // of the page's words
  double width;     // in characters
};
// Without rows. name: key of the page's words.
Table empty_table(const Words& words, const std::string& name, const std::vector<ListColumn>& columns);

// file_name: without its extension. Refusals: invalid at /format; unavailable (no room for a temporary file).
Response answer_with(const Call& call, const std::vector<Table>& sheets, const std::string& file_name);
// A list, named after the day, and its place in the log. Refusals: the same; too_many_items.
Response answer_with_list(Call& call, const Table& list);

}  // namespace portal::server
