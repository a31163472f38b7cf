#include "shell/server/options.h"

#include <algorithm>
#include <charconv>
#include <fstream>

#include "shell/server/cross_origin.h"
#include "shell/server/http_message.h"

namespace portal::server {
namespace {

struct Setting {
  std::string_view name;        // "port": --port, PORTAL_SERVER_PORT, "port = …"
  std::string_view value_name;  // "" for a switch: true or false
  std::string_view help;
  std::function<bool(Options&, std::string_view)> set;  // false: not a value for it
  std::function<std::string(const Options&)> get;
};

struct Command {
  std::string_view name;
  std::string_view operand_name;
  std::string_view help;
};

constexpr Command kCommands[] = {
    {"serve", "", "serve the page and the API (without a command)"},
    {"config", "", "print the settings in force, and where each comes from"},
    {"verify", "", "check the chains of hashes of the audit log and of every history, and every attachment"},
    {"backup", "FILE", "copy database and attachments into one file, while the server runs; only SQLite"},
    {"restore", "FILE", "make the data folder, which must not hold a database yet, from such a file"},
    {"add-admin", "ACCOUNT", "make an administrator's account; asks for its password on standard input"},
};

Setting text(std::string_view name, std::string_view value_name, std::string_view help, std::string Options::*target) {
  return {name, value_name, help,
          [target](Options& options, std::string_view value) {
            options.*target = std::string(value);
            return true;
          },
          [target](const Options& options) { return options.*target; }};
}

template <class T>
Setting number(std::string_view name, std::string_view help, T Options::*target, long long low, long long high) {
  return {name, "N", help,
          [target, low, high](Options& options, std::string_view value) {
            long long parsed = 0;
            const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), parsed);
            if (error != std::errc() || end != value.data() + value.size() || parsed < low || parsed > high) return false;
            options.*target = static_cast<T>(parsed);
            return true;
          },
          [target](const Options& options) { return std::to_string(options.*target); }};
}

Setting flag(std::string_view name, std::string_view help, bool Options::*target) {
  return {name, "", help,
          [target](Options& options, std::string_view value) {
            options.*target = value == "true";
            return value == "true" || value == "false";
          },
          [target](const Options& options) { return std::string(options.*target ? "true" : "false"); }};
}

// "postgresql://user:secret@host/x?password=secret" with *** for the secrets.
std::string without_password(std::string url) {
  const std::size_t begin = url.find("://");
  const std::size_t end = begin == std::string::npos ? begin : url.find_first_of("/?", begin + 3);
  const std::size_t at = url.rfind('@', end);
  if (begin != std::string::npos && at != std::string::npos && at > begin) {
    const std::size_t colon = url.find(':', begin + 3);
    if (colon < at) url.replace(colon + 1, at - colon - 1, "***");
  }
  if (const std::size_t name = url.find("password="); name != std::string::npos) {
    const std::size_t value = name + std::string_view("password=").size();
    url.replace(value, std::min(url.find('&', value), url.size()) - value, "***");
  }
  return url;
}

Setting database_setting() {
  return {"database", "URL", "postgresql://… in place of SQLite in the data folder; several servers may share it",
          [](Options& options, std::string_view value) {
            options.database = std::string(value);
            return value.empty() || value.starts_with("postgresql://") || value.starts_with("postgres://");
          },
          [](const Options& options) { return without_password(options.database); }};
}

constexpr std::pair<std::string_view, LogLevel> kLevels[] = {{"error", LogLevel::kError}, {"info", LogLevel::kInfo}, {"debug", LogLevel::kDebug}};

Setting log_level_setting() {
  return {"log-level", "error|info|debug", "info by default",
          [](Options& options, std::string_view value) {
            for (const auto& [name, level] : kLevels)
              if (name == value) return options.log_level = level, true;
            return false;
          },
          [](const Options& options) {
            for (const auto& [name, level] : kLevels)
              if (level == options.log_level) return std::string(name);
            return std::string();
          }};
}

Setting allow_origin_setting() {
  return {"allow-origin", "ORIGIN,…", "pages served elsewhere that may call, with a token (\"auth\": \"bearer\" in their config.json)",
          [](Options& options, std::string_view value) {
            options.allow_origin = std::string(value);
            return origins_from(value).has_value();
          },
          [](const Options& options) { return options.allow_origin; }};
}

const std::vector<Setting>& all_settings() {
  constexpr long long kDayMs = 86'400'000;
  static const std::vector<Setting> settings = {
      text("data", "DIR", "database and attachments (needed; with a database elsewhere: uploads under way alone)", &Options::data),
      database_setting(),
      text("site", "DIR", "the page's files (needed to serve)", &Options::site),
      text("assets", "DIR", "catalogue, contract, demo (needed to serve)", &Options::assets),
      text("host", "ADDRESS", "address to listen on, 127.0.0.1 by default", &Options::host),
      number("port", "port to listen on, 8080 by default; 0 = any that is free", &Options::port, 0, 65535),
      flag("demo", "fill an empty database with demo organisations, people and declarations", &Options::demo),
      flag("behind-tls-proxy", "a proxy ends TLS: Secure cookies, client address from X-Forwarded-For", &Options::behind_tls_proxy),
      allow_origin_setting(),
      log_level_setting(),
      number("header-ms", "time for the head of a request, 10000 by default", &Options::header_ms, 1, kDayMs),
      number("body-stall-ms", "longest pause within a body, 15000 by default", &Options::body_stall_ms, 1, kDayMs),
      number("body-ms", "time for a whole body, 300000 by default", &Options::body_ms, 1, kDayMs),
      number("idle-ms", "pause between requests, 60000 by default", &Options::idle_ms, 1, kDayMs),
      number("connections-max", "connections at once, 2048 by default", &Options::connections_max, 1, 100'000),
      number("connections-per-network-max", "of these from one address (IPv6: /64), 200 by default; behind a proxy: its requests at once",
             &Options::connections_per_network_max, 1, 100'000),
      text("person-name", "NAME", "add-admin: the administrator's name", &Options::person_name),
      text("organisation-name", "NAME", "add-admin: the authority's name, where there is none yet", &Options::organisation_name),
      text("config", "FILE", "settings that neither the command line nor the environment has", &Options::config),
      flag("help", "this text", &Options::help),
  };
  return settings;
}

std::string variable_of(const Setting& setting) {
  std::string name = "PORTAL_SERVER_";
  for (const char c : setting.name) name.push_back(c == '-' ? '_' : static_cast<char>(c - 'a' + 'A'));
  return name;
}

// Sets what is still "default"; what was said before wins.
class Reader {
 public:
  Reader() { options.sources.assign(all_settings().size(), "default"); }

  std::optional<model::Error> take(std::string_view name, std::string_view value, const std::string& source) {
    const auto& settings = all_settings();
    const auto found = std::find_if(settings.begin(), settings.end(), [name](const Setting& setting) { return setting.name == name; });
    if (found == settings.end()) return model::Error{"unknown_option", source, {}};
    std::string& said = options.sources[static_cast<std::size_t>(found - settings.begin())];
    if (said != "default" && said != source) return std::nullopt;
    said = source;
    if (!found->set(options, value)) return model::Error{"wrong_value", source, {}};
    return std::nullopt;
  }

  Options options;
};

std::optional<model::Error> read_file(Reader& reader, const std::string& path) {
  std::ifstream file(path);
  if (!file) return model::Error{"file_missing", path, {}};
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    const std::string_view content = trim(std::string_view(line).substr(0, line.find('#')));
    if (content.empty()) continue;
    const std::string source = path + ":" + std::to_string(number);
    const std::size_t equals = content.find('=');
    if (equals == std::string_view::npos) return model::Error{"missing_value", source, {}};
    if (auto error = reader.take(trim(content.substr(0, equals)), trim(content.substr(equals + 1)), source)) return error;
  }
  return std::nullopt;
}

const Command* find_command(std::string_view name) {
  for (const Command& command : kCommands)
    if (command.name == name) return &command;
  return nullptr;
}

std::optional<model::Error> read_arguments(Reader& reader, const std::vector<std::string>& arguments) {
  std::size_t i = 0;
  if (!arguments.empty() && !arguments.front().starts_with("--")) {
    const Command* command = find_command(arguments[i++]);
    if (!command) return model::Error{"unknown_command", arguments.front(), {}};
    reader.options.command = command->name;
    if (!command->operand_name.empty()) {
      if (i == arguments.size() || arguments[i].starts_with("--")) return model::Error{"missing_operand", arguments.front(), {}};
      reader.options.operand = arguments[i++];
    }
  }
  for (; i < arguments.size(); ++i) {
    const std::string& option = arguments[i];
    const auto& settings = all_settings();
    const auto found = std::find_if(settings.begin(), settings.end(), [&option](const Setting& setting) {
      return option.starts_with("--") && std::string_view(option).substr(2) == setting.name;
    });
    if (found == settings.end()) return model::Error{"unknown_option", option, {}};
    std::string_view value = "true";
    if (!found->value_name.empty()) {
      if (++i == arguments.size()) return model::Error{"missing_value", option, {}};
      value = arguments[i];
    }
    if (auto error = reader.take(found->name, value, option)) return error;
  }
  return std::nullopt;
}

std::optional<model::Error> missing_of(const Options& options) {
  const bool serves = options.command == "serve";
  const std::pair<const char*, bool> needed[] = {
      {"--data", options.data.empty()},
      {"--site", serves && options.site.empty()},
      {"--assets", serves && options.assets.empty()},
      {"--person-name", options.command == "add-admin" && options.person_name.empty()},
  };
  for (const auto& [name, is_missing] : needed)
    if (is_missing && options.command != "config") return model::Error{"missing_option", name, {}};
  return std::nullopt;
}

}  // namespace

model::Result<Options> read_options(const std::vector<std::string>& arguments, const Environment& environment) {
  Reader reader;
  if (auto error = read_arguments(reader, arguments)) return *error;
  for (const Setting& setting : all_settings()) {
    const std::string variable = variable_of(setting);
    const char* value = environment(variable.c_str());
    if (!value) continue;
    if (auto error = reader.take(setting.name, value, variable)) return *error;
  }
  if (!reader.options.config.empty())
    if (auto error = read_file(reader, reader.options.config)) return *error;
  if (!reader.options.help)
    if (auto error = missing_of(reader.options)) return *error;
  return std::move(reader.options);
}

std::string usage() {
  std::string text = "portal_server: the reference server of the study-hours portal\n\nportal_server [COMMAND] [OPTIONS]\n\n";
  const auto line = [&text](std::string left, std::string_view help) {
    left.resize(std::max<std::size_t>(left.size() + 1, 32), ' ');
    text.append(left).append(help).append("\n");
  };
  for (const Command& command : kCommands) line("  " + std::string(command.name) + " " + std::string(command.operand_name), command.help);
  text += "\n";
  for (const Setting& setting : all_settings()) line("  --" + std::string(setting.name) + " " + std::string(setting.value_name), setting.help);
  text += "\nEach option may also be a line \"name = value\" of the file that --config names, or the variable PORTAL_SERVER_NAME.\n";
  return text;
}

std::string to_text(const Options& options) {
  std::string text;
  const auto& settings = all_settings();
  for (std::size_t i = 0; i < settings.size(); ++i)
    text += std::string(settings[i].name) + " = " + settings[i].get(options) + "  # " + options.sources[i] + "\n";
  return text;
}

}  // namespace portal::server
