// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.jdbc;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Unanswered;
import java.util.List;

/// The proof of a login: who the server says we are, on a connection that nobody else uses.
public final class LoginCheck {

    private LoginCheck() {}

    /// @param query one row with the name of the account that logged in
    /// @throws Refused somebody else did: there is a proxy in between
    public static void on(SqlConnection connection, AccountName account, String query) throws Refused, Unanswered {
        List<String> identity = connection.query("the login check", row -> row.getString(1), query);
        if (!identity.equals(List.of(account.value()))) {
            throw new Refused(
                    Reason.OTHER,
                    "IDENTITY",
                    "the login succeeded as somebody else; is there a proxy in between?",
                    connection.node());
        }
    }
}
