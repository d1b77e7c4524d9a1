// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A database with its users. One of an availability group is the same object on each replica.
final class Database {

    private final String name;
    private final boolean contained;
    private final boolean openToGuests;
    private final Accounts users;
    private final Set<String> roles = ConcurrentHashMap.newKeySet();
    private volatile Optional<AvailabilityGroup> group = Optional.empty();

    Database(String name, boolean contained, boolean openToGuests) {
        this.name = name;
        this.contained = contained;
        this.openToGuests = openToGuests;
        this.users = new Accounts(name);
        roles.add("db_owner");
    }

    String name() {
        return name;
    }

    /// The number that system views know it by.
    long id() {
        return name.equals("master") ? 1 : 5 + Math.floorMod(name.hashCode(), 10_000);
    }

    boolean isContained() {
        return contained;
    }

    boolean isOpenToGuests() {
        return openToGuests;
    }

    Accounts users() {
        return users;
    }

    Set<String> roles() {
        return roles;
    }

    Optional<AvailabilityGroup> group() {
        return group;
    }

    void join(AvailabilityGroup theGroup) {
        group = Optional.of(theGroup);
    }

    boolean takesWritesAt(Instance instance) {
        return group.isEmpty() || group.orElseThrow().isPrimary(instance);
    }

    void checkReadable(Instance instance) throws SqlError {
        if (!takesWritesAt(instance) && !group.orElseThrow().isReadable()) {
            throw new SqlError(
                    976,
                    14,
                    "The target database, '" + name
                            + "', is participating in an availability group and is currently not accessible for"
                            + " queries.");
        }
    }

    void checkWritable(Instance instance) throws SqlError {
        if (!takesWritesAt(instance)) {
            throw new SqlError(
                    3906, 16, "Failed to update database \"" + name + "\" because the database is read-only.");
        }
    }
}
