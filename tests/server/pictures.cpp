#include "tests/server/pictures.h"

#include <png.h>
#include <zlib.h>

#include <cstdio>  // before jpeglib.h, which needs FILE
#include <cstdlib>
#include <vector>
#include <jpeglib.h>

namespace portal::server::test {
namespace {

std::string four_bytes(std::size_t number) {
  std::string text;
  for (int shift = 24; shift >= 0; shift -= 8) text.push_back(static_cast<char>((number >> shift) & 255));
  return text;
}

}  // namespace

std::string png_of(int width, int height, std::string_view grey) {
  std::string pixels(grey);
  pixels.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(width);
  image.height = static_cast<png_uint_32>(height);
  image.format = PNG_FORMAT_GRAY;
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
  std::string bytes(size, '\0');
  png_image_write_to_memory(&image, bytes.data(), &size, 0, pixels.data(), 0, nullptr);
  bytes.resize(size);
  return bytes;
}

std::string jpeg_of(int width, int height) {
  jpeg_compress_struct jpeg{};
  jpeg_error_mgr errors{};
  jpeg.err = jpeg_std_error(&errors);
  jpeg_create_compress(&jpeg);
  unsigned char* target = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&jpeg, &target, &size);
  jpeg.image_width = static_cast<JDIMENSION>(width);
  jpeg.image_height = static_cast<JDIMENSION>(height);
  jpeg.input_components = 3;
  jpeg.in_color_space = JCS_RGB;
  jpeg_set_defaults(&jpeg);
  jpeg_start_compress(&jpeg, TRUE);
  std::vector<unsigned char> row(static_cast<std::size_t>(width) * 3);
  for (int y = 0; y < height; ++y) {
    for (std::size_t i = 0; i < row.size(); ++i) row[i] = static_cast<unsigned char>(static_cast<std::size_t>(y) * 7 + i * 5);
    JSAMPROW line = row.data();
    jpeg_write_scanlines(&jpeg, &line, 1);
  }
  jpeg_finish_compress(&jpeg);
  std::string bytes(reinterpret_cast<char*>(target), size);
  jpeg_destroy_compress(&jpeg);
  std::free(target);
  return bytes;
}

std::string png_chunk(const std::string& type, const std::string& content) {
  const std::string body = type + content;
  return four_bytes(content.size()) + body + four_bytes(crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size())));
}

std::string jpeg_segment(unsigned char marker, const std::string& content) {
  return std::string("\xff") + static_cast<char>(marker) + four_bytes(content.size() + 2).substr(2) + content;
}

}  // namespace portal::server::test
