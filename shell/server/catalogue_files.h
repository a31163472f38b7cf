// The catalogue from assets/catalogue/: catalogue.json and one file for each study form (any other *.json there or
// in forms/), joined and judged by model/catalogue.h. A wrong catalogue must stop the start.
//
// Errors: those of parse_json and read_catalogue, with params "file".
#pragma once

#include <filesystem>

#include "model/result.h"
#include "shell/server/context.h"

namespace portal::server {

model::Result<ServedCatalogue> load_catalogue(const std::filesystem::path& folder);

// A JSON file. Errors: file_missing, those of parse_json; params "file".
model::Result<model::Json> read_json_file(const std::filesystem::path& file);

}  // namespace portal::server
