#include "shell/server/masking.h"

namespace portal::server {
namespace {

// A number too short to keep both ends is masked whole.
std::string masked(std::string_view number, std::size_t kept_before, std::size_t kept_behind) {
  if (number.size() <= kept_before + kept_behind) return std::string(number.size(), '*');
  std::string text(number);
  for (std::size_t i = kept_before; i < text.size() - kept_behind; ++i) text[i] = '*';
  return text;
}

}  // namespace

std::string masked_resident_id(std::string_view number) { return masked(number, 3, 4); }
std::string masked_mobile(std::string_view number) { return masked(number, 3, 4); }

}  // namespace portal::server
