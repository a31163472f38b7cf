#include "shell/server/network_shares.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace portal::server {

std::string network_of(const std::string& address) {
  in6_addr parsed{};
  if (::inet_pton(AF_INET6, address.c_str(), &parsed) != 1) return address;
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (IN6_IS_ADDR_V4MAPPED(&parsed)) return ::inet_ntop(AF_INET, parsed.s6_addr + 12, text.data(), text.size());
  std::fill(parsed.s6_addr + 8, parsed.s6_addr + 16, std::uint8_t{0});
  return std::string(::inet_ntop(AF_INET6, &parsed, text.data(), text.size())) + "/64";
}

std::optional<NetworkShares::Share> NetworkShares::take(std::string network) {
  int& held = held_[network];
  if (held >= most_) return std::nullopt;
  ++held;
  return std::optional<Share>(std::in_place, *this, std::move(network));
}

void NetworkShares::give_back(const std::string& network) {
  const auto found = held_.find(network);
  if (--found->second == 0) held_.erase(found);
}

}  // namespace portal::server
