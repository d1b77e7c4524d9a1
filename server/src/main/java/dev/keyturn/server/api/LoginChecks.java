// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.core.rotation.Failure;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.server.connection.ConnectionLogins;
import dev.keyturn.server.health.Findings;
import dev.keyturn.server.health.HealthBook;
import dev.keyturn.server.health.LoginCheck;
import dev.keyturn.server.health.Status;
import java.time.InstantSource;
import java.util.Optional;

/// Checks on request; what they find is kept like that of the regular ones.
record LoginChecks(ConnectionLogins logins, HealthBook health, InstantSource clock) {
    /// Logs in with the published set on every node.
    ///
    /// @return why it does not log in, if so
    Optional<Failure> check(RotationView view) {
        var deadline = Deadline.at(RunAnswers.until(clock), clock);
        Findings found =
                LoginCheck.login(logins, view.connection(), view.published().orElseThrow(), deadline);
        health.note(view.stored(), found);
        return found.status() == Status.OK ? Optional.empty() : found.failure();
    }
}
