#include "shell/server/passwords.h"

#include <sodium.h>

#include <cstdint>

namespace portal::server {

std::string initial_password() {
  constexpr std::string_view kLetters = "23456789abcdefghjkmnpqrstuvwxyz";
  std::string password;
  for (int i = 0; i < 12; ++i) {
    if (i > 0 && i % 4 == 0) password += '-';
    password += kLetters[randombytes_uniform(static_cast<std::uint32_t>(kLetters.size()))];
  }
  return password;
}

Passwords::Passwords(PasswordCost cost) : cost_(cost), dummy_hash_(hash("nobody has this password")) {}

std::string Passwords::hash(std::string_view password) const {
  char text[crypto_pwhash_STRBYTES];
  const int failed = crypto_pwhash_str_alg(text, password.data(), password.size(), cost_.passes, cost_.memory_bytes,
                                           crypto_pwhash_ALG_ARGON2ID13);
  return failed ? std::string() : std::string(text);
}

bool Passwords::verify(std::string_view hash, std::string_view password) const {
  return crypto_pwhash_str_verify(std::string(hash).c_str(), password.data(), password.size()) == 0;
}

void Passwords::pretend(std::string_view password) const { (void)verify(dummy_hash_, password); }

}  // namespace portal::server
