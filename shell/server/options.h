// What the server is told: by the command line, the environment and a file, the first that says something about a setting.
//
//   portal_server [COMMAND [OPERAND]] [--NAME VALUE]…     PORTAL_SERVER_NAME=VALUE     lines "name = value" of --config FILE
//
// Commands: serve (without one), config, verify, backup FILE, restore FILE, add-admin ACCOUNT.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"
#include "shell/server/log.h"

namespace portal::server {

struct Options {
  std::string command = "serve";
  std::string operand;  // FILE or ACCOUNT
  std::string config;
  std::string data;
  std::string database;  // "" = SQLite in data
  std::string site;
  std::string assets;
  std::string host = "127.0.0.1";
  int port = 8080;  // 0 = any that is free
  bool demo = false;
  bool behind_tls_proxy = false;
  std::string allow_origin;  // "https://portal.example.cn,…", "" = none
  bool help = false;
  LogLevel log_level = LogLevel::kInfo;
  // How long a client may take for each phase.
  long long header_ms = 10'000;
  long long body_stall_ms = 15'000;
  long long body_ms = 300'000;
  long long idle_ms = 60'000;
  int connections_max = 2048;
  int connections_per_network_max = 200;
  std::string organisation_name;  // add-admin: of the authority, where there is none yet
  std::string person_name;        // add-admin

  std::vector<std::string> sources;  // of each setting in the order of to_text, "default" or where it was said
};

using Environment = std::function<const char*(const char* name)>;  // null: not set

// Errors: unknown_command, missing_operand, unknown_option, missing_value, wrong_value, missing_option, file_missing.
// Pointer: the option, variable or "FILE:LINE".
model::Result<Options> read_options(const std::vector<std::string>& arguments, const Environment& environment);
std::string usage();
// The settings in force, as lines of a file for --config, each with where it comes from; passwords are not shown.
std::string to_text(const Options& options);

}  // namespace portal::server
