// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store promises about transactions.
abstract class DatabaseCases {
    private Database database;

    /// An empty store.
    abstract StoreAddress address();

    @BeforeEach
    void open() {
        database = Database.open(address());
        database.migrate();
        database.change(session ->
                session.update("INSERT INTO installation (id, root_key_fingerprint, probes) VALUES (1, 'f', 0)"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private long probes() {
        return database.read(session -> session.one("SELECT probes FROM installation", row -> row.number("probes")))
                .orElseThrow();
    }

    @Test
    void a_failed_transaction_changes_nothing() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> database.change(session -> {
                    session.update("UPDATE installation SET probes = 7");
                    throw new IllegalStateException("bug");
                }));

        assertThat(probes()).isZero();
    }

    @Test
    void a_conflict_is_told_apart_and_the_next_transaction_works() {
        assertThatExceptionOfType(Conflict.class)
                .isThrownBy(() -> database.change(session -> session.update(
                        "INSERT INTO installation (id, root_key_fingerprint, probes) VALUES (1, 'g', 0)")));

        assertThat(database.isWritable()).isTrue();
        assertThat(probes()).isEqualTo(1);
    }

    @Test
    void a_wrong_statement_is_a_bug_that_shows_no_value() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> database.change(session -> session.update("UPDATE nowhere SET a = ?", "canary")))
                .withMessageContaining("UPDATE nowhere")
                .withMessageNotContaining("canary");
    }

    @Test
    void a_read_sees_one_state_while_others_write() {
        var seen = database.read(session -> {
            var before = session.one("SELECT probes FROM installation", row -> row.number("probes"));
            var _ = database.isWritable();
            var after = session.one("SELECT probes FROM installation", row -> row.number("probes"));
            return before.equals(after);
        });

        assertThat(seen).isEqualTo(true);
        assertThat(probes()).isEqualTo(1);
    }

    @Test
    void a_read_cannot_write() {
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> database.read(session -> session.update("UPDATE installation SET probes = 7")));

        assertThat(probes()).isZero();
    }

    @Test
    void concurrent_changes_are_all_kept() throws InterruptedException {
        var failures = new ConcurrentLinkedQueue<Throwable>();
        var threads = IntStream.range(0, 40)
                .mapToObj(_ -> Thread.ofVirtual()
                        .uncaughtExceptionHandler((_, failure) -> failures.add(failure))
                        .start(() -> database.change(session -> {
                            var before = session.one(
                                            "SELECT probes FROM installation WHERE id = 1"
                                                    + session.dialect().forUpdate(),
                                            row -> row.number("probes"))
                                    .orElseThrow();
                            session.update("UPDATE installation SET probes = ?", before + 1);
                        })))
                .toList();
        for (var thread : threads) {
            thread.join();
        }

        assertThat(failures).isEmpty();
        assertThat(probes()).isEqualTo(40);
    }

    @Test
    void values_come_back_as_they_went_in() {
        database.change(session ->
                session.update("INSERT INTO data_key (scope, wrapped) VALUES (?, ?)", "s\u00e9", new byte[] {0, -1}));

        var wrapped = database.read(session ->
                session.one("SELECT wrapped FROM data_key WHERE scope = ?", row -> row.bytes("wrapped"), "s\u00e9"));

        assertThat(wrapped.orElseThrow()).containsExactly(0, -1);
    }

    @Test
    void migrating_again_changes_nothing() {
        database.migrate();

        assertThat(database.hasTable("installation")).isTrue();
        assertThat(database.hasTable("nowhere")).isFalse();
    }
}
