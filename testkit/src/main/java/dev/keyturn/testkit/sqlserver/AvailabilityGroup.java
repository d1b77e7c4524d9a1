// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.util.List;
import java.util.UUID;

/// Doubles that share one database, users included. Their logins are each double's own.
public final class AvailabilityGroup {

    private final List<SqlServerDouble> replicas;
    private final boolean readable;
    private final String id = UUID.randomUUID().toString();
    private volatile SqlServerDouble primary;

    private AvailabilityGroup(List<SqlServerDouble> replicas, boolean readable) {
        this.replicas = replicas;
        this.readable = readable;
        this.primary = replicas.getFirst();
    }

    /// Makes an empty database on all replicas; the first one is the primary.
    ///
    /// @param readable whether secondaries let clients in
    public static AvailabilityGroup of(
            String database, boolean contained, boolean readable, List<SqlServerDouble> replicas) {
        var group = new AvailabilityGroup(List.copyOf(replicas), readable);
        var shared = new Database(database, contained, false);
        shared.join(group);
        replicas.forEach(replica -> replica.instance().add(shared));
        return group;
    }

    public void failOverTo(SqlServerDouble replica) {
        primary = replica;
    }

    boolean isPrimary(Instance instance) {
        return primary.instance().equals(instance);
    }

    boolean isReadable() {
        return readable;
    }

    String id() {
        return id;
    }

    List<String> names() {
        return replicas.stream().map(replica -> replica.instance().name()).toList();
    }
}
