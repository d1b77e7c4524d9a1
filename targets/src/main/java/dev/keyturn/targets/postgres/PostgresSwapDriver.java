// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

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

/// PostgreSQL whose one role is the one that every client uses, ours included: its password is changed around the
/// publication, while logins wait. Our role has to be a superuser.
///
/// @param server everything that a swap has in common with other changes
public record PostgresSwapDriver(PostgresDriver server, Hold hold) implements TargetDriver {
    @Override
    public TargetType type() {
        return server.type();
    }

    @Override
    public PasswordPolicy passwordPolicy() {
        return server.passwordPolicy();
    }

    @Override
    public Target open(Connection where, Logins logins, Session session) throws Refused, Unanswered {
        var sessions = server.sessions(where, logins, session);
        return new PostgresSwap(PostgresTarget.open(sessions, server.random()), sessions, server.random(), hold);
    }

    @Override
    public boolean showsPassword(String statement) throws InvalidStatement {
        return server.showsPassword(statement);
    }
}
