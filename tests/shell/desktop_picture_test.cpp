// Pictures from foreign bytes: decoded small, or none.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "shell/desktop/picture_decoder.h"
#include "shell/desktop/png_writer.h"

namespace portal::shell {
namespace {

std::string png_bytes(int width, int height) {
  const std::filesystem::path path = std::filesystem::temp_directory_path() / "portal_desktop_picture.png";
  std::vector<std::uint8_t> rgba;
  for (int i = 0; i < width * height; ++i) rgba.insert(rgba.end(), {200, 100, 50, 255});
  EXPECT_TRUE(write_png(path.string(), width, height, rgba));
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  std::filesystem::remove(path);
  return bytes;
}

TEST(DesktopPicture, IsMadeSmallerAndKeepsItsColour) {
  const auto picture = decode_picture(png_bytes(400, 100), 192);
  ASSERT_TRUE(picture);
  EXPECT_EQ(picture->width, 192);
  EXPECT_EQ(picture->height, 48);
  EXPECT_EQ(std::vector<std::uint8_t>(picture->rgba.begin(), picture->rgba.begin() + 4), (std::vector<std::uint8_t>{200, 100, 50, 255}));
}

TEST(DesktopPicture, ASmallOneStaysAsItIs) {
  const auto picture = decode_picture(png_bytes(3, 2), 192);
  ASSERT_TRUE(picture);
  EXPECT_EQ(picture->width, 3);
  EXPECT_EQ(picture->rgba.size(), 24u);
}

TEST(DesktopPicture, BrokenOrForeignBytesAreNone) {
  const std::string whole = png_bytes(40, 40);
  for (std::size_t size = 0; size + 12 < whole.size(); size += 7) decode_picture(whole.substr(0, size), 192);
  EXPECT_FALSE(decode_picture(whole.substr(0, whole.size() / 2), 192));
  EXPECT_FALSE(decode_picture("", 192));
  EXPECT_FALSE(decode_picture("%PDF-1.7", 192));
  EXPECT_FALSE(decode_picture("\xff\xd8\xff\xe0 and nothing more", 192));
}

}  // namespace
}  // namespace portal::shell
