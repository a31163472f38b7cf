# toolchain: makes, in the cache folder, Emscripten (from Debian trixie) and the sources of Dear ImGui and SDL2. No root needed. Sourced.
#
# Debian 12's own Emscripten is too old for Dear ImGui 1.92 and SDL 2.32. So a private apt, with folders, lists and an empty package
# status of its own, downloads trixie's packages (checked against Debian's signed release files); they are unpacked, not installed,
# and their programs are pointed at the libraries that came with them. The machine's python3 and node run Emscripten's scripts.
#
# Each part is made in a temporary folder and renamed when whole; a part that is there is not made again. An interrupted download goes on.

# name|version|first version that will do|sha256 of the upstream tarball
IMGUI_PIN='imgui|1.92.2b+ds-1|1.92|e7bd201d56b5ee90d24d5dac85e5c12f98bdb95410252a62d27b7f89e4566d48'
SDL2_PIN='libsdl2|2.32.4+dfsg-1|2.32.4|d364cded8bf41f3f503014d3fb6473f1a7077ff468da1638dae4a6bec6ef2277'
KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg
APT=$PORTAL_CACHE/apt   # the private apt's folder
# Emscripten's packages name these, but its scripts run with the machine's own python and node, and it has its own libc.
NOT_NEEDED='^(python3|libpython3|nodejs|libnode|node-(corepack|undici|cjs|xtend)|binutils|libbinutils|libgprof|libctf|libsframe|libjansson'
NOT_NEEDED+='|ccache|libfmt|libhiredis|tzdata|debconf|tar$|dpkg$|media-types|netbase|readline|libreadline|libdb5|openssl-provider|libuv|libcares'
NOT_NEEDED+='|libsqlite|libuuid|libncursesw|rpcsvc|linux-libc-dev|lib(a|l|t|ub|hwa)san|libitm|libquadmath|libgomp|libcrypt|libobjc|gcc-|libc-dev-bin|lib(c6|gcc|stdc).*-dev)'

# offline WHAT_ZH WHAT_EN: the step fails for want of a network.
offline() {
  because "没有网络，或软件源不可用：无法下载 $1。已下载的部分会保留，联网后再运行一次即可。" \
    "No network, or the package mirror did not answer: could not fetch $2. What was fetched is kept; run again once online."
}

private_apt() { APT_CONFIG=$APT/apt.conf "$@"; }

# The mirror is the one that this machine already uses: no host is written here.
mirror() {
  [ -n "${PORTAL_DEBIAN_MIRROR:-}" ] && { echo "$PORTAL_DEBIAN_MIRROR"; return; }
  { apt-get indextargets --format '$(SITE)' 'Origin: Debian' 'Label: Debian'; apt-get indextargets --format '$(SITE)' | grep '/debian/*$'; } \
    2> /dev/null | sort | uniq -c | sort -rn | awk 'NR == 1 { print $2 }'
}

make_apt() {
  local site arch
  [ -e "$KEYRING" ] || { echo "missing $KEYRING (package debian-archive-keyring)"; return 1; }
  site=$(mirror)
  arch=$(dpkg --print-architecture)
  [ -n "$site" ] || { echo "this machine's apt names no Debian mirror; set PORTAL_DEBIAN_MIRROR"; return 1; }
  mkdir -p "$APT"/{state/lists/partial,cache/archives/partial,etc/parts,debs,src}
  : > "$APT/status"
  cat > "$APT/apt.conf" <<CONF
Dir::State "$APT/state";
Dir::State::status "$APT/status";
Dir::Cache "$APT/cache";
Dir::Etc::sourcelist "$APT/sources.list";
Dir::Etc::sourceparts "$APT/etc/parts";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "$APT/etc/parts";
APT::Architecture "$arch";
APT::Architectures { "$arch"; };
APT::Install-Recommends "false";
APT::Sandbox::User "root";   // as root: do not drop to a user who cannot read this folder
APT::Update::Error-Mode "any";
Acquire::Check-Valid-Until "false";
Acquire::Languages "none";
Acquire::Retries "3";
CONF
  cat > "$APT/sources.list" <<LIST
deb [signed-by=$KEYRING] $site trixie main
deb-src [signed-by=$KEYRING] $site trixie main
deb-src [signed-by=$KEYRING] $site forky main
deb-src [signed-by=$KEYRING] $site sid main
LIST
  private_apt apt-get -q update || offline "Debian trixie 的软件包列表" "the package lists of Debian trixie"
}

# The lists are some 45 MB and only needed when something has to be downloaded: fetched then, and not again within the hour.
ensure_apt() {
  [ -n "$(find "$APT/updated" -mmin -60 2> /dev/null)" ] && return
  make_apt
  touch "$APT/updated"
}

# fetch_debs NAME...: into $APT/debs, going on where it was cut off. Not by `apt-get download`: measured, it begins a half file again where the
# mirror gives no Last-Modified, and takes a file of the right size for whole without looking. The addresses and sums are apt's.
fetch_debs() {
  local uri file size sum
  eval "$(apt-config shell http_proxy Acquire::http::Proxy https_proxy Acquire::https::Proxy)"
  export http_proxy=${http_proxy:-} https_proxy=${https_proxy:-}
  cd "$APT/debs"
  while read -r uri file size sum; do
    for attempt in 1 2 3; do
      sha256sum --check --status <<< "${sum#SHA256:}  $file" 2> /dev/null && continue 2
      echo "$file ($size bytes)"
      # As long as it should be, yet not the right file: from the beginning.
      [ "$(stat -c %s "$file" 2> /dev/null || echo 0)" -lt "$size" ] || rm -f "$file"
      curl -fsS --retry 2 --connect-timeout 30 --speed-time 60 --speed-limit 1000 -C - -o "$file" "$(tr -d "'" <<< "$uri")" || true
    done
    sha256sum --check <<< "${sum#SHA256:}  $file" || return 1
  done <<< "$(cd "$APT" && private_apt apt-get download --print-uris "$@")"   # beside the files it would leave out those that are there
}

make_emscripten() {
  local final=$PORTAL_TOOLCHAIN making=$PORTAL_TOOLCHAIN.making names name deb
  ensure_apt
  names=$(private_apt apt-get install --print-uris -qq emscripten | sed -n "s/^'[^']*' \([^_]*\)_.*/\1/p" | grep -Ev "$NOT_NEEDED")
  fetch_debs $names || offline "Emscripten（约 330 MB）" "Emscripten (about 330 MB)"

  rm -rf "$making" "$final"
  mkdir -p "$making"
  for name in $names; do
    echo "unpacking $name"
    deb=$(ls -t "$APT/debs/$name"_*.deb | head -n 1)   # an older one may be left from a download that was cut off long ago
    # Left out: tests, documentation and the libraries for position-independent code (half of the 2 GB).
    dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$making" --exclude='./usr/share/emscripten/test' --exclude='./usr/share/doc' \
      --exclude='./usr/share/man' --exclude='*/wasm32-emscripten/pic' --exclude='*/wasm32-emscripten/lto-pic'
  done
  mv "$making" "$final"   # before patching: the programs get absolute paths
  echo "pointing the programs at their libraries"
  point_at_own_libraries "$final"
  write_config "$final"
  test "$("$final/usr/share/emscripten/emcc" --version | head -n 1 | wc -c)" -gt 10
  rm -rf "$APT/debs"/*
}

point_at_own_libraries() {
  local root=$1 libs loader program
  libs=$(dirname "$(find "$root/usr/lib" -name 'libLLVM*.so*' -path '*-linux-gnu*' | head -n 1)")
  loader=$(find "$root" -name 'ld-linux*.so*' | head -n 1)
  find "$root/usr/lib/llvm-19/bin" "$root/usr/bin" -type f | while read -r program; do
    head -c 4 "$program" | grep -q ELF || continue
    patchelf --set-interpreter "$loader" --force-rpath --set-rpath "$libs" "$program"
  done
}

write_config() {
  local root=$1
  ln -sfn ../nodejs "$root/usr/share/emscripten/node_modules"
  cat > "$root/usr/share/emscripten/.emscripten" <<CONF
EMSCRIPTEN_ROOT = '$root/usr/share/emscripten'
LLVM_ROOT = '$root/usr/bin'
LLVM_ADD_VERSION = '19'
CLANG_ADD_VERSION = '19'
BINARYEN_ROOT = '$root/usr'
NODE_JS = '$(command -v node)'
CACHE = '$root/usr/share/emscripten/cache'
CONF
}

# make_source PIN DIR: a Debian source package's upstream tarball, unpacked.
make_source() {
  local name version least sum dir=$2 tarball offered chosen
  IFS='|' read -r name version least sum <<< "$1"
  ensure_apt
  offered=$(private_apt apt-cache showsrc "$name" | sed -n 's/^Version: //p' | sort -uV)
  chosen=$version
  if ! grep -qxF "$version" <<< "$offered"; then
    chosen=$(tail -n 1 <<< "$offered")
    at_least "$chosen" "$least" || { echo "Debian has no $name >= $least any more, only $chosen: set its source folder by hand"; return 1; }
    echo "NOTE: $name $version is gone from Debian; taking $chosen"
    sum=
  fi
  (cd "$APT/src" && private_apt apt-get -q source --download-only "$name=$chosen") || offline "$name $chosen 源代码" "the source of $name $chosen"
  tarball=$(ls "$APT/src/${name}_${chosen%-*}.orig.tar."?z)
  [ -z "$sum" ] || echo "$sum  $tarball" | sha256sum --check --strict
  rm -rf "$dir.making" "$dir"
  mkdir -p "$dir.making"
  tar -xf "$tarball" -C "$dir.making" --strip-components=1
  echo "$chosen" > "$dir.making/.debian-version"
  mv "$dir.making" "$dir"
  rm -f "$APT/src/$name"_*
}

# part NAME ZH EN FUNCTION ARGS...: once, unless its stamp is there.
part() {
  local name=$1 zh=$2 en=$3
  [ -e "$PORTAL_CACHE/$name.done" ] && return
  shift 3
  step "toolchain-$name" "$zh" "$en" "$@"
  touch "$PORTAL_CACHE/$name.done"
}

toolchain() { with_lock "$PORTAL_CACHE/toolchain.lock" make_toolchain; }

make_toolchain() {
  if [ "$IMGUI_SOURCE_DIR" = "$PORTAL_IMGUI_CACHED" ]; then
    part imgui-1.92.2b "取得 Dear ImGui 源代码" "fetching Dear ImGui's source" make_source "$IMGUI_PIN" "$PORTAL_IMGUI_CACHED"
  fi
  if [ "$SDL2_SOURCE_DIR" = "$PORTAL_SDL2_CACHED" ]; then
    part sdl2-2.32.4 "取得 SDL2 源代码" "fetching SDL2's source" make_source "$SDL2_PIN" "$PORTAL_SDL2_CACHED"
  fi
  [ "$PORTAL_EMSCRIPTEN" = "$PORTAL_TOOLCHAIN/usr/share/emscripten" ] || return 0
  part emscripten-1 "准备 Emscripten（下载约 330 MB，只做一次）" "preparing Emscripten (downloads about 330 MB, once)" make_emscripten
}
