// The pieces of an address: percent-encoding, and text from outside made safe to hold.
#pragma once

#include <string>
#include <string_view>

namespace portal::ui {

// Everything but A–Z a–z 0–9 - . _ ~ becomes %XX, so that the result fits any part of an address.
std::string percent_encoded(std::string_view text);
// The inverse; what is no valid escape stays as it is. The result is repaired UTF-8 without control characters.
std::string percent_decoded(std::string_view text);

// At most `bytes_max` bytes, never cut inside a character.
std::string bounded(std::string_view text, std::size_t bytes_max);

}  // namespace portal::ui
