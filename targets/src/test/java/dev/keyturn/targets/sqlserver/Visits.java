// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.target.Connection;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Session;
import dev.keyturn.core.target.TargetLock;
import dev.keyturn.core.target.Tls;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.testkit.sqlserver.SqlServerDouble;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Visits of one administrator to one database, each a session of its own, by one driver.
record Visits(SqlServerDriver driver, Connection where, Login admin, String holder) {

    private static final InstantSource CLOCK = InstantSource.system();
    private static final int SECONDS = 30;

    /// As the login that has what the engine's page asks for.
    static Visits to(SqlServerDouble server, SqlServerDouble... replicas) {
        return to(Servers.ADMIN, Servers.ADMIN_PASSWORD, server, replicas);
    }

    static Visits to(String user, String password, SqlServerDouble server, SqlServerDouble... replicas) {
        return new Visits(
                Servers.driver(),
                new Connection(
                        endpoint(server),
                        Optional.of(Servers.DATABASE),
                        new Tls.Off(),
                        Stream.of(replicas).map(Visits::endpoint).toList()),
                Login.of(new AccountName(user), Password.of(password)),
                "a-rotation");
    }

    Visits in(String database) {
        return new Visits(
                driver,
                new Connection(where.endpoint(), Optional.of(database), where.tls(), where.nodes()),
                admin,
                holder);
    }

    Visits over(Tls tls, String host) {
        var endpoint = new Endpoint(host, where.endpoint().port());
        return new Visits(driver, new Connection(endpoint, where.database(), tls, where.nodes()), admin, holder);
    }

    Visits holding(String otherHolder) {
        return new Visits(driver, where, admin, otherHolder);
    }

    Visits with(SqlServerDriver other) {
        return new Visits(other, where, admin, holder);
    }

    SqlServerTarget open() throws Refused, Unanswered {
        var session = new Session(holder, Deadline.at(CLOCK.instant().plusSeconds(SECONDS), CLOCK), _ -> true);
        return (SqlServerTarget) driver.open(where, () -> List.of(admin), session);
    }

    void apply(Credential next) throws Refused, Unanswered {
        try (SqlServerTarget target = open();
                TargetLock _ = target.lock()) {
            for (Node node : target.nodes().writers()) {
                target.apply(node, next, new Keep.Shut());
            }
        }
    }

    void retire(Credential gone, Keep keep) throws Refused, Unanswered {
        try (SqlServerTarget target = open();
                TargetLock _ = target.lock()) {
            for (Node node : target.nodes().writers()) {
                target.retire(node, gone, keep);
            }
        }
    }

    /// The warnings of a preflight that found nothing missing.
    List<String> preflight(Credential next) throws Refused, Unanswered {
        try (SqlServerTarget target = open()) {
            for (Node node : target.nodes().required()) {
                target.preflight(node, next);
            }
            return target.warnings();
        }
    }

    void verify(Credential credential) throws Refused, Unanswered {
        try (SqlServerTarget target = open()) {
            for (Node node : target.nodes().required()) {
                target.verify(node, credential);
            }
        }
    }

    /// Whether every instance accepts the login; fails for any other no than a wrong password.
    boolean accepts(Credential credential) throws Refused, Unanswered {
        try {
            verify(credential);
            return true;
        } catch (Refused refused) {
            if (refused.reason() != Reason.WRONG_PASSWORD) {
                throw refused;
            }
            return false;
        }
    }

    /// What a verb on the first node says.
    <T> T first(Question<T> question) throws Refused, Unanswered {
        try (SqlServerTarget target = open()) {
            return question.ask(target, target.nodes().required().getFirst());
        }
    }

    @FunctionalInterface
    interface Question<T> {
        T ask(SqlServerTarget target, Node node) throws Refused, Unanswered;
    }

    private static Endpoint endpoint(SqlServerDouble server) {
        return new Endpoint("127.0.0.1", server.port());
    }
}
