// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.core.credential.Login;
import dev.keyturn.core.node.ClusterDriver;
import dev.keyturn.core.node.ClusterSession;
import dev.keyturn.core.target.Connection;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Session;
import dev.keyturn.core.target.Tls;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.net.Dialer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Single processes of Redis from 6.0 and Valkey.
///
/// @param connect the longest wait for one connection
/// @param answer  the longest wait for one answer
public record RedisNodes(Duration connect, Duration answer) implements ClusterDriver {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    /// With five seconds each.
    public RedisNodes() {
        this(LIMIT, LIMIT);
    }

    /// A login without a password goes in as whoever Redis takes those for that say nothing.
    @Override
    public ClusterSession open(Endpoint at, Tls tls, Login login, Deadline deadline) throws Refused, Unanswered {
        var where = new Connection(at, Optional.empty(), tls, List.of());
        var dialer = Dialer.of(where, new Session("operator", deadline, _ -> true), connect, answer);
        var connection = NodeConnection.open(dialer, at);
        try {
            if (login.password().isPresent()) {
                LoginProof.verifyOn(connection, login);
            }
            var session = new RedisNode(connection);
            session.greet();
            return session;
        } catch (Refused | Unanswered e) {
            connection.close();
            throw e;
        }
    }
}
