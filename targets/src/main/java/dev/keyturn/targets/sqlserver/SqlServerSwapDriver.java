// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import dev.keyturn.core.credential.AccountName;
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

/// SQL Server whose one login is the one that every client uses, ours included: its password is changed on all
/// instances right after the publication. Our login has to be a `sysadmin`; over TLS and nothing else.
///
/// @param server everything that a swap has in common with other changes
/// @param holds  whether the change is made in a transaction before the publication, and committed after it, so that
///               logins wait meanwhile instead of being refused. No real server has proved that they do
public record SqlServerSwapDriver(SqlServerDriver server, boolean holds) implements TargetDriver {
    @Override
    public TargetType type() {
        return server.type();
    }

    @Override
    public String key(AccountName account) {
        return server.key(account);
    }

    @Override
    public PasswordPolicy passwordPolicy() {
        return server.passwordPolicy();
    }

    @Override
    public Target open(Connection where, Logins logins, Session session) throws Refused, Unanswered {
        Opener.needTls(where.tls(), where.endpoint());
        var sessions = server.sessions(where, logins, session);
        return new SqlServerSwap(server.target(sessions), sessions, server.random(), holds);
    }

    @Override
    public boolean showsPassword(String statement) throws InvalidStatement {
        return server.showsPassword(statement);
    }
}
