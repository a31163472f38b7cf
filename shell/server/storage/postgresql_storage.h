// Storage in a PostgreSQL database that several servers may share.
//
// A change runs SERIALIZABLE and begins by locking the audit log, whose hash chain orders all changes anyhow: so changes wait for
// each other instead of failing. What still conflicts is run again, a few times. A lost connection is taken up again with the next work,
// never within a transaction: whether a commit that got no answer happened is for the caller to find out (Idempotency-Key).
//
// open_postgresql(url): url as of libpq ("postgresql://user@host/database"); brings the schema up to date, one server at a time.
// Errors: database_newer, database_changed, database_failed (params "reason", without the url: it may hold a password).
#pragma once

#include <memory>
#include <string>

#include "model/result.h"
#include "shell/server/storage/storage.h"

namespace portal::server {

model::Result<std::shared_ptr<Storage>> open_postgresql(const std::string& url);

}  // namespace portal::server
