// Passwords: argon2id. One call takes the cost's memory and a good part of a second, so callers run it on
// the lane that has few threads (Lane::kPasswords) and never while they hold the storage.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace portal::server {

struct PasswordCost {
  unsigned long long passes = 2;
  std::size_t memory_bytes = 64u * 1024 * 1024;
};

// For somebody's first sign-in: 12 characters that are not mistaken for each other, in groups of four (59 bits).
std::string initial_password();

class Passwords {
 public:
  explicit Passwords(PasswordCost cost);

  std::string hash(std::string_view password) const;  // "" when memory is short
  bool verify(std::string_view hash, std::string_view password) const;
  // Takes as long as a real check, for names that nobody has.
  void pretend(std::string_view password) const;

 private:
  PasswordCost cost_;
  std::string dummy_hash_;
};

}  // namespace portal::server
