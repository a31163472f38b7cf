# What every script of ./portal shares: where things live, how a step is shown and how it fails.
# Sourced, never run. Expects `set -euo pipefail`.

PORTAL_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
: "${PORTAL_CACHE:=${XDG_CACHE_HOME:-$HOME/.cache}/study-hours-portal}"   # downloads and toolchain; shared by all checkouts
PORTAL_LOGS=$PORTAL_ROOT/build/logs
export PORTAL_ROOT PORTAL_CACHE

say()  { printf '▸ %s\n' "$*" >&2; }
warn() { printf '! %s\n' "$*" >&2; }
# fail ZH EN: one reason, in both languages, then stop.
fail() { printf '\n✗ %s\n  %s\n' "$1" "$2" >&2; exit 1; }

# step NAME ZH EN COMMAND...: run a command quietly; on failure say which step, show the end of its log and where it is.
# The command runs in a subshell outside any condition: inside one, bash would ignore `set -e` in it.
step() {
  local name=$1 zh=$2 en=$3 log status
  shift 3
  mkdir -p "$PORTAL_LOGS"
  log=$PORTAL_LOGS/$name.log
  say "$zh · $en"
  set +e
  ( set -e; "$@" ) > "$log" 2>&1
  status=$?
  set -e
  [ $status -eq 0 ] && return
  tail -n 40 "$log" >&2
  if [ -s "$PORTAL_LOGS/$name.reason" ]; then cat "$PORTAL_LOGS/$name.reason" >&2; rm "$PORTAL_LOGS/$name.reason"; fi
  fail "这一步没有成功：$zh。完整日志：$log" "This step failed: $en. Full log: $log"
}

# with_lock NAME COMMAND...: two runs (two checkouts, two terminals) must not build the same thing at once.
with_lock() {
  local file=$PORTAL_CACHE/$1.lock fd
  shift
  mkdir -p "$PORTAL_CACHE"
  exec {fd}> "$file"
  if ! flock -n "$fd"; then
    say "另一个 portal 正在准备同样的东西，等它完成 · waiting for another portal run that prepares the same"
    flock "$fd"
  fi
  "$@"
  exec {fd}>&-
}

# at_least VERSION WANTED
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }
