# The toolchain file of the presets `web` and `web-tests`: Emscripten's own, wherever it is.
include("${CMAKE_CURRENT_LIST_DIR}/paths.cmake")
if(NOT EXISTS "${PORTAL_EMSCRIPTEN}/cmake/Modules/Platform/Emscripten.cmake")
  message(FATAL_ERROR "没有找到 Emscripten，请先运行 ./portal setup · Emscripten is not there: run ./portal setup first (looked in ${PORTAL_EMSCRIPTEN})")
endif()
include("${PORTAL_EMSCRIPTEN}/cmake/Modules/Platform/Emscripten.cmake")
