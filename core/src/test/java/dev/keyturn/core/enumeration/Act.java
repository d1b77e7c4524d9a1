// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import dev.keyturn.core.rotation.Outcome;
import java.time.Duration;
import java.util.Optional;

/// Something that is asked of a rotation, and how much time then passes.
///
/// @param patience how long, on the clock of the run, the rotation is then left to itself
record Act(Doing doing, Duration patience) {
    /// What is asked; an outcome where there is one.
    @FunctionalInterface
    interface Doing {
        Optional<Outcome> by(Worker worker, Run run);
    }

    static Act of(Doing doing) {
        return new Act(doing, Duration.ofHours(2));
    }

    Act thenWaiting(Duration time) {
        return new Act(doing, time);
    }
}
