// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import dev.keyturn.core.credential.Login;
import dev.keyturn.core.node.NodeDriver;
import dev.keyturn.core.node.NodeSession;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Tls;
import dev.keyturn.core.target.Unanswered;
import java.util.Optional;
import java.util.function.Supplier;

/// Logins and writes with the published pair (contract §4.7). Used by one thread, for one round.
final class HealthCheck {
    private static final String CURE = "if the Secret was edited or made anew, write the former pair back, or request"
            + " RotateAuth with apply: Always and a secretRef to the pair that logs in";

    private final NodeDriver driver;
    private final Tls tls;
    private final Deadline deadline;
    private final Supplier<Optional<Credentials>> look;
    private Credentials known;

    /// A login, and the version of the Secret that it is from.
    record Credentials(Login login, String version) {}

    /// @param known what was read last
    /// @param look  reads the Secret anew
    HealthCheck(
            NodeDriver driver, Tls tls, Deadline deadline, Credentials known, Supplier<Optional<Credentials>> look) {
        this.driver = driver;
        this.tls = tls;
        this.deadline = deadline;
        this.known = known;
        this.look = look;
    }

    /// What is wrong there; empty if nothing. A refused login counts only if the Secret still is what it was when its
    /// pair was read, and a second login is refused as well.
    Optional<String> ask(Endpoint at, boolean write) {
        try {
            login(at, write);
            return Optional.empty();
        } catch (Refused refused) {
            return refused.reason() == Reason.WRONG_PASSWORD ? again(at, write) : Optional.of(refused.sentence());
        } catch (Unanswered silence) {
            return Optional.of(silence.sentence());
        }
    }

    private Optional<String> again(Endpoint at, boolean write) {
        Optional<Credentials> now = look.get();
        if (now.isEmpty()) {
            return Optional.of("the Secret with the published pair is gone or incomplete");
        }
        known = now.get();
        try {
            login(at, write);
            return Optional.empty();
        } catch (Refused refused) {
            return Optional.of(
                    refused.reason() == Reason.WRONG_PASSWORD ? refused.sentence() + "; " + CURE : refused.sentence());
        } catch (Unanswered silence) {
            return Optional.of(silence.sentence());
        }
    }

    private void login(Endpoint at, boolean write) throws Refused, Unanswered {
        try (NodeSession session = driver.open(at, tls, known.login(), deadline)) {
            if (write) {
                session.checkWrite();
            }
        }
    }
}
