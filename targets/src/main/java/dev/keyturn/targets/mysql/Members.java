// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

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

/// Finds out which server takes the changes: the first of the connection that is not read-only. All of a
/// Galera cluster or a group would; one is enough. Nothing is believed for longer than a visit.
final class Members {

    private static final String WRITABLE =
            "SELECT cast(@@global.read_only AS CHAR) IN ('0', 'OFF') AND @@global.innodb_read_only = 0";
    private static final String RECEIVERS =
            "SELECT count(*) FROM information_schema.PROCESSLIST WHERE COMMAND LIKE 'Binlog Dump%'";
    private static final String CLUSTER = "SHOW GLOBAL STATUS LIKE 'wsrep_cluster_size'";

    private final Sessions sessions;
    private final Consumer<String> warnings;

    Members(Sessions sessions, Consumer<String> warnings) {
        this.sessions = sessions;
        this.warnings = warnings;
    }

    /// The first server that takes changes.
    ///
    /// @throws Unanswered none was found, and one that was silent may be it
    Endpoint primary() throws Refused, Unanswered {
        Optional<Unanswered> silent = Optional.empty();
        for (Endpoint host : sessions.hosts()) {
            try {
                if (isWritable(host)) {
                    return host;
                }
            } catch (Unanswered silence) {
                silent = silent.or(() -> Optional.of(silence));
            }
        }
        if (silent.isPresent()) {
            throw silent.orElseThrow();
        }
        throw readOnly(sessions.hosts().getFirst().toString());
    }

    /// Every server. One that is silent counts as failed only if the primary itself sends its changes to no
    /// more receivers than there are others that answer.
    Topology topology() throws Refused, Unanswered {
        List<Endpoint> answering = new ArrayList<>();
        List<Node> silent = new ArrayList<>();
        Optional<Endpoint> primary = Optional.empty();
        Optional<Unanswered> first = Optional.empty();
        for (Endpoint host : sessions.hosts()) {
            try {
                boolean writable = isWritable(host);
                answering.add(host);
                primary = primary.or(() -> writable ? Optional.of(host) : Optional.empty());
            } catch (Unanswered silence) {
                silent.add(node(host, false));
                first = first.or(() -> Optional.of(silence));
            }
        }
        if (primary.isEmpty() && first.isPresent()) {
            throw first.orElseThrow();
        }
        if (primary.isEmpty()) {
            throw readOnly(sessions.hosts().getFirst().toString());
        }
        Endpoint writer = primary.orElseThrow();
        Optional<Long> others = others(writer);
        if (first.isPresent() && others.orElse(Long.MAX_VALUE) > answering.size() - 1) {
            throw first.orElseThrow();
        }
        warnAbout(others, writer);
        return new Topology(
                answering.stream().map(host -> node(host, host.equals(writer))).toList(), silent);
    }

    private void warnAbout(Optional<Long> others, Endpoint writer) throws Refused, Unanswered {
        if (sessions.namesHosts()) {
            return;
        }
        if (others.isEmpty()) {
            warnings.accept(
                    "nodes unknown: our user may not see whether there are replicas; run GRANT PROCESS ON *.* TO "
                            + sessions.at(writer).me() + ";");
        } else if (others.orElseThrow() > 0) {
            warnings.accept(
                    "nodes unknown: the server has replicas or is a cluster, and the connection names no further"
                            + " hosts; list them so that each login is proved there too");
        }
    }

    private boolean isWritable(Endpoint host) throws Refused, Unanswered {
        return sessions.at(host)
                .sql()
                .query("read_only", row -> row.getBoolean(1), WRITABLE)
                .getFirst();
    }

    /// How many others get the changes of this server; empty if we may not know.
    private Optional<Long> others(Endpoint writer) throws Refused, Unanswered {
        AdminSession session = sessions.at(writer);
        long cluster = session.sql().query("wsrep_cluster_size", row -> row.getLong(2), CLUSTER).stream()
                .findFirst()
                .orElse(0L);
        if (cluster > 1) {
            return Optional.of(cluster - 1);
        }
        return new Rights(session).hasProcess()
                ? Optional.of(session.sql()
                        .query("the process list", row -> row.getLong(1), RECEIVERS)
                        .getFirst())
                : Optional.empty();
    }

    private static Refused readOnly(String node) {
        return new Refused(
                Reason.WRONG_NODE,
                MySqlVerdicts.READ_ONLY,
                "no host of the connection takes changes: they are read-only; name the primary in the connection ("
                        + MySqlVerdicts.READ_ONLY + ")",
                node);
    }

    private static Node node(Endpoint host, boolean takesWrites) {
        return new Node(host.toString(), host.toString(), takesWrites);
    }
}
