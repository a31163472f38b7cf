// What every handler can reach, and one call of it.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "model/workflow.h"
#include "shell/server/attachment_store.h"
#include "shell/server/clock.h"
#include "shell/server/current_catalogue.h"
#include "shell/server/http_message.h"
#include "shell/server/metrics.h"
#include "shell/server/passwords.h"
#include "shell/server/storage/storage.h"

namespace portal::server {

struct SessionLimits {
  long long idle_ms = 30LL * 60 * 1000;
  long long whole_ms = 12LL * 60 * 60 * 1000;
};

struct Context {
  std::shared_ptr<Storage> storage;
  std::shared_ptr<AttachmentStore> attachments;
  std::shared_ptr<const Passwords> passwords;
  std::shared_ptr<CurrentCatalogue> catalogue;
  Clock clock;
  std::shared_ptr<Metrics> metrics = std::make_shared<Metrics>();
  std::filesystem::path site;
  std::filesystem::path assets;
  SessionLimits session_limits;
  std::vector<std::string> allowed_origins;  // of pages served elsewhere (cross_origin.h)
  bool behind_tls_proxy = false;  // nginx in front: Secure cookies, address from X-Forwarded-For
};

// Who is signed in.
struct Caller {
  model::Actor actor;
  std::string account;
  std::string token_hash;
  long long expires_at_ms = 0;
  bool password_is_initial = false;  // to be changed before anything else
};

struct Call {
  Context& context;
  const Request& request;
  std::vector<std::string> parameters;  // of the route's pattern, decoded
  const Caller* caller = nullptr;       // null only for routes that need nobody signed in
  Records* records = nullptr;           // null for routes that do their own transactions
  long long now_ms = 0;
  std::shared_ptr<const ServedCatalogue> served = context.catalogue->now();

  const model::Actor& actor() const { return caller->actor; }
  const model::Catalogue& catalogue() const { return served->catalogue; }
  std::string now() const { return rfc3339(now_ms); }
};

using Handler = Response (*)(Call&);

}  // namespace portal::server
