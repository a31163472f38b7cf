#include "shell/desktop/options.h"

#include <charconv>
#include <functional>
#include <map>

namespace portal::shell {

namespace {

constexpr float kSideMin = 200, kSideMax = 8192;  // CSS px
constexpr float kScaleMin = 0.5f, kScaleMax = 4;

bool read_number(std::string_view text, float min, float max, float& number) {
  float value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size() || !(value >= min && value <= max)) return false;
  number = value;
  return true;
}

bool read_size(std::string_view text, Options& options) {
  const std::size_t by = text.find('x');
  return by != std::string_view::npos && read_number(text.substr(0, by), kSideMin, kSideMax, options.width) &&
         read_number(text.substr(by + 1), kSideMin, kSideMax, options.height);
}

bool read_backend(std::string_view text, Options& options) {
  if (!text.starts_with("http://") && !text.starts_with("https://")) return false;
  while (text.ends_with('/')) text.remove_suffix(1);
  options.backend = text;
  return true;
}

bool read_fragment(std::string_view text, Options& options) {
  options.fragment = text;
  return text.starts_with("#");
}

using Read = std::function<bool(std::string_view, Options&)>;

Read into(std::string Options::*member) {
  return [member](std::string_view text, Options& options) {
    options.*member = text;
    return !text.empty();
  };
}

const std::map<std::string_view, Read>& options_with_value() {
  static const std::map<std::string_view, Read> all = {
      {"--backend", read_backend},
      {"--size", read_size},
      {"--fragment", read_fragment},
      {"--scale", [](std::string_view text, Options& o) { return read_number(text, kScaleMin, kScaleMax, o.scale); }},
      {"--screenshot", into(&Options::screenshot)},
      {"--account", into(&Options::account)},
      {"--assets", into(&Options::assets)},
  };
  return all;
}

const std::map<std::string_view, bool Options::*>& flags() {
  static const std::map<std::string_view, bool Options::*> all = {
      {"--dark", &Options::dark}, {"--help", &Options::help}, {"--password-stdin", &Options::password_stdin}};
  return all;
}

model::Error error_at(std::string code, std::string_view option) {
  return {std::move(code), {}, {{"option", std::string(option)}}};
}

}  // namespace

model::Result<Options> read_options(std::span<const char* const> arguments) {
  Options options;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string_view name = arguments[i];
    if (const auto flag = flags().find(name); flag != flags().end()) {
      options.*flag->second = true;
      continue;
    }
    const auto option = options_with_value().find(name);
    if (option == options_with_value().end()) return error_at("unknown_option", name);
    if (++i == arguments.size()) return error_at("missing_value", name);
    if (!option->second(arguments[i], options)) return error_at("invalid_value", name);
  }
  if (options.account.empty() == options.password_stdin) {
    return error_at("missing_value", options.account.empty() ? "--account" : "--password-stdin");
  }
  return options;
}

std::string usage() {
  return "portal_desktop [--backend URL] [--screenshot FILE.png] [--size WxH] [--scale 1.5] [--dark]\n"
         "               [--fragment '#/progress'] [--account NAME --password-stdin] [--assets DIR]\n"
         "\n"
         "  --backend URL      the server, default http://127.0.0.1:8080\n"
         "  --screenshot FILE  opens no window and needs no display: waits until everything is answered and drawn, writes a PNG, ends\n"
         "  --size WxH         of the window, in CSS pixels, default 1280x800\n"
         "  --scale N          device pixels per CSS pixel, 0.5 to 4\n"
         "  --fragment F       the place to open, as after the page's address\n"
         "  --account NAME --password-stdin\n"
         "                     signs in; the password is the first line of the standard input\n"
         "  --assets DIR       texts and theme\n";
}

std::string sentence_of(const model::Error& error) {
  const auto option = error.params.find("option");
  const std::string name = option == error.params.end() ? std::string() : option->second;
  if (error.code == "unknown_option") return "unknown option " + name;
  if (error.code == "missing_value") return name + " is missing, or has no value";
  return name + " has a value that cannot be used";
}

}  // namespace portal::shell
