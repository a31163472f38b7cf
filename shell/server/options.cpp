#include "shell/server/options.h"

#include <charconv>
#include <functional>

namespace portal::server {
namespace {

struct Option {
  std::string_view name;
  std::string_view value_name;  // "" for a switch
  std::string_view help;
  std::function<bool(Options&, std::string_view)> set;  // false: not a value for it
};

template <class T>
auto text(T Options::*target) {
  return [target](Options& options, std::string_view value) {
    options.*target = std::string(value);
    return true;
  };
}

template <class T>
auto number(T Options::*target, long long low, long long high) {
  return [target, low, high](Options& options, std::string_view value) {
    long long parsed = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), parsed);
    if (error != std::errc() || end != value.data() + value.size() || parsed < low || parsed > high) return false;
    options.*target = static_cast<T>(parsed);
    return true;
  };
}

auto turn_on(bool Options::*target) {
  return [target](Options& options, std::string_view) { return options.*target = true; };
}

bool set_level(Options& options, std::string_view value) {
  if (value == "error") options.log_level = LogLevel::kError;
  else if (value == "info") options.log_level = LogLevel::kInfo;
  else if (value == "debug") options.log_level = LogLevel::kDebug;
  else return false;
  return true;
}

const std::vector<Option>& all_options() {
  constexpr long long kDayMs = 86'400'000;
  static const std::vector<Option> options = {
      {"--data", "DIR", "where the database and the attachments are kept (needed)", text(&Options::data)},
      {"--site", "DIR", "the page's files (needed)", text(&Options::site)},
      {"--assets", "DIR", "catalogue, contract, demo (needed)", text(&Options::assets)},
      {"--host", "ADDRESS", "address to listen on, 127.0.0.1 by default", text(&Options::host)},
      {"--port", "N", "port to listen on, 8080 by default; 0 = any that is free", number(&Options::port, 0, 65535)},
      {"--demo", "", "fill an empty database with demo organisations, people and declarations", turn_on(&Options::demo)},
      {"--behind-tls-proxy", "", "a proxy ends TLS: Secure cookies, client address from X-Forwarded-For", turn_on(&Options::behind_tls_proxy)},
      {"--log-level", "error|info|debug", "info by default", set_level},
      {"--header-ms", "N", "time for the head of a request, 10000 by default", number(&Options::header_ms, 1, kDayMs)},
      {"--body-stall-ms", "N", "longest pause within a body, 15000 by default", number(&Options::body_stall_ms, 1, kDayMs)},
      {"--body-ms", "N", "time for a whole body, 300000 by default", number(&Options::body_ms, 1, kDayMs)},
      {"--idle-ms", "N", "pause between requests, 60000 by default", number(&Options::idle_ms, 1, kDayMs)},
      {"--connections-max", "N", "connections at once, 2048 by default", number(&Options::connections_max, 1, 100'000)},
      {"--help", "", "this text", turn_on(&Options::help)},
  };
  return options;
}

const Option* find_option(std::string_view name) {
  for (const Option& option : all_options())
    if (option.name == name) return &option;
  return nullptr;
}

}  // namespace

model::Result<Options> read_options(const std::vector<std::string>& arguments) {
  Options options;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const Option* option = find_option(arguments[i]);
    if (!option) return model::Error{"unknown_option", arguments[i], {}};
    std::string_view value;
    if (!option->value_name.empty()) {
      if (++i == arguments.size()) return model::Error{"missing_value", arguments[i - 1], {}};
      value = arguments[i];
    }
    if (!option->set(options, value)) return model::Error{"wrong_value", std::string(option->name), {}};
  }
  if (options.help) return options;
  for (const auto& [name, value] : {std::pair("--data", &options.data), std::pair("--site", &options.site), std::pair("--assets", &options.assets)})
    if (value->empty()) return model::Error{"missing_option", name, {}};
  return options;
}

std::string usage() {
  std::string text = "portal_server: the reference server of the study-hours portal\n\n";
  for (const Option& option : all_options()) {
    std::string left = "  " + std::string(option.name) + " " + std::string(option.value_name);
    left.resize(std::max<std::size_t>(left.size() + 1, 32), ' ');
    text += left + std::string(option.help) + "\n";
  }
  return text;
}

}  // namespace portal::server
