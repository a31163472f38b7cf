// Brings a database up to the newest schema, each step in its own transaction.
//
// migrate(session, engine) throws DatabaseNewer (a later server has migrated it), MigrationChanged (a step that was applied is
// no longer the one this server has; what() says which), soci::soci_error.
#pragma once

#include <stdexcept>

#include "shell/server/storage/migrations.h"

namespace soci {
class session;
}

namespace portal::server {

class DatabaseNewer : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class MigrationChanged : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

void migrate(soci::session& sql, Engine engine);

}  // namespace portal::server
