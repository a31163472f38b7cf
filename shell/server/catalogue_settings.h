// What an administrator may change of the catalogue while the server runs: targets, caps, conversions, and the years that hours may be
// credited to. Everything else is the files'.
//
// {"targets": […], "caps": […], "conversions": […], "credited_years": {"min", "max"}}, the tables as in catalogue.json
// (assets/catalogue/README.md); without min and max the years count from the current one.
//
// Kept in marks, with who changed what, when and why; the number of the change stands behind the version of the files: "2026.1+3".
#pragma once

#include <string>

#include "model/json.h"
#include "shell/server/current_catalogue.h"

namespace portal::server {

model::Json settings_of(const ServedCatalogue& catalogue);

// The catalogue of the files with these settings. Errors, pointer within the settings ("/caps/0/study_form"): those of
// read_catalogue; required (source, from_year), out_of_range, wrong_type.
model::Result<ServedCatalogue> with_settings(const ServedCatalogue& of_files, const model::Json& settings, long long number);

struct KeptSettings {
  long long number = 0;  // 0 = never changed
  model::Json settings;
  model::Json changes = model::Json::array();  // {"version", "at", "by", "reason"}, the latest first
};
long long settings_number(Records& records);
KeptSettings kept_settings(Records& records);
void keep_settings(Records& records, const KeptSettings& settings);

}  // namespace portal::server
