// Real pictures for tests: made by libpng and libjpeg, clean as the server keeps them.
#pragma once

#include <string>
#include <string_view>

namespace portal::server::test {

std::string png_of(int width, int height, std::string_view grey = {});  // its pixels, row by row; black where there are none
std::string jpeg_of(int width, int height);
std::string png_chunk(const std::string& type, const std::string& content);
std::string jpeg_segment(unsigned char marker, const std::string& content);

}  // namespace portal::server::test
