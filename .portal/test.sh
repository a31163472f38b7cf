#!/usr/bin/env bash
# Builds and runs the test suites (all, or those named), sums their counts, and closes with "N passed, N failed".
# A suite that ran no test has failed.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
source "$PORTAL_ROOT/.portal/build.sh"
source "$PORTAL_ROOT/.portal/tools_env.sh"
cd "$PORTAL_ROOT"

# Without names: what every change must pass. The unit tests with sanitizers, `looks` and the other two engines take as long again: by name, or
# all with `everything`.
USUAL='types web model ui shell wasm size fuzz contract postgresql conformance browser'
ALL="$USUAL asan tsan looks firefox webkit"
passed=0 failed=0 skipped=0

# suite NAME COUNTER COMMAND...: COUNTER reads the log and prints "passed failed skipped".
suite() {
  local name=$1 counter=$2 status counts started=$SECONDS log=$PORTAL_LOGS/test-$1.log
  shift 2
  printf '\n== %s ==\n' "$name"
  mkdir -p "$PORTAL_LOGS"
  set +e
  "$@" 2>&1 | tee "$log"
  status=${PIPESTATUS[0]}
  set -e
  counts=($($counter "$log"))
  if [ "$status" -ne 0 ] && [ "${counts[1]}" -eq 0 ]; then counts[1]=1; fi   # died before it could count
  if [ $((counts[0] + counts[1])) -eq 0 ]; then warn "$name: 没有运行任何测试 · no test was run"; counts[1]=1; fi
  printf '%s: %s passed, %s failed, %s skipped (%s s)\n' "$name" "${counts[@]}" $((SECONDS - started))
  passed=$((passed + counts[0])) failed=$((failed + counts[1])) skipped=$((skipped + counts[2]))
}

# GoogleTest under ctest -V, each line with the program's number before it. A program that died without naming a failure is one failure;
# one that passes without GoogleTest's lines is one test.
count_gtest() {
  awk '
    match($0, /^[0-9]+: /)                   { id = substr($0, 1, RLENGTH - 2) }
    /\[  PASSED  \] [0-9]+ test/             { sub(/.*\[  PASSED  \] /, ""); p += $1; seen[id] = 1 }
    /\[  FAILED  \] .*\([0-9]+ ms\)$/       { f++; failed[id] = 1 }
    /\[  SKIPPED \] [0-9]+ test/             { sub(/.*\[  SKIPPED \] /, ""); s += $1 }
    match($0, /^ *[0-9]+\/[0-9]+ Test +#[0-9]+: /) {
      id = $0; sub(/.*Test +#/, "", id); id += 0
      if ($0 ~ /   Passed /) { if (!(id in seen)) p++ } else if ($0 ~ /\*\*\*Skipped/) s++; else if (!(id in failed)) f++
    }
    END { print p + 0, f + 0, s + 0 }' "$1"
}

# node --test writes its summary in TAP to a second file.
count_node() {
  awk '/^# pass /{p=$3} /^# fail /{f+=$3} /^# cancelled /{f+=$3} /^# skipped /{s=$3} END {print p+0, f+0, s+0}' "$1.tap" 2> /dev/null || echo 0 0 0
}
count_check() { grep -q '^ok$' "$1" && echo 1 0 0 || echo 0 1 0; }

run_ctest() {
  local folder=$1
  shift
  ctest --test-dir "$folder" --verbose --parallel 2 --no-tests=error "$@" |
    grep -Ev '^(UpdateCTest|Constructing|Done constr|Updating test|Added 0|Checking test|Internal ctest|Label Time|Test project|Total Test|test [0-9]|$)|: (Test command|Working Dir|Test timeout|Running main|$)'
}
run_node() {
  compgen -G "tests/$1/*.test.mjs" > /dev/null || { echo "no tests in tests/$1"; return 1; }
  node_tests "$1" "$2" "tests/$1"/*.test.mjs
}
# run_stories SUITE ENGINE: the same stories in each engine (tests/browser/engines/README.md).
# Two files at a time on two cores: everything is waited for twice as long as when it has the machine to itself.
run_stories() { PORTAL_PATIENCE=${PORTAL_PATIENCE:-2} PORTAL_ENGINE=$2 node_tests "$1" 2 $(grep -lE '= portal\(' tests/browser/*.test.mjs); }
# What tells no story (axe, contrast, accessibility tree) judges every view in every look, by Chromium.
run_looks() { PORTAL_PATIENCE=${PORTAL_PATIENCE:-2} node_tests looks 2 $(grep -LE '= portal\(' tests/browser/*.test.mjs); }
# The server on PostgreSQL as on SQLite; what is about several servers is in contract.
run_postgresql() {
  export -f node_tests
  PORTAL_LOGS=$PORTAL_LOGS tests/postgresql.sh run bash -c 'node_tests postgresql 2 tests/contract/{workflow,permissions,session,attachments,authorization,history}.test.mjs'
}
# What any backend must do, tried on a second one that shares no code with ours (tests/contract/README.md).
run_conformance() { PORTAL_BACKEND=second node_tests conformance 2 tests/contract/{workflow,permissions,authorization,session,attachments}.test.mjs; }
# node_tests SUITE CONCURRENCY FILE...
node_tests() {
  local log=$PORTAL_LOGS/test-$1.log.tap concurrency=$2
  shift 2
  rm -f "$log"
  node --test --test-concurrency="$concurrency" --test-reporter=spec --test-reporter-destination=stdout \
    --test-reporter=tap --test-reporter-destination="$log" "$@"
}
check_size() { node .portal/size.mjs; }
# Each fuzz program on its corpus and five seconds beyond it: that they start and find nothing at once. ./portal fuzz looks for longer.
run_fuzz() { .portal/fuzz.sh 5; }
count_fuzz() { awk '/^fuzz .*: ok/ { p++ } /^fuzz .*: failed/ { f++ } END { print p + 0, f + 0, 0 }' "$1"; }
check_types() { node_modules/.bin/tsc -p .portal/tsconfig.json && echo ok; }

wanted=${*:-$USUAL}
[ "$wanted" != everything ] || wanted=$ALL
for name in $wanted; do
  case " $ALL " in *" $name "*) ;; *) fail "没有这个测试：$name" "No such suite: $name. There are: $ALL" ;; esac
done
case $wanted in *model* | *ui* | *shell*) build_native ;; *contract* | *postgresql* | *browser* | *looks* | *firefox* | *webkit*) build_server ;; esac
case $wanted in *size* | *contract* | *browser* | *looks* | *firefox* | *webkit*) build_page ;; esac
case $wanted in *fuzz*) build_fuzz ;; esac
case $wanted in *asan*) compile asan "编译带内存检查的单元测试" "compiling the unit tests with the address sanitizer" portal_model_tests portal_ui_tests portal_shell_tests portal_server_tests ;; esac
case $wanted in *tsan*) compile tsan "编译带线程检查的服务器测试" "compiling the server's tests with the thread sanitizer" portal_server_tests ;; esac
case $wanted in *wasm*) compile web-tests "编译 WebAssembly 测试" "compiling the tests to WebAssembly" ;; esac

for name in $wanted; do
  case $name in
    types) suite types count_check check_types ;;
    model | ui) suite "$name" count_gtest run_ctest build/native --label-regex "^$name\$" ;;
    shell) suite shell count_gtest run_ctest build/native --label-exclude '^(model|ui)$' ;;
    asan) suite asan count_gtest run_ctest build/asan --tests-regex '^portal_(model|ui|shell|server)_tests$' ;;
    tsan) suite tsan count_gtest run_ctest build/tsan --tests-regex '^portal_server_tests$' ;;
    fuzz) suite fuzz count_fuzz run_fuzz ;;
    wasm) suite wasm count_gtest run_ctest build/web-tests ;;
    web) suite web count_node run_node web 2 ;;
    size) suite size count_check check_size ;;
    contract) suite contract count_node run_node contract 2 ;;
    postgresql) suite postgresql count_node run_postgresql ;;
    conformance) suite conformance count_node run_conformance ;;
    browser) suite browser count_node run_stories browser chromium ;;
    looks) suite looks count_node run_looks ;;
    firefox | webkit) suite "$name" count_node run_stories "$name" "$name" ;;
  esac
done

printf '\n%d passed, %d failed' $passed $failed
[ $skipped -eq 0 ] || printf ', %d skipped' $skipped
printf '\n'
[ $failed -eq 0 ]
