#include "tests/shell/random_scene.h"

#include <imgui_internal.h>

#include <algorithm>
#include <string>

namespace portal::test {

namespace {

constexpr int kTextureSide = 96;  // texels: more than one of the painter's blocks

void fill(ImTextureData& texture, Random& random) {
  for (int i = 0; i < texture.GetSizeInBytes(); ++i) texture.Pixels[i] = static_cast<unsigned char>(random.below(256));
}

ImVec2 point(Random& random, const Scene& scene) {
  return {random.place(-20, scene.width + 20), random.place(-20, scene.height + 20)};
}

void draw_lines(ImDrawList& list, const Scene& scene, Random& random) {
  std::vector<ImVec2> points;
  for (int i = 2 + random.below(4); i > 0; --i) points.push_back(point(random, scene));
  list.AddPolyline(points.data(), static_cast<int>(points.size()), random.color(), random.one_in(2) ? ImDrawFlags_Closed : 0,
                   random.between(0.5f, 6));
}

void draw_text(ImDrawList& list, const Scene& scene, Random& random) {
  std::string text;
  for (int i = 1 + random.below(8); i > 0; --i) text += static_cast<char>('!' + random.below(90));
  ImFont* font = ImGui::GetIO().Fonts->Fonts[random.below(2)];
  list.AddText(font, static_cast<float>(10 + random.below(14)), point(random, scene), random.color(), text.c_str());
}

void draw_picture(ImDrawList& list, const Scene& scene, Random& random, ImTextureData& texture) {
  const ImVec2 a = point(random, scene);
  const ImVec2 b(a.x + random.place(1, 150), a.y + random.place(1, 150));
  const ImVec2 u0(random.between(-0.2f, 1), random.between(-0.2f, 1));
  const ImVec2 u1(random.between(0, 1.2f), random.between(0, 1.2f));
  if (random.one_in(3)) return list.AddImageRounded(texture.GetTexRef(), a, b, u0, u1, random.color(), random.between(0, 20));
  if (random.one_in(3)) return list.AddImageQuad(texture.GetTexRef(), a, point(random, scene), b, point(random, scene));
  list.AddImage(texture.GetTexRef(), a, b, u0, u1, random.color());
}

// Texels lie on pixels, as those of glyphs do.
void draw_picture_one_to_one(ImDrawList& list, const Scene& scene, Random& random, ImTextureData& texture) {
  const int x = random.below(kTextureSide), y = random.below(kTextureSide);
  const int width = 1 + random.below(kTextureSide - x), height = 1 + random.below(kTextureSide - y);
  const int left = random.below(static_cast<int>(scene.width * scene.pixel_ratio)) - 10;
  const int top = random.below(static_cast<int>(scene.height * scene.pixel_ratio)) - 10;
  const auto on_page = [&](int px, int py) { return ImVec2(static_cast<float>(px) / scene.pixel_ratio, static_cast<float>(py) / scene.pixel_ratio); };
  const auto in_texture = [&](int tx, int ty) { return ImVec2(static_cast<float>(tx) / kTextureSide, static_cast<float>(ty) / kTextureSide); };
  list.AddImage(texture.GetTexRef(), on_page(left, top), on_page(left + width, top + height), in_texture(x, y),
                in_texture(x + width, y + height), random.color());
}

// As a draw list with a vertex offset has it, which Dear ImGui makes only with 16-bit indices.
void shift_vertices(ImDrawList& list, int count) {
  ImVector<ImDrawVert> shifted;
  shifted.resize(count + list.VtxBuffer.Size, ImDrawVert{{1e3f, 1e3f}, {0.5f, 0.5f}, 0xff00ff00});
  std::copy(list.VtxBuffer.begin(), list.VtxBuffer.end(), shifted.begin() + count);
  list.VtxBuffer.swap(shifted);
  for (ImDrawCmd& command : list.CmdBuffer) command.VtxOffset += static_cast<unsigned>(count);
}

void move_origin(ImDrawData& draw, const ImVec2& by) {
  draw.DisplayPos = {draw.DisplayPos.x + by.x, draw.DisplayPos.y + by.y};
  for (ImDrawList* list : draw.CmdLists) {
    for (ImDrawVert& vertex : list->VtxBuffer) vertex.pos = {vertex.pos.x + by.x, vertex.pos.y + by.y};
    for (ImDrawCmd& command : list->CmdBuffer) {
      ImVec4& clip = command.ClipRect;
      clip = {clip.x + by.x, clip.y + by.y, clip.z + by.x, clip.w + by.y};
    }
  }
}

}  // namespace

float Random::place(float low, float high) {
  const float any = between(low, high);
  switch (below(4)) {
    case 0: return std::floor(any);
    case 1: return std::floor(any * 2) / 2;
    case 2: return std::floor(any * 4) / 4;
    default: return any;
  }
}

ImU32 Random::color() {
  const auto rgb = static_cast<ImU32>(below(1 << 24));
  return rgb | (one_in(2) ? 255u : static_cast<ImU32>(below(256))) << 24;
}

Scene random_scene(std::uint64_t seed) {
  Random random(seed);
  constexpr float kRatios[] = {1, 1, 1.25f, 1.5f, 2, 3};
  Scene scene;
  scene.width = static_cast<float>(40 + random.below(140));
  scene.height = static_cast<float>(40 + random.below(100));
  scene.pixel_ratio = kRatios[random.below(6)];
  if (random.one_in(4)) scene.origin = {static_cast<float>(random.below(64) * 4), static_cast<float>(random.below(64) * 4)};
  if (random.one_in(3)) scene.vertices_before = random.below(50);
  for (int i = 1 + random.below(16); i > 0; --i) scene.pieces.push_back({random.below(1 << 30) + seed * 7919});
  return scene;
}

float Blots::baseline(float size, bool) { return size * 0.8f; }

shell::GlyphShape Blots::shape(std::uint32_t code_point, float size_px, bool strong) {
  seed_ = code_point * 2 + strong;
  const int size = static_cast<int>(size_px);
  shape_ = {.advance = size_px * 0.6f, .left = static_cast<int>(code_point % 3) - 1, .top = size * 3 / 4,
            .width = 1 + static_cast<int>(code_point) % size, .height = 1 + static_cast<int>(code_point * 7) % size,
            .colored = code_point % 9 == 0};
  return shape_;
}

void Blots::copy_pixels(std::uint8_t* rgba) {
  Random random(seed_);
  for (int i = 0; i < shape_.width * shape_.height; ++i) {
    for (int channel = 0; channel < 3; ++channel) *rgba++ = shape_.colored ? static_cast<std::uint8_t>(random.below(256)) : 255;
    *rgba++ = static_cast<std::uint8_t>(random.one_in(2) ? 255 * random.below(2) : random.below(256));
  }
}

Canvas::Canvas() : context_(ImGui::CreateContext()) {
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.DeltaTime = 1.0f / 60;
  shell::add_canvas_fonts(*io.Fonts, blots_);
  Random random(1);
  rgba_.Create(ImTextureFormat_RGBA32, kTextureSide, kTextureSide);
  alpha_.Create(ImTextureFormat_Alpha8, kTextureSide, kTextureSide);
  for (ImTextureData* texture : {&rgba_, &alpha_}) {
    fill(*texture, random);
    ImGui::RegisterUserTexture(texture);
  }
}

Canvas::~Canvas() {
  for (ImTextureData* texture : {&rgba_, &alpha_}) {
    ImGui::UnregisterUserTexture(texture);
    ImGui::GetPlatformIO().Textures.find_erase(texture);
  }
  ImGui::DestroyContext(context_);
}

ImDrawData& Canvas::draw(const Scene& scene) {
  ImGuiIO& io = ImGui::GetIO();
  constexpr float kRoundingSlack = 0.001f;  // as the shells add it: Dear ImGui cuts the size to whole pixels
  io.DisplaySize = {scene.width + kRoundingSlack, scene.height + kRoundingSlack};
  io.DisplayFramebufferScale = {scene.pixel_ratio, scene.pixel_ratio};
  ImGui::NewFrame();
  ImDrawList& list = *ImGui::GetBackgroundDrawList();
  for (const Piece& piece : scene.pieces) draw_piece(list, scene, piece);
  ImGui::Render();
  ImDrawData& draw = *ImGui::GetDrawData();
  for (ImDrawList* each : draw.CmdLists) shift_vertices(*each, scene.vertices_before);
  move_origin(draw, scene.origin);
  return draw;
}

void Canvas::draw_piece(ImDrawList& list, const Scene& scene, const Piece& piece) {
  Random random(piece.seed);
  const bool clipped = random.one_in(3);
  if (clipped) list.PushClipRect(point(random, scene), point(random, scene), true);
  const bool sharp = random.one_in(5);
  const ImDrawListFlags flags = list.Flags;
  if (sharp) list.Flags &= ~(ImDrawListFlags_AntiAliasedFill | ImDrawListFlags_AntiAliasedLines | ImDrawListFlags_AntiAliasedLinesUseTex);
  const ImVec2 a = point(random, scene), b = point(random, scene);
  switch (random.below(11)) {
    case 0: list.AddRectFilled(a, b, random.color()); break;
    case 1: list.AddRectFilled(a, b, random.color(), random.between(0, 20)); break;
    case 2: list.AddRect(a, b, random.color(), random.one_in(2) ? random.between(0, 20) : 0, 0, random.between(0.5f, 4)); break;
    case 3: list.AddRectFilledMultiColor(a, b, random.color(), random.color(), random.color(), random.color()); break;
    case 4: draw_lines(list, scene, random); break;
    case 5: list.AddTriangleFilled(a, b, point(random, scene), random.color()); break;
    case 6: list.AddCircleFilled(a, random.place(0, 60), random.color()); break;
    case 7:
    case 8: draw_text(list, scene, random); break;
    case 9: draw_picture(list, scene, random, random.one_in(2) ? rgba_ : alpha_); break;
    default: draw_picture_one_to_one(list, scene, random, random.one_in(2) ? rgba_ : alpha_); break;
  }
  list.Flags = flags;
  if (clipped) list.PopClipRect();
}

void Canvas::change_texture(Random& random) {
  const int x = random.below(kTextureSide), y = random.below(kTextureSide);
  const ImTextureRect part{static_cast<unsigned short>(x), static_cast<unsigned short>(y),
                           static_cast<unsigned short>(1 + random.below(kTextureSide - x)),
                           static_cast<unsigned short>(1 + random.below(kTextureSide - y))};
  for (int row = part.y; row < part.y + part.h; ++row) {
    auto* texels = static_cast<unsigned char*>(rgba_.GetPixelsAt(part.x, row));
    for (int i = 0; i < part.w * rgba_.BytesPerPixel; ++i) texels[i] = static_cast<unsigned char>(random.below(256));
  }
  rgba_.Updates.push_back(part);
  rgba_.UpdateRect = part;
  rgba_.SetStatus(ImTextureStatus_WantUpdates);
}

}  // namespace portal::test
