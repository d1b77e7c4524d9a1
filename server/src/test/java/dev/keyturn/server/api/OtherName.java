// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.core.credential.PasswordPolicy;
import dev.keyturn.core.target.Connection;
import dev.keyturn.core.target.InvalidStatement;
import dev.keyturn.core.target.Logins;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Session;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.TargetDriver;
import dev.keyturn.core.target.TargetType;
import dev.keyturn.core.target.Unanswered;

/// A driver under the name of another engine: the server knows them by their types alone.
///
/// @param driver does the work
record OtherName(TargetDriver driver, TargetType type) implements TargetDriver {
    private static final int SHORT = 128;

    /// Shorter than its engine's, so that a limit can be seen.
    @Override
    public PasswordPolicy passwordPolicy() {
        return new PasswordPolicy(SHORT);
    }

    @Override
    public Target open(Connection where, Logins logins, Session session) throws Refused, Unanswered {
        return driver.open(where, logins, session);
    }

    @Override
    public boolean showsPassword(String statement) throws InvalidStatement {
        return driver.showsPassword(statement);
    }
}
