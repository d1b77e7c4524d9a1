// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import java.time.Duration;

/// How a swap makes logins wait.
///
/// @param lock  how long the lock itself may be waited for: behind it every login queues up
/// @param tries how often it is asked for before the swap goes on without it
/// @param pause between two tries
/// @param limit after which the server ends a hold that nobody ends
public record Hold(Duration lock, int tries, Duration pause, Duration limit) {
    /// The figures of the Kubernetes contract, §8.6.
    public static Hold standard() {
        return new Hold(Duration.ofMillis(300), 5, Duration.ofSeconds(2), Duration.ofSeconds(5));
    }
}
