// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import java.time.Duration;
import java.time.Instant;

/// One new connection of a probe.
///
/// @param at when the published pair was read
/// @param login how long connection, login and statement took, without the reading
/// @param why for people; without a secret; empty if all is well
record Attempt(String target, Instant at, Duration login, Outcome outcome, String why) {

    @Override
    public String toString() {
        return at + " " + target + " " + outcome + " after " + login.toMillis() + " ms"
                + (why.isEmpty() ? "" : ": " + why);
    }
}
