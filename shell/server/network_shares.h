// How many of something each network holds at once: connections, requests. One thread.
//
// A network is an IPv4 address, or the first 64 bits of an IPv6 address: whoever has one of those has all of them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>

namespace portal::server {

// "192.0.2.1" as it is, "2001:db8::1" as "2001:db8::/64", "::ffff:192.0.2.1" as "192.0.2.1". What is no address is its own network.
std::string network_of(const std::string& address);

class NetworkShares {
 public:
  explicit NetworkShares(int most) : most_(most) {}

  // One of a network's, held while it lives; not longer than the NetworkShares it is of.
  class Share {
   public:
    Share(NetworkShares& of, std::string network) : of_(&of), network_(std::move(network)) {}
    Share(Share&& other) noexcept : of_(std::exchange(other.of_, nullptr)), network_(std::move(other.network_)) {}
    Share& operator=(Share&& other) noexcept {
      std::swap(of_, other.of_);
      network_.swap(other.network_);
      return *this;
    }
    ~Share() {
      if (of_) of_->give_back(network_);
    }

   private:
    NetworkShares* of_;
    std::string network_;
  };

  std::optional<Share> take(std::string network);  // nothing: the network holds as many as it may

 private:
  void give_back(const std::string& network);

  const int most_;
  std::map<std::string, int> held_;  // networks that hold none are not in it: it never outgrows the connections
};

}  // namespace portal::server
