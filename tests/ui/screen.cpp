#include "tests/ui/screen.h"

#include <gtest/gtest.h>
#include <imgui_internal.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace portal::test {

namespace {

// Half an em for what is narrow in a Chinese font, a whole em for the rest.
float em_of(ImWchar c) { return c < 0x2000 ? 0.5f : 1.0f; }

bool contains_any(ImFontAtlas*, ImFontConfig*, ImWchar) { return true; }

bool init_baked(ImFontAtlas*, ImFontConfig*, ImFontBaked* baked, void*) {
  baked->Ascent = baked->Size * 0.8f;
  baked->Descent = baked->Ascent - baked->Size;
  return true;
}

bool load_glyph(ImFontAtlas*, ImFontConfig*, ImFontBaked* baked, void*, ImWchar c, ImFontGlyph* out, float* out_advance) {
  const float advance = em_of(c) * baked->Size;
  if (out_advance) {
    *out_advance = advance;
    return true;
  }
  out->Codepoint = c & 0x3ffffff;
  out->AdvanceX = advance;
  out->Visible = c > ' ';
  out->X1 = advance;
  out->Y1 = baked->Size;
  return true;
}

const ImFontLoader& stub_loader() {
  static const ImFontLoader loader = [] {
    ImFontLoader made;
    made.Name = "fixed widths";
    made.FontSrcContainsGlyph = contains_any;
    made.FontBakedInit = init_baked;
    made.FontBakedLoadGlyph = load_glyph;
    return made;
  }();
  return loader;
}

ImFont* add_font(ImFontAtlas& atlas) {
  static char nothing = 0;
  ImFontConfig config;
  config.FontData = &nothing;
  config.FontDataSize = 1;
  config.FontDataOwnedByAtlas = false;
  config.FontLoader = &stub_loader();
  config.SizePixels = 16;
  config.EllipsisChar = 0x2026;
  return atlas.AddFont(&config);
}

model::Json read_json(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  const model::Result<model::Json> json = model::parse_json(text.str());
  if (json) return *json;
  ADD_FAILURE() << path << " cannot be read: " << json.error().code;
  return {};
}

std::filesystem::path assets() { return PORTAL_ASSETS_DIR; }

}  // namespace

Screen::Screen() : context_(ImGui::CreateContext()) {
  ImGui::SetCurrentContext(context_);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.DeltaTime = 1.0f / 60;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
  fonts_ = {add_font(*io.Fonts), add_font(*io.Fonts)};
  resize(1280, 800);
}

Screen::~Screen() {
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    texture->SetTexID(ImTextureID_Invalid);
    texture->BackendUserData = nullptr;
    texture->SetStatus(ImTextureStatus_Destroyed);
  }
  ImGui::DestroyContext(context_);
}

void Screen::resize(float width, float height, float pixel_ratio) {
  ImGui::SetCurrentContext(context_);
  ImGui::GetIO().DisplaySize = {width, height};
  ImGui::GetIO().DisplayFramebufferScale = {pixel_ratio, pixel_ratio};
}

void Screen::finish_textures() {
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    switch (texture->Status) {
      case ImTextureStatus_WantCreate: texture->SetTexID(1); [[fallthrough]];
      case ImTextureStatus_WantUpdates: texture->SetStatus(ImTextureStatus_OK); break;
      case ImTextureStatus_WantDestroy:
        texture->SetTexID(ImTextureID_Invalid);
        texture->SetStatus(ImTextureStatus_Destroyed);
        break;
      default: break;
    }
  }
}

std::string FewInitials::of(std::string_view text) const {
  std::string initials(text);
  for (const auto& [character, letter] : {std::pair{"论", "l"}, std::pair{"文", "w"}}) {
    for (std::size_t at; (at = initials.find(character)) != std::string::npos;) initials.replace(at, std::string_view(character).size(), letter);
  }
  return initials;
}

model::Json real_theme_json() { return read_json(assets() / "theme.json"); }

ui::Theme real_theme() { return ui::Theme::from_json(real_theme_json()); }

ui::Texts real_texts(const char* language) {
  return ui::Texts::from_json(read_json(assets() / "texts" / (std::string(language) + ".json")));
}

model::Json real_catalogue_json() {
  std::vector<model::Json> forms;
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(assets() / "catalogue" / "forms")) {
    if (entry.path().extension() == ".json") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  for (const auto& path : paths) forms.push_back(read_json(path));
  return model::join_catalogue(read_json(assets() / "catalogue" / "catalogue.json"), forms);
}

}  // namespace portal::test
