#include "shell/server/options.h"

#include <gtest/gtest.h>

namespace portal::server::test {
namespace {

std::vector<std::string> with(std::vector<std::string> more) {
  std::vector<std::string> arguments{"--data", "d", "--site", "s", "--assets", "a"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

TEST(Options, AreReadAndHaveDefaults) {
  const auto options = read_options(with({"--port", "0", "--demo", "--log-level", "error"}));
  ASSERT_TRUE(options);
  EXPECT_EQ(options->data, "d");
  EXPECT_EQ(options->port, 0);
  EXPECT_TRUE(options->demo);
  EXPECT_EQ(options->host, "127.0.0.1");
  EXPECT_FALSE(options->behind_tls_proxy);
}

TEST(Options, FaultsAreNamed) {
  const auto fault = [](const std::vector<std::string>& arguments) {
    const auto options = read_options(arguments);
    return options ? std::string() : options.error().code + " " + options.error().pointer;
  };
  EXPECT_EQ(fault(with({"--colour"})), "unknown_option --colour");
  EXPECT_EQ(fault(with({"--port"})), "missing_value --port");
  EXPECT_EQ(fault(with({"--port", "x"})), "wrong_value --port");
  EXPECT_EQ(fault(with({"--port", "65536"})), "wrong_value --port");
  EXPECT_EQ(fault(with({"--log-level", "loud"})), "wrong_value --log-level");
  EXPECT_EQ(fault({"--data", "d", "--site", "s"}), "missing_option --assets");
  EXPECT_EQ(fault({"--help"}), "");
}

}  // namespace
}  // namespace portal::server::test
