#include "shell/render/snap_glyphs.h"

#include <cmath>

namespace portal::shell {

namespace {

constexpr float kTexelTolerance = 0.05f;  // texels

struct Grid {
  ImVec2 origin;  // draw.DisplayPos
  ImVec2 scale;   // device pixels in a unit
  ImVec2 texels;  // size of the texture
};

// The order of ImDrawList::PrimRectUV and of the text renderer: top left, top right, bottom right, bottom left.
bool is_rectangle(const ImDrawVert* v) {
  return v[0].pos.y == v[1].pos.y && v[1].pos.x == v[2].pos.x && v[2].pos.y == v[3].pos.y && v[3].pos.x == v[0].pos.x &&
         v[0].uv.y == v[1].uv.y && v[1].uv.x == v[2].uv.x && v[2].uv.y == v[3].uv.y && v[3].uv.x == v[0].uv.x;
}

bool is_one_to_one(const ImDrawVert* v, const Grid& grid) {
  const float texels_x = (v[2].uv.x - v[0].uv.x) * grid.texels.x;
  const float texels_y = (v[2].uv.y - v[0].uv.y) * grid.texels.y;
  return texels_x > 0.5f && texels_y > 0.5f &&
         std::fabs((v[2].pos.x - v[0].pos.x) * grid.scale.x - texels_x) < kTexelTolerance &&
         std::fabs((v[2].pos.y - v[0].pos.y) * grid.scale.y - texels_y) < kTexelTolerance;
}

void snap(ImDrawVert* v, const Grid& grid) {
  const float x = (v[0].pos.x - grid.origin.x) * grid.scale.x;
  const float y = (v[0].pos.y - grid.origin.y) * grid.scale.y;
  const float dx = (std::round(x) - x) / grid.scale.x;
  const float dy = (std::round(y) - y) / grid.scale.y;
  for (int i = 0; i < 4; ++i) {
    v[i].pos.x += dx;
    v[i].pos.y += dy;
  }
}

void snap_command(ImDrawList& list, const ImDrawCmd& command, const Grid& grid) {
  const ImDrawIdx* indices = list.IdxBuffer.Data + command.IdxOffset;
  ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
  for (unsigned i = 0; i + 6 <= command.ElemCount;) {
    const unsigned first = indices[i];
    const bool quad = indices[i + 1] == first + 1 && indices[i + 2] == first + 2 && indices[i + 3] == first &&
                      indices[i + 4] == first + 2 && indices[i + 5] == first + 3;
    if (!quad) {
      i += 3;
      continue;
    }
    ImDrawVert* v = vertices + first;
    if (is_rectangle(v) && is_one_to_one(v, grid)) snap(v, grid);
    i += 6;
  }
}

}  // namespace

void snap_glyphs(ImDrawData& draw) {
  for (ImDrawList* list : draw.CmdLists) {
    for (const ImDrawCmd& command : list->CmdBuffer) {
      const ImTextureData* texture = command.TexRef._TexData;
      if (!texture || command.UserCallback) continue;
      const ImVec2 texels(static_cast<float>(texture->Width), static_cast<float>(texture->Height));
      snap_command(*list, command, {draw.DisplayPos, draw.FramebufferScale, texels});
    }
  }
}

}  // namespace portal::shell
