#!/usr/bin/env bash
# A PostgreSQL server of a test's own: Debian's programs, a cluster in a new folder below /tmp, no port (a socket
# in that folder). Prints the address of its database when it takes connections. Each line on standard input is an
# order: `restart` lets it crash and come back, `stop` lets it crash and stay away, `start` brings it back; each is
# answered with `done`. When standard input ends, so does the server, and the folder goes.
set -euo pipefail

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] || { echo "no PostgreSQL here: scripts/setup test installs it" >&2; exit 1; }
folder=$(mktemp -d /tmp/genba-pg-XXXXXX)
# PostgreSQL does not run as root.
as_owner=()
if [ "$(id -u)" -eq 0 ]; then
  chown postgres "$folder"
  as_owner=(setpriv --reuid=postgres --regid="$(id -g postgres)" --clear-groups)
fi
control() { (cd "$folder" && "${as_owner[@]}" "$bin/pg_ctl" -D "$folder/data" -s -w "$@" </dev/null >/dev/null); }
end() {
  control stop -m immediate || true
  rm -rf "$folder"
}
trap end EXIT

# What was written stays when the server dies; only a machine that dies would need the disk to be waited for.
(cd "$folder" && "${as_owner[@]}" "$bin/initdb" -D data -U genba -A trust -E UTF8 --locale=C -N >/dev/null)
cat >>"$folder/data/postgresql.conf" <<EOF
listen_addresses = ''
unix_socket_directories = '$folder'
fsync = off
shared_buffers = 32MB
EOF
start() { control start -l "$folder/log"; }
start
echo "postgres://genba@/postgres?host=$folder"
while read -r order; do
  case $order in
    restart) control stop -m immediate && start ;;
    stop) control stop -m immediate ;;
    start) start ;;
  esac
  echo done
done
