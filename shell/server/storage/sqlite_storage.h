// Storage in one SQLite file of this process alone.
//
// Exactly one read-write connection (SQLite 3.40.1 has the WAL-reset bug), so transactions are serialised; WAL,
// synchronous=FULL, foreign keys on, STRICT tables. A lock file keeps a second process out.
// open_sqlite(folder) creates the folder and brings the schema up to date.
// Errors: database_locked (another process has it), database_newer (a later server wrote it),
// database_changed (a migration is not the one that was applied), database_failed (params "reason").
#pragma once

#include <filesystem>
#include <memory>

#include "model/result.h"
#include "shell/server/storage/storage.h"

namespace portal::server {

model::Result<std::shared_ptr<Storage>> open_sqlite(const std::filesystem::path& folder);

}  // namespace portal::server
