#include "shell/desktop/picture_decoder.h"

#include <png.h>

#include <algorithm>
#include <csetjmp>
#include <cstddef>
#include <cstdio>  // before jpeglib.h, which needs FILE
#include <jpeglib.h>

namespace portal::shell {

namespace {

constexpr std::int64_t kPixelsMax = 64'000'000;

// Each pixel is the mean of the pixels that it stands for.
DecodedPicture shrunk(const DecodedPicture& from, int side_max) {
  const int longest = std::max(from.width, from.height);
  if (longest <= side_max) return from;
  DecodedPicture to;
  to.width = std::max(1, from.width * side_max / longest);
  to.height = std::max(1, from.height * side_max / longest);
  to.rgba.resize(static_cast<std::size_t>(to.width) * static_cast<std::size_t>(to.height) * 4);
  for (int y = 0; y < to.height; ++y) {
    const int top = static_cast<int>(static_cast<std::int64_t>(y) * from.height / to.height);
    const int bottom = std::max(top + 1, static_cast<int>(static_cast<std::int64_t>(y + 1) * from.height / to.height));
    for (int x = 0; x < to.width; ++x) {
      const int left = static_cast<int>(static_cast<std::int64_t>(x) * from.width / to.width);
      const int right = std::max(left + 1, static_cast<int>(static_cast<std::int64_t>(x + 1) * from.width / to.width));
      const int count = (right - left) * (bottom - top);
      for (int channel = 0; channel < 4; ++channel) {
        int sum = 0;
        for (int v = top; v < bottom; ++v) {
          for (int u = left; u < right; ++u) sum += from.rgba[static_cast<std::size_t>((v * from.width + u) * 4 + channel)];
        }
        to.rgba[static_cast<std::size_t>((y * to.width + x) * 4 + channel)] = static_cast<std::uint8_t>(sum / count);
      }
    }
  }
  return to;
}

std::optional<DecodedPicture> decode_png(std::string_view bytes) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  if (!png_image_begin_read_from_memory(&image, bytes.data(), bytes.size())) return std::nullopt;
  DecodedPicture picture{static_cast<int>(image.width), static_cast<int>(image.height), {}};
  image.format = PNG_FORMAT_RGBA;
  if (static_cast<std::int64_t>(image.width) * image.height > kPixelsMax) {
    png_image_free(&image);
    return std::nullopt;
  }
  picture.rgba.resize(PNG_IMAGE_SIZE(image));
  if (!png_image_finish_read(&image, nullptr, picture.rgba.data(), 0, nullptr)) return std::nullopt;
  return picture;
}

struct JpegProblem {
  jpeg_error_mgr manager;  // first: libjpeg knows only this
  std::jmp_buf back;
};

void give_up(j_common_ptr jpeg) { std::longjmp(reinterpret_cast<JpegProblem*>(jpeg->err)->back, 1); }
void say_nothing(j_common_ptr, int) {}

// libjpeg leaves by longjmp: nothing with a destructor may be made between setjmp and here, so the caller owns it all.
bool read_jpeg(jpeg_decompress_struct& jpeg, JpegProblem& problem, std::string_view bytes, int side_max, DecodedPicture& picture) {
  jpeg.err = jpeg_std_error(&problem.manager);
  problem.manager.error_exit = give_up;
  problem.manager.emit_message = say_nothing;
  if (setjmp(problem.back)) return false;
  jpeg_create_decompress(&jpeg);
  jpeg_mem_src(&jpeg, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  if (jpeg_read_header(&jpeg, TRUE) != JPEG_HEADER_OK) return false;
  const unsigned longest = std::max(jpeg.image_width, jpeg.image_height);
  jpeg.scale_num = 1;
  jpeg.scale_denom = 1;  // libjpeg itself can make it 2, 4 or 8 times smaller while decoding
  while (jpeg.scale_denom < 8 && longest / (jpeg.scale_denom * 2) >= static_cast<unsigned>(side_max)) jpeg.scale_denom *= 2;
  jpeg.out_color_space = JCS_EXT_RGBA;
  jpeg_start_decompress(&jpeg);
  if (static_cast<std::int64_t>(jpeg.output_width) * jpeg.output_height > kPixelsMax) return false;
  picture.width = static_cast<int>(jpeg.output_width);
  picture.height = static_cast<int>(jpeg.output_height);
  picture.rgba.resize(static_cast<std::size_t>(jpeg.output_width) * jpeg.output_height * 4);
  while (jpeg.output_scanline < jpeg.output_height) {
    JSAMPROW row = picture.rgba.data() + static_cast<std::size_t>(jpeg.output_scanline) * jpeg.output_width * 4;
    jpeg_read_scanlines(&jpeg, &row, 1);
  }
  jpeg_finish_decompress(&jpeg);
  return true;
}

std::optional<DecodedPicture> decode_jpeg(std::string_view bytes, int side_max) {
  jpeg_decompress_struct jpeg{};
  JpegProblem problem{};
  DecodedPicture picture;
  const bool read = read_jpeg(jpeg, problem, bytes, side_max, picture);
  jpeg_destroy_decompress(&jpeg);
  return read ? std::optional(std::move(picture)) : std::nullopt;
}

}  // namespace

std::optional<DecodedPicture> decode_picture(std::string_view bytes, int side_max) {
  std::optional<DecodedPicture> picture;
  if (bytes.starts_with("\x89PNG")) picture = decode_png(bytes);
  if (bytes.starts_with("\xff\xd8\xff")) picture = decode_jpeg(bytes, side_max);
  return picture ? std::optional(shrunk(*picture, side_max)) : std::nullopt;
}

}  // namespace portal::shell
