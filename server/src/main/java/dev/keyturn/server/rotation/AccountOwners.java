// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.RotationState;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.server.connection.AppConnection;
import dev.keyturn.server.connection.ConnectionId;
import dev.keyturn.server.connection.ConnectionLogins;
import dev.keyturn.server.connection.ConnectionTable;
import dev.keyturn.server.sql.Conflict;
import dev.keyturn.server.sql.Session;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// No account has two owners: what a rotation names, holds and has under way on a target is its own, by the target's
/// address and by its fingerprint, in whatever project. Rows of the table `owned_account` say so, unique in the store.
public record AccountOwners(ConnectionTable connections, ConnectionLogins logins) {
    /// What one rotation owns, as it stands in a row.
    private record Owned(String target, String account) implements Comparable<Owned> {
        @Override
        public int compareTo(Owned other) {
            int byTarget = target.compareTo(other.target);
            return byTarget == 0 ? account.compareTo(other.account) : byTarget;
        }
    }

    /// The accounts that a rotation owns: those that its owner names, and those of every credential that the target may
    /// accept or that stands in a slot.
    public static Set<AccountName> accounts(RotationSettings settings, Rotation rotation) {
        RotationState state = rotation.state();
        return Stream.of(
                        settings.parameters().named().stream(),
                        state.credentials().slots().stream().flatMap(slot -> slot.occupant().stream()),
                        state.accepted().stream().map(Credential::account))
                .flatMap(accounts -> accounts)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Makes what a rotation owns by now its own, and lets go of the rest.
    ///
    /// @throws AccountTaken if another one owns some of it
    void claim(Session session, RotationId id, RotationSettings settings, Rotation rotation) {
        AppConnection connection =
                connections.find(session, settings.connection()).orElseThrow();
        TreeSet<Owned> wanted = owned(connection, settings.fingerprint(), accounts(settings, rotation));
        Set<Owned> present = Set.copyOf(session.list(
                "SELECT target, account FROM owned_account WHERE rotation_id = ?",
                row -> new Owned(row.text("target"), row.text("account")),
                id.value()));
        for (Owned owned : present) {
            if (!wanted.contains(owned)) {
                session.update(
                        "DELETE FROM owned_account WHERE target = ? AND account = ?", owned.target(), owned.account());
            }
        }
        wanted.removeAll(present);
        requireFree(session, id, wanted);
        wanted.forEach(owned -> insert(session, id, owned));
    }

    /// @param asking who wants them
    /// @throws AccountTaken if another rotation owns one of the accounts on the target of a connection
    void requireFree(
            Session session,
            RotationId asking,
            AppConnection connection,
            Optional<String> fingerprint,
            List<AccountName> accounts) {
        requireFree(session, asking, owned(connection, fingerprint, Set.copyOf(accounts)));
    }

    /// Makes the own account of a connection the server's own, instead of what was so before.
    ///
    /// @throws AccountTaken if a rotation owns it, or another connection manages it
    void claim(Session session, AppConnection managed, Optional<String> fingerprint) {
        release(session, managed.id());
        TreeSet<Owned> wanted =
                owned(managed, fingerprint, Set.of(managed.credentials().username()));
        requireFree(session, Rotations.NOBODY, wanted);
        for (Owned owned : wanted) {
            session.update(
                    "INSERT INTO managed_owner (target, account, connection_id) VALUES (?, ?, ?)",
                    owned.target(),
                    owned.account(),
                    managed.id().value());
        }
    }

    static void release(Session session, ConnectionId managed) {
        session.update("DELETE FROM managed_owner WHERE connection_id = ?", managed.value());
    }

    private static void requireFree(Session session, RotationId asking, Set<Owned> wanted) {
        for (Owned owned : wanted) {
            if (session.exists(
                    "SELECT connection_id FROM managed_owner WHERE target = ? AND account = ?",
                    owned.target(),
                    owned.account())) {
                throw new AccountTaken(owned.account(), Optional.empty());
            }
            Optional<RotationId> owner = session.one(
                            "SELECT rotation_id FROM owned_account WHERE target = ? AND account = ?",
                            row -> new RotationId(row.text("rotation_id")),
                            owned.target(),
                            owned.account())
                    .filter(found -> !found.equals(asking));
            if (owner.isPresent()) {
                throw new AccountTaken(owned.account(), owner);
            }
        }
    }

    private static void insert(Session session, RotationId id, Owned owned) {
        try {
            session.update(
                    "INSERT INTO owned_account (target, account, rotation_id) VALUES (?, ?, ?)",
                    owned.target(),
                    owned.account(),
                    id.value());
        } catch (Conflict taken) {
            throw new AccountTaken(owned.account(), Optional.empty());
        }
    }

    /// Sorted, so that two who want the same wait for each other and not in a circle.
    private TreeSet<Owned> owned(AppConnection connection, Optional<String> fingerprint, Set<AccountName> accounts) {
        Endpoint at = connection.credentials().endpoint();
        String engine = connection.app().name();
        var address = new Endpoint(at.host().toLowerCase(Locale.ROOT), at.port());
        List<String> targets = Stream.concat(
                        Stream.of(engine + " at " + address), fingerprint.map(text -> engine + " is " + text).stream())
                .toList();
        return accounts.stream()
                .map(account -> key(connection, account))
                .flatMap(account -> targets.stream().map(target -> new Owned(target, account)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String key(AppConnection connection, AccountName account) {
        return logins.driver(connection.app())
                .map(driver -> driver.key(account))
                .orElseGet(account::value);
    }
}
