// portal_desktop: the portal's client as a native program.
#include <curl/curl.h>
#include <sodium.h>

#include <cstdio>
#include <iostream>

#include "shell/desktop/desktop.h"
#include "shell/desktop/preferences_file.h"
#include "ui/preferences.h"

namespace {

using portal::shell::Desktop;
using portal::shell::Options;

constexpr int kWrongUse = 2;

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
  // A picture is of the page as it is by itself, whatever this user prefers.
  Desktop::Kept kept;
  if (options->screenshot.empty()) kept.path = portal::shell::preferences_path();
  kept.preferences = portal::shell::read_preferences(kept.path);
  const std::string folder = options->assets.empty() ? PORTAL_ASSETS_DIR : options->assets;
  auto assets = portal::shell::read_assets(folder, portal::ui::preferences_from_text(kept.preferences).language);
  if (!assets) {
    std::fprintf(stderr, "portal_desktop: texts/zh-CN.json or theme.json cannot be read (--assets DIR says where they are)\n");
    return 1;
  }
  if (sodium_init() < 0 || curl_global_init(CURL_GLOBAL_DEFAULT) != 0) return 1;
  const int code = Desktop(*options, std::move(*assets), std::move(kept), read_account(*options)).run();
  curl_global_cleanup();
  return code;
}
