# Asks env.sh, the one place that knows, where Emscripten, Dear ImGui and SDL2 are. So that `cmake --preset X` works in any shell.
execute_process(
  COMMAND bash -c "source '${CMAKE_CURRENT_LIST_DIR}/env.sh' && printf '%s;%s;%s;%s' \"$PORTAL_EMSCRIPTEN\" \"$IMGUI_SOURCE_DIR\" \"$PORTAL_CACHE\" \"$SDL2_SOURCE_DIR\""
  OUTPUT_VARIABLE portal_paths COMMAND_ERROR_IS_FATAL ANY)
list(GET portal_paths 0 PORTAL_EMSCRIPTEN)
list(GET portal_paths 1 PORTAL_IMGUI)
list(GET portal_paths 2 PORTAL_CACHE)
list(GET portal_paths 3 PORTAL_SDL2)
