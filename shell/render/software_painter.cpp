#include "shell/render/software_painter.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace portal::shell {

namespace {

constexpr int kTextureBlock = 64;  // texels
constexpr ImTextureID kTexId = 1;  // any that is valid: what is drawn names its ImTextureData
constexpr std::uint64_t kHashSeed = 0xcbf29ce484222325u;

std::uint64_t hashed(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * 0x9e3779b97f4a7c15u;
  return hash ^ (hash >> 29);
}

std::uint64_t bits(float a, float b) {
  std::uint32_t x, y;
  std::memcpy(&x, &a, 4);
  std::memcpy(&y, &b, 4);
  return static_cast<std::uint64_t>(x) << 32 | y;
}

bool is_axis_aligned(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c, const ImDrawVert& d) {
  return a.pos.y == b.pos.y && b.pos.x == c.pos.x && c.pos.y == d.pos.y && d.pos.x == a.pos.x && a.pos.x <= c.pos.x &&
         a.pos.y <= c.pos.y && a.col == b.col && b.col == c.col && c.col == d.col && a.uv.y == b.uv.y && b.uv.x == c.uv.x &&
         c.uv.y == d.uv.y && d.uv.x == a.uv.x;
}

// Further out a float tells no half pixels, and what is no number has no place.
constexpr float kPlaceMax = 1 << 24;   // device pixels
constexpr float kTexturePlaceMax = 1 << 20;  // × the texture's size

bool can_be_drawn(const Corner& c) {
  return std::abs(c.x) <= kPlaceMax && std::abs(c.y) <= kPlaceMax && std::abs(c.u) <= kTexturePlaceMax && std::abs(c.v) <= kTexturePlaceMax;
}

int whole(float value) { return std::abs(value) <= kPlaceMax ? static_cast<int>(value) : 0; }

// As Dear ImGui's OpenGL 3 backend hands it to glScissor: to which side a fraction of a pixel goes is its choice.
PixelRect scissor(const ImDrawData& draw, const ImVec4& clip, int picture_height) {
  const ImVec2 scale = draw.FramebufferScale;
  const float x0 = (clip.x - draw.DisplayPos.x) * scale.x, x1 = (clip.z - draw.DisplayPos.x) * scale.x;
  const float y0 = (clip.y - draw.DisplayPos.y) * scale.y, y1 = (clip.w - draw.DisplayPos.y) * scale.y;
  const int left = whole(x0);
  const int bottom = picture_height - whole(static_cast<float>(picture_height) - y1);
  return {left, bottom - whole(y1 - y0), left + whole(x1 - x0), bottom};
}

Texels texels_of(const ImTextureData* texture) {
  if (!texture || !texture->Pixels) return {};
  return {texture->Pixels, texture->Width, texture->Height, texture->BytesPerPixel};
}

}  // namespace

SoftwarePainter::SoftwarePainter() {
  ImGuiIO& io = ImGui::GetIO();
  io.BackendRendererName = "portal_software";
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures | ImGuiBackendFlags_RendererHasVtxOffset;
}

SoftwarePainter::~SoftwarePainter() {
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    if (texture->BackendUserData != this) continue;
    texture->BackendUserData = nullptr;
    texture->SetTexID(ImTextureID_Invalid);
    texture->SetStatus(ImTextureStatus_Destroyed);
  }
  ImGui::GetIO().BackendFlags &= ~(ImGuiBackendFlags_RendererHasTextures | ImGuiBackendFlags_RendererHasVtxOffset);
}

// Texels are read where Dear ImGui keeps them: nothing is copied, only changes are counted.
void SoftwarePainter::update_textures(ImDrawData& draw) {
  if (!draw.Textures) return;
  for (ImTextureData* texture : *draw.Textures) {
    const bool known = textures_.contains(texture);
    if (texture->Status == ImTextureStatus_WantCreate || (texture->Status == ImTextureStatus_WantUpdates && !known)) {
      TextureBlocks& blocks = textures_[texture];
      blocks.columns = (texture->Width + kTextureBlock - 1) / kTextureBlock;
      const int rows = (texture->Height + kTextureBlock - 1) / kTextureBlock;
      blocks.versions.assign(static_cast<std::size_t>(blocks.columns * rows), ++version_);
      texture->BackendUserData = this;
      texture->SetTexID(kTexId);
      texture->SetStatus(ImTextureStatus_OK);
    } else if (texture->Status == ImTextureStatus_WantUpdates) {
      TextureBlocks& blocks = textures_[texture];
      ++version_;
      for (const ImTextureRect& r : texture->Updates) {
        for (int y = r.y / kTextureBlock; y <= (r.y + r.h - 1) / kTextureBlock; ++y) {
          for (int x = r.x / kTextureBlock; x <= (r.x + r.w - 1) / kTextureBlock; ++x) {
            blocks.versions[static_cast<std::size_t>(y * blocks.columns + x)] = version_;
          }
        }
      }
      texture->SetStatus(ImTextureStatus_OK);
    } else if (texture->Status == ImTextureStatus_WantDestroy) {
      textures_.erase(texture);
      texture->BackendUserData = nullptr;
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_Destroyed);
    }
  }
}

void SoftwarePainter::resize(int width, int height) {
  if (width == width_ && height == height_) return;
  width_ = width;
  height_ = height;
  columns_ = (width + kTileSize - 1) / kTileSize;
  rows_ = (height + kTileSize - 1) / kTileSize;
  pixels_.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 0);
  tiles_.assign(static_cast<std::size_t>(columns_ * rows_), {});
  shown_.assign(tiles_.size(), 0);
}

std::uint64_t SoftwarePainter::hash_of(const Primitive& p) const {
  std::uint64_t hash = hashed(kHashSeed, bits(static_cast<float>(p.clip.x0), static_cast<float>(p.clip.y0)));
  hash = hashed(hash, bits(static_cast<float>(p.clip.x1), static_cast<float>(p.clip.y1)));
  hash = hashed(hash, p.quad ? 4 : 3);
  float u0 = 1, v0 = 1, u1 = 0, v1 = 0;
  for (int i = 0; i < (p.quad ? 4 : 3); ++i) {
    const Corner& c = p.corners[i];
    hash = hashed(hash, bits(c.x, c.y));
    hash = hashed(hash, bits(c.u, c.v));
    hash = hashed(hash, c.color);
    u0 = std::min(u0, c.u), u1 = std::max(u1, c.u);
    v0 = std::min(v0, c.v), v1 = std::max(v1, c.v);
  }
  const auto known = textures_.find(p.texture);
  if (known == textures_.end()) return hash;
  const TextureBlocks& blocks = known->second;
  // Sampling also looks at the texel beside.
  const auto block = [](float place, int size, int beside) {
    const float texel = std::clamp(place * static_cast<float>(size), 0.0f, static_cast<float>(size));
    return std::clamp(static_cast<int>(texel) + beside, 0, size - 1) / kTextureBlock;
  };
  const int width = p.texture->Width, height = p.texture->Height;
  for (int y = block(v0, height, -1); y <= block(v1, height, 1); ++y) {
    for (int x = block(u0, width, -1); x <= block(u1, width, 1); ++x) {
      hash = hashed(hash, blocks.versions[static_cast<std::size_t>(y * blocks.columns + x)]);
    }
  }
  return hash;
}

void SoftwarePainter::add(const Primitive& primitive) {
  const PixelRect& b = primitive.bounds;
  if (b.empty()) return;
  const std::uint64_t hash = hash_of(primitive);
  const auto index = static_cast<std::uint32_t>(primitives_.size());
  primitives_.push_back(primitive);
  for (int y = b.y0 / kTileSize; y <= (b.y1 - 1) / kTileSize; ++y) {
    for (int x = b.x0 / kTileSize; x <= (b.x1 - 1) / kTileSize; ++x) {
      Tile& tile = tiles_[static_cast<std::size_t>(y * columns_ + x)];
      tile.hash = hashed(tile.hash, hash);
      tile.primitives.push_back(index);
    }
  }
}

void SoftwarePainter::collect(const ImDrawData& draw) {
  primitives_.clear();
  for (Tile& tile : tiles_) {
    tile.hash = hashed(kHashSeed, clear_);
    tile.primitives.clear();
  }
  const ImVec2 scale = draw.FramebufferScale;
  const PixelRect picture{0, 0, width_, height_};
  for (const ImDrawList* list : draw.CmdLists) {
    for (const ImDrawCmd& command : list->CmdBuffer) {
      if (command.UserCallback || command.ElemCount == 0) continue;
      Primitive p;
      p.clip = scissor(draw, command.ClipRect, height_).intersected(picture);
      if (p.clip.empty()) continue;
      p.texture = command.TexRef._TexData;
      const ImDrawIdx* indices = list->IdxBuffer.Data + command.IdxOffset;
      const ImDrawVert* vertices = list->VtxBuffer.Data + command.VtxOffset;
      const auto corner = [&](const ImDrawVert& v) {
        return Corner{(v.pos.x - draw.DisplayPos.x) * scale.x, (v.pos.y - draw.DisplayPos.y) * scale.y, v.uv.x, v.uv.y, v.col};
      };
      for (unsigned i = 0; i + 2 < command.ElemCount;) {
        const ImDrawIdx* at = indices + i;
        const bool pair = i + 5 < command.ElemCount && at[3] == at[0] && at[4] == at[2];
        p.quad = pair && is_axis_aligned(vertices[at[0]], vertices[at[1]], vertices[at[2]], vertices[at[5]]);
        for (int k = 0; k < 3; ++k) p.corners[k] = corner(vertices[at[k]]);
        if (p.quad) p.corners[3] = corner(vertices[at[5]]);
        i += p.quad ? 6 : 3;
        if (!can_be_drawn(p.corners[0]) || !can_be_drawn(p.corners[1]) || !can_be_drawn(p.corners[2])) continue;
        float x0 = p.corners[0].x, x1 = x0, y0 = p.corners[0].y, y1 = y0;
        for (int k = 1; k < 3; ++k) {
          x0 = std::min(x0, p.corners[k].x), x1 = std::max(x1, p.corners[k].x);
          y0 = std::min(y0, p.corners[k].y), y1 = std::max(y1, p.corners[k].y);
        }
        p.bounds = PixelRect{first_pixel(x0), first_pixel(y0), first_pixel(x1), first_pixel(y1)}.intersected(p.clip);
        add(p);
      }
    }
  }
}

void SoftwarePainter::draw_tile(const Tile& tile, const PixelRect& place, std::uint32_t clear) {
  const Picture target = picture();
  fill_rect(target, place, clear | 0xff000000u);
  for (const std::uint32_t index : tile.primitives) {
    const Primitive& p = primitives_[index];
    const PixelRect clip = p.clip.intersected(place);
    const Texels texels = texels_of(p.texture);
    if (p.quad) {
      draw_quad(target, clip, p.corners, texels);
    } else {
      draw_triangle(target, clip, {p.corners[0], p.corners[1], p.corners[2]}, texels);
    }
  }
}

void SoftwarePainter::paint(ImDrawData& draw, ui::Color clear) {
  update_textures(draw);
  resize(static_cast<int>(draw.DisplaySize.x * draw.FramebufferScale.x),
         static_cast<int>(draw.DisplaySize.y * draw.FramebufferScale.y));
  clear_ = clear;
  collect(draw);
  dirty_.clear();
  for (int y = 0; y < rows_; ++y) {
    bool joined = false;  // whether the tile to the left was drawn
    for (int x = 0; x < columns_; ++x) {
      const auto index = static_cast<std::size_t>(y * columns_ + x);
      const Tile& tile = tiles_[index];
      if (tile.hash == shown_[index]) {
        joined = false;
        continue;
      }
      const PixelRect place{x * kTileSize, y * kTileSize, std::min((x + 1) * kTileSize, width_),
                            std::min((y + 1) * kTileSize, height_)};
      draw_tile(tile, place, clear);
      shown_[index] = tile.hash;
      if (joined) {
        dirty_.back().x1 = place.x1;
      } else {
        dirty_.push_back(place);
      }
      joined = true;
    }
  }
}

}  // namespace portal::shell
