#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Rotates the credentials of a Redis with nothing but curl: opens a fresh server, connects it to your Redis, creates a
# rotation, reads the pair, rotates, and reads it again.
#
#   ./keyturn server --allow-internal-targets &
#   REDIS_PASSWORD=… examples/redis-rotation.sh [--show-password]
#
# KEYTURN_SERVER  default http://127.0.0.1:8080
# KEYTURN_TOKEN   a token, if the server has been opened before; otherwise this script opens it and keeps the login in
# KEYTURN_LOGIN_FILE
#                 default ./keyturn-login, mode 0600: e-mail, password and token of the first administrator
# REDIS_HOST, REDIS_PORT, REDIS_USERNAME, REDIS_PASSWORD
#                 an account with +acl|setuser +acl|deluser; default 127.0.0.1, 6379, default
#
# Passwords and tokens go to curl through files that only you can read, never as arguments.
set -euo pipefail
umask 077

server="${KEYTURN_SERVER:-http://127.0.0.1:8080}"
redis_host="${REDIS_HOST:-127.0.0.1}"
redis_port="${REDIS_PORT:-6379}"
redis_username="${REDIS_USERNAME:-default}"
: "${REDIS_PASSWORD:?is the password of the Redis account \"$redis_username\": set it}"
show="${1:-}"

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

# Text as a JSON string.
json() {
  local text="${1//\\/\\\\}"
  printf '"%s"' "${text//\"/\\\"}"
}

# The first text of that name in the answer.
field() {
  grep -o "\"$1\" *: *\"[^\"]*\"" "$work/answer" | head -n 1 | sed 's/^"[^"]*" *: *"\(.*\)"$/\1/'
}

# request METHOD PATH: sends standard input and keeps the answer.
request() {
  local status
  status="$(curl --silent --show-error --request "$1" --header @"$work/headers" --data-binary @- \
    --output "$work/answer" --write-out '%{http_code}' "$server$2")"
  case "$status" in
  2??) ;;
  *)
    echo "$1 $2 was answered with $status: $(cat "$work/answer")" >&2
    exit 1
    ;;
  esac
}

show_pair() {
  request GET "/api/v2/secret-rotations/redis-credentials/$rotation/active-credentials" </dev/null
  if [ "$show" = --show-password ]; then
    echo "  $(field username) / $(field password)"
  else
    echo "  $(field username) / ******** (--show-password shows it)"
  fi
}

printf 'Content-Type: application/json\n' >"$work/headers"
token="${KEYTURN_TOKEN:-}"
if [ -z "$token" ]; then
  admin_password="$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')"
  request POST /api/v1/admin/bootstrap <<JSON
{ "email": "admin@example.test", "password": "$admin_password", "organization": "Example" }
JSON
  token="$(field token)"
  login_file="${KEYTURN_LOGIN_FILE:-keyturn-login}"
  printf 'email=admin@example.test\npassword=%s\ntoken=%s\n' "$admin_password" "$token" >"$login_file"
  echo "The server is open. Its administrator's login is in $login_file: keep it."
fi
printf 'Authorization: Bearer %s\n' "$token" >>"$work/headers"

request POST /api/v1/projects <<'JSON'
{ "projectName": "example" }
JSON
project="$(field id)"
echo "Project $project"

request POST /api/v1/app-connections/redis <<JSON
{ "name": "example-redis", "method": "username-and-password", "projectId": "$project",
  "credentials": { "host": $(json "$redis_host"), "port": $redis_port, "username": $(json "$redis_username"),
                   "password": $(json "$REDIS_PASSWORD"), "sslEnabled": false, "sslRejectUnauthorized": true } }
JSON
connection="$(field id)"
echo "Connection $connection to $redis_host:$redis_port"

request POST /api/v2/secret-rotations/redis-credentials <<JSON
{ "name": "example", "projectId": "$project", "connectionId": "$connection", "environment": "dev", "secretPath": "/",
  "rotationInterval": 30, "rotateAtUtc": { "hours": 3, "minutes": 0 },
  "parameters": { "permissionScope": "~* +@all -@dangerous" },
  "secretsMapping": { "username": "REDIS_USERNAME", "password": "REDIS_PASSWORD" } }
JSON
rotation="$(field id)"
echo "Rotation $rotation: every 30 days at 03:00 UTC. Its first pair:"
show_pair

request POST "/api/v2/secret-rotations/redis-credentials/$rotation/rotate-secrets" </dev/null
echo "Rotated. The new pair, while the old one still logs in:"
show_pair
