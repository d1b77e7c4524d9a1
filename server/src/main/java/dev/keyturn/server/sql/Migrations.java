// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.sql;

import dev.keyturn.core.rotation.StoreUnavailable;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// Brings the tables up to date from the numbered files in `dev/keyturn/server/migrations`.
///
/// One text serves both databases: times are BIGINT milliseconds, ids TEXT, and only the type of bytes differs, which
/// is written `${blob}`.
final class Migrations {
    private final DataSource source;
    private final Dialect dialect;

    Migrations(DataSource source, Dialect dialect) {
        this.source = source;
        this.dialect = dialect;
    }

    void run(String description) {
        try {
            Flyway.configure(getClass().getClassLoader())
                    .dataSource(source)
                    .locations("classpath:dev/keyturn/server/migrations")
                    .placeholders(Map.of("blob", dialect.blobType()))
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StoreUnavailable(
                    "%s cannot be brought to this version's tables: %s".formatted(description, e.getErrorCode()));
        }
    }
}
