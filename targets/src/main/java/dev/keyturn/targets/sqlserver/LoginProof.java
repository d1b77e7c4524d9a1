// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.ReadsBack.Answer;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.net.Endpoints;
import dev.keyturn.targets.sqlserver.FailedLogins.Failure;
import dev.keyturn.targets.sqlserver.FailedLogins.Place;
import java.util.Optional;

/// Proves logins, with at most one that fails: a failed login counts against the account, and the policy that says how
/// many may fail cannot be read. The administrator's view is asked first.
final class LoginProof {

    private static final String REFUSED = String.valueOf(SqlServerVerdicts.WRONG_PASSWORD);

    private final Sessions sessions;
    private final FailedLogins failed;

    LoginProof(Sessions sessions, FailedLogins failed) {
        this.sessions = sessions;
        this.failed = failed;
    }

    void verify(Node node, Credential credential, Hosts.Sight sight) throws Refused, Unanswered {
        Endpoint at = Endpoints.parse(node.address());
        Catalogue catalogue = catalogue(at, sight);
        Found found = catalogue.look(credential.account());
        if (found instanceof Found.ALogin login) {
            throwIfKnown(login, credential, at);
        }
        var place = new Place(node.address(), credential.account());
        try {
            String database = sight.isClosed(at) ? Sessions.MASTER : sessions.database();
            sessions.prove(at, credential.login(), database, found instanceof Found.AUser);
            failed.forget(place);
        } catch (Refused refused) {
            if (refused.reason() != Reason.WRONG_PASSWORD) {
                throw refused;
            }
            throwIfBehind(node, credential, found, sight);
            failed.remember(place, new Failure(credential.password(), found.passwordSet()));
            throw explained(refused, catalogue.look(credential.account()), credential);
        }
    }

    private Catalogue catalogue(Endpoint at, Hosts.Sight sight) throws Refused, Unanswered {
        boolean closed = sight.isClosed(at);
        return new Catalogue(closed ? sessions.inMaster(at) : sessions.working(at), sight.contained() && !closed);
    }

    /// Says what a login would say, without one.
    private void throwIfKnown(Found.ALogin login, Credential credential, Endpoint at) throws Refused {
        if (login.locked()) {
            throw new Refused(
                    Reason.LOCKED_OUT,
                    "18486",
                    "the login is locked out after failed logins; it opens again by the server's policy, or run "
                            + Rights.unlock(credential.account()),
                    at.toString());
        }
        boolean differs = login.hash()
                .filter(hash -> StoredHash.compare(credential, hash) == Answer.DIFFERS)
                .isPresent();
        if (differs) {
            throw new Refused(
                    Reason.WRONG_PASSWORD,
                    REFUSED,
                    "the server holds another password for this login: its hash differs",
                    at.toString());
        }
        Optional<Failure> before = failed.since(new Place(at.toString(), credential.account()), login.passwordSet());
        if (before.isEmpty()) {
            return;
        }
        if (before.orElseThrow().refused().equals(credential.password())) {
            throw new Refused(
                    Reason.WRONG_PASSWORD,
                    REFUSED,
                    "the server refused this login before, and its password has not been set since (" + REFUSED + ")",
                    at.toString());
        }
        if (login.policyChecked() && login.badPasswords() > 0) {
            throw new Refused(
                    Reason.LOCKED_OUT,
                    "BUDGET",
                    "one of our logins as this account has failed already; another one could lock it out, so the next"
                            + " is tried when the server has forgotten the first",
                    at.toString());
        }
    }

    /// Users reach a secondary with the log, some time after the primary.
    private void throwIfBehind(Node node, Credential credential, Found found, Hosts.Sight sight)
            throws Refused, Unanswered {
        if (node.takesWrites()) {
            return;
        }
        Found ahead = new Catalogue(sessions.working(sight.primary()), sight.contained()).look(credential.account());
        if (!ahead.passwordSet().equals(found.passwordSet())) {
            throw new Refused(
                    Reason.BUSY,
                    "LAG",
                    "the secondary has not replayed the last change yet, so its no is none",
                    node.address());
        }
    }

    /// The server has one number for almost everything.
    private static Refused explained(Refused refused, Found found, Credential credential) throws Refused {
        String node = refused.node().orElse("");
        return switch (found) {
            case Found.ALogin login
            when !login.mayConnect() ->
                new Refused(
                        Reason.ACCOUNT,
                        refused.code(),
                        "the login is denied CONNECT SQL, whatever its password is; run GRANT CONNECT SQL TO "
                                + Statements.name(credential.account()) + ";",
                        node);
            case Found.Nobody _ ->
                new Refused(
                        Reason.WRONG_PASSWORD,
                        refused.code(),
                        "the login was refused: it does not exist, or our login may not see it (" + refused.code()
                                + ")",
                        node);
            default -> refused;
        };
    }
}
