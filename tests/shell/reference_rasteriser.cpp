#include "tests/shell/reference_rasteriser.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace portal::test {

namespace {

constexpr double kUncertainPx = 1.0 / 256;

using Color = std::array<double, 4>;  // 0 … 255, red first

struct Point {
  double x = 0, y = 0, u = 0, v = 0;
  Color color{};
};

Color color_of(std::uint32_t packed) {
  Color color;
  for (int i = 0; i < 4; ++i) color[i] = packed >> (8 * i) & 0xff;
  return color;
}

Color texel(const ImTextureData& texture, int x, int y) {
  x = std::clamp(x, 0, texture.Width - 1);
  y = std::clamp(y, 0, texture.Height - 1);
  const unsigned char* at = texture.Pixels + (y * texture.Width + x) * texture.BytesPerPixel;
  if (texture.BytesPerPixel == 1) return {255, 255, 255, static_cast<double>(at[0])};
  return {static_cast<double>(at[0]), static_cast<double>(at[1]), static_cast<double>(at[2]), static_cast<double>(at[3])};
}

Color sample(const ImTextureData& texture, double u, double v) {
  const double x = u * texture.Width - 0.5;
  const double y = v * texture.Height - 0.5;
  const int left = static_cast<int>(std::floor(x));
  const int top = static_cast<int>(std::floor(y));
  const double right_part = x - left;
  const double lower_part = y - top;
  Color color{};
  for (int i = 0; i < 4; ++i) {
    color[i] = (texel(texture, left, top)[i] * (1 - right_part) + texel(texture, left + 1, top)[i] * right_part) * (1 - lower_part) +
               (texel(texture, left, top + 1)[i] * (1 - right_part) + texel(texture, left + 1, top + 1)[i] * right_part) * lower_part;
  }
  return color;
}

void blend(std::uint32_t& pixel, const Color& color) {
  const double alpha = color[3] / 255;
  std::uint32_t out = 0xff000000u;
  for (int i = 0; i < 3; ++i) {
    const double below = pixel >> (8 * i) & 0xff;
    out |= static_cast<std::uint32_t>(std::lround(below * (1 - alpha) + color[i] * alpha)) << (8 * i);
  }
  pixel = out;
}

// Twice the area of a, b, p; positive when p lies to the right of the way from a to b, y downwards.
double side(const Point& a, const Point& b, double x, double y) { return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x); }

struct Scissor {
  int x = 0, y_from_below = 0, width = 0, height = 0;
  bool holds(int px, int py, int picture_height) const {
    const int below = picture_height - 1 - py;
    return px >= x && px < x + width && below >= y_from_below && below < y_from_below + height;
  }
};

void draw_triangle(ReferencePicture& picture, const Scissor& scissor, std::array<Point, 3> p, const ImTextureData* texture) {
  double area = side(p[0], p[1], p[2].x, p[2].y);
  if (area == 0) return;
  if (area < 0) {
    std::swap(p[1], p[2]);
    area = -area;
  }
  const auto [left, right] = std::minmax({p[0].x, p[1].x, p[2].x});
  const auto [top, bottom] = std::minmax({p[0].y, p[1].y, p[2].y});
  for (int py = std::max(0, static_cast<int>(top) - 1); py < std::min<double>(picture.height, bottom + 1); ++py) {
    for (int px = std::max(0, static_cast<int>(left) - 1); px < std::min<double>(picture.width, right + 1); ++px) {
      if (!scissor.holds(px, py, picture.height)) continue;
      const double x = px + 0.5;
      const double y = py + 0.5;
      const std::size_t at = static_cast<std::size_t>(py) * picture.width + px;
      std::array<double, 3> weight{};  // of the corner across from each edge
      bool inside = true, near = false, far_outside = false;
      for (int i = 0; i < 3; ++i) {
        const Point& a = p[i];
        const Point& b = p[(i + 1) % 3];
        const double e = side(a, b, x, y);
        const bool top_or_left = (a.y == b.y && b.x > a.x) || b.y < a.y;
        if (e < 0 || (e == 0 && !top_or_left)) inside = false;
        const double distance = e / std::hypot(b.x - a.x, b.y - a.y);
        const bool slanting = a.x != b.x && a.y != b.y;
        if (slanting && std::abs(distance) < kUncertainPx) near = true;
        if (distance < -kUncertainPx) far_outside = true;
        weight[(i + 2) % 3] = e / area;
      }
      if (near && !far_outside) picture.uncertain[at] = true;
      if (!inside) continue;
      double u = 0, v = 0;
      Color color{};
      for (int i = 0; i < 3; ++i) {
        u += weight[i] * p[i].u;
        v += weight[i] * p[i].v;
        for (int channel = 0; channel < 4; ++channel) color[channel] += weight[i] * p[i].color[channel];
      }
      if (texture) {
        const Color t = sample(*texture, u, v);
        for (int channel = 0; channel < 4; ++channel) color[channel] *= t[channel] / 255;
      }
      blend(picture.pixels[at], color);
    }
  }
}

}  // namespace

ReferencePicture draw_reference(const ImDrawData& draw, std::uint32_t clear) {
  ReferencePicture picture;
  picture.width = static_cast<int>(draw.DisplaySize.x * draw.FramebufferScale.x);
  picture.height = static_cast<int>(draw.DisplaySize.y * draw.FramebufferScale.y);
  picture.pixels.assign(static_cast<std::size_t>(picture.width) * picture.height, clear | 0xff000000u);
  picture.uncertain.assign(picture.pixels.size(), false);
  const ImVec2 origin = draw.DisplayPos;
  const ImVec2 scale = draw.FramebufferScale;
  for (const ImDrawList* list : draw.CmdLists) {
    for (const ImDrawCmd& command : list->CmdBuffer) {
      if (command.UserCallback) continue;
      const ImVec2 low((command.ClipRect.x - origin.x) * scale.x, (command.ClipRect.y - origin.y) * scale.y);
      const ImVec2 high((command.ClipRect.z - origin.x) * scale.x, (command.ClipRect.w - origin.y) * scale.y);
      if (high.x <= low.x || high.y <= low.y) continue;
      const Scissor scissor{static_cast<int>(low.x), static_cast<int>(static_cast<float>(picture.height) - high.y),
                            static_cast<int>(high.x - low.x), static_cast<int>(high.y - low.y)};
      for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
        std::array<Point, 3> corners;
        for (unsigned k = 0; k < 3; ++k) {
          const ImDrawVert& vertex = list->VtxBuffer[list->IdxBuffer[command.IdxOffset + i + k] + command.VtxOffset];
          corners[k] = {(vertex.pos.x - origin.x) * scale.x, (vertex.pos.y - origin.y) * scale.y, vertex.uv.x, vertex.uv.y, color_of(vertex.col)};
        }
        draw_triangle(picture, scissor, corners, command.TexRef._TexData);
      }
    }
  }
  return picture;
}

}  // namespace portal::test
