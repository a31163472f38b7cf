#include "tests/model/arbitrary_json.h"

#include <limits>
#include <optional>

namespace portal::model::arbitrary {
namespace {

constexpr int kDepthMax = 4;
constexpr int kChangesMax = 4;
constexpr double kOuterScale = 0.15, kInnerScale = 0.4;  // of rapidcheck's size, up to 100: a list of lists of lists grows quickly

const std::vector<std::string>& names() {
  static const std::vector<std::string> all = {
      "id",       "revision",  "state",       "study_form", "catalogue_version", "values",       "attachments", "person",   "declarer", "role",
      "chain",    "level",     "history",     "action",     "to",                "reason",       "material",    "sha256",   "media_type", "size_bytes",
      "version",  "settings",  "targets",     "caps",       "hours_per_credit",  "study_forms",  "fields",      "materials", "rules",   "kind",
      "label",    "zh",        "en",          "when",       "field",             "one_of",       "choices",     "min",      "max",      "above",
      "decimals", "check",     "not_before",  "years",      "default",           "required",     "not_for",     "declarers", "parent",  "credited_year",
      "unit",     "claimed_amount", "common_fields", "title_field", "declared_as", "declaring_organisation", "next_auditor", "approved_by_form", "year", "a/b~c"};
  return all;
}

const std::vector<Json>& words() {
  static const std::vector<Json> all = {"",          "01",         "06",      "draft",  "pending", "approved", "rejected",   "submit",     "professional", "employer",
                                        "authority", "text",       "number",  "date",   "choice",  "yes_no",   "2026-03-03", "2026-02-30", "hours",        "credits",
                                        "paper",     "true",       "1000-1239", "\u3000", "学时",    -1,           0,            1,              2026,
                                        1e300,       -1e300,       1e-300,    std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(),
                                        std::numeric_limits<long long>::min(), std::numeric_limits<unsigned long long>::max()};
  return all;
}

// Text that came as JSON is UTF-8.
std::string repaired(const std::string& bytes) { return parse_json(dump_json(Json(bytes)))->get<std::string>(); }

rc::Gen<Json> scalar() {
  return rc::gen::oneOf(rc::gen::elementOf(words()), rc::gen::just(Json()), rc::gen::map(rc::gen::arbitrary<bool>(), [](bool value) { return Json(value); }),
                        rc::gen::map(rc::gen::arbitrary<long long>(), [](long long value) { return Json(value); }),
                        rc::gen::map(rc::gen::arbitrary<double>(), [](double value) { return Json(value); }),
                        rc::gen::map(rc::gen::arbitrary<std::string>(), [](const std::string& bytes) { return Json(repaired(bytes)); }));
}

Json object_of(const std::vector<std::pair<std::string, Json>>& members) {
  Json object = Json::object();
  for (const auto& [name, value] : members) object[name] = value;
  return object;
}

rc::Gen<Json> nested(int depth) {
  if (depth == 0) return scalar();
  const rc::Gen<Json> inner = rc::gen::scale(kInnerScale, rc::gen::lazy([depth] { return nested(depth - 1); }));
  const auto name = rc::gen::oneOf(rc::gen::elementOf(names()), rc::gen::elementOf(names()), rc::gen::map(rc::gen::arbitrary<std::string>(), repaired));
  return rc::gen::oneOf(scalar(), rc::gen::map(rc::gen::container<std::vector<Json>>(inner), [](std::vector<Json> items) { return Json(std::move(items)); }),
                        rc::gen::map(rc::gen::container<std::vector<std::pair<std::string, Json>>>(rc::gen::pair(name, inner)), object_of));
}

void change(Json& document, std::size_t index, const std::optional<Json>& with) {
  const Json flat = document.flatten();
  if (flat.empty() || !flat.is_object()) return;
  auto chosen = flat.begin();
  std::advance(chosen, static_cast<long>(index % flat.size()));
  Json::json_pointer at(chosen.key());
  for (std::size_t up = index / flat.size() % 3; up > 0 && !at.parent_pointer().empty(); --up) at = at.parent_pointer();
  if (at.empty()) return;
  if (with) document[at] = *with;
  else if (Json& parent = document[at.parent_pointer()]; parent.is_object()) parent.erase(at.back());
}

}  // namespace

rc::Gen<Json> json() { return rc::gen::scale(kOuterScale, nested(kDepthMax)); }

rc::Gen<Json> changed(Json document) {
  const auto changes = rc::gen::scale(kOuterScale, rc::gen::container<std::vector<std::pair<std::size_t, Json>>>(rc::gen::pair(rc::gen::inRange<std::size_t>(0, 100'000), nested(2))));
  return rc::gen::map(changes, [document = std::move(document)](const std::vector<std::pair<std::size_t, Json>>& list) {
    Json result = document;
    for (std::size_t i = 0; i < list.size() && i < kChangesMax; ++i) {
      const bool removes = list[i].first % 7 == 0;
      change(result, list[i].first, removes ? std::nullopt : std::optional<Json>(list[i].second));
    }
    return result;
  });
}

}  // namespace portal::model::arbitrary
