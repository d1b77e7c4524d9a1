// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
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
import java.util.Set;
import java.util.random.RandomGenerator;

/// PostgreSQL from 14: one server, or a primary and its standbys where the connection names them. Two users take turns,
/// or one changes in place; PostgreSQL keeps one password for each.
///
/// @param random  what the keys of a shut account are drawn from; a `SecureRandom` in production
/// @param connect the longest wait for one connection
/// @param answer  the longest wait for one answer
/// @param lock    the longest wait for a lock, after which a stale session of our own is ended
public record PostgresDriver(RandomGenerator random, Duration connect, Duration answer, Duration lock)
        implements TargetDriver {

    private static final String VERIFIER = "verifier";
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final Duration LOCK = Duration.ofSeconds(3);

    /// With the limits of the API contract, §4.3, and of `engines.md` §4.
    public PostgresDriver(RandomGenerator random) {
        this(random, CONNECT, ANSWER, LOCK);
    }

    @Override
    public TargetType type() {
        return TargetType.POSTGRES;
    }

    /// A verifier is made of a password of any length.
    @Override
    public PasswordPolicy passwordPolicy() {
        return new PasswordPolicy(PasswordRequirements.MAX_LENGTH);
    }

    @Override
    public Target open(Connection where, Logins logins, Session session) throws Refused, Unanswered {
        return PostgresTarget.open(sessions(where, logins, session), random);
    }

    Sessions sessions(Connection where, Logins logins, Session session) throws Refused, Unanswered {
        var dialer = Dialer.of(where, session, connect, answer);
        return new Sessions(where, logins, new Opener(dialer, "keyturn:" + session.holder()), lock);
    }

    @Override
    public boolean showsPassword(String statement) throws InvalidStatement {
        return RotationStatement.parse(statement).showsPassword();
    }

    /// `verifier`: what the server stores, text for text. A pgbouncer passes logins through only where its user list
    /// holds the identical one.
    @Override
    public Set<String> fields() {
        return Set.of(VERIFIER);
    }

    @Override
    public Optional<String> field(String name, Credential credential) {
        return name.equals(VERIFIER) ? Optional.of(ScramVerifier.of(credential).text()) : Optional.empty();
    }

    /// From version 16 on each user that is rotated has to be granted to it besides.
    @Override
    public Optional<Introduction> introduction(AccountName account, Optional<String> database) {
        String name = Dialect.quoted('"', account.value(), '"');
        return Optional.of(new Introduction(
                5432,
                List.of(
                        "CREATE ROLE " + name + " LOGIN CREATEROLE PASSWORD 'PASSWORD';",
                        "GRANT \"app_a\", \"app_b\" TO " + name + " WITH ADMIN OPTION; -- from version 16 on")));
    }
}
