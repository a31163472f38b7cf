#include "shell/server/options.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>

namespace portal::server::test {
namespace {

std::vector<std::string> with(std::vector<std::string> more) {
  std::vector<std::string> arguments{"--data", "d", "--site", "s", "--assets", "a"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

model::Result<Options> read(const std::vector<std::string>& arguments, const std::map<std::string, std::string>& variables = {}) {
  return read_options(arguments, [&variables](const char* name) {
    const auto found = variables.find(name);
    return found == variables.end() ? nullptr : found->second.c_str();
  });
}

std::string fault(const std::vector<std::string>& arguments, const std::map<std::string, std::string>& variables = {}) {
  const auto options = read(arguments, variables);
  return options ? std::string() : options.error().code + " " + options.error().pointer;
}

class File {
 public:
  explicit File(const std::string& content) : path((std::filesystem::temp_directory_path() / ("portal-options-" + std::to_string(::getpid()))).string()) {
    std::ofstream(path) << content;
  }
  ~File() { std::filesystem::remove(path); }
  const std::string path;
};

TEST(Options, AreReadAndHaveDefaults) {
  const auto options = read(with({"--port", "0", "--demo", "--log-level", "error"}));
  ASSERT_TRUE(options);
  EXPECT_EQ(options->data, "d");
  EXPECT_EQ(options->port, 0);
  EXPECT_TRUE(options->demo);
  EXPECT_EQ(options->host, "127.0.0.1");
  EXPECT_FALSE(options->behind_tls_proxy);
}

TEST(Options, FaultsAreNamed) {
  EXPECT_EQ(fault(with({"--colour"})), "unknown_option --colour");
  EXPECT_EQ(fault(with({"--port"})), "missing_value --port");
  EXPECT_EQ(fault(with({"--port", "x"})), "wrong_value --port");
  EXPECT_EQ(fault(with({"--port", "65536"})), "wrong_value --port");
  EXPECT_EQ(fault(with({"--log-level", "loud"})), "wrong_value --log-level");
  EXPECT_EQ(fault({"--data", "d", "--site", "s"}), "missing_option --assets");
  EXPECT_EQ(fault(with({"--database", "mysql://x"})), "wrong_value --database");
  EXPECT_EQ(fault({"sing"}), "unknown_command sing");
  EXPECT_EQ(fault({"backup", "--data", "d"}), "missing_operand backup");
  EXPECT_EQ(fault(with({}), {{"PORTAL_SERVER_PORT", "x"}}), "wrong_value PORTAL_SERVER_PORT");
  EXPECT_EQ(fault(with({}), {{"PORTAL_SERVER_DEMO", "yes"}}), "wrong_value PORTAL_SERVER_DEMO");
  EXPECT_EQ(fault({"--help"}), "");
}

TEST(Options, CommandLineWinsOverEnvironmentOverFile) {
  const File file("# of this county\nport = 1\nhost = ::1  # all of it\n\nidle-ms=7\nbehind-tls-proxy = true\n");
  const auto options = read(with({"--port", "3", "--config", file.path}), {{"PORTAL_SERVER_PORT", "2"}, {"PORTAL_SERVER_IDLE_MS", "8"}});
  ASSERT_TRUE(options);
  EXPECT_EQ(options->port, 3);
  EXPECT_EQ(options->idle_ms, 8);
  EXPECT_EQ(options->host, "::1");
  EXPECT_TRUE(options->behind_tls_proxy);
}

TEST(Options, FaultsOfTheFileAreNamedByLine) {
  const File file("port = 1\ncolour = red\n");
  EXPECT_EQ(fault(with({"--config", file.path})), "unknown_option " + file.path + ":2");
  const File wrong("port = x\n");
  EXPECT_EQ(fault(with({"--config", wrong.path})), "wrong_value " + wrong.path + ":1");
  EXPECT_EQ(fault(with({"--config", "/nowhere"})), "file_missing /nowhere");
}

TEST(Options, InForceArePrintedWithTheirSourceAndWithoutPasswords) {
  const auto options = read({"config", "--database", "postgresql://u:secret@h/d?sslmode=require&password=other&x=1"}, {{"PORTAL_SERVER_PORT", "2"}});
  ASSERT_TRUE(options);
  const std::string text = to_text(*options);
  EXPECT_NE(text.find("database = postgresql://u:***@h/d?sslmode=require&password=***&x=1  # --database\n"), std::string::npos) << text;
  EXPECT_NE(text.find("port = 2  # PORTAL_SERVER_PORT\n"), std::string::npos) << text;
  EXPECT_NE(text.find("host = 127.0.0.1  # default\n"), std::string::npos) << text;
}

TEST(Options, WhatIsPrintedCanBeReadAgain) {
  const File file(to_text(*read(with({"--port", "9", "--demo"}))));
  const auto again = read({"--config", file.path});
  ASSERT_TRUE(again) << again.error().pointer;
  EXPECT_EQ(again->port, 9);
  EXPECT_TRUE(again->demo);
}

}  // namespace
}  // namespace portal::server::test
