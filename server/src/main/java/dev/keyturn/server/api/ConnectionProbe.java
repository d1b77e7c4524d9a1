// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.server.connection.AppConnection;
import dev.keyturn.server.connection.ConnectionLogins;
import dev.keyturn.server.health.Findings;
import dev.keyturn.server.health.LoginCheck;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.rotation.Rotations;
import dev.keyturn.server.rotation.RunMessage;
import dev.keyturn.server.rotation.TargetSurvey;
import java.time.InstantSource;
import java.util.Optional;

/// Whether a connection may be stored as it is.
record ConnectionProbe(ConnectionLogins logins, Rotations rotations, InstantSource clock) {

    /// Logs in and finds the nodes, as a rotation would.
    ///
    /// @return what was found
    /// @throws ApiError 400 if that fails
    Findings connect(AppConnection connection) {
        return meet(connection).findings();
    }

    /// What was found at a target, and what tells it from every other.
    record Met(Findings findings, Optional<String> fingerprint) {}

    /// As [#connect].
    Met meet(AppConnection connection) {
        var deadline = Deadline.at(RunAnswers.until(clock), clock);
        try (Target target = logins.open(connection, "connect", deadline)) {
            Findings found = LoginCheck.connection(target, target.nodes());
            return new Met(found, TargetSurvey.fingerprint(target));
        } catch (TargetException refused) {
            String node =
                    refused.node().orElse(connection.credentials().endpoint().toString());
            throw ApiError.badRequest(RunMessage.safe(
                    "%s connection test failed on node %s: %s"
                            .formatted(connection.app().displayName(), node, refused.getMessage()),
                    connection.secrets()));
        }
    }

    /// A candidate of an open run lies on the present target and nowhere else.
    ///
    /// @throws ApiError 400 if there is one and the address would change
    void requireMovable(AppConnection present, AppConnection changed) {
        boolean moves =
                !present.credentials().endpoint().equals(changed.credentials().endpoint())
                        || !present.nodes().equals(changed.nodes());
        if (moves && rotations.isUnderWay(present.id())) {
            throw ApiError.badRequest(
                    "The address of app connection \"%s\" cannot be changed while a run of one of its rotations is open"
                            .formatted(present.name()));
        }
    }
}
