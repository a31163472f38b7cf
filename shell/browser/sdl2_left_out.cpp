// What the rest of SDL2 (shell/third_party.cmake) calls and the page does not need.
//
// Pointer, wheel, touch and keys belong to the elements of the mirror: SDL registers for none of them, and draws no cursor.
// Pictures are drawn by a painter (shell/render), never by copying SDL's surfaces.
#include <SDL.h>

struct SDL_WindowData;
struct SDL_VideoDevice;

extern "C" {

void Emscripten_RegisterEventHandlers(SDL_WindowData*) {}
void Emscripten_UnregisterEventHandlers(SDL_WindowData*) {}
void Emscripten_InitMouse() {}
void Emscripten_FiniMouse() {}
int Emscripten_CreateWindowFramebuffer(SDL_VideoDevice*, SDL_Window*, Uint32*, void**, int*) { return SDL_Unsupported(); }
int Emscripten_UpdateWindowFramebuffer(SDL_VideoDevice*, SDL_Window*, const SDL_Rect*, int) { return SDL_Unsupported(); }
void Emscripten_DestroyWindowFramebuffer(SDL_VideoDevice*, SDL_Window*) {}
int Emscripten_HandleCanvasResize(int, const void*, void*) { return 0; }
int SDL_CalculateBlit(SDL_Surface*) { return SDL_Unsupported(); }
int SDL_RLESurface(SDL_Surface*) { return SDL_Unsupported(); }
void SDL_UnRLESurface(SDL_Surface*, int) {}
SDL_Renderer* SDL_GetRenderer(SDL_Window*) { return nullptr; }
void SDL_DestroyRendererWithoutFreeing(SDL_Renderer*) {}
void SDL_UnloadObject(void*) {}

}  // extern "C"
