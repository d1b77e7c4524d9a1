#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Starts SQL Server. Without its certificate it would make one of its own, which nobody trusts: better not to start.
set -eu
for file in /var/opt/mssql/tls/tls.crt /var/opt/mssql/tls/tls.key; do
  [ -r "$file" ] || { echo "keyturn: $file is missing or cannot be read; SQL Server is not started without it" >&2; exit 1; }
done
exec /opt/mssql/bin/sqlservr "$@"
