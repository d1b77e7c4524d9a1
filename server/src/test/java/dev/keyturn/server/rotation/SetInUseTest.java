// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import static dev.keyturn.server.rotation.StoreFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.credential.Shape;
import dev.keyturn.core.credential.Slot;
import dev.keyturn.core.rotation.Due;
import dev.keyturn.core.rotation.Gate;
import dev.keyturn.core.rotation.LastRun;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationState;
import dev.keyturn.core.rotation.RotationState.Retiring;
import dev.keyturn.core.rotation.RotationState.Settled;
import dev.keyturn.core.rotation.Trigger;
import dev.keyturn.server.rotation.SetInUse.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SetInUseTest {
    private static final Slot SECOND = new Slot.Live(Samples.credential(2));
    private static final Slot THIRD = new Slot.Live(Samples.credential(3));

    @Test
    void shows_the_published_set_alone_after_the_first_issue() {
        assertThat(of(new Settled(set(new Slot.Live(Samples.credential(1)), new Slot.Vacant(), 0))))
                .extracting(SetInUse::slot, SetInUse::version, SetInUse::state)
                .containsExactly(tuple(0, 1L, State.ACTIVE));
    }

    @Test
    void shows_no_end_for_a_set_that_lives_until_the_next_rotation() {
        assertThat(of(new Settled(set(THIRD, SECOND, 0))))
                .extracting(SetInUse::slot, SetInUse::version, SetInUse::state, SetInUse::validUntil)
                .containsExactly(
                        tuple(0, 3L, State.ACTIVE, Optional.empty()), tuple(1, 2L, State.GRACE, Optional.empty()));
    }

    @Test
    void shows_the_end_of_a_grace() {
        Instant end = NOW.plusSeconds(3600);
        var gate = new Gate(end, end.plusSeconds(60));

        assertThat(of(new Retiring(set(THIRD, SECOND, 0), List.of(new Due(Samples.credential(2), gate)))))
                .extracting(SetInUse::state, SetInUse::validUntil)
                .containsExactly(tuple(State.ACTIVE, Optional.empty()), tuple(State.GRACE, Optional.of(end)));
    }

    @Test
    void shows_a_dead_set_as_retired() {
        assertThat(of(new Settled(set(THIRD, new Slot.Spent(new AccountName("account2")), 0))))
                .extracting(SetInUse::version, SetInUse::account, SetInUse::state)
                .contains(tuple(2L, new AccountName("account2"), State.RETIRED));
    }

    @Test
    void shows_no_account_of_which_nothing_was_ever_published() {
        assertThat(of(new Settled(
                        set(new Slot.Live(Samples.credential(1)), new Slot.Spent(new AccountName("account2")), 0))))
                .extracting(SetInUse::version)
                .containsExactly(1L);
    }

    private static List<SetInUse> of(RotationState state) {
        var last = new LastRun(Optional.of(NOW), NOW, Trigger.MANUAL, Optional.empty());
        return SetInUse.of(
                new Rotation(state, NOW, Optional.empty(), List.of(), last, Optional.empty(), Rotation.NEVER));
    }

    private static CredentialSet set(Slot first, Slot second, int active) {
        return new CredentialSet(Shape.FRESH, first, second, active);
    }
}
