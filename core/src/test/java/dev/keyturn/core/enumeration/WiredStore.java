// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import dev.keyturn.core.rotation.InMemoryRotationStore;
import dev.keyturn.core.rotation.Leased;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.RotationState.Blocked;
import dev.keyturn.core.rotation.RotationState.Retiring;
import dev.keyturn.core.rotation.RotationState.Revoking;
import dev.keyturn.core.rotation.RotationState.Settled;
import dev.keyturn.core.rotation.RotationState.Staged;
import dev.keyturn.core.rotation.RotationStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The durable store as one worker reaches it: each write is an effect.
record WiredStore(InMemoryRotationStore durable, Worker worker) implements RotationStore {
    @Override
    public Optional<Leased> lease(RotationId id, Duration atLeast) {
        worker.requireAlive();
        return durable.lease(id, atLeast);
    }

    @Override
    public Leased renew(Leased held, Duration atLeast) {
        worker.requireAlive();
        return durable.renew(held, atLeast);
    }

    @Override
    public Leased save(Leased held, Rotation next) {
        String effect = "save " + nameOf(next);
        worker.before(effect);
        Leased saved = durable.save(held, next);
        worker.intends(next);
        worker.after(effect);
        return saved;
    }

    @Override
    public Leased publish(Leased held, Rotation after) {
        worker.before("publish");
        Leased published = durable.publish(held, after);
        worker.after("publish");
        return published;
    }

    @Override
    public void remove(Leased held, boolean withSecrets) {
        worker.before("remove");
        durable.remove(held, withSecrets);
        worker.after("remove");
    }

    @Override
    public void release(Leased held) {
        worker.requireAlive();
        durable.release(held);
    }

    @Override
    public List<RotationId> awake(Instant now, int limit) {
        worker.requireAlive();
        return durable.awake(now, limit);
    }

    static String nameOf(Rotation rotation) {
        return switch (rotation.state()) {
            case Settled _ -> "Settled";
            case Staged _ -> "Staged";
            case Retiring _ -> "Retiring";
            case Blocked _ -> "Blocked";
            case Revoking _ -> "Revoking";
        };
    }
}
