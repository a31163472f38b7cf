// portal_desktop: the portal's client as a native program.
#include <curl/curl.h>
#include <sodium.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>

#include "model/json.h"
#include "shell/desktop/desktop.h"

namespace {

using portal::shell::Desktop;
using portal::shell::Options;

constexpr int kWrongUse = 2;

std::optional<portal::model::Json> read_json(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  portal::model::Result<portal::model::Json> json = portal::model::parse_json(text);
  if (!file || !json) return std::nullopt;
  return std::move(*json);
}

std::optional<Desktop::Assets> read_assets(const Options& options) {
  const std::string folder = options.assets.empty() ? PORTAL_ASSETS_DIR : options.assets;
  const auto texts = read_json(folder + "/texts/zh-CN.json");
  const auto theme = read_json(folder + "/theme.json");
  if (!texts || !theme) return std::nullopt;
  return Desktop::Assets{portal::ui::Theme::from_json(*theme), portal::ui::Texts::from_json(*texts)};
}

// Not an argument: other users of the machine see a program's arguments.
std::optional<portal::shell::Account> read_account(const Options& options) {
  if (options.account.empty()) return std::nullopt;
  portal::shell::Account account{options.account, {}};
  std::getline(std::cin, account.password);
  return account;
}

}  // namespace

int main(int count, char** arguments) {
  const auto options = portal::shell::read_options({arguments + 1, static_cast<std::size_t>(count > 0 ? count - 1 : 0)});
  if (!options) {
    std::fprintf(stderr, "portal_desktop: %s\n\n%s", portal::shell::sentence_of(options.error()).c_str(),
                 portal::shell::usage().c_str());
    return kWrongUse;
  }
  if (options->help) {
    std::fputs(portal::shell::usage().c_str(), stdout);
    return 0;
  }
  auto assets = read_assets(*options);
  if (!assets) {
    std::fprintf(stderr, "portal_desktop: texts/zh-CN.json or theme.json cannot be read (--assets DIR says where they are)\n");
    return 1;
  }
  if (sodium_init() < 0 || curl_global_init(CURL_GLOBAL_DEFAULT) != 0) return 1;
  const int code = Desktop(*options, std::move(*assets), read_account(*options)).run();
  curl_global_cleanup();
  return code;
}
