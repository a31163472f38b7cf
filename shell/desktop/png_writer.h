// Pixels to a PNG file.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace portal::shell {

// rgba: width × height × 4, top row first; the alpha is left out, for a screen has none. false: it cannot be written.
bool write_png(const std::string& path, int width, int height, const std::vector<std::uint8_t>& rgba);

}  // namespace portal::shell
