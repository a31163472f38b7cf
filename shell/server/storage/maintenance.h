// What an administrator does with the stored data besides serving it.
//
// verify_stored and back_up may run while a server does: they read one state of the database, and change nothing in it.
// A backup is one SQLite file with the contents of the attachments in it. It is written aside, checked whole, synced, then renamed: FILE is
// there and good, or not there. restore checks it again and makes a data folder; portal.sqlite is the last thing to appear in it.
// With PostgreSQL, back up with its own tools (pg_dump, or WAL archiving): everything is in the database.
//
// Errors: database_failed, file_failed (params "reason"), file_exists, database_exists (pointer: the path), verification_failed
// (params "reason": the first fault).
#pragma once

#include <filesystem>
#include <string>

#include "model/result.h"
#include "shell/server/storage/verify.h"

namespace portal::server {

// database: url of PostgreSQL, or "" for SQLite in the folder.
model::Result<Verification> verify_stored(const std::string& database, const std::filesystem::path& folder);
model::Result<Verification> back_up(const std::filesystem::path& folder, const std::filesystem::path& file);
model::Result<Verification> restore(const std::filesystem::path& file, const std::filesystem::path& folder);

}  // namespace portal::server
