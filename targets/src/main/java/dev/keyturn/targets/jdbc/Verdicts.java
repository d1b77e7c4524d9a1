// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.jdbc;

import dev.keyturn.core.target.TargetException;
import java.sql.SQLException;

/// What an engine's errors mean, by their codes alone. The results hold our words and the code; the text of the client
/// library, which may hold a statement, ends here.
public interface Verdicts {
    /// Of a login of our own, which has to be told from a refused password: the next login is tried after that one.
    TargetException ofAdminLogin(SQLException e, String node);

    /// Of a login that proves a credential.
    TargetException ofVerification(SQLException e, String node);

    /// Of a statement.
    ///
    /// @param what the statement in a few words, without a value: `ALTER ROLE`
    TargetException ofStatement(SQLException e, String what, String node);
}
