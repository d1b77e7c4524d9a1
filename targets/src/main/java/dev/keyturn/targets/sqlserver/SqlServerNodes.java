// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import dev.keyturn.core.credential.Login;
import dev.keyturn.core.node.NodeDriver;
import dev.keyturn.core.node.NodeSession;
import dev.keyturn.core.target.Connection;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
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

/// Single instances of SQL Server, over TLS and nothing else: without it, only the login would be encrypted, and not
/// the batch that changes a password.
///
/// @param connect the longest wait for one connection
/// @param answer  the longest wait for one answer
public record SqlServerNodes(Duration connect, Duration answer) implements NodeDriver {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    /// With five seconds each.
    public SqlServerNodes() {
        this(LIMIT, LIMIT);
    }

    @Override
    public NodeSession open(Endpoint at, Tls tls, Login login, Deadline deadline) throws Refused, Unanswered {
        Opener.needTls(tls, at);
        var where = new Connection(at, Optional.of(Sessions.MASTER), tls, List.of());
        var dialer = Dialer.of(where, new Session("operator", deadline, _ -> true), connect, answer);
        SqlConnection sql = opened(new Opener(dialer, "keyturn:operator"), at, login);
        try {
            LoginCheck.on(sql, login.account(), "SELECT SUSER_SNAME()");
            return new SqlServerNode(sql);
        } catch (Refused | Unanswered e) {
            sql.close();
            throw e;
        }
    }

    private static SqlConnection opened(Opener opener, Endpoint at, Login login) throws Refused, Unanswered {
        try {
            return opener.open(at, login, Sessions.MASTER);
        } catch (SQLException e) {
            TargetException trouble = Opener.VERDICTS.ofVerification(e, at.toString());
            throw switch (trouble) {
                case Refused refused -> refused;
                case Unanswered silence -> throw silence;
            };
        }
    }

    /// A temporary table is a write to `tempdb` that ends with the session; `master` is asked whether it takes any.
    private record SqlServerNode(SqlConnection sql) implements NodeSession {

        private static final String WRITE = """
            CREATE TABLE #keyturn_write_check (word nvarchar(8));
            INSERT INTO #keyturn_write_check (word) VALUES (N'keyturn');
            DROP TABLE #keyturn_write_check\
            """;

        @Override
        public void checkWrite() throws Refused, Unanswered {
            sql.execute("the write check", WRITE);
            List<String> updateability = sql.query(
                    "the updateability of master",
                    row -> row.getString(1),
                    "SELECT CONVERT(nvarchar(60), DATABASEPROPERTYEX('master', 'Updateability'))");
            if (!updateability.equals(List.of("READ_WRITE"))) {
                throw new Refused(
                        Reason.WRONG_NODE, "READ_ONLY", "the database master takes no writes now", sql.node());
            }
        }

        @Override
        public void close() {
            sql.close();
        }
    }
}
