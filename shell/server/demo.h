// The demo: organisations, people, accounts and declarations from assets/demo/, made by the real workflow.
//
// Times are told as days before now, so that the demo looks lived-in whenever it is made. Does nothing but return the
// accounts when the database has accounts already. Errors: file_missing and those of the JSON files (params "file"),
// demo_invalid (pointer: the declaration, params: what model/ says), unavailable.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "model/result.h"
#include "shell/server/context.h"

namespace portal::server {

struct DemoAccount {
  std::string name;
  std::string password;
  std::string role;
  std::string person;
  std::string organisation;
};
using DemoTable = std::vector<DemoAccount>;

model::Result<DemoTable> create_demo(Context& context, const std::filesystem::path& folder);
std::string to_text(const DemoTable& table);

}  // namespace portal::server
