#include "shell/render/raster.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace portal::shell {

namespace {

// x / 255, rounded, for 0 ≤ x ≤ 255 × 255.
std::uint32_t over_255(std::uint32_t x) { return (x + 128 + ((x + 128) >> 8)) >> 8; }

std::uint32_t blend(std::uint32_t below, std::uint32_t color, std::uint32_t alpha) {
  // Two channels at a time: each has 16 bits of room.
  const std::uint32_t keep = 255 - alpha;
  std::uint32_t rb = (below & 0xff00ff) * keep + (color & 0xff00ff) * alpha + 0x800080;
  rb = ((rb + ((rb >> 8) & 0xff00ff)) >> 8) & 0xff00ff;
  std::uint32_t g = (below >> 8 & 0xff) * keep + (color >> 8 & 0xff) * alpha;
  g = over_255(g);
  return rb | g << 8 | 0xff000000u;
}

void fill_span(std::uint32_t* row, int x0, int x1, std::uint32_t color) {
  const std::uint32_t alpha = color >> 24;
  if (alpha == 255) {
    std::fill(row + x0, row + x1, color);
    return;
  }
  if (alpha == 0) return;
  for (int x = x0; x < x1; ++x) row[x] = blend(row[x], color, alpha);
}

std::uint32_t texel(const Texels& t, int x, int y) {
  x = std::clamp(x, 0, t.width - 1);
  y = std::clamp(y, 0, t.height - 1);
  const std::size_t at = static_cast<std::size_t>(y) * static_cast<std::size_t>(t.width) + static_cast<std::size_t>(x);
  if (t.bytes_per_texel == 1) return static_cast<std::uint32_t>(t.data[at]) << 24 | 0xffffff;
  std::uint32_t rgba;
  std::memcpy(&rgba, t.data + at * 4, 4);
  return rgba;
}

std::uint32_t channel_mix(std::uint32_t a, std::uint32_t b, int shift, std::uint32_t part) {
  const std::uint32_t ca = a >> shift & 0xff;
  const std::uint32_t cb = b >> shift & 0xff;
  return (ca * (256 - part) + cb * part + 128) >> 8 << shift;
}

std::uint32_t mix(std::uint32_t a, std::uint32_t b, std::uint32_t part) {
  if (a == b) return a;
  return channel_mix(a, b, 0, part) | channel_mix(a, b, 8, part) | channel_mix(a, b, 16, part) | channel_mix(a, b, 24, part);
}

// What the arithmetic of a sliver may bring is held, even what is no number.
float limited(float value, float low, float high) { return std::max(low, std::min(high, value)); }

// u and v in texels; the centre of the first texel is 0.5. Beyond the texture's edge its last texels go on.
std::uint32_t sample(const Texels& t, float u, float v) {
  const float x = limited(u - 0.5f, -1, static_cast<float>(t.width));
  const float y = limited(v - 0.5f, -1, static_cast<float>(t.height));
  const float fx = std::floor(x);
  const float fy = std::floor(y);
  const int ix = static_cast<int>(fx);
  const int iy = static_cast<int>(fy);
  const auto part_x = static_cast<std::uint32_t>((x - fx) * 256.0f);
  const auto part_y = static_cast<std::uint32_t>((y - fy) * 256.0f);
  const std::uint32_t top = mix(texel(t, ix, iy), texel(t, ix + 1, iy), part_x);
  const std::uint32_t bottom = mix(texel(t, ix, iy + 1), texel(t, ix + 1, iy + 1), part_x);
  return mix(top, bottom, part_y);
}

std::uint32_t tinted(std::uint32_t texel_color, std::uint32_t color) {
  if (color == 0xffffffffu) return texel_color;
  std::uint32_t out = 0;
  for (int shift = 0; shift < 32; shift += 8) {
    out |= over_255((texel_color >> shift & 0xff) * (color >> shift & 0xff)) << shift;
  }
  return out;
}

void put(std::uint32_t& pixel, std::uint32_t color) {
  const std::uint32_t alpha = color >> 24;
  if (alpha == 255) {
    pixel = color;
  } else if (alpha != 0) {
    pixel = blend(pixel, color, alpha);
  }
}

bool same_texel(const Corner& a, const Corner& b) { return a.u == b.u && a.v == b.v; }

std::uint32_t coloured(std::uint32_t t, std::uint32_t color) {
  if ((t & 0xffffff) != 0xffffff) return tinted(t, color);
  return (color & 0xffffff) | over_255((t >> 24) * (color >> 24)) << 24;  // white texels take the tint
}

#if (defined(__wasm_simd128__) || defined(__SSE2__) || defined(__ARM_NEON)) && !defined(PORTAL_SCALAR)
// Four pixels at once, by the vector types that GCC and Clang share.
using FourPixels = std::uint32_t __attribute__((vector_size(16)));
using Channels = std::uint16_t __attribute__((vector_size(16)));  // of two pixels, with room for products
using Bytes = std::uint8_t __attribute__((vector_size(16)));

FourPixels load(const void* from) {
  FourPixels pixels;
  std::memcpy(&pixels, from, sizeof pixels);
  return pixels;
}

bool is_all_zero(FourPixels pixels) {
  const auto halves = reinterpret_cast<std::uint64_t __attribute__((vector_size(16)))>(pixels);
  return (halves[0] | halves[1]) == 0;
}

Channels blended(Channels below, Channels color, Channels alpha) {
  const Channels sum = below * (255 - alpha) + color * alpha + 128;
  return (sum + (sum >> 8)) >> 8;  // over_255
}

// White texels, or empty ones, over what is there; false when there are others.
bool put_white(std::uint32_t* to, FourPixels texels, std::uint32_t color) {
  const FourPixels covers = texels >> 24;
  if (!is_all_zero(FourPixels(((texels | 0xff000000u) != 0xffffffffu) & (covers != 0)))) return false;
  const FourPixels weighed = covers * (color >> 24) + 128;
  const FourPixels alpha = (weighed + (weighed >> 8)) >> 8;
  const Bytes zero{};
  const auto below = reinterpret_cast<Bytes>(load(to));
  const auto tint = reinterpret_cast<Bytes>(FourPixels{} + (color | 0xff000000u));
  const auto alphas = reinterpret_cast<Bytes>(alpha);
  // Bytes become channels of 16 bits by a zero between them (little-endian, as WebAssembly, x86 and ARM are).
  const auto low = blended(reinterpret_cast<Channels>(__builtin_shufflevector(below, zero, 0, 16, 1, 16, 2, 16, 3, 16, 4, 16, 5, 16, 6, 16, 7, 16)),
                           reinterpret_cast<Channels>(__builtin_shufflevector(tint, zero, 0, 16, 1, 16, 2, 16, 3, 16, 4, 16, 5, 16, 6, 16, 7, 16)),
                           reinterpret_cast<Channels>(__builtin_shufflevector(alphas, zero, 0, 16, 0, 16, 0, 16, 0, 16, 4, 16, 4, 16, 4, 16, 4, 16)));
  const auto high = blended(reinterpret_cast<Channels>(__builtin_shufflevector(below, zero, 8, 16, 9, 16, 10, 16, 11, 16, 12, 16, 13, 16, 14, 16, 15, 16)),
                            reinterpret_cast<Channels>(__builtin_shufflevector(tint, zero, 8, 16, 9, 16, 10, 16, 11, 16, 12, 16, 13, 16, 14, 16, 15, 16)),
                            reinterpret_cast<Channels>(__builtin_shufflevector(alphas, zero, 8, 16, 8, 16, 8, 16, 8, 16, 12, 16, 12, 16, 12, 16, 12, 16)));
  const Bytes both = __builtin_shufflevector(reinterpret_cast<Bytes>(low), reinterpret_cast<Bytes>(high), 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
  std::memcpy(to, &both, sizeof both);
  return true;
}

// Returns how many of `count` texels are done. Most texels of a glyph's box are empty: several are looked at in one step.
int copy_most(std::uint32_t* to, const std::uint8_t* from, int count, std::uint32_t color) {
  int i = 0;
  for (; i + 4 <= count; i += 4) {
    const FourPixels four = load(from + 4 * i);
    if (is_all_zero(four & 0xff000000u) || put_white(to + i, four, color)) continue;
    for (int k = 0; k < 4; ++k) put(to[i + k], coloured(four[k], color));
  }
  return i;
}
#else
int copy_most(std::uint32_t* to, const std::uint8_t* from, int count, std::uint32_t color) {
  int i = 0;
  for (; i + 2 <= count; i += 2) {
    std::uint64_t pair;
    std::memcpy(&pair, from + 4 * i, 8);
    if ((pair & 0xff000000ff000000u) == 0) continue;
    put(to[i], coloured(static_cast<std::uint32_t>(pair), color));
    put(to[i + 1], coloured(static_cast<std::uint32_t>(pair >> 32), color));
  }
  return i;
}
#endif

// A glyph at its own size on whole pixels: texel by texel, no arithmetic on places.
void copy_span(std::uint32_t* row, int x0, int x1, const Texels& texels, int texel_x, int texel_y, std::uint32_t color) {
  const int count = x1 - x0;
  std::uint32_t* to = row + x0;
  if (texels.bytes_per_texel != 4 || texel_x < 0 || texel_x + count > texels.width || texel_y < 0 || texel_y >= texels.height) {
    for (int i = 0; i < count; ++i) put(to[i], coloured(texel(texels, texel_x + i, texel_y), color));
    return;
  }
  const std::size_t first = static_cast<std::size_t>(texel_y) * static_cast<std::size_t>(texels.width) + static_cast<std::size_t>(texel_x);
  const std::uint8_t* from = texels.data + first * 4;
  for (int i = copy_most(to, from, count, color); i < count; ++i) {
    std::uint32_t last;
    std::memcpy(&last, from + 4 * i, 4);
    put(to[i], coloured(last, color));
  }
}

// floor is an instruction of WebAssembly, round a call.
float rounded(float value) { return std::floor(value + 0.5f); }
bool is_whole(float value) { return std::abs(value - rounded(value)) < 1.0f / 64; }

// A value that changes evenly over the picture: at(x, y) = base + dx × x + dy × y.
struct Plane {
  float base = 0, dx = 0, dy = 0;
  float at(float x, float y) const { return base + dx * x + dy * y; }
};

struct Planes {
  Plane u, v, channel[4];
};

Plane plane_through(const Corner (&c)[3], float area, float a, float b, float d) {
  Plane plane;
  plane.dx = ((b - a) * (c[2].y - c[0].y) - (d - a) * (c[1].y - c[0].y)) / area;
  plane.dy = ((d - a) * (c[1].x - c[0].x) - (b - a) * (c[2].x - c[0].x)) / area;
  plane.base = a - plane.dx * c[0].x - plane.dy * c[0].y;
  return plane;
}

float channel_of(std::uint32_t color, int index) { return static_cast<float>(color >> (8 * index) & 0xff); }

// Where the edge crosses the height y. Computed from the upper end, whichever way the edge is walked, so that the
// two triangles beside an edge meet without a gap and without an overlap.
float crossing(const Corner& a, const Corner& b, float y) {
  const Corner& top = a.y < b.y || (a.y == b.y && a.x < b.x) ? a : b;
  const Corner& bottom = &top == &a ? b : a;
  return top.x + (bottom.x - top.x) * ((y - top.y) / (bottom.y - top.y));
}

struct Span {
  int x0 = 0, x1 = 0;
};

Span span_at(const Corner (&c)[3], float y) {
  float left = 0, right = 0;
  bool first = true;
  for (int i = 0; i < 3; ++i) {
    const Corner& a = c[i];
    const Corner& b = c[(i + 1) % 3];
    if ((a.y <= y) == (b.y <= y)) continue;
    const float x = crossing(a, b, y);
    left = first ? x : std::min(left, x);
    right = first ? x : std::max(right, x);
    first = false;
  }
  return first ? Span{} : Span{first_pixel(left), first_pixel(right)};
}

std::uint32_t interpolated_color(const Planes& planes, float x, float y) {
  std::uint32_t color = 0;
  for (int i = 0; i < 4; ++i) {
    const float value = limited(planes.channel[i].at(x, y) + 0.5f, 0, 255);
    color |= static_cast<std::uint32_t>(value) << (8 * i);
  }
  return color;
}

}  // namespace

int first_pixel(float place) { return static_cast<int>(std::ceil(place - 0.5f)); }

void fill_rect(const Picture& picture, const PixelRect& clip, std::uint32_t color) {
  for (int y = clip.y0; y < clip.y1; ++y) fill_span(picture.pixels + static_cast<std::ptrdiff_t>(y) * picture.width, clip.x0, clip.x1, color);
}

void draw_quad(const Picture& picture, const PixelRect& clip, const Corner (&c)[4], const Texels& texels) {
  const PixelRect whole{first_pixel(c[0].x), first_pixel(c[0].y), first_pixel(c[2].x), first_pixel(c[2].y)};
  const PixelRect r = whole.intersected(clip);
  if (r.empty()) return;
  const std::uint32_t color = c[0].color;
  if (same_texel(c[0], c[2]) || !texels.data) {
    const float w = static_cast<float>(texels.width), h = static_cast<float>(texels.height);
    return fill_rect(picture, r, texels.data ? tinted(sample(texels, c[0].u * w, c[0].v * h), color) : color);
  }
  const float width = static_cast<float>(texels.width);
  const float height = static_cast<float>(texels.height);
  const float du = (c[2].u - c[0].u) * width / (c[2].x - c[0].x);
  const float dv = (c[2].v - c[0].v) * height / (c[2].y - c[0].y);
  const float u0 = c[0].u * width - c[0].x * du;  // texel place of pixel place 0
  const float v0 = c[0].v * height - c[0].y * dv;
  const bool one_to_one = std::abs(du - 1) < 1e-3f && std::abs(dv - 1) < 1e-3f && is_whole(c[0].u * width - c[0].x) &&
                          is_whole(c[0].v * height - c[0].y);
  for (int y = r.y0; y < r.y1; ++y) {
    std::uint32_t* row = picture.pixels + static_cast<std::ptrdiff_t>(y) * picture.width;
    if (one_to_one) {
      const int shift_x = static_cast<int>(rounded(c[0].u * width - c[0].x));
      const int shift_y = static_cast<int>(rounded(c[0].v * height - c[0].y));
      copy_span(row, r.x0, r.x1, texels, r.x0 + shift_x, y + shift_y, color);
      continue;
    }
    const float v = v0 + (static_cast<float>(y) + 0.5f) * dv;
    for (int x = r.x0; x < r.x1; ++x) {
      put(row[x], tinted(sample(texels, u0 + (static_cast<float>(x) + 0.5f) * du, v), color));
    }
  }
}

void draw_triangle(const Picture& picture, const PixelRect& clip, const Corner (&c)[3], const Texels& texels) {
  const float area = (c[1].x - c[0].x) * (c[2].y - c[0].y) - (c[2].x - c[0].x) * (c[1].y - c[0].y);
  if (area == 0 || !std::isfinite(area)) return;
  const float top = std::min({c[0].y, c[1].y, c[2].y});
  const float bottom = std::max({c[0].y, c[1].y, c[2].y});
  const int y0 = std::max(first_pixel(top), clip.y0);
  const int y1 = std::min(first_pixel(bottom), clip.y1);
  const bool one_color = c[0].color == c[1].color && c[1].color == c[2].color;
  const bool one_texel = (same_texel(c[0], c[1]) && same_texel(c[1], c[2])) || !texels.data;
  const float width = static_cast<float>(texels.width);
  const float height = static_cast<float>(texels.height);
  Planes planes;
  if (!one_color) {
    for (int i = 0; i < 4; ++i) {
      planes.channel[i] =
          plane_through(c, area, channel_of(c[0].color, i), channel_of(c[1].color, i), channel_of(c[2].color, i));
    }
  }
  if (!one_texel) {
    planes.u = plane_through(c, area, c[0].u * width, c[1].u * width, c[2].u * width);
    planes.v = plane_through(c, area, c[0].v * height, c[1].v * height, c[2].v * height);
  }
  const std::uint32_t flat_texel = texels.data ? sample(texels, c[0].u * width, c[0].v * height) : 0xffffffffu;
  for (int y = y0; y < y1; ++y) {
    const float center_y = static_cast<float>(y) + 0.5f;
    Span span = span_at(c, center_y);
    span.x0 = std::max(span.x0, clip.x0);
    span.x1 = std::min(span.x1, clip.x1);
    std::uint32_t* row = picture.pixels + static_cast<std::ptrdiff_t>(y) * picture.width;
    if (one_color && one_texel) {
      if (span.x0 < span.x1) fill_span(row, span.x0, span.x1, tinted(flat_texel, c[0].color));
      continue;
    }
    for (int x = span.x0; x < span.x1; ++x) {
      const float center_x = static_cast<float>(x) + 0.5f;
      const std::uint32_t color = one_color ? c[0].color : interpolated_color(planes, center_x, center_y);
      const std::uint32_t t =
          one_texel ? flat_texel : sample(texels, planes.u.at(center_x, center_y), planes.v.at(center_x, center_y));
      put(row[x], tinted(t, color));
    }
  }
}

}  // namespace portal::shell
