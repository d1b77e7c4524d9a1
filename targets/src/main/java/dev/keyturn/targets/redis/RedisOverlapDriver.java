// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.PasswordPolicy;
import dev.keyturn.core.node.OverlapDriver;
import dev.keyturn.core.target.Connection;
import dev.keyturn.core.target.Logins;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Session;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.TargetDriver;
import dev.keyturn.core.target.TargetType;
import dev.keyturn.core.target.Unanswered;

/// Redis from 6.2 and Valkey, run by whoever calls: its user `default` is the one that every client uses,
/// ours included. A connection names all nodes.
///
/// @param server everything that this has in common with other changes
public record RedisOverlapDriver(RedisDriver server) implements OverlapDriver {

    @Override
    public TargetDriver of(AccountName next, AccountName former) {
        return new Overlap(server, new OverlapNames(next, former));
    }

    private record Overlap(RedisDriver server, OverlapNames names) implements TargetDriver {
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
            return new OverlapTarget(server.visit(where, logins, session), names);
        }
    }
}
