# What every script of ./portal shares: where things live, how a step is shown and how it fails.
# Sourced, never run. Expects `set -euo pipefail`.

PORTAL_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
PORTAL_LOGS=$PORTAL_ROOT/build/logs
source "$PORTAL_ROOT/.portal/env.sh"

say()  { printf '▸ %s\n' "$*" >&2; }
warn() { printf '! %s\n' "$*" >&2; }
# fail ZH EN: one reason, in both languages, then stop.
fail() { printf '\n✗ %s\n  %s\n' "$1" "$2" >&2; exit 1; }
# because ZH EN: inside a step: the step fails, and this is shown as its reason.
because() { printf '  %s\n  %s\n' "$1" "$2" > "$PORTAL_LOGS/$STEP.reason"; return 1; }

# step NAME ZH EN COMMAND...: run a command quietly; every 20 s show where it is; on failure show why, the end of its log, and where that is.
# It runs outside of any condition, in which bash would ignore `set -e`, and in a process group of its own, so that a signal ends all of it.
step() {
  local STEP=$1 zh=$2 en=$3 log status pulse child
  shift 3
  mkdir -p "$PORTAL_LOGS"
  log=$PORTAL_LOGS/$STEP.log
  rm -f "$PORTAL_LOGS/$STEP.reason"
  say "$zh · $en"
  : > "$log"
  show_pulse "$log" &
  pulse=$!
  disown
  set -m
  ( set -e; "$@" ) > "$log" 2>&1 < /dev/null &
  child=$!
  set +m
  trap 'kill -TERM -- -$child; kill $pulse; exit 143' INT TERM HUP
  wait $child && status=0 || status=$?
  trap - INT TERM HUP
  kill $pulse 2> /dev/null || true
  [ $status -eq 0 ] && return
  tail -n 25 "$log" >&2
  [ ! -e "$PORTAL_LOGS/$STEP.reason" ] || { echo; cat "$PORTAL_LOGS/$STEP.reason"; } >&2
  fail "这一步没有成功：$zh。完整日志：$log" "This step failed: $en. Full log: $log"
}

# Waits by reading from a pipe that nobody writes to: unlike `sleep` it leaves no process behind that would keep pipes and locks open.
show_pulse() {
  local never last shown=
  exec {never}<> <(:)
  while kill -0 $$ 2> /dev/null; do
    read -rt 20 -u "$never" || true
    last=$(tail -n 1 "$1" | tr -d '\r' | cut -c 1-120)
    [ "$last" = "$shown" ] || printf '  … %s\n' "$last" >&2
    shown=$last
  done
}

# with_lock FILE COMMAND...: two runs (two checkouts, two terminals) must not make the same thing at once.
with_lock() {
  local file=$1 fd
  shift
  mkdir -p "$(dirname "$file")"
  exec {fd}> "$file"
  if ! flock -n "$fd"; then
    say "另一个 portal 正在做同一件事，等它完成 · waiting for another portal run that does the same"
    flock "$fd"
  fi
  "$@"
  exec {fd}>&-
}

# at_least VERSION WANTED
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }
