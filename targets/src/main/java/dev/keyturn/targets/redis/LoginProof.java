// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.net.Dialer;
import dev.keyturn.targets.net.Endpoints;
import java.util.Optional;
import java.util.UUID;

/// Proves logins, each on a connection of its own, and that they prove something.
record LoginProof(Dialer dialer) {

    void verify(Node node, Login login) throws Refused, Unanswered {
        try (var connection = NodeConnection.open(dialer, Endpoints.parse(node.address()))) {
            verifyOn(connection, login);
        }
    }

    /// The same on a connection that stays logged in.
    static void verifyOn(NodeConnection connection, Login login) throws Refused, Unanswered {
        if (connection.authenticate(login) instanceof Answer.Failure failure) {
            throw Verdict.ofVerification(failure, connection.node());
        }
        Optional<String> identity = connection.call("ACL", "WHOAMI").text();
        if (identity.filter(who -> !who.equals(login.account().value())).isPresent()) {
            throw new Refused(
                    Reason.OTHER,
                    "WHOAMI",
                    "the login succeeded as somebody else; is there a proxy in between?",
                    connection.node());
        }
    }

    /// Whether a password gets in that nobody can have set.
    boolean takesAnyPassword(Node node, AccountName account) throws Unanswered {
        try {
            verify(node, Login.of(account, Password.of("keyturn-wrong-" + UUID.randomUUID())));
            return true;
        } catch (Refused _) {
            return false;
        }
    }
}
