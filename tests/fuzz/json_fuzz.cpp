// JSON of strangers, and the records of the contract out of it.
#include "model/declaration.h"
#include "model/json.h"
#include "model/query.h"
#include "tests/fuzz/fuzz.h"

using namespace portal;
using fuzz::check;

namespace {

// What was read is written and read again as the same.
template <class T>
void comes_back(const model::Json& json, model::Result<T> (*read)(const model::Json&)) {
  const model::Result<T> once = read(json);
  if (!once) return;
  const model::Json written = model::to_json(*once);
  const model::Result<T> again = read(written);
  check(static_cast<bool>(again), "what was written can be read");
  check(model::to_json(*again) == written, "and is the same");
}

}  // namespace

PORTAL_FUZZ(input) {
  const model::Result<model::Json> json = model::parse_json(input);
  if (!json) return;
  const std::string text = model::dump_json(*json);
  check(text.find('\0') == std::string::npos, "no zero byte");
  const model::Result<model::Json> again = model::parse_json(text);
  check(again && *again == *json, "JSON comes back");
  comes_back<model::DeclarationContent>(*json, model::read_content);
  comes_back<model::Declaration>(*json, model::read_declaration);
  comes_back<model::DeclarationSummary>(*json, model::read_summary);
}
