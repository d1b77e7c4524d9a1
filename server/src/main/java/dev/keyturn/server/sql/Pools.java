// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.rotation.StoreUnavailable;
import java.time.Duration;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/// The connections of a database: one that writes and a few that read on SQLite, one pool for both on PostgreSQL.
record Pools(Dialect dialect, HikariDataSource readers, HikariDataSource writers, DataSource forMigrations) {
    private static final int SQLITE_READERS = 4;
    private static final int POSTGRESQL_CONNECTIONS = 16;
    private static final Duration WAIT_FOR_CONNECTION = Duration.ofSeconds(5);
    private static final Duration WAIT_FOR_OTHER_PROCESS = Duration.ofSeconds(5);

    /// How long a node that stands still in the middle of a transaction (a stopped process, a paused machine)
    /// keeps its rows: the end of the audit log is one for which every other node waits. No transaction of ours
    /// waits for anything but the store.
    static final Duration STANDSTILL = Duration.ofSeconds(20);

    static Pools of(StoreAddress address) {
        try {
            return switch (address) {
                case StoreAddress.Embedded embedded -> sqlite(embedded);
                case StoreAddress.Shared shared -> postgres(shared);
            };
        } catch (PoolInitializationException e) {
            var reason = e.getCause() instanceof java.sql.SQLException cause ? " (" + cause.getSQLState() + ")" : "";
            throw new StoreUnavailable("%s cannot be opened%s".formatted(address.description(), reason));
        }
    }

    private static Pools sqlite(StoreAddress.Embedded address) {
        var url = "jdbc:sqlite:" + address.file().toAbsolutePath();
        var writers = pool(source(url, TransactionMode.IMMEDIATE), 1);
        var readers = pool(source(url, TransactionMode.DEFERRED), SQLITE_READERS, "PRAGMA query_only = ON");
        return new Pools(Dialect.SQLITE, readers, writers, source(url, TransactionMode.DEFERRED));
    }

    private static SQLiteDataSource source(String url, TransactionMode mode) {
        var config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout((int) WAIT_FOR_OTHER_PROCESS.toMillis());
        config.enforceForeignKeys(true);
        config.setTransactionMode(mode);
        var source = new SQLiteDataSource(config);
        source.setUrl(url);
        return source;
    }

    private static Pools postgres(StoreAddress.Shared address) {
        var config = config(POSTGRESQL_CONNECTIONS);
        config.setJdbcUrl(address.url());
        address.user().ifPresent(config::setUsername);
        address.password().map(Password::reveal).ifPresent(config::setPassword);
        config.addDataSourceProperty("connectTimeout", Long.toString(WAIT_FOR_CONNECTION.toSeconds()));
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("ApplicationName", "keyturn");
        config.setConnectionInitSql("SET idle_in_transaction_session_timeout = " + STANDSTILL.toMillis());
        var pool = new HikariDataSource(config);
        return new Pools(Dialect.POSTGRESQL, pool, pool, pool);
    }

    private static HikariDataSource pool(DataSource source, int size, String... onConnect) {
        var config = config(size);
        config.setDataSource(source);
        if (onConnect.length > 0) {
            config.setConnectionInitSql(onConnect[0]);
        }
        return new HikariDataSource(config);
    }

    private static HikariConfig config(int size) {
        var config = new HikariConfig();
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(WAIT_FOR_CONNECTION.toMillis());
        config.setPoolName("keyturn-" + size);
        return config;
    }
}
