// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.PasswordGenerator;
import dev.keyturn.core.credential.PasswordRequirements;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.net.Endpoints;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Proves logins, and that they prove something.
final class LoginProof {

    private final Sessions sessions;
    private final RandomGenerator random;

    LoginProof(Sessions sessions, RandomGenerator random) {
        this.sessions = sessions;
        this.random = random;
    }

    void verify(Node node, Credential credential, Endpoint primary) throws Refused, Unanswered {
        Endpoint at = Endpoints.parse(node.address());
        boolean complete = node.takesWrites() || Replay.isComplete(sessions, primary, at);
        try {
            sessions.prove(at, credential);
        } catch (Refused refused) {
            if (refused.reason() != Reason.WRONG_PASSWORD) {
                throw refused;
            }
            if (!complete) {
                throw new Refused(
                        Reason.BUSY,
                        "LAG",
                        "the standby has not replayed the last change yet, so its no is none",
                        node.address());
            }
            throw explained(refused, credential.account(), at);
        }
    }

    /// A wrong password of a random account proves nothing where any will do.
    void warnIfAnyPasswordWillDo(Node node, AccountName account, Consumer<String> warnings) throws Unanswered {
        var wrong = new PasswordGenerator(random).password(PasswordRequirements.standard());
        try {
            sessions.prove(Endpoints.parse(node.address()), Login.of(account, wrong));
            warnings.accept("logins unprovable: " + node.address() + " lets the role \"" + account
                    + "\" in with any password; replace the trust line of pg_hba.conf that fits it by scram-sha-256");
        } catch (Refused _) {
            // as it should be: a wrong password, or no way in at all
        }
    }

    /// The server has one answer to a wrong password, to a role that has expired and to one that does not exist.
    private Refused explained(Refused refused, AccountName account, Endpoint at) throws Refused, Unanswered {
        Rights.Facts facts = new Rights(sessions.working(at)).facts(account);
        if (facts.expired()) {
            String role = RoleChange.name(account);
            return new Refused(
                    Reason.ACCOUNT,
                    refused.code(),
                    "the password of role " + role + " has expired, whatever it is; run ALTER ROLE " + role
                            + " VALID UNTIL 'infinity';",
                    at.toString());
        }
        return facts.exists()
                ? refused
                : new Refused(
                        Reason.WRONG_PASSWORD,
                        refused.code(),
                        "the login was refused: the role does not exist (" + refused.code() + ")",
                        at.toString());
    }
}
