// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.core.target.Deadline;
import dev.keyturn.server.connection.AppConnection;
import dev.keyturn.server.connection.ConnectionLogins;
import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.plan.ConnectionTest;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Says what can be said of a connection before it is stored (API contract §13.3). Stores nothing.
///
/// @param outgoing what is told as our address where a target does not see it
record ConnectionTests(ConnectionLogins logins, Randomness randomness, Optional<String> outgoing, InstantSource clock) {
    record TestJson(List<CheckJson> checks, Optional<String> address) {}

    Reply test(AppConnection connection) {
        var deadline = Deadline.at(RunAnswers.until(clock), clock);
        ConnectionTest test = ConnectionTest.of(logins, connection, "test-" + randomness.id(), deadline);
        var secrets = connection.secrets();
        return Reply.ok(new TestJson(
                CheckJson.of(test.checks(), secrets), test.address().or(() -> outgoing)));
    }
}
