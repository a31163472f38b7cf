// Health, the contract itself, the catalogue.
#include <fstream>
#include <iterator>

#include "shell/server/handlers/common.h"
#include "shell/server/handlers/handlers.h"
#include "shell/server/static_files.h"

namespace portal::server {

Response get_health(Call&) { return json_answer(200, {{"status", "ok"}}); }

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
  const ServedCatalogue& catalogue = call.context.catalogue;
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

}  // namespace portal::server
