// Rasterising into a picture in memory: what the software painter's tiles are filled with.
//
// Follows the rules of the GPU, so that the picture equals the GL painter's: a pixel belongs to a shape when its
// centre lies inside (left and top edges included), colours and texture coordinates are interpolated at the centre,
// textures are sampled bilinearly. Colours: 0xAABBGGRR, straight alpha, blended over an opaque picture.
#pragma once

#include <imgui.h>

#include <cstdint>

namespace portal::shell {

struct Picture {
  std::uint32_t* pixels = nullptr;
  int width = 0;
  int height = 0;
};

// Device pixels, x1 and y1 outside.
struct PixelRect {
  int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  bool empty() const { return x0 >= x1 || y0 >= y1; }
  PixelRect intersected(const PixelRect& o) const {
    return {x0 > o.x0 ? x0 : o.x0, y0 > o.y0 ? y0 : o.y0, x1 < o.x1 ? x1 : o.x1, y1 < o.y1 ? y1 : o.y1};
  }
  friend bool operator==(const PixelRect&, const PixelRect&) = default;
};

// Texels of a texture of Dear ImGui's; RGBA (4 bytes a texel) or alpha alone (1 byte, white).
struct Texels {
  const std::uint8_t* data = nullptr;
  int width = 0;
  int height = 0;
  int bytes_per_texel = 4;
};

// A corner in device pixels.
struct Corner {
  float x = 0, y = 0, u = 0, v = 0;
  std::uint32_t color = 0;
};

// Corners in the order top left, top right, bottom right, bottom left of a rectangle with edges along the axes and
// one colour.
void draw_quad(const Picture& picture, const PixelRect& clip, const Corner (&corners)[4], const Texels& texels);
void draw_triangle(const Picture& picture, const PixelRect& clip, const Corner (&corners)[3], const Texels& texels);
void fill_rect(const Picture& picture, const PixelRect& clip, std::uint32_t color);

// The first pixel whose centre is not left of (above) this place.
int first_pixel(float place);

}  // namespace portal::shell
