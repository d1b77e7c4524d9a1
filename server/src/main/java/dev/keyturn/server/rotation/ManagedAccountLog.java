// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.rotation.Failure;
import dev.keyturn.core.rotation.RotationEvent;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.RotationListener;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Says in the log what becomes of platform-managed accounts, which have no history of their own. Codes, not texts: a
/// target may have said more than it should.
enum ManagedAccountLog implements RotationListener {
    INSTANCE;

    private static final Logger LOG = LoggerFactory.getLogger(ManagedAccounts.class);

    @Override
    public void on(RotationId connection, RotationEvent event) {
        switch (event) {
            case RotationEvent.Succeeded _ ->
                LOG.atInfo()
                        .addKeyValue("connection", connection.value())
                        .log("password of the connection is known to this server alone");
            case RotationEvent.Failed(Failure why, Instant _) ->
                failure(Level.WARN, connection, why, "password of the connection not changed");
            case RotationEvent.Drifted(Failure how, Instant _) ->
                failure(Level.ERROR, connection, how, "stored password of the connection is refused");
            case RotationEvent.Blocked(Failure why, Instant _) ->
                failure(Level.ERROR, connection, why, "no known password of the connection logs in");
            case RotationEvent.Started _,
                    RotationEvent.StepDone _,
                    RotationEvent.Warned _,
                    RotationEvent.Held _,
                    RotationEvent.Cut _,
                    RotationEvent.Retired _ -> {}
        }
    }

    private static void failure(Level level, RotationId connection, Failure why, String text) {
        LOG.atLevel(level)
                .addKeyValue("connection", connection.value())
                .addKeyValue("step", why.step())
                .addKeyValue("node", why.node().orElse(""))
                .addKeyValue("code", why.code())
                .log(text);
    }
}
