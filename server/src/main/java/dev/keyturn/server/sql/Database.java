// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.sql;

import com.zaxxer.hikari.HikariDataSource;
import dev.keyturn.core.rotation.StoreUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// The database, and the only way into it: a function runs in one transaction, and what it wrote is on disk when the
/// call returns. Safe for many threads.
///
/// On SQLite one transaction writes at a time, the others wait for it; readers wait for nobody. On PostgreSQL
/// transactions run beside each other, and rows are locked by [Dialect#forUpdate()].
///
/// Whatever the function throws rolls its transaction back and travels on.
public final class Database implements AutoCloseable {
    private static final ScopedValue<Companion> COMPANION = ScopedValue.newInstance();

    private final Dialect dialect;
    private final String description;
    private final HikariDataSource readers;
    private final HikariDataSource writers;
    private final Migrations migrations;

    private Database(StoreAddress address, Pools pools) {
        this.dialect = pools.dialect();
        this.description = address.description();
        this.readers = pools.readers();
        this.writers = pools.writers();
        this.migrations = new Migrations(pools.forMigrations(), pools.dialect());
    }

    /// Opens the database without changing it; [#migrate()] makes its tables.
    ///
    /// @throws StoreUnavailable if it cannot be reached
    public static Database open(StoreAddress address) {
        return new Database(address, Pools.of(address));
    }

    /// Brings the tables up to this version of Keyturn. Repeatable, and safe while other nodes do the same.
    public void migrate() {
        migrations.run(description);
    }

    /// Reads from one consistent state of the database. Changes nothing, and goes on where the store cannot be written.
    ///
    /// @throws StoreUnavailable if the database cannot be read
    public <T> T read(Function<Session, T> work) {
        try {
            return run(
                    readers,
                    session -> {
                        if (dialect == Dialect.POSTGRESQL) {
                            session.update("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
                        }
                        return work.apply(session);
                    },
                    Optional.empty());
        } catch (SQLException e) {
            throw SqlErrors.of(e, description, "open a transaction that reads");
        }
    }

    /// Changes the database: wholly, or not at all.
    ///
    /// @throws StoreUnavailable if it was not confirmed; it may have happened
    public <T> T transaction(Function<Session, T> work) {
        try {
            var companion = COMPANION.isBound() ? Optional.of(COMPANION.get()) : Optional.<Companion>empty();
            return run(
                    writers,
                    session -> {
                        companion.ifPresent(with -> session.atEnd(with::join));
                        return work.apply(session);
                    },
                    companion);
        } catch (SQLException e) {
            throw SqlErrors.of(e, description, "open a transaction");
        }
    }

    /// Does `work`; the first transaction that this thread commits in it takes `companion` with it, however
    /// deep down it is made.
    public static <T> T accompanied(Companion companion, Supplier<T> work) {
        return ScopedValue.where(COMPANION, companion).call(work::get);
    }

    /// As [#transaction], for work without a result.
    public void change(Consumer<Session> work) {
        var _ = transaction(session -> {
            work.accept(session);
            return true;
        });
    }

    /// A connection waits in its pool outside of any transaction: SQLite's driver begins one as soon as it is told to,
    /// and an idle writer would keep everybody out.
    private <T> T run(HikariDataSource pool, Function<Session, T> work, Optional<Companion> companion)
            throws SQLException {
        try (var connection = pool.getConnection()) {
            try {
                connection.setAutoCommit(false);
                var session = new Session(connection, dialect, description);
                var result = work.apply(session);
                session.end();
                connection.commit();
                companion.ifPresent(Companion::joined);
                connection.setAutoCommit(true);
                return result;
            } catch (SQLException | RuntimeException e) {
                giveUp(pool, connection);
                throw e;
            }
        }
    }

    private static void giveUp(HikariDataSource pool, Connection connection) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException _) {
            // it cannot even go back, or never began and only believes so: the pool throws it away, and the database
            // undoes what it did
            pool.evictConnection(connection);
        }
    }

    /// Whether a table of that name is there, before or after [#migrate()].
    public boolean hasTable(String name) {
        try (var connection = readers.getConnection();
                var tables = connection.getMetaData().getTables(null, null, name, null)) {
            return tables.next();
        } catch (SQLException e) {
            throw SqlErrors.of(e, description, "list the tables");
        }
    }

    /// Writes and takes back, so that a full, read-only or vanished store is noticed.
    public boolean isWritable() {
        try {
            change(session -> session.update("UPDATE installation SET probes = probes + 1 WHERE id = 1"));
            return true;
        } catch (StoreUnavailable _) {
            return false;
        }
    }

    public String description() {
        return description;
    }

    @Override
    public void close() {
        writers.close();
        readers.close();
    }
}
