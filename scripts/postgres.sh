#!/usr/bin/env bash
# Run a command with a PostgreSQL of its own, thrown away afterward: scripts/postgres.sh make web
set -euo pipefail
folder=$(mktemp -d)
chmod 755 "$folder"
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] || { echo "PostgreSQL isn't installed (Debian: apt-get install postgresql)."; exit 1; }
# initdb refuses to run as root, so the package's own user runs it there.
as() { if [ "$(id -u)" = 0 ]; then su postgres -s /bin/bash -c "$*"; else bash -c "$*"; fi; }
[ "$(id -u)" != 0 ] || chown postgres "$folder"
as "$bin/initdb -D $folder/data -E UTF8 --no-locale -A trust -U overtoe >/dev/null"
as "$bin/pg_ctl -D $folder/data -w -o '-k $folder -h \"\" -c fsync=off' start >/dev/null"
stop() { as "$bin/pg_ctl -D $folder/data -m immediate stop >/dev/null" || true; rm -rf "$folder"; }
trap stop EXIT
as "$bin/createdb -h $folder -U overtoe overtoe"
export OVERTOE_TEST_DATABASE_URL="postgresql://overtoe@${folder//\//%2F}/overtoe"
"$@"
