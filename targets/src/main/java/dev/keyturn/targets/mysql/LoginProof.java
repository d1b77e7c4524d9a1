// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.PasswordGenerator;
import dev.keyturn.core.credential.PasswordRequirements;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.ReadsBack.Answer;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.net.Endpoints;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Proves logins, and that they prove something.
final class LoginProof {

    /// A server that shuts accounts after fewer wrong passwords than this is near to doing so.
    private static final long FAR = 100;

    private final Sessions sessions;
    private final RandomGenerator random;

    LoginProof(Sessions sessions, RandomGenerator random) {
        this.sessions = sessions;
        this.random = random;
    }

    void verify(Node node, Credential credential, Endpoint primary) throws Refused, Unanswered {
        Endpoint at = Endpoints.parse(node.address());
        boolean complete = node.takesWrites() || isReplayed(credential, primary, at);
        try {
            sessions.prove(at, credential.login());
        } catch (Refused refused) {
            if (refused.reason() != Reason.WRONG_PASSWORD) {
                throw refused;
            }
            if (!complete) {
                throw new Refused(
                        Reason.BUSY,
                        "LAG",
                        "the replica does not have the last change of the account yet, so its no is none",
                        node.address());
            }
            throw explained(refused, credential, at);
        }
    }

    /// A wrong password proves nothing where any will do. It is not tried where it would nearly shut the
    /// account.
    void warnIfAnyPasswordWillDo(Node node, AccountName account, Consumer<String> warnings) throws Refused, Unanswered {
        Endpoint at = Endpoints.parse(node.address());
        AdminSession session = sessions.at(at);
        if (session.engine().tries(session.sql(), account) < FAR) {
            return;
        }
        var wrong = new PasswordGenerator(random).password(PasswordRequirements.standard());
        try {
            sessions.prove(at, Login.of(account, wrong));
            warnings.accept("logins unprovable: " + node.address() + " lets \"" + account
                    + "\" in with any password; is it running with skip-grant-tables?");
        } catch (Refused _) {
            // as it should be: a wrong password, or no way in at all
        }
    }

    /// Whether a replica holds the account as the primary does; taken for granted where neither can be read.
    private boolean isReplayed(Credential credential, Endpoint primary, Endpoint replica) throws Refused, Unanswered {
        Optional<List<AccountRow>> there = new Catalogue(sessions.at(primary)).rows(credential.account());
        Optional<List<AccountRow>> here = new Catalogue(sessions.at(replica)).rows(credential.account());
        return there.isEmpty() || here.isEmpty() || there.equals(here);
    }

    /// A server has one answer to a wrong password, to an account that is not there, to one that another one
    /// shadows, and, where an account of MariaDB has several methods, to one that is shut for a while. The
    /// catalogue tells them apart.
    private Refused explained(Refused refused, Credential credential, Endpoint at) throws Refused, Unanswered {
        AdminSession session = sessions.at(at);
        var catalogue = new Catalogue(session);
        Optional<List<AccountRow>> rows = catalogue.rows(credential.account(), credential.rules());
        if (rows.filter(List::isEmpty).isPresent()) {
            return anew(refused, Reason.WRONG_PASSWORD, "the login was refused: the account does not exist");
        }
        Answer answer = rows.map(found -> AccountRow.compare(found, credential)).orElse(Answer.CANNOT_TELL);
        if (answer == Answer.DIFFERS) {
            return refused;
        }
        boolean near = session.engine().tries(session.sql(), credential.account()) < FAR;
        if (near) {
            return anew(
                    refused,
                    Reason.LOCKED_OUT,
                    "the login was refused, and the server may have shut the account after failed logins; as an"
                            + " administrator run FLUSH PRIVILEGES, or wait");
        }
        return answer == Answer.CANNOT_TELL
                ? refused
                : anew(
                        refused,
                        Reason.ACCOUNT,
                        "the password is right, but the server let another account decide: "
                                + shadows(catalogue.anonymousHosts()));
    }

    private static String shadows(List<String> anonymous) {
        return anonymous.isEmpty()
                ? "one at a host that fits us more exactly, or one that demands TLS or a certificate"
                : "an anonymous one (hosts " + String.join(", ", anonymous) + "), one at a more exact host, or one that"
                        + " demands TLS or a certificate";
    }

    private static Refused anew(Refused refused, Reason reason, String why) {
        return new Refused(
                reason,
                refused.code(),
                why + " (" + refused.code() + ")",
                refused.node().orElse(""));
    }
}
