# Code that is not ours, as CMake targets. All of it is compiled without our warnings and included as system headers.
#
#   nlohmann_json         headers, native and wasm
#   imgui                 Dear ImGui 1.92 from source, configured by ui/imgui_config.h
#   imgui_sdl2_opengl3    its SDL2 and OpenGL 3 / WebGL 2 backends (brings portal_sdl2)
#   imgui_freetype        its FreeType loader, native only
#   portal_sdl2           SDL2: in the browser from source, its window alone; the system's on the desktop
#   portal_gtest, portal_gtest_main   GoogleTest from source, so that it is compiled as the tests are (wasm, sanitizers)

# emcc must not see /usr/include: a folder with only this library in it.
find_path(PORTAL_NLOHMANN nlohmann/json.hpp HINTS /usr/include NO_CMAKE_FIND_ROOT_PATH REQUIRED)
set(json_folder ${CMAKE_BINARY_DIR}/include/third_party)
file(MAKE_DIRECTORY ${json_folder})
file(CREATE_LINK ${PORTAL_NLOHMANN}/nlohmann ${json_folder}/nlohmann SYMBOLIC)
add_library(nlohmann_json INTERFACE)
target_include_directories(nlohmann_json SYSTEM INTERFACE ${json_folder})

# -DIMGUI_SOURCE_DIR=… or the variable in the environment wins; without, the folder that ./portal setup makes.
set(IMGUI_SOURCE_DIR ${PORTAL_IMGUI} CACHE PATH "Dear ImGui 1.92 or later")
if(NOT EXISTS ${IMGUI_SOURCE_DIR}/imgui.cpp)
  message(FATAL_ERROR "没有找到 Dear ImGui，请先运行 ./portal setup · Dear ImGui is not there: run ./portal setup first (looked in ${IMGUI_SOURCE_DIR})")
endif()

function(portal_third_party_library name)
  add_library(${name} STATIC EXCLUDE_FROM_ALL ${ARGN})
  target_compile_options(${name} PRIVATE -w)
endfunction()

set(imgui_files ${IMGUI_SOURCE_DIR}/imgui.cpp ${IMGUI_SOURCE_DIR}/imgui_draw.cpp ${IMGUI_SOURCE_DIR}/imgui_tables.cpp ${IMGUI_SOURCE_DIR}/imgui_widgets.cpp)
if(EMSCRIPTEN)
  include(${CMAKE_CURRENT_LIST_DIR}/imgui_for_browser.cmake)
  imgui_for_browser(imgui_files)
endif()
portal_third_party_library(imgui ${imgui_files})
target_include_directories(imgui SYSTEM PUBLIC ${IMGUI_SOURCE_DIR} ${IMGUI_SOURCE_DIR}/backends)
target_compile_definitions(imgui PUBLIC IMGUI_USER_CONFIG="ui/imgui_config.h")
portal_layer_includes(imgui ui)
if(EMSCRIPTEN)
  # Not for FreeType, but against stb_truetype: shell/render/canvas_font.cpp is the loader that Dear ImGui then asks for.
  # Formats: shell/browser/small_library.cpp.
  target_compile_definitions(imgui PRIVATE IMGUI_ENABLE_FREETYPE IMGUI_DISABLE_DEFAULT_FORMAT_FUNCTIONS IMGUI_DISABLE_FILE_FUNCTIONS)
endif()

if(EMSCRIPTEN)
  # Emscripten's port of SDL2 brings blitters, audio, joysticks, events and a renderer: a quarter of the page's code. Of the same source we take
  # windows and their GL contexts; the driver beneath is ours (sdl2_canvas.cpp).
  set(SDL2_SOURCE_DIR ${PORTAL_SDL2} CACHE PATH "SDL 2.32 or later")
  enable_language(C)
  set(sdl2 ${SDL2_SOURCE_DIR}/src)
  portal_third_party_library(portal_sdl2 ${sdl2}/SDL.c ${sdl2}/SDL_hints.c ${sdl2}/SDL_utils.c ${sdl2}/atomic/SDL_atomic.c ${sdl2}/atomic/SDL_spinlock.c
    ${sdl2}/stdlib/SDL_malloc.c ${sdl2}/stdlib/SDL_qsort.c ${sdl2}/stdlib/SDL_stdlib.c ${sdl2}/stdlib/SDL_string.c
    ${sdl2}/video/SDL_rect.c ${sdl2}/video/SDL_video.c
    ${CMAKE_CURRENT_LIST_DIR}/browser/sdl2_canvas.cpp ${CMAKE_CURRENT_LIST_DIR}/browser/sdl2_left_out.cpp)
  target_compile_definitions(portal_sdl2 PRIVATE SDL_AUDIO_DISABLED SDL_HAPTIC_DISABLED SDL_JOYSTICK_DISABLED SDL_SENSOR_DISABLED SDL_RENDER_DISABLED
    SDL_POWER_DISABLED SDL_ASSERT_LEVEL=0)
  target_include_directories(portal_sdl2 SYSTEM PUBLIC ${SDL2_SOURCE_DIR}/include)
else()
  add_library(portal_sdl2 INTERFACE)
  if(EXISTS /usr/include/SDL2/SDL.h OR NOT CMAKE_HOST_SYSTEM_NAME STREQUAL Linux)
    find_package(SDL2 REQUIRED)
    target_link_libraries(portal_sdl2 INTERFACE SDL2::SDL2)
  endif()
endif()

portal_third_party_library(imgui_sdl2_opengl3 ${IMGUI_SOURCE_DIR}/backends/imgui_impl_sdl2.cpp
  ${IMGUI_SOURCE_DIR}/backends/imgui_impl_opengl3.cpp)
target_link_libraries(imgui_sdl2_opengl3 PUBLIC imgui portal_sdl2)
if(NOT EMSCRIPTEN)
  target_link_libraries(imgui_sdl2_opengl3 PUBLIC ${CMAKE_DL_LIBS} GL)

  find_package(Freetype REQUIRED)
  portal_third_party_library(imgui_freetype ${IMGUI_SOURCE_DIR}/misc/freetype/imgui_freetype.cpp)
  target_include_directories(imgui_freetype SYSTEM PUBLIC ${IMGUI_SOURCE_DIR}/misc/freetype)
  target_link_libraries(imgui_freetype PUBLIC imgui Freetype::Freetype)
endif()

set(GOOGLETEST_SOURCE_DIR /usr/src/googletest CACHE PATH "GoogleTest's source (Debian: package googletest)")
set(gtest ${GOOGLETEST_SOURCE_DIR}/googletest)
portal_third_party_library(portal_gtest ${gtest}/src/gtest-all.cc)
target_include_directories(portal_gtest SYSTEM PUBLIC ${gtest}/include PRIVATE ${gtest})
if(EMSCRIPTEN)
  target_compile_definitions(portal_gtest PUBLIC GTEST_HAS_PTHREAD=0)
else()
  find_package(Threads REQUIRED)
  target_link_libraries(portal_gtest PUBLIC Threads::Threads)
endif()

# main() that first goes to the repository's root: so tests name files as "assets/…" wherever they are started, and no test's own compilation
# holds a path, which would keep ccache from sharing it between checkouts.
file(CONFIGURE OUTPUT gtest_main.cpp CONTENT [[
#include <gtest/gtest.h>
#include <unistd.h>
int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  if (chdir("@CMAKE_SOURCE_DIR@") != 0) return 2;
  return RUN_ALL_TESTS();
}
]] @ONLY)
portal_third_party_library(portal_gtest_main ${CMAKE_CURRENT_BINARY_DIR}/gtest_main.cpp)
target_link_libraries(portal_gtest_main PUBLIC portal_gtest)
