// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.PasswordPolicy;
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
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// SQL Server 2016 and later: one instance, or the replicas of an availability group where the connection names them.
/// Two logins, or two users of a contained database, take turns, or one changes in place; each has one password.
///
/// It remembers which of its own logins failed, and nothing else.
public final class SqlServerDriver implements TargetDriver {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final Duration LOCK = Duration.ofSeconds(3);
    private static final int LONGEST_PASSWORD = 128;

    private final RandomGenerator random;
    private final Duration connect;
    private final Duration answer;
    private final Duration lock;
    private final FailedLogins failed = new FailedLogins();

    /// With the limits of the API contract, §4.3.
    ///
    /// @param random what the password of a shut account is drawn from; a `SecureRandom` in production
    public SqlServerDriver(RandomGenerator random) {
        this(random, CONNECT, ANSWER, LOCK);
    }

    /// @param connect the longest wait for one connection
    /// @param answer  the longest wait for one answer
    /// @param lock    the longest wait for a lock, after which a stale session of our own is ended
    public SqlServerDriver(RandomGenerator random, Duration connect, Duration answer, Duration lock) {
        this.random = random;
        this.connect = connect;
        this.answer = answer;
        this.lock = lock;
    }

    @Override
    public TargetType type() {
        return TargetType.SQLSERVER;
    }

    /// Most servers compare names without regard to case. To take two for one is the safe error.
    @Override
    public String key(AccountName account) {
        return account.value().toLowerCase(Locale.ROOT);
    }

    @Override
    public PasswordPolicy passwordPolicy() {
        return new PasswordPolicy(LONGEST_PASSWORD);
    }

    @Override
    public Target open(Connection where, Logins logins, Session session) throws Refused, Unanswered {
        return target(sessions(where, logins, session));
    }

    Sessions sessions(Connection where, Logins logins, Session session) throws Refused {
        var dialer = Dialer.of(where, session, connect, answer);
        return new Sessions(where, logins, new Opener(dialer, "keyturn:" + session.holder()), lock);
    }

    /// A visit that closes the sessions with itself, also if it does not come about.
    SqlServerTarget target(Sessions sessions) throws Refused, Unanswered {
        return SqlServerTarget.open(sessions, random, failed);
    }

    RandomGenerator random() {
        return random;
    }

    @Override
    public boolean showsPassword(String statement) throws InvalidStatement {
        return RotationStatement.parse(statement).showsPassword();
    }

    @Override
    public Optional<Introduction> introduction(AccountName account, Optional<String> database) {
        String name = Dialect.quoted('[', account.value(), ']');
        var statements = new ArrayList<String>();
        statements.add("CREATE LOGIN " + name + " WITH PASSWORD = N'PASSWORD';");
        statements.add("GRANT ALTER ANY LOGIN TO " + name + ";");
        database.map(named -> Dialect.quoted('[', named, ']'))
                .ifPresent(
                        named -> statements.add("USE " + named + "; CREATE USER " + name + " FOR LOGIN " + name + ";"));
        return Optional.of(new Introduction(1433, statements));
    }
}
