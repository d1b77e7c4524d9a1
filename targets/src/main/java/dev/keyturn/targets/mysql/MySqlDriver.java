// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.PasswordPolicy;
import dev.keyturn.core.credential.PasswordRequirements;
import dev.keyturn.core.target.Connection;
import dev.keyturn.core.target.Introduction;
import dev.keyturn.core.target.InvalidStatement;
import dev.keyturn.core.target.Logins;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Session;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.TargetDriver;
import dev.keyturn.core.target.TargetType;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.jdbc.Dialect;
import dev.keyturn.targets.net.Dialer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// MySQL from 5.7 and MariaDB from 10.4: one server, or a primary and its replicas, or a cluster, where the
/// connection names them. Two users take turns, or one changes in place; MariaDB and MySQL from 8.0.14 keep
/// its old password as long as it is needed.
///
/// Proved on MariaDB 10.11. The dialect of MySQL is unproven on a server ([MySql]): its hashes, its choice of
/// statements and its error codes are from the manual and from recorded values.
///
/// @param random what the hashes of a shut account are drawn from; a `SecureRandom` in production
/// @param connect the longest wait for one connection
/// @param answer the longest wait for one answer
/// @param lock the longest wait for a lock, after which a stale session of our own is ended
public record MySqlDriver(RandomGenerator random, Duration connect, Duration answer, Duration lock)
        implements TargetDriver {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final Duration LOCK = Duration.ofSeconds(3);

    static {
        // From DEBUG on the client library's log holds statements and packets. It looks once, when it is first used.
        System.setProperty("mariadb.logging.disable", "true");
    }

    /// With the limits of the API contract, §4.3.
    public MySqlDriver(RandomGenerator random) {
        this(random, CONNECT, ANSWER, LOCK);
    }

    @Override
    public TargetType type() {
        return TargetType.MYSQL;
    }

    /// A hash is made of a password of any length; `caching_sha2_password` takes 256 characters at a login.
    @Override
    public PasswordPolicy passwordPolicy() {
        return new PasswordPolicy(PasswordRequirements.MAX_LENGTH);
    }

    @Override
    public Target open(Connection where, Logins logins, Session session) throws Refused, Unanswered {
        var dialer = Dialer.of(where, session, connect, answer);
        var sessions = new Sessions(where, logins, new Opener(dialer, "keyturn-" + session.holder()), lock);
        return MySqlTarget.open(sessions, random);
    }

    /// Always: which hash would do in the place of the password depends on the account.
    @Override
    public boolean showsPassword(String statement) throws InvalidStatement {
        var _ = RotationStatement.parse(statement);
        return true;
    }

    @Override
    public Optional<Introduction> introduction(AccountName account, Optional<String> database) {
        String name = Dialect.quoted('\'', account.value().replace("\\", "\\\\"), '\'') + "@'%'";
        return Optional.of(new Introduction(
                3306,
                List.of(
                        "CREATE USER " + name + " IDENTIFIED BY 'PASSWORD';",
                        "GRANT CREATE USER, PROCESS ON *.* TO " + name + ";",
                        "GRANT SELECT ON mysql.user TO " + name + "; -- MariaDB: mysql.global_priv")));
    }
}
