#!/usr/bin/env bash
# A private PostgreSQL of the installed package in a temporary folder, reached by a Unix socket in that folder alone.
#
#   postgresql.sh run COMMAND...   one for as long as the command runs, its address in PORTAL_TEST_POSTGRESQL. Syncs nothing: quick
#   postgresql.sh start FOLDER     makes it in FOLDER, or starts the one that is there; prints its address
#   postgresql.sh stop FOLDER [fast | immediate]
#   postgresql.sh programs         where they are
#
# PostgreSQL refuses to run as root: then the package's own user, postgres, runs it.
# Exit code 77: there is no PostgreSQL on this machine.
set -euo pipefail

programs=$(ls -d /usr/lib/postgresql/*/bin 2> /dev/null | sort -V | tail -1)
[ -n "$programs" ] || programs=$(dirname "$(command -v initdb || echo /nowhere/initdb)")
if [ ! -x "$programs/initdb" ]; then
  echo "PostgreSQL is not installed (Debian: postgresql): its tests are left out" >&2
  exit 77
fi

unprivileged() {
  if [ "$(id -u)" -eq 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}
address_of() { echo "postgresql:///postgres?host=$1&user=postgres"; }

start() {
  local folder=$1 settings=${2:-}
  if [ ! -e "$folder/data/PG_VERSION" ]; then
    mkdir -p "$folder"
    chmod 755 "$folder"
    [ "$(id -u)" -ne 0 ] || chown postgres "$folder"
    unprivileged "$programs/initdb" --pgdata="$folder/data" --username=postgres --auth=trust --encoding=UTF8 --locale=C --no-sync > /dev/null
  fi
  unprivileged "$programs/pg_ctl" --pgdata="$folder/data" --log="$folder/log" --wait --timeout=120 \
    --options="-c listen_addresses='' -c unix_socket_directories='$folder' $settings" start > /dev/null ||
    { cat "$folder/log" >&2; exit 1; }
}
stop() { unprivileged "$programs/pg_ctl" --pgdata="$1/data" --mode="${2:-fast}" --wait stop > /dev/null; }

run() {
  folder=$(mktemp -d /tmp/portal-postgresql-XXXXXX)
  trap 'stop "$folder" immediate || true; rm -rf "$folder"' EXIT
  start "$folder" '-c fsync=off -c synchronous_commit=off -c full_page_writes=off'
  PORTAL_TEST_POSTGRESQL=$(address_of "$folder") "$@"
}

case $1 in
  run) shift; run "$@" ;;
  programs) echo "$programs" ;;
  start) start "$2"; address_of "$2" ;;
  stop) stop "$2" "${3:-fast}" ;;
  *) echo "postgresql.sh: run, start, stop or programs" >&2; exit 2 ;;
esac
