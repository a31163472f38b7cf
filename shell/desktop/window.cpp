#include "shell/desktop/window.h"

#include <imgui.h>
#include <imgui_impl_sdl2.h>

#include <algorithm>
#include <cmath>

#include "shell/render/gl_painter.h"

namespace portal::shell {

namespace {

constexpr float kFrameSeconds = 1.0f / 60.0f;  // nothing here moves by itself
constexpr float kZoomMin = 0.5f, kZoomMax = 4;
constexpr float kRoundingSlack = 0.001f;  // CSS px: the painter cuts DisplaySize × scale to whole pixels
constexpr int kSideMin = 240;  // window units

std::string sdl_problem(const char* what) { return std::string(what) + ": " + SDL_GetError(); }

}  // namespace

Window::Window() = default;

Window::~Window() {
  painter_.reset();
  if (backend_) ImGui_ImplSDL2_Shutdown();
  if (ImGui::GetCurrentContext()) ImGui::DestroyContext();
  for (SDL_Cursor* cursor : cursors_) SDL_FreeCursor(cursor);
  if (gl_) SDL_GL_DeleteContext(gl_);
  if (window_) SDL_DestroyWindow(window_);
  SDL_Quit();
}

std::string Window::open(const WindowSetup& setup) {
  setup_ = setup;
  SDL_SetHint(SDL_HINT_IME_SHOW_UI, "1");
  SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
  SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
  if (SDL_Init(setup_.hidden ? SDL_INIT_EVENTS : SDL_INIT_VIDEO) != 0) return sdl_problem("no display");
  if (!setup_.hidden) {
    if (const std::string problem = open_gl(); !problem.empty()) return problem;
  }
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.ConfigInputTextCursorBlink = false;  // a caret that blinks would want frames for ever
  if (setup_.hidden) {
    auto painter = std::make_unique<SoftwarePainter>();
    software_ = painter.get();
    painter_ = std::move(painter);
    return {};
  }
  backend_ = ImGui_ImplSDL2_InitForOpenGL(window_, gl_);
  if (!backend_) return "the window cannot be used";
  ImGuiPlatformIO& platform = ImGui::GetPlatformIO();
  platform.Platform_ImeUserData = this;
  platform.Platform_SetImeDataFn = [](ImGuiContext*, ImGuiViewport*, ImGuiPlatformImeData* data) {
    static_cast<Window*>(ImGui::GetPlatformIO().Platform_ImeUserData)->place_input_method(*data);
  };
  painter_ = make_gl_painter("#version 130");
  if (!painter_) return "OpenGL 3.0 is not there";
  cursors_[static_cast<int>(Cursor::kArrow)] = SDL_CreateSystemCursor(SDL_SYSTEM_CURSOR_ARROW);
  cursors_[static_cast<int>(Cursor::kHand)] = SDL_CreateSystemCursor(SDL_SYSTEM_CURSOR_HAND);
  cursors_[static_cast<int>(Cursor::kText)] = SDL_CreateSystemCursor(SDL_SYSTEM_CURSOR_IBEAM);
  return {};
}

std::string Window::open_gl() {
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
  SDL_GL_SetAttribute(SDL_GL_DOUBLEBUFFER, 1);
  const float units = setup_.scale > 0 ? setup_.scale : 1;
  const int wide = static_cast<int>(std::lround(setup_.width * units));
  const int high = static_cast<int>(std::lround(setup_.height * units));
  const unsigned flags = SDL_WINDOW_OPENGL | SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI | SDL_WINDOW_SHOWN;
  window_ = SDL_CreateWindow("", SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, wide, high, flags);
  if (!window_) return sdl_problem("no window");
  SDL_SetWindowMinimumSize(window_, kSideMin, kSideMin);
  gl_ = SDL_GL_CreateContext(window_);
  if (!gl_) return sdl_problem("no OpenGL");
  SDL_GL_SetSwapInterval(1);
  return {};
}

// ---- measures ----------------------------------------------------------------------------------------------

float Window::window_units() const { return (setup_.scale > 0 ? setup_.scale : 1) * zoom_; }

float Window::pixel_ratio() const {
  if (setup_.hidden) return window_units();
  int units = 0, pixels = 0;
  SDL_GetWindowSize(window_, &units, nullptr);
  SDL_GL_GetDrawableSize(window_, &pixels, nullptr);
  return units > 0 ? window_units() * static_cast<float>(pixels) / static_cast<float>(units) : window_units();
}

float Window::width() const {
  if (setup_.hidden) return setup_.width;
  int units = 0;
  SDL_GetWindowSize(window_, &units, nullptr);
  return static_cast<float>(units) / window_units();
}

float Window::height() const {
  if (setup_.hidden) return setup_.height;
  int units = 0;
  SDL_GetWindowSize(window_, nullptr, &units);
  return static_cast<float>(units) / window_units();
}

ui::Point Window::to_css(int x, int y) const {
  return {static_cast<float>(x) / window_units(), static_cast<float>(y) / window_units()};
}

void Window::pointer_now(int& x, int& y) const {
  int left = 0, top = 0;
  SDL_GetWindowPosition(window_, &left, &top);
  SDL_GetGlobalMouseState(&x, &y);
  x -= left;
  y -= top;
}

void Window::zoom(float factor) { zoom_ = factor == 0 ? 1 : std::clamp(zoom_ * factor, kZoomMin, kZoomMax); }

// ---- input ---------------------------------------------------------------------------------------------------

void Window::feed_imgui(const SDL_Event& event) {
  if (event.type != SDL_MOUSEMOTION && event.type != SDL_MOUSEBUTTONDOWN && event.type != SDL_MOUSEBUTTONUP) {
    ImGui_ImplSDL2_ProcessEvent(&event);
    return;
  }
  // The backend would take window units for CSS px.
  const ui::Point point = event.type == SDL_MOUSEMOTION ? to_css(event.motion.x, event.motion.y)
                                                        : to_css(event.button.x, event.button.y);
  ImGui::GetIO().AddMousePosEvent(point.x, point.y);
  if (event.type != SDL_MOUSEMOTION) ImGui_ImplSDL2_ProcessEvent(&event);
}

void Window::place_input_method(ImGuiPlatformImeData& data) {
  if (!data.WantVisible) return SDL_StopTextInput();
  const float units = window_units();
  const SDL_Rect caret{static_cast<int>(data.InputPos.x * units), static_cast<int>(data.InputPos.y * units), 1,
                       static_cast<int>(data.InputLineHeight * units)};
  SDL_SetTextInputRect(&caret);
  SDL_StartTextInput();
}

// ---- frames --------------------------------------------------------------------------------------------------

// ImGui_ImplSDL2_NewFrame is not called: it would set sizes and pointer in window units, and the cursor.
void Window::begin_frame() {
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {width() + kRoundingSlack, height() + kRoundingSlack};
  io.DisplayFramebufferScale = {pixel_ratio(), pixel_ratio()};
  io.DeltaTime = kFrameSeconds;
}

void Window::paint(ui::Color clear) {
  painter_->paint(*ImGui::GetDrawData(), clear);
  if (window_) SDL_GL_SwapWindow(window_);
}

void Window::show_cursor(Cursor cursor) {
  if (cursor == shown_ || !window_) return;
  shown_ = cursor;
  SDL_SetCursor(cursors_[static_cast<int>(cursor)]);
}

void Window::set_title(const std::string& title) {
  if (title == title_ || !window_) return;
  title_ = title;
  SDL_SetWindowTitle(window_, title.c_str());
}

std::vector<std::uint8_t> Window::read_pixels(int& pixel_width, int& pixel_height) {
  const Picture picture = software_->picture();
  pixel_width = picture.width;
  pixel_height = picture.height;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(picture.pixels);
  return {bytes, bytes + static_cast<std::ptrdiff_t>(picture.width) * picture.height * 4};
}

}  // namespace portal::shell
