#include "shell/desktop/pictures.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>

#include "shell/desktop/picture_decoder.h"

namespace portal::shell {

namespace {

constexpr int kSideMax = 192;  // device pixels: four times the largest preview
constexpr std::string_view kAttachment = "attachment:";

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The whole picture, as large as fits, in the middle.
ui::Rect fitted(const ui::Rect& box, const ImTextureData& texture) {
  const float width = static_cast<float>(texture.Width);
  const float height = static_cast<float>(texture.Height);
  const float scale = std::min(box.w / width, box.h / height);
  return {box.x + (box.w - width * scale) / 2, box.y + (box.h - height * scale) / 2, width * scale, height * scale};
}

}  // namespace

Pictures::~Pictures() {
  for (auto& [source, texture] : textures_) {
    if (!texture) continue;
    ImGui::UnregisterUserTexture(texture);
    ImGui::GetPlatformIO().Textures.find_erase(texture);  // the renderer still looks there when it ends
    IM_DELETE(texture);
  }
}

bool Pictures::follow(const ui::SemanticsTree& tree) {
  for (const ui::Node& node : tree.nodes) {
    if (node.role == ui::NodeRole::kImage && !node.value.empty()) load(node.value);
  }
  return std::exchange(news_, false);
}

void Pictures::load(const std::string& source) {
  if (!textures_.emplace(source, nullptr).second) return;
  if (const std::optional<std::string> path = client_.path_of_picture(source)) return decoded(source, bytes_of(*path));
  if (!source.starts_with(kAttachment)) return;
  const std::string name = source.substr(kAttachment.size());
  const std::size_t slash = name.find('/');
  if (slash == std::string::npos) return;
  client_.load_attachment(name.substr(0, slash), name.substr(slash + 1),
                          [this, source](const std::string& bytes) { decoded(source, bytes); });
}

void Pictures::decoded(const std::string& source, const std::string& bytes) {
  const std::optional<DecodedPicture> picture = decode_picture(bytes, kSideMax);
  if (!picture) return;
  auto* texture = IM_NEW(ImTextureData)();
  texture->Create(ImTextureFormat_RGBA32, picture->width, picture->height);
  std::memcpy(texture->GetPixels(), picture->rgba.data(), picture->rgba.size());
  ImGui::RegisterUserTexture(texture);
  textures_[source] = texture;
  news_ = true;
  client_.runtime().request_frame();
}

void Pictures::draw(ImDrawList& list, const ui::SemanticsTree& tree, float scroll_y) const {
  if (!tree.dialog.empty()) return;  // they would lie above it
  for (const ui::Node& node : tree.nodes) {
    if (node.role != ui::NodeRole::kImage) continue;
    const auto found = textures_.find(node.value);
    if (found == textures_.end() || !found->second) continue;
    ImTextureData& texture = *found->second;
    const ui::Rect place = fitted(node.rect, texture);
    list.AddImage(texture.GetTexRef(), {place.x, place.y - scroll_y}, {place.right(), place.bottom() - scroll_y});
  }
}

}  // namespace portal::shell
