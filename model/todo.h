// What waits for somebody, and what has become of their declarations since they were here last.
#pragma once

#include <string>
#include <vector>

#include "model/declaration.h"

namespace portal::model {

// A declaration that was approved or rejected for good.
struct News {
  DeclarationSummary record;
  std::string reason;  // of a rejection
};

struct ToDo {
  std::string since;          // RFC 3339: the visit before this one; "" = this is the first
  long long drafts = 0;       // that have not been submitted
  long long waiting = 0;      // for the audit of one's organisation
  std::string waiting_since;  // RFC 3339: of the one that has waited longest; "" = none waits
  std::vector<News> news;     // the latest first
  bool more_news = false;     // than these
};

Json to_json(const ToDo& todo);
// Errors: missing_member, wrong_type, unknown_name, with pointer.
Result<ToDo> read_todo(const Json& json);

}  // namespace portal::model
