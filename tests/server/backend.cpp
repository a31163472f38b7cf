#include "tests/server/backend.h"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <unistd.h>

#include <cassert>
#include <cstdlib>

#include "shell/server/catalogue_files.h"
#include "shell/server/crypto.h"
#include "shell/server/log.h"
#include "shell/server/storage/postgresql_storage.h"
#include "shell/server/recount.h"
#include "shell/server/storage/sqlite_storage.h"
#include "tests/server/pictures.h"

namespace portal::server::test {
namespace {

// Cheap: what is tested is not how slow argon2id is.
const std::shared_ptr<const Passwords>& cheap_passwords() {
  static const std::shared_ptr<const Passwords> passwords = std::make_shared<const Passwords>(PasswordCost{1, 8192});
  return passwords;
}

struct DemoPerson {
  const char* account;
  const char* person;
  model::Role role;
  const char* organisation;
};
constexpr DemoPerson kPeople[] = {
    {"professional", "p1", model::Role::kProfessional, "hospital"}, {"professional2", "p2", model::Role::kProfessional, "hospital"},
    {"employer", "s1", model::Role::kEmployer, "hospital"},         {"department", "s2", model::Role::kDepartment, "department"},
    {"authority", "s3", model::Role::kAuthority, "authority"},      {"base", "s4", model::Role::kBase, "base"},
    {"admin", "s5", model::Role::kAdmin, "authority"},
};

void fill(Records& records, const std::string& password_hash) {
  records.add_organisation({"authority", "市人社局", model::Role::kAuthority, "", ""});
  records.add_organisation({"department", "市卫健委", model::Role::kDepartment, "authority", ""});
  records.add_organisation({"hospital", "市医院", model::Role::kEmployer, "department", ""});
  records.add_organisation({"base", "基地", model::Role::kBase, "authority", ""});
  for (const DemoPerson& row : kPeople) {
    records.add_person({row.person, std::string("人") + row.person, "N1", "419900199001011234", "19900001234", row.organisation});
    records.add_account({row.account, row.person, row.role, row.organisation, password_hash});
  }
}

}  // namespace

Backend::Backend() {
  [[maybe_unused]] const bool started = start_crypto();
  assert(started);
  set_log_level(LogLevel::kError);
  std::string name = (std::filesystem::temp_directory_path() / "portal-server-XXXXXX").string();
  folder = ::mkdtemp(name.data());
  if (const char* server = std::getenv("PORTAL_TEST_POSTGRESQL")) {
    const std::string schema = "test_" + std::to_string(::getpid()) + "_" + random_id();
    soci::session(soci::postgresql, server) << "CREATE SCHEMA " + schema;
    address_ = std::string(server) + "&options=-csearch_path%3D" + schema;
  }
  open();
  const std::string hash = cheap_passwords()->hash("secret");
  storage().transact([&hash](Records& records) {
    fill(records, hash);
    return Verdict::kCommit;
  });
}

Backend::~Backend() {
  router.reset();
  std::filesystem::remove_all(folder);
}

void Backend::open() {
  model::Result<std::shared_ptr<Storage>> storage = open_again();
  model::Result<ServedCatalogue> catalogue = load_catalogue(std::filesystem::path(PORTAL_ASSETS_DIR) / "catalogue");
  assert(storage && catalogue);
  Context context;
  context.storage = *std::move(storage);
  context.attachments = std::make_shared<AttachmentStore>(folder / "attachments");
  context.passwords = cheap_passwords();
  context.catalogue = std::make_shared<CurrentCatalogue>(*std::move(catalogue));
  context.clock = [this] { return now_ms; };
  context.assets = PORTAL_ASSETS_DIR;
  recount_hours(context);
  router = std::make_unique<Router>(std::move(context));
}

model::Result<std::shared_ptr<Storage>> Backend::open_again() { return address_.empty() ? open_sqlite(folder) : open_postgresql(address_); }

soci::session Backend::sql() {
  return address_.empty() ? soci::session(soci::sqlite3, "db=" + (folder / "portal.sqlite").string()) : soci::session(soci::postgresql, address_);
}

void Backend::restart() {
  router.reset();
  open();
}

Response Backend::call(const std::string& method, const std::string& target, const std::string& body,
                       const CallOptions& options) {
  Request request;
  const std::size_t question = target.find('?');
  request.method = method;
  request.path = target.substr(0, question);
  request.query = question == std::string::npos ? "" : target.substr(question + 1);
  request.body = body;
  request.remote_address = "192.0.2.1";
  request.headers = options.headers;
  if (!body.empty()) request.headers.push_back({"Content-Type", "application/json"});
  if (!options.token.empty()) request.headers.push_back({"Authorization", "Bearer " + options.token});
  if (!options.if_match.empty()) request.headers.push_back({"If-Match", options.if_match});
  if (method == "POST") request.headers.push_back({"Idempotency-Key", options.idempotency_key.empty() ? random_id() : options.idempotency_key});
  return router->handle(request);
}

Response Backend::send(const std::string& method, const std::string& target, const model::Json& body, const CallOptions& options) {
  return call(method, target, model::dump_json(body), options);
}

Response Backend::upload(const std::string& bytes, const std::string& type, const CallOptions& options) {
  Request request;
  request.method = "PUT";
  request.path = "/api/v1/attachments/" + sha256_hex(bytes);
  request.headers = options.headers;
  request.headers.push_back({"Content-Type", type});
  request.headers.push_back({"Authorization", "Bearer " + options.token});
  auto started = router->start_upload(request);
  if (Response* refusal = std::get_if<Response>(&started)) return *refusal;
  Upload& upload = *std::get<std::unique_ptr<Upload>>(started);
  for (std::size_t at = 0; at < bytes.size(); at += 7) upload.write(std::string_view(bytes).substr(at, 7));
  request.file = upload.finish();
  return router->handle(request);
}

Response Backend::try_sign_in(const std::string& name, const std::string& password) {
  return send("POST", "/api/v1/session", {{"name", name}, {"password", password}, {"token", true}});
}

std::string Backend::sign_in(const std::string& account) {
  return model::text_or(json_of(try_sign_in(account, "secret")), "token");
}

model::Json Backend::complete_content(const std::string& token) {
  const std::string bytes = png();
  upload(bytes, "image/png", {.token = token});
  model::Json attachments = model::Json::array();
  for (const char* material : {"conference_notice", "employer_certificate"})
    attachments.push_back({{"material", material}, {"sha256", sha256_hex(bytes)}, {"name", "证明.png"}, {"media_type", "image/png"}, {"size_bytes", bytes.size()}});
  const std::string year = std::to_string(kYear);
  return {{"study_form", "04"},
          {"catalogue_version", "2026.1"},
          {"values",
           {{"conference_name", "学术年会"}, {"organiser", "学会"}, {"level", "provincial"}, {"start_date", year + "-03-04"},
            {"end_date", year + "-03-05"}, {"was_read", false}, {"unit", "hours"}, {"claimed_amount", 8}, {"credited_year", kYear}}},
          {"attachments", attachments}};
}

model::Json json_of(const Response& response) {
  const model::Result<model::Json> json = model::parse_json(response.content());
  return json ? *json : model::Json();
}

std::string code_of(const Response& response) { return model::text_or(json_of(response), "code"); }

std::vector<std::string> faults_of(const Response& response) {
  std::vector<std::string> faults;
  const model::Json problem = json_of(response);
  for (const model::Json& error : model::member(problem, "errors"))
    faults.push_back(model::text_or(error, "pointer") + " " + model::text_or(error, "code"));
  return faults;
}

std::string png(const std::string& different) {
  return png_of(64, 1, sha256_hex(different));
}

}  // namespace portal::server::test
