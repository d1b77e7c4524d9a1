// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.jdbc.SqlConnection;
import java.util.List;
import java.util.Optional;

/// What tells one SQL Server from another: the availability group of the database, where it is in one, since that
/// survives a failover; else the name of the instance.
final class Fingerprint {

    private static final String GROUP = """
        SELECT CONVERT(nvarchar(40), group_id) FROM sys.availability_databases_cluster
         WHERE database_name = DB_NAME()\
        """;

    private Fingerprint() {}

    static Optional<String> of(SqlConnection sql) throws Refused, Unanswered {
        List<String> group = sql.query("sys.availability_databases_cluster", row -> row.getString(1), GROUP);
        if (!group.isEmpty()) {
            return Optional.of("group " + group.getFirst());
        }
        return sql.query("@@SERVERNAME", row -> row.getString(1), "SELECT @@SERVERNAME").stream()
                .findFirst()
                .map(name -> "instance " + name);
    }
}
