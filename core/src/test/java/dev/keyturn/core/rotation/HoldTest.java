// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import static dev.keyturn.core.rotation.Rotations.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.credential.Shape;
import dev.keyturn.core.credential.Slot;
import dev.keyturn.core.rotation.RotationState.Settled;
import dev.keyturn.core.schedule.DailySchedule;
import dev.keyturn.core.target.Ability;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.Dialect;
import dev.keyturn.core.target.FakeAccount;
import dev.keyturn.core.target.FakeBeside;
import dev.keyturn.core.target.FakeEngine;
import dev.keyturn.core.target.Locking;
import dev.keyturn.core.target.Wire;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// A pair that is due, with a hold of ten hours and somebody who still uses the set before the published one.
class HoldTest {
    private static final RotationId ID = new RotationId("rotation");
    private static final Duration HOLD = Duration.ofHours(10);
    private static final Credential IDLE = Rotations.credential("app_a", Origin.FOUND, 1);
    private static final Credential PUBLISHED = Rotations.credential("app_b", Origin.FOUND, 2);

    private final FakeEngine engine =
            new FakeEngine(Dialect.ONE_PASSWORD, Locking.WAITS, List.of(FakeEngine.writer(1)));
    private final List<RotationEvent> heard = new ArrayList<>();
    private Instant due = START;
    private Instant now = START;
    private final InstantSource clock = () -> now;
    private final InMemoryRotationStore store = new InMemoryRotationStore(clock);
    private final Rotator rotator = new Rotator(store, _ -> ports(), clock, (_, event) -> heard.add(event));

    @BeforeEach
    void begin() {
        for (Credential live : List.of(IDLE, PUBLISHED)) {
            engine.nodes()
                    .getFirst()
                    .accounts()
                    .put(live.account(), new FakeAccount(List.of(live.password()), live.rules()));
        }
        var terms = new Terms(new DailySchedule(30, LocalTime.NOON), true, Optional.empty(), HOLD, false);
        var set = new CredentialSet(Shape.PAIR, new Slot.Live(IDLE), new Slot.Live(PUBLISHED), 1);
        Rotation row = Rotation.adopted(new Settled(set), terms, START);
        store.begin(ID, row, terms, Duration.ZERO);
        due = row.nextRotationAt().orElseThrow();
        now = due;
    }

    @Nested
    class While_somebody_uses_it {
        @BeforeEach
        void come() {
            engine.able(Set.of(Ability.SHOWS_USAGE));
            engine.clients().comes(IDLE, START);
        }

        @Test
        void postpones_the_run_and_names_the_client() {
            Rotation rested = advance();

            assertThat(rested.state()).isInstanceOf(Settled.class);
            assertThat(heard)
                    .singleElement()
                    .asString()
                    .isEqualTo("\"app_a\" is waited for until " + due.plus(HOLD) + ": checkout (10.1.4.7) x 1");
        }

        @Test
        void keeps_what_was_promised_and_looks_again_within_a_quarter_of_an_hour() {
            Rotation rested = advance();

            assertThat(rested.nextRotationAt()).contains(due);
            assertThat(rested.wakeAt()).isEqualTo(due.plus(Duration.ofMinutes(15)));
        }

        @Test
        void runs_as_soon_as_they_are_gone() {
            advance();
            engine.clients().leave();
            now = now.plus(Duration.ofMinutes(15));

            Rotation rested = advance();

            assertThat(rested.last().publishedAt()).contains(now);
        }

        @Test
        void runs_at_the_end_of_the_hold_and_says_whom_it_cuts() {
            now = due.plus(HOLD);

            Rotation rested = advance();

            assertThat(rested.last().publishedAt()).contains(now);
            assertThat(heard).anyMatch(RotationEvent.Cut.class::isInstance);
        }

        @Test
        void does_not_hold_up_a_person() {
            rotator.rotate(ID, false, now.plusSeconds(20));

            assertThat(store.look(ID).orElseThrow().last().publishedAt()).contains(now);
        }
    }

    @Test
    void counts_what_nobody_can_tell_as_in_use() {
        Rotation rested = advance();

        assertThat(rested.state()).isInstanceOf(Settled.class);
        assertThat(heard)
                .anyMatch(event -> event.toString().endsWith("nobody can tell who uses it"))
                .anyMatch(RotationEvent.Warned.class::isInstance);
    }

    private Rotation advance() {
        rotator.advance(ID, Deadline.at(now.plusSeconds(20), clock));
        return store.look(ID).orElseThrow();
    }

    private RotationPorts ports() {
        return new RotationPorts(
                _ -> new FakeBeside(engine.session(Wire.direct()), true),
                (set, _) -> Optional.of(Rotations.credential("app_a", Origin.FOUND, set.nextVersion())),
                BootState.none());
    }
}
