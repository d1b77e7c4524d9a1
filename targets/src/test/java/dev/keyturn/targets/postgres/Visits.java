// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

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
import dev.keyturn.testkit.postgres.PostgresServer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Visits of one administrator to one database, each a session of its own.
record Visits(Connection where, Login admin, String holder) {

    private static final InstantSource CLOCK = InstantSource.system();
    private static final int SECONDS = 30;

    /// As the role that has what the engine's page asks for.
    static Visits to(PostgresServer server) {
        return to(server, "postgres", Servers.ADMIN, Servers.ADMIN_PASSWORD);
    }

    static Visits asSuperuser(PostgresServer server) {
        return to(server, "postgres", PostgresServer.SUPERUSER, server.setup().superuserPassword());
    }

    static Visits to(PostgresServer server, String database, String user, String password) {
        return new Visits(
                new Connection(
                        new Endpoint("127.0.0.1", server.port()), Optional.of(database), new Tls.Off(), List.of()),
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

    /// Over another port of the loopback interface.
    Visits at(int port) {
        return new Visits(
                new Connection(new Endpoint("127.0.0.1", port), where.database(), where.tls(), where.nodes()),
                admin,
                holder);
    }

    Visits alsoTo(PostgresServer... standbys) {
        List<Endpoint> nodes = new ArrayList<>();
        for (PostgresServer standby : standbys) {
            nodes.add(new Endpoint("127.0.0.1", standby.port()));
        }
        return new Visits(new Connection(where.endpoint(), where.database(), where.tls(), nodes), admin, holder);
    }

    Visits holding(String otherHolder) {
        return new Visits(where, admin, otherHolder);
    }

    PostgresTarget open() throws Refused, Unanswered {
        return open(Servers.DRIVER);
    }

    PostgresTarget open(PostgresDriver driver) throws Refused, Unanswered {
        var session = new Session(holder, Deadline.at(CLOCK.instant().plusSeconds(SECONDS), CLOCK), _ -> true);
        return (PostgresTarget) driver.open(where, () -> List.of(admin), session);
    }

    void apply(Credential next) throws Refused, Unanswered {
        try (PostgresTarget target = open();
                TargetLock _ = target.lock()) {
            target.apply(target.nodes().writers().getFirst(), next, new Keep.Shut());
        }
    }

    void retire(Credential gone, Keep keep) throws Refused, Unanswered {
        try (PostgresTarget target = open();
                TargetLock _ = target.lock()) {
            target.retire(target.nodes().writers().getFirst(), gone, keep);
        }
    }

    /// The warnings of a preflight that found nothing missing.
    List<String> preflight(Credential next) throws Refused, Unanswered {
        try (PostgresTarget target = open()) {
            for (Node node : target.nodes().required()) {
                target.preflight(node, next);
            }
            return target.warnings();
        }
    }

    /// Whether every host accepts the login; fails for any other no than a wrong password.
    boolean accepts(Credential credential) throws Refused, Unanswered {
        try (PostgresTarget target = open()) {
            for (Node node : target.nodes().required()) {
                target.verify(node, credential);
            }
            return true;
        } catch (Refused refused) {
            if (refused.reason() != Reason.WRONG_PASSWORD) {
                throw refused;
            }
            return false;
        }
    }
}
