#include "shell/server/picture.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/server/pictures.h"

namespace portal::server::test {
namespace {

using namespace std::string_literals;

constexpr const char* kJpeg = "image/jpeg";
constexpr const char* kPng = "image/png";

std::string cleaned(const std::string& bytes, const char* type) {
  const auto result = clean_picture(bytes, type);
  return result ? *result : result.error().code;
}

// Behind the first segment ("JFIF"), as cameras and programs put it.
std::string with_segments(const std::string& jpeg, const std::string& segments) { return std::string(jpeg).insert(20, segments); }

const std::string kExif =  // II, one entry of Make, one of orientation 6
    "Exif\0\0II*\0\x08\0\0\0\x02\0\x0f\x01\x02\0\x04\0\0\0Acme\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"s;

TEST(CleanPicture, LeavesWhatIsCleanByteForByte) {
  EXPECT_EQ(cleaned(png_of(40, 30), kPng), png_of(40, 30));
  EXPECT_EQ(cleaned(jpeg_of(40, 30), kJpeg), jpeg_of(40, 30));
  EXPECT_EQ(cleaned(png_of(1, 1), kPng), png_of(1, 1));
}

TEST(CleanPicture, LeavesTheEvidenceOfTheDemoAsItIs) {
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(PORTAL_ASSETS_DIR) / "demo" / "files")) {
    const bool is_png = entry.path().extension() == ".png";
    if (!is_png && entry.path().extension() != ".jpg") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    EXPECT_TRUE(cleaned(bytes, is_png ? kPng : kJpeg) == bytes) << entry.path();
  }
}

TEST(CleanPicture, DropsWhereAndWhenItWasTakenAndByWhat) {
  const std::string jpeg = jpeg_of(40, 30);
  const std::string about = jpeg_segment(0xE1, "Exif\0\0MM\0*\0\0\0\x08\0\0 34.75 N"s) + jpeg_segment(0xE1, "http://ns.adobe.com/xap/1.0/\0<x/>"s) +
                            jpeg_segment(0xE2, "ICC_PROFILE\0 of the camera"s) + jpeg_segment(0xED, "Photoshop 3.0") + jpeg_segment(0xFE, "by Wang Ming");
  EXPECT_EQ(cleaned(with_segments(jpeg, about) + "and behind the end", kJpeg), jpeg);
  const std::string png = png_of(40, 30);
  const std::string about_png = png_chunk("tEXt", "Author\0Wang Ming"s) + png_chunk("eXIf", "MM\0*"s) + png_chunk("tIME", "\x07\xea\x0b\x1e\x10\0\0"s) + png_chunk("iCCP", "camera\0\0x"s);
  EXPECT_EQ(cleaned(std::string(png).insert(33, about_png) + "and behind the end", kPng), png);
}

TEST(CleanPicture, KeepsHowItLiesAndNothingElseOfThatBlock) {
  const std::string clean = cleaned(with_segments(jpeg_of(40, 30), jpeg_segment(0xE1, kExif)), kJpeg);
  const std::string lies = jpeg_segment(0xE1, "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"s);
  EXPECT_EQ(clean, with_segments(jpeg_of(40, 30), lies));
  EXPECT_EQ(cleaned(clean, kJpeg), clean);
}

TEST(CleanPicture, TakesTheThumbnailOutOfItsHead) {
  std::string jpeg = jpeg_of(40, 30);
  const std::string with_thumbnail = "\xff\xd8"s + jpeg_segment(0xE0, jpeg.substr(6, 12) + "\x02\x01" + "rgbrgb") + jpeg.substr(20);
  EXPECT_EQ(cleaned(with_thumbnail, kJpeg), jpeg);
}

TEST(CleanPicture, RefusesWhatIsCutOffAnywhere) {
  const std::string jpeg = jpeg_of(40, 30), png = png_of(40, 30, "different pixels");
  for (std::size_t size = 3; size < jpeg.size(); ++size) ASSERT_EQ(cleaned(jpeg.substr(0, size), kJpeg), "attachment_broken") << size;
  for (std::size_t size = 8; size < png.size(); ++size) ASSERT_EQ(cleaned(png.substr(0, size), kPng), "attachment_broken") << size;
  for (std::size_t size = 200; size < jpeg.size() - 8; ++size)  // with its end put on again
    ASSERT_EQ(cleaned(jpeg.substr(0, size) + "\xff\xd9", kJpeg), "attachment_broken") << size;
}

TEST(CleanPicture, RefusesDamagedPixels) {
  std::string png = png_of(40, 30, "different pixels");
  png[png.size() - 20] ^= 1;
  EXPECT_EQ(cleaned(png, kPng), "attachment_broken");
  EXPECT_EQ(cleaned("\x89PNG\r\n\x1a\n" + png_chunk("IHDR", "\0\0\0\x08\0\0\0\x08\x08\0\0\0\0"s) + png_chunk("IDAT", "no zlib") + png_chunk("IEND", ""), kPng), "attachment_broken");
}

TEST(CleanPicture, RefusesBombsBeforeTheyAreUnpacked) {
  const std::string bomb = "\x89PNG\r\n\x1a\n" + png_chunk("IHDR", "\0\0\xff\xff\0\0\xff\xff\x08\x06\0\0\0"s) + png_chunk("IDAT", "x\x9c\x63\0\0\0\x01\0\x01"s) + png_chunk("IEND", "");
  const auto refused = clean_picture(bomb, kPng);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error(), (model::Error{"attachment_too_many_pixels", "", {{"max_megapixels", "64"}}}));
  std::string jpeg = jpeg_of(40, 30);
  jpeg.replace(jpeg.find("\xff\xc0") + 5, 4, "\xff\xdc\xff\xdc");
  EXPECT_EQ(cleaned(jpeg, kJpeg), "attachment_too_many_pixels");
}

TEST(CleanPicture, TakesScansOfAWholePageInFineResolution) { EXPECT_EQ(cleaned(png_of(4960, 7016), kPng).size(), png_of(4960, 7016).size()); }

}  // namespace
}  // namespace portal::server::test
