// The command line.
#pragma once

#include <string>
#include <vector>

#include "model/result.h"
#include "shell/server/log.h"

namespace portal::server {

struct Options {
  std::string data;
  std::string site;
  std::string assets;
  std::string host = "127.0.0.1";
  int port = 8080;  // 0 = any that is free
  bool demo = false;
  bool behind_tls_proxy = false;
  bool help = false;
  LogLevel log_level = LogLevel::kInfo;
  // How long a client may take for each phase.
  long long header_ms = 10'000;
  long long body_stall_ms = 15'000;
  long long body_ms = 300'000;
  long long idle_ms = 60'000;
  int connections_max = 2048;
};

// Errors: unknown_option, missing_value, wrong_value, missing_option (pointer: the option).
model::Result<Options> read_options(const std::vector<std::string>& arguments);
std::string usage();

}  // namespace portal::server
