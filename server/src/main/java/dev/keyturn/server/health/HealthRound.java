// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.health;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.RotationState.Revoking;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.core.target.Topology;
import dev.keyturn.server.connection.AppConnection;
import dev.keyturn.server.connection.ConnectionId;
import dev.keyturn.server.rotation.StoredRotation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// Checks one connection and the published sets of its rotations, one login after the other over one session of ours.
/// Rotations that a run holds, or that are leaving, are left alone.
final class HealthRound {
    /// How long one connection may take. What is not reached then waits for the next round.
    private static final Duration BUDGET = Duration.ofMinutes(5);

    /// What a last check may need.
    private static final Duration LEAST = Duration.ofSeconds(10);

    private final HealthRounds.Ground ground;

    HealthRound(HealthRounds.Ground ground) {
        this.ground = ground;
    }

    /// @param stopping whether the server is about to end
    void check(ConnectionId id, BooleanSupplier stopping) {
        ground.database()
                .read(session -> ground.connections().find(session, id))
                .ifPresent(connection -> check(connection, stopping));
    }

    private void check(AppConnection connection, BooleanSupplier stopping) {
        var deadline = Deadline.at(ground.clock().instant().plus(BUDGET), ground.clock());
        List<RotationId> all = ground.rotations().ofConnection(connection.id());
        try (Target target = ground.logins().open(connection, "health", deadline)) {
            Topology topology = target.nodes();
            ground.book().note(connection, LoginCheck.connection(target, topology));
            for (RotationId id : all) {
                if (stopping.getAsBoolean() || deadline.left().compareTo(LEAST) < 0) {
                    return;
                }
                check(id, set -> LoginCheck.login(target, topology, set));
            }
        } catch (TargetException trouble) {
            ground.book().note(connection, LoginCheck.unconnected(trouble));
            all.forEach(id -> check(id, _ -> LoginCheck.unopened(trouble)));
        }
    }

    private void check(RotationId id, Function<Credential, Findings> look) {
        resting(id)
                .ifPresent(stored -> stored.rotation()
                        .state()
                        .credentials()
                        .published()
                        .ifPresent(set -> ground.book().note(stored, look.apply(set))));
    }

    private Optional<StoredRotation> resting(RotationId id) {
        return ground.rotations()
                .find(id)
                .filter(stored -> !stored.running())
                .filter(stored -> !(stored.rotation().state() instanceof Revoking));
    }
}
