#include "shell/server/catalogue_spelling.h"

#include "model/json_reader.h"

namespace portal::server {
namespace {

using model::Json;
using model::member;

// A schema and the document that it stands in, to which a "#/…" inside it refers.
struct Place {
  const Json* schema;
  const Json* document;
};

Place resolve(const std::vector<Json>& schemas, Place place) {
  const std::string reference = model::text_or(*place.schema, "$ref");
  const std::size_t hash = reference.find('#');
  if (hash == std::string::npos) return place;
  for (const Json& schema : schemas)
    if (model::text_or(schema, "$id") == reference.substr(0, hash)) place.document = &schema;
  const Json::json_pointer target(reference.substr(hash + 1));
  static const Json kAnything;
  return {place.document->contains(target) ? &place.document->at(target) : &kAnything, place.document};
}

std::optional<model::Error> search(const std::vector<Json>& schemas, Place place, const Json& value, const std::string& pointer) {
  place = resolve(schemas, place);
  if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i)
      if (auto found = search(schemas, {&member(*place.schema, "items"), place.document}, value[i], pointer + "/" + std::to_string(i))) return found;
    return std::nullopt;
  }
  if (!value.is_object()) return std::nullopt;
  const Json& properties = member(*place.schema, "properties");
  const bool closed = !model::flag_or(*place.schema, "additionalProperties", true);
  for (const auto& [name, inner] : value.items()) {
    const std::string at = pointer + "/" + model::escaped_for_pointer(name);
    if (closed && !properties.contains(name)) return model::Error{"unknown_member", at, {}};
    if (auto found = search(schemas, {&member(properties, name), place.document}, inner, at)) return found;
  }
  return std::nullopt;
}

}  // namespace

std::optional<model::Error> find_unknown_member(const std::vector<Json>& schemas, const Json& schema, const Json& document) {
  return search(schemas, {&schema, &schema}, document, "");
}

}  // namespace portal::server
