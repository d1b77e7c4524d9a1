#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Starts one node. What it accepts is the boot state that the environment holds, and nothing else: no file that the
# kubelet may still have from yesterday.
set -euf
umask 077

folder=/run/keyturn
everything='~* &* +@all'

users() {
  if [ "${KEYTURN_DISABLE_AUTH:-}" = true ]; then
    echo "user default on nopass $everything"
    return
  fi
  hashes=
  for hash in ${KEYTURN_ACCEPT:-}; do
    hashes="$hashes #$hash"
  done
  if [ -z "$hashes" ]; then
    echo "keyturn: no password would be accepted: the key keyturn.accept of the config Secret is empty" >&2
    exit 1
  fi
  echo "user default on$hashes $everything"
  # while a password changes together with its name, there are two of them
  for user in ${KEYTURN_USER:-}; do
    if [ "$user" != default ]; then
      echo "user $user on$hashes $everything"
    fi
  done
  printf 'masterauth "%s"\n' "$(printf '%s' "${KEYTURN_MASTERAUTH:-}" | sed 's/[\\"]/\\&/g')"
}

users > "$folder/credentials.conf"

# A copy, so that CONFIG REWRITE has something to write to, and is forgotten at the next start.
cat "$KEYTURN_CONFIG/default.conf" > "$folder/node.conf"
if [ -n "${KEYTURN_ANNOUNCE:-}" ]; then
  echo "cluster-announce-ip $KEYTURN_ANNOUNCE" >> "$folder/node.conf"
fi

server=$KEYTURN_SERVER
unset KEYTURN_ACCEPT KEYTURN_MASTERAUTH KEYTURN_USER
exec "$server" "$folder/node.conf" "$@"
