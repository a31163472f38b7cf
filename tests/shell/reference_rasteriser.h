// A slow, plain rasteriser to judge the software painter by: triangle by triangle, pixel by pixel, in double precision, from the rules of
// the GPU and of Dear ImGui's OpenGL 3 backend. No spans, tiles, quads, and no line of code from shell/render.
//
// - A pixel belongs to a triangle when its centre is inside; a centre on an edge belongs to it when that is a top or left edge.
// - Colours and texture coordinates are interpolated at the centre; textures are sampled bilinearly, their edge goes on outside.
// - After each triangle a channel is rounded to 8 bits.
// - The clip rectangle is cut to pixels as the backend hands it to glScissor.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <vector>

namespace portal::test {

struct ReferencePicture {
  int width = 0, height = 0;
  std::vector<std::uint32_t> pixels;  // 0xAABBGGRR, rows without gaps
  // Pixels whose centre is nearer than 1/256 px to a slanting edge: single precision may see it on either side.
  std::vector<bool> uncertain;
};

// Textures are ImTextureData, whatever ImTextureID their painter has given them.
ReferencePicture draw_reference(const ImDrawData& draw, std::uint32_t clear);

}  // namespace portal::test
