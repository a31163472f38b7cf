// A server without a socket: the router on a fresh database, with a clock that tests move.
//
// The database is SQLite in a temporary folder, or a schema of its own in the PostgreSQL that PORTAL_TEST_POSTGRESQL names
// (tests/postgresql.sh): each test runs on both. Suites about one engine are called Sqlite… or Postgresql….
//
// One tree (authority > department > hospital, and a base), people p1 and p2 at the hospital, an account for each role,
// named as the role ("professional", "professional2", "employer", …), all with the password "secret".
#pragma once

#include <soci/soci.h>

#include <filesystem>
#include <memory>
#include <string>

#include "shell/server/router.h"

namespace portal::server::test {

inline constexpr long long kStartMs = 1'790'000'000'000;  // 2026-09-21
inline constexpr int kYear = 2026;

struct CallOptions {
  std::string token = {};
  std::string if_match = {};
  std::string idempotency_key = {};  // "" = a fresh one for each POST
  Headers headers = {};
};

class Backend {
 public:
  Backend();
  ~Backend();
  Backend(const Backend&) = delete;
  Backend& operator=(const Backend&) = delete;

  Response call(const std::string& method, const std::string& target, const std::string& body = "",
                const CallOptions& options = {});
  Response send(const std::string& method, const std::string& target, const model::Json& body,
                const CallOptions& options = {});
  Response upload(const std::string& bytes, const std::string& type, const CallOptions& options);

  std::string sign_in(const std::string& account);  // the token
  Response try_sign_in(const std::string& name, const std::string& password);

  // Form 04 with its two materials, uploaded by this caller.
  model::Json complete_content(const std::string& token);

  Storage& storage() { return *router->context().storage; }
  std::shared_ptr<const ServedCatalogue> served() { return router->context().catalogue->now(); }
  void serve(ServedCatalogue catalogue) { router->context().catalogue->set(std::make_shared<const ServedCatalogue>(std::move(catalogue)), 0); }
  void restart();  // a new router on the same folder and database
  model::Result<std::shared_ptr<Storage>> open_again();  // once more, beside the router's
  soci::session sql();                                   // straight into the database

  const std::string& address() const { return address_; }  // of PostgreSQL, "" with SQLite

  long long now_ms = kStartMs;
  std::filesystem::path folder;
  std::unique_ptr<Router> router;

 private:
  void open();

  std::string address_;
};

model::Json json_of(const Response& response);
std::string code_of(const Response& response);
// "POINTER CODE" of each error, in order.
std::vector<std::string> faults_of(const Response& response);
std::string png(const std::string& different = "");  // a real picture, another one for each text

}  // namespace portal::server::test
