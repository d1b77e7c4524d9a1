// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.server.PostgresStore;
import dev.keyturn.server.audit.Verification.Result.Broken;
import dev.keyturn.server.audit.Verification.Result.Whole;
import dev.keyturn.server.crypto.KeyScope;
import dev.keyturn.server.crypto.Keyring;
import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.crypto.RootKey;
import dev.keyturn.server.sql.Database;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Nodes of one store.
class PostgresChainIT {
    private final Randomness randomness = new Randomness(new Random(11));
    private final RootKey root = RootKey.random(randomness.source());

    private AuditLog log(Database database) {
        var keyring = new Keyring(root, randomness.source());
        database.change(session -> keyring.make(session, KeyScope.ORGANIZATION));
        return AuditLog.start(database, keyring, randomness);
    }

    private static AuditEvent event(int number) {
        return new AuditEvent(
                "event-" + number,
                Instant.EPOCH,
                Optional.empty(),
                Actor.platform(),
                AuditEvent.Origin.nowhere(),
                Map.of());
    }

    @Test
    void several_nodes_make_one_chain_whether_with_a_change_or_alone() {
        try (var postgres = new PostgresStore()) {
            var address = postgres.address();
            try (var first = Database.open(address);
                    var second = Database.open(address)) {
                first.migrate();
                var verification = new Verification(new Keyring(root, randomness.source()));
                try (var ours = log(first);
                        var theirs = log(second)) {
                    var done = IntStream.range(0, 60)
                            .mapToObj(number -> CompletableFuture.runAsync(() -> {
                                switch (number % 3) {
                                    case 0 -> ours.store(event(number));
                                    case 1 -> theirs.store(event(number));
                                    default -> second.change(session -> theirs.append(session, event(number)));
                                }
                            }))
                            .toArray(CompletableFuture<?>[]::new);
                    CompletableFuture.allOf(done).join();
                }

                assertThat(verification.check(first))
                        .isInstanceOfSatisfying(
                                Whole.class, whole -> assertThat(whole.rows()).isEqualTo(60));
                first.change(session -> session.update("DELETE FROM audit_log WHERE position = 31"));
                assertThat(verification.check(second))
                        .isInstanceOfSatisfying(
                                Broken.class,
                                broken -> assertThat(broken.position()).isEqualTo(31));
            }
        }
    }
}
