// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import dev.keyturn.core.rotation.Leased;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.RotationState;
import dev.keyturn.core.rotation.RotationStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A store of which a mutant alters one write.
class AlteredStore implements RotationStore {
    private final RotationStore honest;

    AlteredStore(RotationStore honest) {
        this.honest = honest;
    }

    RotationStore honest() {
        return honest;
    }

    @Override
    public Optional<Leased> lease(RotationId id, Duration atLeast) {
        return honest.lease(id, atLeast);
    }

    @Override
    public Leased renew(Leased held, Duration atLeast) {
        return honest.renew(held, atLeast);
    }

    @Override
    public Leased save(Leased held, Rotation next) {
        return honest.save(held, next);
    }

    @Override
    public Leased publish(Leased held, Rotation after) {
        return honest.publish(held, after);
    }

    @Override
    public void remove(Leased held, boolean withSecrets) {
        honest.remove(held, withSecrets);
    }

    @Override
    public void release(Leased held) {
        honest.release(held);
    }

    @Override
    public List<RotationId> awake(Instant now, int limit) {
        return honest.awake(now, limit);
    }

    static Rotation with(Rotation rotation, RotationState state) {
        return new Rotation(
                state,
                rotation.since(),
                rotation.attempt(),
                rotation.debts(),
                rotation.last(),
                rotation.nextRotationAt(),
                rotation.wakeAt());
    }

    /// Keeps the writes of one kind of state in memory until something else is written.
    static final class Buffered extends AlteredStore {
        private final Class<? extends RotationState> kind;
        private Optional<Leased> before = Optional.empty();
        private Optional<Rotation> unsaved = Optional.empty();

        Buffered(RotationStore honest, Class<? extends RotationState> kind) {
            super(honest);
            this.kind = kind;
        }

        @Override
        public Leased renew(Leased held, Duration atLeast) {
            return unsaved.isPresent() ? held : super.renew(held, atLeast);
        }

        @Override
        public Leased save(Leased held, Rotation next) {
            Leased flushed = flushed(held);
            if (!kind.isInstance(next.state())) {
                return super.save(flushed, next);
            }
            before = Optional.of(flushed);
            unsaved = Optional.of(next);
            return new Leased(held.id(), next, held.terms(), held.version(), held.epoch());
        }

        @Override
        public Leased publish(Leased held, Rotation after) {
            return super.publish(flushed(held), after);
        }

        @Override
        public void remove(Leased held, boolean withSecrets) {
            super.remove(flushed(held), withSecrets);
        }

        @Override
        public void release(Leased held) {
            super.release(flushed(held));
        }

        private Leased flushed(Leased held) {
            if (unsaved.isEmpty()) {
                return held;
            }
            Rotation late = unsaved.orElseThrow();
            unsaved = Optional.empty();
            return super.save(before.orElseThrow(), late);
        }
    }
}
