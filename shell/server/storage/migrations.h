// The schema, as numbered steps that only go forward.
//
// A step that was applied is never edited: its checksum is kept in the database and compared at every start.
// Words in @…@ are replaced for the engine: @BIGINT@, @BYTES@, @DOUBLE@, @TEXT@ (sorted by bytes), @STRICT@.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace portal::server {

struct Migration {
  int number;
  std::string_view name;
  std::string_view sql;  // statements, each ended by ";\n"
};

std::span<const Migration> migrations();

enum class Engine { kSqlite, kPostgresql };
std::string for_engine(std::string_view sql, Engine engine);

}  // namespace portal::server
