#include "shell/browser/canvas_window.h"

#include <SDL.h>

#include <initializer_list>

namespace portal::shell {

namespace {

// An event that SDL would take is an event that the page does not get: a wheel that does not scroll (SDL 2.32 calls
// preventDefault on wheel, touch and mouseup while their events are enabled).
void leave_input_to_the_page() {
  for (const Uint32 type : {SDL_MOUSEWHEEL, SDL_MOUSEMOTION, SDL_MOUSEBUTTONDOWN, SDL_MOUSEBUTTONUP, SDL_FINGERDOWN,
                            SDL_FINGERUP, SDL_FINGERMOTION, SDL_KEYDOWN, SDL_KEYUP, SDL_TEXTINPUT}) {
    SDL_EventState(type, SDL_IGNORE);
  }
}

}  // namespace

CanvasWindow::~CanvasWindow() {
  if (context_) SDL_GL_DeleteContext(context_);
  if (window_) SDL_DestroyWindow(window_);
}

bool CanvasWindow::open() {
  SDL_SetHint(SDL_HINT_EMSCRIPTEN_KEYBOARD_ELEMENT, "#canvas");
  if (SDL_Init(SDL_INIT_VIDEO) != 0) return false;
  leave_input_to_the_page();
  SDL_StopTextInput();
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
  SDL_GL_SetAttribute(SDL_GL_ALPHA_SIZE, 0);
  SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
  SDL_GL_SetAttribute(SDL_GL_STENCIL_SIZE, 0);
  SDL_GL_SetAttribute(SDL_GL_MULTISAMPLEBUFFERS, 0);
  // Neither RESIZABLE nor HIGHDPI: SDL would set the canvas's size by its own rounding.
  window_ = SDL_CreateWindow("", 0, 0, 1, 1, SDL_WINDOW_OPENGL);
  if (!window_) return false;
  context_ = SDL_GL_CreateContext(window_);
  return context_ != nullptr && SDL_GL_MakeCurrent(window_, context_) == 0;
}

}  // namespace portal::shell
