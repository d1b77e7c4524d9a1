// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

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
import dev.keyturn.testkit.mariadb.MariaDbServer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Visits of one administrator to one server, each a session of its own.
record Visits(Connection where, Login admin, String holder) {

    private static final InstantSource CLOCK = InstantSource.system();
    private static final int SECONDS = 30;
    private static final Keep NOTHING = new Keep.Shut();

    /// Something that is done on a visit, under the lock, at the server that takes changes.
    @FunctionalInterface
    interface Work {
        void on(MySqlTarget target, Node writer) throws Refused, Unanswered;
    }

    /// As the user that has what the engine's page asks for.
    static Visits to(MariaDbServer server) {
        return to(server, Servers.ADMIN, Servers.ADMIN_PASSWORD);
    }

    static Visits to(MariaDbServer server, String user, String password) {
        return new Visits(
                new Connection(new Endpoint("127.0.0.1", server.port()), Optional.empty(), new Tls.Off(), List.of()),
                Login.of(new AccountName(user), Password.of(password)),
                "a-rotation");
    }

    Visits in(String database) {
        return new Visits(
                new Connection(where.endpoint(), Optional.of(database), where.tls(), where.nodes()), admin, holder);
    }

    Visits over(Tls tls, String host) {
        var endpoint = new Endpoint(host, where.endpoint().port());
        return new Visits(new Connection(endpoint, where.database(), tls, where.nodes()), admin, holder);
    }

    Visits alsoTo(MariaDbServer... others) {
        List<Endpoint> nodes = new ArrayList<>();
        for (MariaDbServer other : others) {
            nodes.add(new Endpoint("127.0.0.1", other.port()));
        }
        return new Visits(new Connection(where.endpoint(), where.database(), where.tls(), nodes), admin, holder);
    }

    Visits holding(String otherHolder) {
        return new Visits(where, admin, otherHolder);
    }

    MySqlTarget open() throws Refused, Unanswered {
        var session = new Session(holder, Deadline.at(CLOCK.instant().plusSeconds(SECONDS), CLOCK), _ -> true);
        return (MySqlTarget) Servers.DRIVER.open(where, () -> List.of(admin), session);
    }

    void visit(Work work) throws Refused, Unanswered {
        try (MySqlTarget target = open();
                TargetLock _ = target.lock()) {
            work.on(target, target.nodes().writers().getFirst());
        }
    }

    void apply(Credential next) throws Refused, Unanswered {
        apply(next, NOTHING);
    }

    void apply(Credential next, Keep keep) throws Refused, Unanswered {
        visit((target, writer) -> target.apply(writer, next, keep));
    }

    void retire(Credential gone, Keep keep) throws Refused, Unanswered {
        visit((target, writer) -> target.retire(writer, gone, keep));
    }

    /// The credential with the hosts that its account has now.
    Credential frozen(Credential credential) throws Refused, Unanswered {
        try (MySqlTarget target = open()) {
            return Servers.ruled(credential, target.complete(credential.account(), credential.rules()));
        }
    }

    /// The warnings of a preflight that found nothing missing.
    List<String> preflight(Credential next) throws Refused, Unanswered {
        try (MySqlTarget target = open()) {
            for (Node node : target.nodes().required()) {
                target.preflight(node, next);
            }
            return target.warnings();
        }
    }

    void verify(Credential credential) throws Refused, Unanswered {
        try (MySqlTarget target = open()) {
            for (Node node : target.nodes().required()) {
                target.verify(node, credential);
            }
        }
    }

    /// Whether every server accepts the login; fails for any other no than a wrong password.
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
}
