// What the parts of read_catalogue share. Inside model/ only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/catalogue.h"
#include "model/json_reader.h"

namespace portal::model {

std::string read_id(JsonReader& in);  // fails: bad_id
Text read_text(JsonReader in);
Condition read_condition(JsonReader& in);                                        // the member "when"
std::vector<JsonReader> bounded_objects(JsonReader& in, std::string_view name);  // fails: too_many
bool can_have(const Field& field, const std::string& value);

// hour_settings.cpp. `catalogue` has its forms and common fields already.
// Fails: unknown_study_form, unknown_field (that no form has), unknown_choice, unknown_name, duplicate_id, out_of_range.
HourSettings read_hour_settings(JsonReader in, const Catalogue& catalogue);

}  // namespace portal::model
