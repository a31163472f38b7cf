#include "shell/server/log.h"

#include <atomic>
#include <cstdio>
#include <string>

#include "shell/server/clock.h"

namespace portal::server {
namespace {

std::atomic<LogLevel> allowed_level = LogLevel::kInfo;

std::string_view name_of(LogLevel level) {
  switch (level) {
    case LogLevel::kError: return "error";
    case LogLevel::kInfo: return "info";
    case LogLevel::kDebug: return "debug";
  }
  return "";
}

}  // namespace

void set_log_level(LogLevel level) { allowed_level = level; }

void log_line(LogLevel level, model::Json fields) {
  if (level > allowed_level) return;
  fields["time"] = rfc3339(machine_clock()());
  fields["level"] = name_of(level);
  const std::string line = model::dump_json(fields) + "\n";
  std::fwrite(line.data(), 1, line.size(), stderr);  // one call: lines of threads do not mix
}

void log_message(LogLevel level, std::string_view message, std::string_view reason) {
  model::Json fields = {{"message", message}};
  if (!reason.empty()) fields["reason"] = reason;
  log_line(level, std::move(fields));
}

}  // namespace portal::server
