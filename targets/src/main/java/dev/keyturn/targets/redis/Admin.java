// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Logins;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.net.Dialer;
import java.util.Optional;

/// A connection under our own login that bears the session's name.
///
/// @param as    the account that was accepted
/// @param named whether the node knows the connection by that name, so that a later session can end it
/// @param id    the node's number for this connection; empty if it did not say
/// @param mode  `standalone`, `cluster`, `sentinel`; empty if the node did not say
record Admin(NodeConnection connection, AccountName as, boolean named, Optional<String> id, Optional<String> mode) {

    /// @throws Refused if none of our logins is accepted, each tried once
    static Admin login(Dialer dialer, Endpoint at, Logins logins, String name) throws Refused, Unanswered {
        var connection = NodeConnection.open(dialer, at);
        try {
            var as = accepted(connection, logins);
            return introduced(connection, as, name);
        } catch (Refused | Unanswered e) {
            connection.close();
            throw e;
        }
    }

    String node() {
        return connection.node();
    }

    Answer call(String... command) throws Unanswered {
        return connection.call(command);
    }

    /// The command that gives our account a right, as a person pastes it.
    String grant(String... rights) {
        return "ACL SETUSER " + as + " " + String.join(" ", rights);
    }

    private static AccountName accepted(NodeConnection connection, Logins logins) throws Refused, Unanswered {
        for (Login login : logins.inOrder()) {
            Answer answer = connection.authenticate(login);
            if (!(answer instanceof Answer.Failure failure)) {
                return login.account();
            } else if (!failure.is("WRONGPASS")) {
                throw Verdict.ofAdminLogin(failure, connection.node());
            }
        }
        throw new Refused(
                Reason.ADMIN_LOGIN,
                "WRONGPASS",
                "the server does not accept the login of the connection; check its user name and password",
                connection.node());
    }

    /// `HELLO` names the connection, and tells its number and the node's mode, without any right; only where it is
    /// missing are rights needed.
    private static Admin introduced(NodeConnection connection, AccountName as, String name) throws Unanswered {
        Answer hello = connection.call("HELLO", "2", "SETNAME", name);
        if (hello instanceof Answer.Items) {
            return new Admin(connection, as, true, text(hello, "id"), text(hello, "mode"));
        }
        boolean named = connection.call("CLIENT", "SETNAME", name) instanceof Answer.Text;
        Optional<String> id = connection.call("CLIENT", "ID").text();
        return new Admin(connection, as, named && id.isPresent(), id, Optional.empty());
    }

    private static Optional<String> text(Answer pairs, String key) {
        return pairs.valueOf(key).flatMap(Answer::text);
    }
}
