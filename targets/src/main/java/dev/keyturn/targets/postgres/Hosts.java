// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Topology;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.net.Endpoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Finds out which host is the primary. Nothing is believed for longer than a visit: roles change at any time.
final class Hosts {

    private final Sessions sessions;
    private final Consumer<String> warnings;

    Hosts(Sessions sessions, Consumer<String> warnings) {
        this.sessions = sessions;
        this.warnings = warnings;
    }

    /// The first host that takes changes.
    ///
    /// @throws Unanswered none was found, and one that was silent may be it
    Endpoint primary() throws Refused, Unanswered {
        Optional<Unanswered> silent = Optional.empty();
        for (Endpoint host : sessions.hosts()) {
            try {
                if (takesWrites(host)) {
                    return host;
                }
            } catch (Unanswered silence) {
                silent = silent.or(() -> Optional.of(silence));
            }
        }
        if (silent.isPresent()) {
            throw silent.orElseThrow();
        }
        throw new Refused(
                Reason.WRONG_NODE,
                "25006",
                "no host of the connection takes changes: they are standbys; name the primary in the connection (25006)",
                sessions.hosts().getFirst().toString());
    }

    /// Every host. One that is silent counts as failed only if the primary itself streams to no more receivers than
    /// there are standbys that answer.
    Topology topology() throws Refused, Unanswered {
        List<Node> nodes = new ArrayList<>();
        List<Node> silent = new ArrayList<>();
        Optional<Unanswered> first = Optional.empty();
        for (Endpoint host : sessions.hosts()) {
            try {
                nodes.add(node(host, takesWrites(host)));
            } catch (Unanswered silence) {
                silent.add(node(host, false));
                first = first.or(() -> Optional.of(silence));
            }
        }
        Optional<Node> primary = nodes.stream().filter(Node::takesWrites).findFirst();
        if (first.isPresent() && (primary.isEmpty() || receivers(primary.orElseThrow()) > standbys(nodes))) {
            throw first.orElseThrow();
        }
        if (primary.isEmpty()) {
            throw new Refused(Reason.WRONG_NODE, "25006", "no host of the connection takes changes now (25006)");
        }
        if (!sessions.namesHosts() && receivers(primary.orElseThrow()) > 0) {
            warnings.accept(
                    "nodes unknown: the primary streams to others that the connection does not name; list them as"
                            + " its hosts so that each login is proved there too");
        }
        return new Topology(nodes, silent);
    }

    private boolean takesWrites(Endpoint host) throws Refused, Unanswered {
        return sessions.working(host)
                .sql()
                .query("pg_is_in_recovery", row -> !row.getBoolean(1), "SELECT pg_catalog.pg_is_in_recovery()")
                .getFirst();
    }

    private long receivers(Node primary) throws Refused, Unanswered {
        return sessions.working(Endpoints.parse(primary.address()))
                .sql()
                .query(
                        "pg_stat_replication",
                        row -> row.getLong(1),
                        "SELECT count(*) FROM pg_catalog.pg_stat_replication")
                .getFirst();
    }

    private static long standbys(List<Node> nodes) {
        return nodes.stream().filter(node -> !node.takesWrites()).count();
    }

    private static Node node(Endpoint host, boolean takesWrites) {
        return new Node(host.toString(), host.toString(), takesWrites);
    }
}
