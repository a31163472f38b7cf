# Everything that must be on the machine before something can be built. Sourced by ./portal. Each part checks first and is quick when done.
source "$PORTAL_ROOT/.portal/toolchain.sh"

# packages LIST...: install what is missing from the lists .portal/packages-LIST.txt.
packages() {
  local missing
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  if ! command -v apt-get > /dev/null; then
    warn "这台机器没有 apt-get，请自行安装相当于这些 Debian 软件包的内容：" $missing
    warn "no apt-get here: please install what these Debian packages hold:" $missing
    return 0
  fi
  if [ "$(id -u)" -ne 0 ]; then
    fail "缺少系统软件包，需要管理员运行这一条命令：  sudo $PORTAL_ROOT/portal setup --system" \
      "System packages are missing. An administrator must run this one command:  sudo $PORTAL_ROOT/portal setup --system
  ($(echo $missing))"
  fi
  step packages "安装系统软件包" "installing system packages" install_packages $missing
}

# The names in the lists that are not installed. A package whose command is already there by other means (node, say) is not missing.
missing_packages() {
  local list name command wanted=
  for list in "$@"; do
    while read -r name command; do
      case $name in '' | '#'*) continue ;; esac
      if [ -n "$command" ] && command -v "$(tr -d '[]' <<< "$command")" > /dev/null; then continue; fi
      wanted+=" $name"
    done < "$PORTAL_ROOT/.portal/packages-$list.txt"
  done
  # One question for all; a name that dpkg has never heard of is simply not in the answer.
  { dpkg-query -W -f '${Package} ${db:Status-Status}\n' $wanted 2> /dev/null || true; } | awk -v wanted="$wanted" '
    $2 == "installed" { have[$1] = 1 }
    END { n = split(wanted, name, " "); for (i = 1; i <= n; i++) if (!(name[i] in have)) print name[i] }'
}

install_packages() {
  export DEBIAN_FRONTEND=noninteractive
  local apt='apt-get -y -q -o DPkg::Lock::Timeout=900 -o Acquire::Retries=3'
  dpkg --configure -a || true   # takes up an installation that was cut off
  $apt update || echo "apt-get update failed; trying with the lists that are there"
  $apt install --no-install-recommends "$@" ||
    because "软件包安装失败：可能没有网络，或软件源不可用。缺少：$*" "Packages could not be installed: no network, or the mirror did not answer? Missing: $*"
}

# Debian 12's own Node.js is 18, Playwright wants 20. npm has Node.js itself as a package, the program inside.
NODE_PIN=20.20.2

node_program() {
  local folder=$PORTAL_CACHE/node-$NODE_PIN arch
  at_least "$(node --version | tr -d v)" 20 && return
  case $(uname -m) in
    x86_64) arch=x64 ;;
    aarch64) arch=arm64 ;;
    *) fail "需要 Node.js 20 或更新版本，请自行安装" "Node.js 20 or later is needed, this is $(node --version): please install it" ;;
  esac
  with_lock "$PORTAL_CACHE/node.lock" node_program_locked
  export PATH=$folder/node_modules/node-linux-$arch/bin:$PATH
}

node_program_locked() {
  [ ! -e "$folder.done" ] || return 0
  step node "取得 Node.js $NODE_PIN" "fetching Node.js $NODE_PIN" install_node "$folder" "node-linux-$arch@$NODE_PIN"
  touch "$folder.done"
}

install_node() {
  mkdir -p "$1"
  npm install --prefix "$1" --ignore-scripts --no-fund --no-audit "$2" || because_npm
}

because_npm() {
  because "npm 软件包安装失败：可能没有网络。联网后再运行一次即可。" "npm packages could not be installed: no network? Run again once online."
}

node_packages() {
  with_lock "$PORTAL_ROOT/build/npm.lock" node_packages_locked
}

node_packages_locked() {
  local stamp=$PORTAL_ROOT/node_modules/.portal-stamp want
  want=$(sha256sum < "$PORTAL_ROOT/package-lock.json")
  [ "$(cat "$stamp" 2> /dev/null)" != "$want" ] || return 0
  step npm "安装网页构建与测试工具" "installing the page's build and test tools" install_node_packages
  echo "$want" > "$stamp"
}

install_node_packages() {
  cd "$PORTAL_ROOT"
  export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 PUPPETEER_SKIP_DOWNLOAD=1
  npm ci --ignore-scripts --prefer-offline --no-fund --no-audit || because_npm
}

setup_build() {
  packages build
  node_program
  node_packages
  toolchain
}

setup_test() {
  packages build test
  setup_build
}
