// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.sql;

import dev.keyturn.core.rotation.StoreUnavailable;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

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
            var configuration = Flyway.configure(getClass().getClassLoader())
                    .dataSource(source)
                    .locations("classpath:dev/keyturn/server/migrations")
                    .placeholders(Map.of("blob", dialect.blobType()));
            lockBySession(configuration);
            configuration.load().migrate();
        } catch (FlywayException e) {
            throw new StoreUnavailable(
                    "%s cannot be brought to this version's tables: %s".formatted(description, e.getErrorCode()));
        }
    }

    /// On PostgreSQL the lock against a second migrator is one of the session: one of a transaction would stand idle
    /// while the migrations run, and [Pools#STANDSTILL] ends what stands idle.
    private static void lockBySession(FluentConfiguration configuration) {
        configuration
                .getPluginRegister()
                .getExact(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
    }
}
