#include "shell/server/picture.h"

#include <png.h>

#include <algorithm>
#include <csetjmp>
#include <cstdint>
#include <cstdio>  // before jpeglib.h, which needs FILE
#include <cstring>
#include <iterator>
#include <optional>
#include <jpeglib.h>
#include <jerror.h>

namespace portal::server {
namespace {

constexpr long kJpegMemoryBytesMax = 256L * 1024 * 1024;
constexpr int kJpegScansMax = 100;

const model::Error kBroken{"attachment_broken", "", {}};

model::Error too_many_pixels() {
  return {"attachment_too_many_pixels", "", {{"max_megapixels", std::to_string(kPicturePixelsMax / 1'000'000)}}};
}

unsigned byte_at(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }

// ---- PNG -----------------------------------------------------------------------------------------------

constexpr std::size_t kPngSignatureBytes = 8;
constexpr std::string_view kPngChunksKept[] = {"IHDR", "PLTE", "tRNS", "gAMA", "cHRM", "sRGB", "pHYs", "IDAT", "IEND"};

std::optional<std::string> strip_png(std::string_view bytes) {
  std::string kept(bytes.substr(0, kPngSignatureBytes));
  for (std::size_t at = kPngSignatureBytes; bytes.size() - at >= 12;) {
    const std::size_t length = (byte_at(bytes, at) << 24) | (byte_at(bytes, at + 1) << 16) | (byte_at(bytes, at + 2) << 8) | byte_at(bytes, at + 3);
    if (length > bytes.size() - at - 12) return std::nullopt;
    const std::string_view chunk = bytes.substr(at, length + 12), type = chunk.substr(4, 4);
    if (std::ranges::find(kPngChunksKept, type) != std::end(kPngChunksKept)) kept += chunk;
    if (type == "IEND") return kept;
    at += chunk.size();
  }
  return std::nullopt;
}

struct PngSource {
  std::string_view left;
  bool too_large = false;
};

void read_png_bytes(png_structp png, png_bytep target, std::size_t count) {
  std::string_view& left = static_cast<PngSource*>(png_get_io_ptr(png))->left;
  if (count > left.size()) png_error(png, "it ends early");
  std::memcpy(target, left.data(), count);
  left.remove_prefix(count);
}

void give_up_png(png_structp png, png_const_charp) { png_longjmp(png, 1); }
void ignore_png_warning(png_structp, png_const_charp) {}

// libpng leaves by longjmp: nothing with a destructor is made between setjmp and there.
bool decode_png(png_structp png, png_infop info, PngSource& source) {
  if (setjmp(png_jmpbuf(png))) return false;
  png_set_read_fn(png, &source, read_png_bytes);
  png_read_info(png, info);
  const png_uint_32 height = png_get_image_height(png, info);
  source.too_large = static_cast<long long>(png_get_image_width(png, info)) * height > kPicturePixelsMax;
  if (source.too_large) return false;
  const int passes = png_set_interlace_handling(png);
  png_read_update_info(png, info);
  for (int pass = 0; pass < passes; ++pass)
    for (png_uint_32 y = 0; y < height; ++y) png_read_row(png, nullptr, nullptr);
  png_read_end(png, nullptr);
  return true;
}

std::optional<model::Error> fault_of_png(std::string_view bytes) {
  PngSource source{bytes};
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, give_up_png, ignore_png_warning);
  png_infop info = png ? png_create_info_struct(png) : nullptr;
  const bool decoded = info && decode_png(png, info, source);
  png_destroy_read_struct(&png, &info, nullptr);
  if (source.too_large) return too_many_pixels();
  return decoded ? std::nullopt : std::optional(kBroken);
}

// ---- JPEG ----------------------------------------------------------------------------------------------

constexpr unsigned kSoi = 0xD8, kEoi = 0xD9, kSos = 0xDA, kApp0 = 0xE0, kApp1 = 0xE1, kApp14 = 0xEE, kApp15 = 0xEF, kCom = 0xFE;

// "JFIF" without its thumbnail.
std::string jfif_segment(std::string_view content) {
  std::string segment("\xff\xe0\0\x10", 4);
  segment.append(content.substr(0, 12)).append(2, '\0');
  return segment;
}

// How the picture lies, 1 to 8, by the EXIF block's first directory; 1 where it does not say.
unsigned orientation_of(std::string_view content) {
  if (!content.starts_with(std::string_view("Exif\0\0", 6))) return 1;
  const std::string_view tiff = content.substr(6);
  const bool little = tiff.starts_with("II");
  if (tiff.size() < 8 || (!little && !tiff.starts_with("MM"))) return 1;
  const auto two = [&](std::size_t at) { return little ? byte_at(tiff, at) | (byte_at(tiff, at + 1) << 8) : (byte_at(tiff, at) << 8) | byte_at(tiff, at + 1); };
  const std::size_t directory = little ? two(4) | (static_cast<std::size_t>(two(6)) << 16) : (static_cast<std::size_t>(two(4)) << 16) | two(6);
  if (directory > tiff.size() || tiff.size() - directory < 2) return 1;
  const std::size_t entries = std::min<std::size_t>(two(directory), (tiff.size() - directory - 2) / 12);
  for (std::size_t i = 0; i < entries; ++i) {
    const std::size_t entry = directory + 2 + i * 12;
    if (two(entry) != 0x0112) continue;
    const unsigned value = two(entry + 8);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

std::string orientation_segment(unsigned orientation) {
  std::string segment("\xff\xe1\0\x22" "Exif\0\0" "MM\0*\0\0\0\x08" "\0\x01" "\x01\x12\0\x03\0\0\0\x01\0?\0\0" "\0\0\0\0", 36);
  segment[29] = static_cast<char>(orientation);
  return segment;
}

bool is_kept_as_it_is(unsigned marker) {
  const bool is_frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC8;  // with DHT (C4) and DAC (CC)
  return is_frame || marker == kSos || marker == 0xDB /* DQT */ || marker == 0xDD /* DRI */;
}

// Where the coded data that begins at `at` ends: at the next marker that is not a part of it.
std::size_t end_of_scan(std::string_view bytes, std::size_t at) {
  for (; at + 1 < bytes.size(); ++at) {
    const unsigned next = byte_at(bytes, at + 1);
    if (byte_at(bytes, at) == 0xFF && next != 0 && (next < 0xD0 || next > 0xD7)) return at;
  }
  return bytes.size();
}

std::optional<std::string> strip_jpeg(std::string_view bytes) {
  std::string head(bytes.substr(0, 2)), rest;
  unsigned orientation = 1;
  for (std::size_t at = 2; at + 1 < bytes.size();) {
    if (byte_at(bytes, at) != 0xFF) return std::nullopt;
    const unsigned marker = byte_at(bytes, at + 1);
    if (marker == 0xFF) {  // a byte that fills
      ++at;
      continue;
    }
    if (marker == kEoi) return head + (orientation == 1 ? "" : orientation_segment(orientation)) + rest + "\xff\xd9";
    if (bytes.size() - at < 4 || marker == kSoi || marker < 0xC0) return std::nullopt;
    const std::size_t length = (byte_at(bytes, at + 2) << 8) | byte_at(bytes, at + 3);
    if (length < 2 || length > bytes.size() - at - 2) return std::nullopt;
    const std::string_view segment = bytes.substr(at, length + 2), content = segment.substr(4);
    at += segment.size();
    if (marker == kApp0 && content.size() >= 14 && content.starts_with(std::string_view("JFIF\0", 5)) && head.size() == 2) head += jfif_segment(content);
    else if (marker == kApp1 && orientation == 1) orientation = orientation_of(content);
    else if (marker == kApp14 && content.size() == 12 && content.starts_with("Adobe")) rest += segment;  // which colours its channels are
    else if (is_kept_as_it_is(marker)) rest += segment;
    else if ((marker < kApp0 || marker > kApp15) && marker != kCom) return std::nullopt;
    if (marker != kSos) continue;
    const std::size_t end = end_of_scan(bytes, at);
    rest += bytes.substr(at, end - at);
    at = end;
  }
  return std::nullopt;
}

struct JpegRead {
  jpeg_error_mgr manager;  // first: libjpeg knows only this
  std::jmp_buf back;
  bool too_large;
};

JpegRead& read_of(j_common_ptr jpeg) { return *reinterpret_cast<JpegRead*>(jpeg->err); }

void give_up_jpeg(j_common_ptr jpeg) {
  const int code = jpeg->err->msg_code;
  read_of(jpeg).too_large |= code == JERR_NO_BACKING_STORE || code == JERR_OUT_OF_MEMORY || code == JERR_IMAGE_TOO_BIG;
  std::longjmp(read_of(jpeg).back, 1);
}

// What libjpeg would make up for what is missing is no evidence; some bytes too many are nothing to it.
void judge_jpeg_warning(j_common_ptr jpeg, int level) {
  if (level < 0 && jpeg->err->msg_code != JWRN_EXTRANEOUS_DATA) give_up_jpeg(jpeg);
}

void bound_jpeg_scans(j_common_ptr jpeg) {
  if (reinterpret_cast<j_decompress_ptr>(jpeg)->input_scan_number > kJpegScansMax) give_up_jpeg(jpeg);
}

// As decode_png; at an eighth of the size, which reads all of the coded data and makes less of it.
bool decode_jpeg(jpeg_decompress_struct& jpeg, JpegRead& read, jpeg_progress_mgr& progress, std::string_view bytes) {
  jpeg.err = jpeg_std_error(&read.manager);
  read.manager.error_exit = give_up_jpeg;
  read.manager.emit_message = judge_jpeg_warning;
  if (setjmp(read.back)) return false;
  jpeg_create_decompress(&jpeg);
  jpeg.mem->max_memory_to_use = kJpegMemoryBytesMax;
  progress.progress_monitor = bound_jpeg_scans;
  jpeg.progress = &progress;
  jpeg_mem_src(&jpeg, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  jpeg_read_header(&jpeg, TRUE);
  read.too_large = static_cast<long long>(jpeg.image_width) * jpeg.image_height > kPicturePixelsMax;
  if (read.too_large) return false;
  jpeg.scale_num = 1;
  jpeg.scale_denom = 8;
  jpeg.out_color_space = jpeg.jpeg_color_space;
  jpeg_start_decompress(&jpeg);
  const JSAMPARRAY row = jpeg.mem->alloc_sarray(reinterpret_cast<j_common_ptr>(&jpeg), JPOOL_IMAGE, jpeg.output_width * static_cast<JDIMENSION>(jpeg.output_components), 1);
  while (jpeg.output_scanline < jpeg.output_height) jpeg_read_scanlines(&jpeg, row, 1);
  jpeg_finish_decompress(&jpeg);
  return true;
}

std::optional<model::Error> fault_of_jpeg(std::string_view bytes) {
  jpeg_decompress_struct jpeg{};
  JpegRead read{};
  jpeg_progress_mgr progress{};
  const bool decoded = decode_jpeg(jpeg, read, progress, bytes);
  jpeg_destroy_decompress(&jpeg);
  if (read.too_large) return too_many_pixels();
  return decoded ? std::nullopt : std::optional(kBroken);
}

}  // namespace

model::Result<std::string> clean_picture(std::string_view bytes, std::string_view media_type) {
  const bool is_png = media_type == "image/png";
  if (bytes.size() < kPngSignatureBytes) return kBroken;
  std::optional<std::string> kept = is_png ? strip_png(bytes) : strip_jpeg(bytes);
  if (!kept) return kBroken;
  if (std::optional<model::Error> fault = is_png ? fault_of_png(*kept) : fault_of_jpeg(*kept)) return *std::move(fault);
  return *std::move(kept);
}

}  // namespace portal::server
