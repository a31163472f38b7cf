#include "shell/render/freetype_fonts.h"

#include <fcntl.h>
#include <imgui_freetype.h>
#include <imgui_internal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <climits>

#include "shell/render/freetype_loader.h"

namespace portal::shell {

FreetypeFonts::~FreetypeFonts() {
  for (const Mapping& mapping : mappings_) munmap(mapping.data, mapping.size);
}

const FreetypeFonts::Mapping* FreetypeFonts::map(const std::string& path) {
  for (const Mapping& mapping : mappings_) {
    if (mapping.path == path) return &mapping;
  }
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return nullptr;
  struct stat status {};
  void* data = MAP_FAILED;
  if (fstat(file, &status) == 0 && status.st_size > 0 && status.st_size < INT_MAX) {
    data = mmap(nullptr, static_cast<std::size_t>(status.st_size), PROT_READ, MAP_PRIVATE, file, 0);
  }
  close(file);
  if (data == MAP_FAILED) return nullptr;
  mappings_.push_back({path, data, static_cast<std::size_t>(status.st_size)});
  return &mappings_.back();
}

ImFont* FreetypeFonts::add(const std::vector<FontFace>& faces) {
  ImFont* font = nullptr;
  for (const FontFace& face : faces) {
    const Mapping* mapping = map(face.path);
    if (!mapping) continue;
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    config.MergeMode = font != nullptr;
    config.PixelSnapV = false;  // snap_glyphs() knows the device pixels
    config.FontNo = static_cast<ImU32>(face.index);
    config.FontLoaderFlags = ImGuiFreeTypeLoaderFlags_LightHinting;
    ImFont* added =
        ImGui::GetIO().Fonts->AddFontFromMemoryTTF(mapping->data, static_cast<int>(mapping->size), 0, &config);
    if (!font) font = added;
  }
  return font;
}

std::string FreetypeFonts::load(const std::string& language) {
  ImGui::GetIO().Fonts->SetFontLoader(freetype_loader());
  const std::vector<FontFace> regular = system_fonts(language, false);
  fonts_.regular = add(regular);
  fonts_.strong = add(system_fonts(language, true));
  if (!fonts_.strong) fonts_.strong = fonts_.regular;
  if (!fonts_.regular) return "this machine has no outline font (Debian: apt install fonts-noto-cjk)";
  if (!regular.front().covers_chinese) return "no Chinese font here, texts will show gaps (Debian: apt install fonts-noto-cjk)";
  return {};
}

}  // namespace portal::shell
