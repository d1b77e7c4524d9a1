// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import dev.keyturn.core.credential.Login;
import dev.keyturn.core.node.NodeDriver;
import dev.keyturn.core.node.NodeSession;
import dev.keyturn.core.target.Connection;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Session;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.core.target.Tls;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.jdbc.LoginCheck;
import dev.keyturn.targets.jdbc.SqlConnection;
import dev.keyturn.targets.net.Dialer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Single servers of PostgreSQL.
///
/// @param connect the longest wait for one connection
/// @param answer  the longest wait for one answer
public record PostgresNodes(Duration connect, Duration answer) implements NodeDriver {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String DATABASE = "postgres";

    /// With five seconds each.
    public PostgresNodes() {
        this(LIMIT, LIMIT);
    }

    @Override
    public NodeSession open(Endpoint at, Tls tls, Login login, Deadline deadline) throws Refused, Unanswered {
        var where = new Connection(at, Optional.of(DATABASE), tls, List.of());
        var dialer = Dialer.of(where, new Session("operator", deadline, _ -> true), connect, answer);
        SqlConnection sql = opened(new Opener(dialer, "keyturn:operator"), at, login);
        try {
            LoginCheck.on(sql, login.account(), "SELECT session_user");
            return new PostgresNode(sql);
        } catch (Refused | Unanswered e) {
            sql.close();
            throw e;
        }
    }

    private static SqlConnection opened(Opener opener, Endpoint at, Login login) throws Refused, Unanswered {
        try {
            return opener.open(at, login, DATABASE).sql();
        } catch (SQLException e) {
            TargetException trouble = Opener.VERDICTS.ofVerification(e, at.toString());
            throw switch (trouble) {
                case Refused refused -> refused;
                case Unanswered silence -> throw silence;
            };
        }
    }

    /// A message in the log of the transactions is a write that no table remembers.
    private record PostgresNode(SqlConnection sql) implements NodeSession {
        @Override
        public void checkWrite() throws Refused, Unanswered {
            boolean standby = sql.query(
                            "the role of the server", row -> row.getBoolean(1), "SELECT pg_is_in_recovery()")
                    .contains(true);
            if (!standby) {
                sql.query(
                        "the write check",
                        row -> row.getString(1),
                        "SELECT pg_logical_emit_message(true, 'keyturn', '')::text");
            }
        }

        @Override
        public void close() {
            sql.close();
        }
    }
}
