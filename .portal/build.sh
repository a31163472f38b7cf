# Configure, compile and stage. Sourced by ./portal. With nothing changed each takes some tenths of a second.

# compile PRESET ZH EN TARGET...
compile() {
  local preset=$1 zh=$2 en=$3 folder=$PORTAL_ROOT/build/$1 key
  shift 3
  # CMake sees changes of CMakeLists.txt by itself, but not of the presets or of the folders found by env.sh.
  key="$PORTAL_EMSCRIPTEN $IMGUI_SOURCE_DIR $SDL2_SOURCE_DIR $(sha256sum < "$PORTAL_ROOT/CMakePresets.json")"
  with_lock "$folder.lock" compile_locked "$@"
}

compile_locked() {
  local targets=()
  if [ ! -e "$folder/build.ninja" ] || [ "$(cat "$folder/.portal-key" 2> /dev/null)" != "$key" ]; then
    step "configure-$preset" "检查编译环境（$preset）" "configuring ($preset)" cmake --fresh --preset "$preset" -S "$PORTAL_ROOT"
    echo "$key" > "$folder/.portal-key"
  fi
  [ $# -eq 0 ] || targets=(--target "$@")
  step "build-$preset" "$zh" "$en" cmake --build "$folder" "${targets[@]}"
}

build_server()  { compile native "编译服务器" "compiling the server" portal_server; }
build_desktop() { compile native "编译桌面版" "compiling the desktop client" portal_desktop; }
build_native()  { compile native "编译服务器、桌面版和测试" "compiling server, desktop client and tests"; }
build_fuzz()    { compile fuzz "编译模糊测试" "compiling the fuzz programs"; }
build_page() {
  compile web "编译网页客户端（WebAssembly）" "compiling the web client (WebAssembly)" portal_web portal_web_scalar
  with_lock "$PORTAL_ROOT/build/site.lock" step stage "整理网页文件" "staging the page" node "$PORTAL_ROOT/.portal/stage.mjs"
}
