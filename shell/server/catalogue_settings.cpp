#include "shell/server/catalogue_settings.h"

#include <cstdlib>

#include "model/utf8.h"
#include "shell/server/catalogue_files.h"
#include "shell/server/storage/storage.h"

namespace portal::server {
namespace {

using model::Json;

constexpr const char* kTables[] = {"targets", "caps", "conversions"};
constexpr std::string_view kNumberMark = "catalogue_settings_number";
constexpr std::string_view kSettingsMark = "catalogue_settings";
constexpr long long kYearMin = 1900, kYearMax = 2100;
constexpr std::size_t kChangesMax = 100;

// Of what was written here, or read before: it is one.
Json object_from(const std::string& text) {
  model::Result<Json> json = model::parse_json(text);
  return json ? *std::move(json) : Json::object();
}

Json* credited_year_of(Json& document) {
  for (Json& field : document["common_fields"])
    if (model::text_or(field, "id") == "credited_year") return &field;
  return nullptr;
}

std::optional<model::Error> judge_year(const Json& year, const std::string& pointer) {
  if (year.is_null()) return model::Error{"required", pointer, {}};
  if (!year.is_number_integer()) return model::Error{"wrong_type", pointer, {}};
  const auto value = year.get<long long>();
  if (value < kYearMin || value > kYearMax) return model::Error{"out_of_range", pointer, {{"min", std::to_string(kYearMin)}, {"max", std::to_string(kYearMax)}}};
  return std::nullopt;
}

// What the files' own reader lets a deployer leave out, and a page with an account behind it must not.
std::optional<model::Error> judge_row(const Json& row, const std::string& pointer) {
  if (!row.is_object()) return model::Error{"wrong_type", pointer, {}};
  if (auto error = judge_year(model::member(row, "from_year"), pointer + "/from_year")) return error;
  if (model::is_blank(model::text_or(row, "source"))) return model::Error{"required", pointer + "/source", {}};
  return std::nullopt;
}

std::optional<model::Error> judge_years(const Json& years) {
  if (!years.is_object()) return model::Error{"wrong_type", "/credited_years", {}};
  for (const char* end : {"min", "max"})
    if (const Json& year = model::member(years, end); !year.is_null())
      if (auto error = judge_year(year, std::string("/credited_years/") + end)) return error;
  const Json &min = model::member(years, "min"), &max = model::member(years, "max");
  if (!min.is_null() && !max.is_null() && min.get<long long>() > max.get<long long>()) return model::Error{"out_of_range", "/credited_years/max", {}};
  return std::nullopt;
}

std::optional<model::Error> judge(const Json& settings) {
  for (const char* table : kTables) {
    const Json& rows = model::member(settings, table);
    const std::string pointer = std::string("/") + table;
    if (!rows.is_array()) return model::Error{"wrong_type", pointer, {}};
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (auto error = judge_row(rows[i], pointer + "/" + std::to_string(i))) return error;
  }
  return judge_years(model::member(settings, "credited_years"));
}

}  // namespace

Json settings_of(const ServedCatalogue& catalogue) {
  Json document = object_from(catalogue.document);
  Json settings = Json::object();
  for (const char* table : kTables) settings[table] = model::member(model::member(document, "settings"), table).is_array() ? document["settings"][table] : Json::array();
  settings["credited_years"] = Json::object();
  if (const Json* field = credited_year_of(document))
    for (const char* end : {"min", "max"})
      if (field->contains(end)) settings["credited_years"][end] = (*field)[end];
  return settings;
}

model::Result<ServedCatalogue> with_settings(const ServedCatalogue& of_files, const Json& settings, long long number) {
  if (auto error = judge(settings)) return *std::move(error);
  Json document = object_from(of_files.document);
  document["version"] = of_files.catalogue.version + "+" + std::to_string(number);
  for (const char* table : kTables) document["settings"][table] = settings[table];
  if (Json* field = credited_year_of(document))
    for (const char* end : {"min", "max"}) {
      field->erase(end);
      if (const Json& year = model::member(model::member(settings, "credited_years"), end); !year.is_null()) (*field)[end] = year;
    }
  model::Result<model::Catalogue> catalogue = model::read_catalogue(document);
  if (catalogue) return serve(*std::move(catalogue), document);
  model::Error error = catalogue.error();
  if (constexpr std::string_view kPrefix = "/settings"; error.pointer.starts_with(kPrefix)) error.pointer = error.pointer.substr(kPrefix.size());
  return error;
}

long long settings_number(Records& records) { return std::atoll(records.mark(kNumberMark).c_str()); }

KeptSettings kept_settings(Records& records) {
  KeptSettings kept;
  kept.number = settings_number(records);
  if (kept.number == 0) return kept;
  const Json json = object_from(records.mark(kSettingsMark));
  kept.settings = model::member(json, "settings");
  kept.changes = model::member(json, "changes");
  return kept;
}

void keep_settings(Records& records, const KeptSettings& kept) {
  Json changes = kept.changes;
  while (changes.size() > kChangesMax) changes.erase(changes.size() - 1);
  records.set_mark(kNumberMark, std::to_string(kept.number));
  records.set_mark(kSettingsMark, model::dump_json({{"settings", kept.settings}, {"changes", std::move(changes)}}));
}

}  // namespace portal::server
