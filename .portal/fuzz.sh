#!/usr/bin/env bash
# fuzz.sh SECONDS [NAME...]: runs the fuzz programs, each for so long, on its corpus. What they learn is kept in build/fuzz/corpus/NAME, an input
# that breaks something as build/fuzz/NAME-crash-…: put it into tests/fuzz/corpus/NAME with the fix.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
seconds=$1
shift
[ $# -gt 0 ] || set -- $(ls tests/fuzz/corpus)
failed=0
for name in "$@"; do
  mkdir -p "build/fuzz/corpus/$name"
  log=build/fuzz/$name.log
  if "build/fuzz/bin/portal_fuzz_$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=65536 -print_final_stats=1 \
    -artifact_prefix="build/fuzz/$name-" "build/fuzz/corpus/$name" "tests/fuzz/corpus/$name" > "$log" 2>&1; then
    echo "fuzz $name: ok, $(awk '/number_of_executed_units/ { print $2 }' "$log") inputs"
  else
    tail -60 "$log"
    echo "fuzz $name: failed"
    failed=1
  fi
done
exit $failed
