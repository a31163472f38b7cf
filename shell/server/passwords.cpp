#include "shell/server/passwords.h"

#include <sodium.h>

namespace portal::server {

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
