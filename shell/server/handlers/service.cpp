// Health, counters, the contract itself, the catalogue and its study forms as JSON Schemas.
#include <fstream>
#include <iterator>

#include "model/schema.h"
#include "shell/server/handlers/common.h"
#include "shell/server/handlers/handlers.h"
#include "shell/server/static_files.h"

namespace portal::server {

Response get_health(Call&) { return json_answer(200, {{"status", "ok"}}); }

// A database that does not answer makes this 503, by the router.
Response get_ready(Call& call) { return json_answer(200, {{"status", "ready"}, {"accounts", call.records->has_accounts()}}); }

// For the machine itself: what comes from elsewhere, or through a proxy, finds nothing here.
Response get_metrics(Call& call) {
  const std::string& address = call.request.remote_address;
  const bool from_here = address.starts_with("127.") || address == "::1" || address == "::ffff:127.0.0.1";
  if (!from_here || call.request.has_header("X-Forwarded-For")) return problem("not_found");
  Response response;
  response.body = call.context.metrics->text();
  response.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
  return response;
}

Response get_openapi(Call& call) {
  std::ifstream file(call.context.assets / "api" / "openapi.yaml", std::ios::binary);
  if (!file) return problem("not_found");
  Response response;
  response.body.assign(std::istreambuf_iterator<char>(file), {});
  response.set("Content-Type", "application/yaml");
  response.set("Cache-Control", "no-cache");
  return response;
}

Response get_catalogue(Call& call) {
  const ServedCatalogue& catalogue = *call.served;
  const bool br = !catalogue.document_br.empty() && accepts_encoding(call.request.header("Accept-Encoding"), "br");
  const std::string& etag = br ? catalogue.etag_br : catalogue.etag;
  Response response;
  response.set("ETag", etag);
  response.set("Cache-Control", "no-cache");
  response.set("Vary", "Accept-Encoding");
  if (etag_listed(call.request.header("If-None-Match"), etag)) {
    response.status = 304;
    return response;
  }
  response.set("Content-Type", "application/json");
  if (br) response.set("Content-Encoding", "br");
  response.body = br ? catalogue.document_br : catalogue.document;
  return response;
}

Response get_study_form_schema(Call& call) {
  const model::Catalogue& catalogue = call.catalogue();
  const model::StudyForm* form = catalogue.find_form(call.parameters[0]);
  if (!form) return problem("not_found");
  Response response = json_answer(200, model::json_schema(catalogue, *form));
  response.set("Content-Type", "application/schema+json");
  response.set("Cache-Control", "no-cache");
  return response;
}

}  // namespace portal::server
