// The catalogue from assets/catalogue/: catalogue.json and one file for each study form (any other *.json there or
// in forms/), joined and judged by model/catalogue.h. A wrong catalogue must stop the start.
//
// Errors: those of parse_json and read_catalogue, no_study_form, unknown_member (catalogue_spelling.h); their pointer is
// one within the file that params "file" names, "value" is what stands there. catalogue_problem.h tells them to people.
#pragma once

#include <filesystem>

#include "model/result.h"
#include "shell/server/context.h"

namespace portal::server {

// As it is sent: its text, smaller too, and their ETags.
ServedCatalogue serve(model::Catalogue catalogue, const model::Json& document);

model::Result<ServedCatalogue> load_catalogue(const std::filesystem::path& folder);

// A JSON file. Errors: file_missing, those of parse_json; params "file", and "line", "column" from 1.
model::Result<model::Json> read_json_file(const std::filesystem::path& file);

}  // namespace portal::server
