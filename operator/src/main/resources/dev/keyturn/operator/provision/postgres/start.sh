#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Starts one server. A data folder is made beside its place and moved there when it is whole: a node that is killed in
# the middle of it begins anew.
set -eu

data=$PGDATA
if [ ! -s "$data/PG_VERSION" ]; then
  fresh=$(dirname "$data")/initdb
  password=/run/keyturn/password
  rm -rf "$fresh"
  (umask 077 && printf '%s\n' "$POSTGRES_PASSWORD" > "$password")
  # shellcheck disable=SC2086 # the user's options are words
  initdb -D "$fresh" -U "$POSTGRES_USER" --pwfile="$password" --auth-local=trust --auth-host=scram-sha-256 \
    ${POSTGRES_INITDB_ARGS:-}
  rm -f "$password"
  if [ -d "$data" ]; then
    rmdir "$data"
  fi
  mv "$fresh" "$data"
  sync
fi
# a mount gives the volume's group the right to write, and PostgreSQL refuses a data folder that others can change
chmod 700 "$data"
exec docker-entrypoint.sh postgres -c config_file=/etc/config/postgresql.conf "$@"
