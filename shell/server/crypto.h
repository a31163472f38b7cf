// Hashes and random names, over libsodium. Requires sodium_init (done by start_crypto) before use.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <optional>
#include <string>
#include <string_view>

namespace portal::server {

bool start_crypto();

std::string sha256_hex(std::string_view bytes);

class Sha256 {
 public:
  Sha256();
  ~Sha256();
  void add(std::span<const std::uint8_t> bytes);
  std::string finish_hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::string base64url(std::string_view bytes);
// Null text when it is not base64url: the caller gets "" and false.
bool read_base64url(std::string_view text, std::string& bytes);

std::string base64(std::string_view bytes);
std::optional<std::string> read_base64(std::string_view text);  // with line ends, as PostgreSQL writes it

std::string random_token();                          // 256 bits, base64url
std::string random_id();                             // 80 bits, 16 characters [0-9a-z]
std::string new_record_id(long long now_unix_ms);    // 26 characters, in order of time (ULID, lower-case)
bool is_sha256_hex(std::string_view text);           // 64 lower-case digits

}  // namespace portal::server
