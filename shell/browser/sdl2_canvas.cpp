// SDL2's video driver for the page: one window, the canvas "#canvas", and its WebGL 2 context.
//
// In the place of SDL's own Emscripten driver, which goes by way of EGL and so brings every function of WebGL, full screen, and the sizes
// of elements. Here the size of the canvas is the script's business, and nothing is heard of the pointer or the keys.
#include <emscripten/html5.h>

extern "C" {
#include "../src/SDL_internal.h"
#include "../src/video/SDL_sysvideo.h"
}

namespace {

constexpr const char* kCanvas = "#canvas";

// SDL asks for one screen; nothing depends on its size.
int init_video(SDL_VideoDevice*) {
  SDL_DisplayMode mode{};
  mode.format = SDL_PIXELFORMAT_RGB888;
  mode.w = mode.h = 1;
  return SDL_AddBasicVideoDisplay(&mode) < 0 ? -1 : 0;
}

void quit_video(SDL_VideoDevice*) {}
int create_window(SDL_VideoDevice*, SDL_Window*) { return 0; }
void pump_events(SDL_VideoDevice*) {}

int load_gl(SDL_VideoDevice*, const char*) { return 0; }
void unload_gl(SDL_VideoDevice*) {}

SDL_GLContext create_context(SDL_VideoDevice* device, SDL_Window*) {
  EmscriptenWebGLContextAttributes attributes;
  emscripten_webgl_init_context_attributes(&attributes);
  attributes.majorVersion = device->gl_config.major_version - 1;  // OpenGL ES 3 is WebGL 2
  attributes.alpha = device->gl_config.alpha_size > 0;
  attributes.depth = device->gl_config.depth_size > 0;
  attributes.stencil = device->gl_config.stencil_size > 0;
  attributes.antialias = device->gl_config.multisamplebuffers > 0;
  const EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context = emscripten_webgl_create_context(kCanvas, &attributes);
  if (context <= 0 || emscripten_webgl_make_context_current(context) != EMSCRIPTEN_RESULT_SUCCESS) return nullptr;
  return reinterpret_cast<SDL_GLContext>(context);
}

int make_current(SDL_VideoDevice*, SDL_Window*, SDL_GLContext context) {
  return emscripten_webgl_make_context_current(reinterpret_cast<EMSCRIPTEN_WEBGL_CONTEXT_HANDLE>(context)) == EMSCRIPTEN_RESULT_SUCCESS ? 0 : -1;
}

void delete_context(SDL_VideoDevice*, SDL_GLContext context) {
  emscripten_webgl_destroy_context(reinterpret_cast<EMSCRIPTEN_WEBGL_CONTEXT_HANDLE>(context));
}

void free_device(SDL_VideoDevice* device) { SDL_free(device); }

SDL_VideoDevice* create_device() {
  auto* device = static_cast<SDL_VideoDevice*>(SDL_calloc(1, sizeof(SDL_VideoDevice)));
  if (!device) return nullptr;
  device->VideoInit = init_video;
  device->VideoQuit = quit_video;
  device->CreateSDLWindow = create_window;
  device->PumpEvents = pump_events;
  device->GL_LoadLibrary = load_gl;
  device->GL_UnloadLibrary = unload_gl;
  device->GL_CreateContext = create_context;
  device->GL_MakeCurrent = make_current;
  device->GL_DeleteContext = delete_context;
  device->free = free_device;
  return device;
}

}  // namespace

extern "C" VideoBootStrap Emscripten_bootstrap = {"canvas", "the page's canvas", create_device, nullptr};
