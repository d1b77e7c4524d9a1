// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Topology;
import dev.keyturn.core.target.Unanswered;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Finds out what the named instances are to the database: alone, or replicas of an availability group. Nothing is
/// believed for longer than a visit: roles change at any time.
final class Hosts {

    private static final String DATABASE = """
        SELECT containment, CONVERT(nvarchar(60), DATABASEPROPERTYEX(DB_NAME(), 'Updateability'))
          FROM sys.databases WHERE name = DB_NAME()\
        """;
    private static final String REPLICAS = "SELECT replica_server_name FROM sys.availability_replicas";

    private final Sessions sessions;
    private final Consumer<String> warnings;

    Hosts(Sessions sessions, Consumer<String> warnings) {
        this.sessions = sessions;
        this.warnings = warnings;
    }

    private record Open(Endpoint at, boolean contained, boolean writable) {}

    /// The instances of one look.
    ///
    /// @param contained whether the connection's database has users of its own
    /// @param writable  where the database takes changes
    /// @param readable  where it lets clients in, but takes no changes
    /// @param closed    where the instance answers, and the database lets nobody in
    /// @param silent    the first silence, of an instance that may be any of these
    record Sight(
            boolean contained,
            List<Endpoint> writable,
            List<Endpoint> readable,
            List<Endpoint> closed,
            Optional<Unanswered> silent) {

        /// Where the catalogue of users is asked.
        Endpoint primary() {
            return writable.isEmpty() ? readable.getFirst() : writable.getFirst();
        }

        boolean isClosed(Endpoint at) {
            return closed.contains(at);
        }
    }

    /// @throws Refused    no instance lets us into the database
    /// @throws Unanswered the same, and one was silent
    Sight look() throws Refused, Unanswered {
        List<Open> open = new ArrayList<>();
        List<Endpoint> closed = new ArrayList<>();
        Optional<Unanswered> silent = Optional.empty();
        for (Endpoint host : sessions.hosts()) {
            try {
                open.add(ask(host));
            } catch (Unanswered silence) {
                silent = silent.or(() -> Optional.of(silence));
            } catch (Refused refused) {
                if (refused.reason() != Reason.WRONG_NODE) {
                    throw refused;
                }
                closed.add(host);
            }
        }
        if (open.isEmpty() && silent.isPresent()) {
            throw silent.orElseThrow();
        }
        if (open.isEmpty()) {
            throw new Refused(
                    Reason.WRONG_NODE,
                    "976",
                    "no instance of the connection lets us into the database now: they are secondary replicas; name"
                            + " the primary, or the listener, in the connection",
                    sessions.hosts().getFirst().toString());
        }
        return new Sight(
                open.stream().anyMatch(Open::contained),
                open.stream().filter(Open::writable).map(Open::at).toList(),
                open.stream().filter(one -> !one.writable()).map(Open::at).toList(),
                closed,
                silent);
    }

    /// Each instance has logins of its own; of a contained database, one replica takes changes for all.
    ///
    /// @throws Unanswered an instance was silent: nobody knows whether it has to be changed
    Topology topology(Sight sight) throws Refused, Unanswered {
        if (sight.silent().isPresent()) {
            throw sight.silent().orElseThrow();
        }
        List<Node> nodes = new ArrayList<>();
        for (Endpoint host : sessions.hosts()) {
            boolean writable = sight.writable().contains(host);
            if (!sight.contained() || !sight.isClosed(host)) {
                nodes.add(new Node(host.toString(), host.toString(), writable || !sight.contained()));
            }
        }
        if (nodes.stream().noneMatch(Node::takesWrites)) {
            throw new Refused(
                    Reason.WRONG_NODE,
                    "3906",
                    "no instance of the connection takes changes of the database now (3906)");
        }
        warnOfReplicas(sight.primary());
        return new Topology(nodes, List.of());
    }

    private void warnOfReplicas(Endpoint at) throws Refused, Unanswered {
        List<String> replicas =
                sessions.working(at).sql().query("sys.availability_replicas", row -> row.getString(1), REPLICAS);
        if (replicas.size() > sessions.hosts().size()) {
            warnings.accept("nodes unknown: the instance has " + replicas.size() + " availability replicas ("
                    + String.join(", ", replicas) + ") and the connection names "
                    + sessions.hosts().size()
                    + "; logins are not replicated, so list each as a host");
        }
    }

    private Open ask(Endpoint host) throws Refused, Unanswered {
        List<Open> found = sessions.working(host)
                .sql()
                .query(
                        "sys.databases",
                        row -> new Open(host, row.getInt(1) != 0, !"READ_ONLY".equals(row.getString(2))),
                        DATABASE);
        if (found.isEmpty()) {
            throw new Refused(
                    Reason.NOT_PERMITTED,
                    "229",
                    "our login does not see its own database in sys.databases; run GRANT VIEW ANY DATABASE TO public;",
                    host.toString());
        }
        return found.getFirst();
    }
}
