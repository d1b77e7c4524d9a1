// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.schedule.DailySchedule;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.Optional;

class InMemoryRotationStoreTest extends RotationStoreContract {
    @Override
    protected StoreUnderTest open() {
        return new InMemory();
    }

    private static final class InMemory implements StoreUnderTest {
        private static final Terms TERMS =
                new Terms(new DailySchedule(30, LocalTime.NOON), true, Optional.empty(), Duration.ZERO, false);

        private final InMemoryRotationStore store =
                new InMemoryRotationStore(InstantSource.fixed(Rotations.START), this::maybeDie);
        private int begun;
        private boolean dying;

        @Override
        public RotationStore store() {
            return store;
        }

        @Override
        public Leased begin(Rotation first) {
            begun++;
            return store.begin(new RotationId("rotation-" + begun), first, TERMS, Rotator.LEASE);
        }

        @Override
        public Optional<Login> read(RotationId id) {
            return store.lastPublished(id).map(Credential::login);
        }

        @Override
        public void publishDying(Leased held, Rotation after) {
            dying = true;
            try {
                store.publish(held, after);
            } catch (StoreUnavailable death) {
                dying = false;
            }
        }

        private void maybeDie() {
            if (dying) {
                throw new StoreUnavailable("died in the middle of a publication");
            }
        }

        @Override
        public void close() {
            // nothing outside the process
        }
    }
}
