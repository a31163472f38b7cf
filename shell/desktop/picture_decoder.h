// JPEG and PNG files to pixels. Foreign bytes: anything that is wrong with them is no picture, never an error.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace portal::shell {

struct DecodedPicture {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgba;  // straight alpha, width × height × 4
};

// Made smaller so that neither side is longer than side_max pixels.
std::optional<DecodedPicture> decode_picture(std::string_view bytes, int side_max);

}  // namespace portal::shell
