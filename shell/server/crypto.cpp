#include "shell/server/crypto.h"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace portal::server {
namespace {

constexpr std::string_view kCrockford = "0123456789abcdefghjkmnpqrstvwxyz";

std::string hex(std::span<const std::uint8_t> bytes) {
  std::string text(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  text.pop_back();
  return text;
}

std::string random_characters(std::size_t count) {
  std::string text(count, '0');
  for (char& c : text) c = kCrockford[randombytes_uniform(static_cast<std::uint32_t>(kCrockford.size()))];
  return text;
}

std::string encoded(std::string_view bytes, int variant) {
  std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), variant);
  text.pop_back();
  return text;
}

std::optional<std::string> decoded(std::string_view text, const char* ignored, int variant) {
  std::string bytes(text.size() + 1, '\0');
  std::size_t size = 0;
  const int failed = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(), ignored,
                                       &size, nullptr, variant);
  if (failed) return std::nullopt;
  bytes.resize(size);
  return bytes;
}

}  // namespace

bool start_crypto() { return sodium_init() >= 0; }

struct Sha256::State {
  crypto_hash_sha256_state value;
};

Sha256::Sha256() : state_(std::make_unique<State>()) { crypto_hash_sha256_init(&state_->value); }
Sha256::~Sha256() = default;

void Sha256::add(std::span<const std::uint8_t> bytes) {
  crypto_hash_sha256_update(&state_->value, bytes.data(), bytes.size());
}

std::string Sha256::finish_hex() {
  std::array<std::uint8_t, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256_final(&state_->value, digest.data());
  return hex(digest);
}

std::string sha256_hex(std::string_view bytes) {
  Sha256 hash;
  hash.add({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
  return hash.finish_hex();
}

std::string base64url(std::string_view bytes) { return encoded(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING); }

bool read_base64url(std::string_view text, std::string& bytes) {
  std::optional<std::string> read = decoded(text, "", sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  bytes = std::move(read).value_or("");
  return read.has_value();
}

std::string base64(std::string_view bytes) { return encoded(bytes, sodium_base64_VARIANT_ORIGINAL); }
std::optional<std::string> read_base64(std::string_view text) { return decoded(text, "\n", sodium_base64_VARIANT_ORIGINAL); }

std::string random_token() {
  std::string bytes(32, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return base64url(bytes);
}

std::string random_id() { return random_characters(16); }

std::string new_record_id(long long now_unix_ms) {
  std::string id(10, '0');
  for (auto digit = id.rbegin(); digit != id.rend(); ++digit, now_unix_ms /= 32)
    *digit = kCrockford[static_cast<std::size_t>(now_unix_ms % 32)];
  return id + random_characters(16);
}

bool is_sha256_hex(std::string_view text) {
  const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  return text.size() == 64 && std::all_of(text.begin(), text.end(), is_digit);
}

}  // namespace portal::server
