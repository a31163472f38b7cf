# Where Emscripten, Dear ImGui and SDL2 are. The one place that says so: `source .portal/env.sh`.
# A folder or an emcc that the developer provides always wins over the ones that toolchain.sh makes.

_portal_here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
: "${PORTAL_CACHE:=${XDG_CACHE_HOME:-$HOME/.cache}/study-hours-portal}"
export PORTAL_CACHE
export PORTAL_EMCC_MIN=3.1.69

# The recipe's number: raise it when toolchain.sh makes something different, so that old caches are not taken for new ones.
export PORTAL_TOOLCHAIN=$PORTAL_CACHE/emscripten-1
PORTAL_IMGUI_CACHED=$PORTAL_CACHE/imgui-1.92.2b
PORTAL_SDL2_CACHED=$PORTAL_CACHE/sdl2-2.32.4
export IMGUI_SOURCE_DIR=${IMGUI_SOURCE_DIR:-$PORTAL_IMGUI_CACHED}
export SDL2_SOURCE_DIR=${SDL2_SOURCE_DIR:-$PORTAL_SDL2_CACHED}

# _portal_foreign_emcc: is there an emcc on PATH, not ours, that is new enough?
_portal_foreign_emcc() {
  local found version
  found=$(command -v emcc) || return 1
  case $found in "$PORTAL_TOOLCHAIN"/*) return 1 ;; esac
  version=$(emcc --version 2> /dev/null | sed -n '1s/.* \([0-9][0-9.]*\)[ -].*/\1/p')
  [ -n "$version" ] && [ "$(printf '%s\n%s\n' "$PORTAL_EMCC_MIN" "$version" | sort -V | head -n 1)" = "$PORTAL_EMCC_MIN" ]
}

if _portal_foreign_emcc; then
  export PORTAL_EMSCRIPTEN=$(em-config EMSCRIPTEN_ROOT)
else
  export PORTAL_EMSCRIPTEN=$PORTAL_TOOLCHAIN/usr/share/emscripten
  export EM_CONFIG=$PORTAL_EMSCRIPTEN/.emscripten   # in case another one is named in the environment
  case :$PATH: in *":$PORTAL_EMSCRIPTEN:"*) ;; *) export PATH=$PORTAL_EMSCRIPTEN:$PATH ;; esac
fi
unset _portal_here
