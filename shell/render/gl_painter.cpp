#include "shell/render/gl_painter.h"

#include <imgui_impl_opengl3.h>

#if defined(__EMSCRIPTEN__)
#include <GLES3/gl3.h>
#else
#include <SDL_opengl.h>
#endif


namespace portal::shell {

namespace {

float channel(ui::Color color, int shift) { return static_cast<float>((color >> shift) & 0xff) / 255.0f; }

class GlPainter final : public Painter {
 public:
  explicit GlPainter(const char* glsl_version) : glsl_version_(glsl_version) {}
  ~GlPainter() override {
    if (alive_) ImGui_ImplOpenGL3_Shutdown();
  }
  GlPainter(const GlPainter&) = delete;
  GlPainter& operator=(const GlPainter&) = delete;

  bool start() {
    alive_ = ImGui_ImplOpenGL3_Init(glsl_version_) && ImGui_ImplOpenGL3_CreateDeviceObjects();
    return alive_;
  }

  std::string_view name() const override { return "gl"; }

  void paint(ImDrawData& draw, ui::Color clear) override {
    glDisable(GL_SCISSOR_TEST);
    glClearColor(channel(clear, IM_COL32_R_SHIFT), channel(clear, IM_COL32_G_SHIFT), channel(clear, IM_COL32_B_SHIFT), 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(&draw);
  }

 private:
  const char* glsl_version_;
  bool alive_ = false;
};

}  // namespace

std::unique_ptr<Painter> make_gl_painter(const char* glsl_version) {
  auto painter = std::make_unique<GlPainter>(glsl_version);
  if (!painter->start()) return nullptr;
  return painter;
}

}  // namespace portal::shell
