// Structured lines on stderr: one JSON object each, no personal data. Any thread.
#pragma once

#include <string_view>

#include "model/json.h"

namespace portal::server {

enum class LogLevel { kError, kInfo, kDebug };

void set_log_level(LogLevel level);
void log_line(LogLevel level, model::Json fields);  // adds "time" and "level"
void log_message(LogLevel level, std::string_view message, std::string_view reason = {});

}  // namespace portal::server
