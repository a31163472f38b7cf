#include "shell/server/network_shares.h"

#include <gtest/gtest.h>

#include <vector>

namespace portal::server::test {
namespace {

TEST(Network, IsAnAddressOrTheHalfOfOneThatItsOwnerHasWhole) {
  EXPECT_EQ(network_of("192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(network_of("::ffff:192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(network_of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
  EXPECT_EQ(network_of("2001:db8:1:2:ffff::1"), network_of("2001:0DB8:1:2::9"));
  EXPECT_NE(network_of("2001:db8:1:3::1"), network_of("2001:db8:1:2::1"));
  EXPECT_EQ(network_of("nonsense"), "nonsense");
}

TEST(NetworkShares, AreHeldUpToTheLimitByEachNetworkAlone) {
  NetworkShares shares(2);
  std::vector<NetworkShares::Share> held;
  held.push_back(*shares.take("a"));
  held.push_back(*shares.take("a"));
  EXPECT_FALSE(shares.take("a"));
  EXPECT_TRUE(shares.take("b"));
}

TEST(NetworkShares, AreGivenBackOnceHoweverOftenTheyWereMoved) {
  NetworkShares shares(1);
  {
    std::optional<NetworkShares::Share> first = shares.take("a");
    const NetworkShares::Share second(*std::move(first));
    EXPECT_FALSE(shares.take("a"));
  }
  const auto held = shares.take("a");
  EXPECT_TRUE(held);
  EXPECT_FALSE(shares.take("a"));
}

}  // namespace
}  // namespace portal::server::test
