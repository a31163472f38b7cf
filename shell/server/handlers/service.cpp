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
  Response response;
  response.set("ETag", catalogue.etag);
  response.set("Cache-Control", "no-cache");
  if (etag_listed(call.request.header("If-None-Match"), catalogue.etag)) {
    response.status = 304;
    return response;
  }
  response.set("Content-Type", "application/json");
  response.body = catalogue.document;
  return response;
}

}  // namespace portal::server
