// What the rest of SDL2 (shell/third_party.cmake) calls and the page does not need: there is one window, always shown, on one thread.
//
// Pointer, wheel, touch and keys belong to the elements of the mirror, so SDL has no events. Pictures are drawn by a painter (shell/render),
// never by copying SDL's surfaces. What went wrong is told by what is returned: no texts of errors.
extern "C" {
#include "../src/SDL_internal.h"
#include "../src/events/SDL_events_c.h"
#include "../src/events/SDL_keyboard_c.h"
#include "../src/events/SDL_mouse_c.h"
#include "../src/events/SDL_touch_c.h"
#include "../src/timer/SDL_timer_c.h"
#include "SDL.h"

// ---- errors
int SDL_SetError(const char*, ...) { return -1; }
int SDL_Error(SDL_errorcode) { return -1; }
const char* SDL_GetError() { return ""; }
void SDL_ClearError() {}

// ---- hints: none come from an environment
char* SDL_getenv(const char*) { return nullptr; }
int SDL_setenv(const char*, const char*, int) { return -1; }

// ---- events
int SDL_EventsInit() { return 0; }
void SDL_EventsQuit() {}
Uint8 SDL_EventState(Uint32, int) { return SDL_IGNORE; }
int SDL_SendDisplayEvent(SDL_VideoDisplay*, Uint8, int) { return 0; }
int SDL_SendWindowEvent(SDL_Window*, Uint8, int, int) { return 0; }
int SDL_KeyboardInit() { return 0; }
void SDL_KeyboardQuit() {}
SDL_Window* SDL_GetKeyboardFocus() { return nullptr; }
void SDL_SetKeyboardFocus(SDL_Window*) {}
int SDL_MousePreInit() { return 0; }
void SDL_MousePostInit() {}
void SDL_MouseQuit() {}
SDL_Mouse* SDL_GetMouse() {
  static SDL_Mouse mouse;
  return &mouse;
}
SDL_Window* SDL_GetMouseFocus() { return nullptr; }
void SDL_SetMouseFocus(SDL_Window*) {}
int SDL_UpdateMouseCapture(SDL_bool) { return 0; }
void SDL_WarpMouseInWindow(SDL_Window*, int, int) {}
int SDL_TouchInit() { return 0; }
void SDL_TouchQuit() {}

// ---- threads and time
SDL_TLSID SDL_TLSCreate() { return 1; }
void* SDL_TLSGet(SDL_TLSID) { return nullptr; }
int SDL_TLSSet(SDL_TLSID, const void*, void(SDLCALL*)(void*)) { return 0; }
SDL_threadID SDL_ThreadID() { return 0; }
void SDL_TicksInit() {}
void SDL_TicksQuit() {}
int SDL_TimerInit() { return 0; }
void SDL_TimerQuit() {}

// ---- pictures. Without this one Emscripten would take the function of its own SDL 1, a script of 30 KB.
void SDL_FreeSurface(SDL_Surface*) {}
SDL_Renderer* SDL_GetRenderer(SDL_Window*) { return nullptr; }
void SDL_DestroyRendererWithoutFreeing(SDL_Renderer*) {}

}  // extern "C"
