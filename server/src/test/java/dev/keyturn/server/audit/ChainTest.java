// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.server.audit.AuditEvent.Origin;
import dev.keyturn.server.audit.Verification.Result;
import dev.keyturn.server.audit.Verification.Result.Broken;
import dev.keyturn.server.audit.Verification.Result.Whole;
import dev.keyturn.server.crypto.KeyScope;
import dev.keyturn.server.crypto.Keyring;
import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.crypto.RootKey;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.StoreAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The chain on an embedded store.
class ChainTest {
    private static final Instant NOW = Instant.parse("2026-03-05T09:00:00Z");

    private final Randomness randomness = new Randomness(new Random(11));
    private final RootKey root = RootKey.random(randomness.source());
    private Database database;
    private AuditLog log;

    @TempDir
    private Path data = Path.of("");

    @BeforeEach
    void open() {
        database = Database.open(new StoreAddress.Embedded(data.resolve("keyturn.db")));
        database.migrate();
        log = log(database);
    }

    private AuditLog log(Database in) {
        var keyring = new Keyring(root, randomness.source());
        in.change(session -> keyring.make(session, KeyScope.ORGANIZATION));
        return AuditLog.start(in, keyring, randomness);
    }

    @AfterEach
    void close() {
        log.close();
        database.close();
    }

    private static AuditEvent event(String type) {
        return new AuditEvent(
                type,
                NOW,
                Optional.of("p"),
                Actor.identity("i", "deploy"),
                new Origin(Optional.of("10.0.0.1"), Optional.of("curl")),
                Map.of("name", type));
    }

    private void store(int events) {
        IntStream.rangeClosed(1, events).forEach(number -> log.store(event("event-" + number)));
    }

    private Result check() {
        return new Verification(new Keyring(root, randomness.source())).check(database);
    }

    private void tamper(String statement) {
        database.change(session -> assertThat(session.update(statement)).isPositive());
    }

    @Test
    void a_log_that_nobody_touched_is_whole() {
        store(5);

        assertThat(check())
                .isInstanceOfSatisfying(
                        Whole.class, whole -> assertThat(whole.rows()).isEqualTo(5));
    }

    @Test
    void an_empty_log_is_whole() {
        assertThat(check())
                .isInstanceOfSatisfying(
                        Whole.class, whole -> assertThat(whole.rows()).isZero());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_log SET event_type = 'other' WHERE position = 3",
                "UPDATE audit_log SET created_at = created_at + 1 WHERE position = 3",
                "UPDATE audit_log SET project_id = NULL WHERE position = 3",
                "UPDATE audit_log SET actor_id = 'x' WHERE position = 3",
                "UPDATE audit_log SET details = 'AAAA' WHERE position = 3",
                "UPDATE audit_log SET hash = signature WHERE position = 3",
                "UPDATE audit_log SET signature = hash WHERE position = 3",
            })
    void a_row_that_was_changed_is_found(String statement) {
        store(5);

        tamper(statement);

        assertThat(check()).isInstanceOfSatisfying(Broken.class, broken -> {
            assertThat(broken.position()).isEqualTo(3);
            assertThat(broken.row()).isPresent();
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 5})
    void a_row_that_was_removed_is_found(long position) {
        store(5);

        tamper("DELETE FROM audit_log WHERE position = " + position);

        assertThat(check())
                .isInstanceOfSatisfying(
                        Broken.class, broken -> assertThat(broken.position()).isEqualTo(position));
    }

    @Test
    void rows_that_were_cut_off_with_the_head_set_back_are_found() {
        store(5);

        tamper("UPDATE audit_head SET position = 3, hash = (SELECT hash FROM audit_log WHERE position = 3),"
                + " signature = (SELECT signature FROM audit_log WHERE position = 3)");
        tamper("DELETE FROM audit_log WHERE position > 3");

        assertThat(check())
                .isInstanceOfSatisfying(
                        Broken.class, broken -> assertThat(broken.position()).isEqualTo(4));
    }

    @Test
    void a_cut_does_not_heal_with_what_is_written_after_it() {
        store(5);
        tamper("UPDATE audit_head SET position = 3, hash = (SELECT hash FROM audit_log WHERE position = 3)");
        tamper("DELETE FROM audit_log WHERE position > 3");

        store(2);

        assertThat(check()).isInstanceOf(Broken.class);
    }

    @Test
    void a_head_that_was_removed_is_found() {
        store(2);

        tamper("DELETE FROM audit_head");

        assertThat(check()).isInstanceOf(Broken.class);
    }

    @Test
    void another_root_key_finds_nothing_whole() {
        store(2);

        var other = new Keyring(RootKey.random(new Random(12)), randomness.source());

        assertThat(new Verification(other).check(database)).isInstanceOf(Broken.class);
    }

    @Test
    void an_event_of_a_transaction_that_fails_is_not_told() {
        try {
            database.change(session -> {
                log.append(session, event("undone"));
                throw new IllegalStateException("stop");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("stop");
        }

        assertThat(check())
                .isInstanceOfSatisfying(
                        Whole.class, whole -> assertThat(whole.rows()).isZero());
    }

    @Test
    void like_reads_become_one_event_with_their_count() {
        IntStream.range(0, 3).forEach(_ -> log.note(event("get-secrets")));
        log.note(event("get-secret"));
        log.close();

        var reader = new AuditReader(database, log);
        var all = new AuditQuery(Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(reader.before(all, Long.MAX_VALUE, 10))
                .extracting(entry ->
                        entry.event().type() + " " + entry.event().metadata().getOrDefault("count", 1))
                .containsExactly("get-secret 1", "get-secrets 3");
    }
}
