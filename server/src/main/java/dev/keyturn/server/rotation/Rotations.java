// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.server.connection.AppConnection;
import dev.keyturn.server.connection.ConnectionId;
import dev.keyturn.server.secret.EnvironmentId;
import dev.keyturn.server.secret.FolderId;
import dev.keyturn.server.secret.MappedSecrets;
import dev.keyturn.server.secret.ProjectId;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Rotations as clients may see them: those of which something was published once.
public final class Rotations {
    /// The id of a rotation that holds nothing.
    static final RotationId NOBODY = new RotationId("");

    private final Database database;
    private final RotationTable table;
    private final AttemptTable attempts;
    private final MappedSecrets secrets;
    private final AccountOwners owners;

    Rotations(
            Database database,
            RotationTable table,
            AttemptTable attempts,
            MappedSecrets secrets,
            AccountOwners owners) {
        this.database = database;
        this.table = table;
        this.attempts = attempts;
        this.secrets = secrets;
        this.owners = owners;
    }

    public Optional<StoredRotation> find(RotationId id) {
        return database.read(session -> table.find(session, id)
                .filter(row -> row.rotation().isIssued())
                .map(row -> row.stored(StoreClock.now(session))));
    }

    public Optional<StoredRotation> named(FolderId folder, String name) {
        return issued(session -> table.list(session, "folder_id = ? AND name = ?", folder.value(), name)).stream()
                .findFirst();
    }

    /// All of a project, by name.
    public List<StoredRotation> ofProject(ProjectId project) {
        return issued(session -> table.list(session, "project_id = ?", project.value()));
    }

    /// All in the folders of an environment.
    public List<StoredRotation> inEnvironment(EnvironmentId environment) {
        return issued(session -> table.list(
                session, "folder_id IN (SELECT id FROM folder WHERE environment_id = ?)", environment.value()));
    }

    /// The history of a rotation, newest first.
    ///
    /// @param before attempts with a smaller number are given
    public List<PastAttempt> attempts(RotationId id, long before, int limit) {
        return database.read(session -> attempts.page(session, id, before, limit));
    }

    /// The history of a rotation's sets of credentials, newest first.
    ///
    /// @param before sets with a smaller position are given
    public List<PastSet> sets(RotationId id, long before, int limit) {
        return database.read(session -> SetTable.page(session, id, before, limit));
    }

    /// The target lets the published set of a rotation in.
    public void accepted(Session session, StoredRotation rotation) {
        rotation.rotation()
                .state()
                .credentials()
                .published()
                .ifPresent(set -> SetBook.accepted(session, rotation.id(), set));
    }

    /// Whether the name is free in the folder; a first issue that is still being undone holds it as well.
    public boolean isNameFree(FolderId folder, String name) {
        return database.read(session ->
                !session.exists("SELECT id FROM rotation WHERE folder_id = ? AND name = ?", folder.value(), name));
    }

    /// Looks beforehand whether accounts on the target of a connection are free.
    ///
    /// @throws AccountTaken if another rotation than the one that asks owns one of them
    public void requireFree(
            RotationId asking, AppConnection connection, Optional<String> fingerprint, List<AccountName> accounts) {
        database.read(session -> {
            owners.requireFree(session, asking, connection, fingerprint, accounts);
            return accounts;
        });
    }

    /// The connection of rotations leads to another place, or to another server there: they own their accounts on it.
    ///
    /// @throws AccountTaken if another rotation owns one of them
    public void follow(Session session, AppConnection moved, Optional<String> fingerprint) {
        for (RotationRow row :
                table.list(session, "connection_id = ?", moved.id().value())) {
            table.fingerprint(session, row.id(), fingerprint);
            owners.claim(session, row.id(), row.settings().on(moved.id(), fingerprint), row.rotation());
        }
    }

    /// The accounts of every rotation over a connection, issued or not.
    public Set<AccountName> accountsOf(ConnectionId connection) {
        return database.read(session -> table.list(session, "connection_id = ?", connection.value()).stream()
                .flatMap(row -> AccountOwners.accounts(row.settings(), row.rotation()).stream())
                .collect(Collectors.toUnmodifiableSet()));
    }

    /// Which of the names of a new rotation's secrets are not free in the folder.
    public List<String> takenSecrets(FolderId folder, SecretsMapping mapping) {
        return takenSecrets(NOBODY, folder, mapping);
    }

    /// Which of the names are not free in the folder for a rotation that may hold some of them.
    public List<String> takenSecrets(RotationId asking, FolderId folder, SecretsMapping mapping) {
        return database.read(session -> secrets.taken(session, asking, folder, mapping.names()));
    }

    /// Whether a candidate of some rotation may be on the target of this connection, or something has to go from it.
    public boolean isUnderWay(ConnectionId connection) {
        return database.read(session -> table.list(session, "connection_id = ?", connection.value()).stream()
                .anyMatch(row -> RotationEdits.isUnderWay(row.rotation().state())));
    }

    /// Those of a connection of which something was published once.
    public List<RotationId> ofConnection(ConnectionId connection) {
        return database.read(session -> session.list(
                "SELECT id FROM rotation WHERE connection_id = ? AND issued = ? ORDER BY id",
                row -> new RotationId(row.text("id")),
                connection.value(),
                true));
    }

    /// The connection of a rotation, issued or not.
    public Optional<ConnectionId> connectionOf(RotationId id) {
        return database.read(session -> session.one(
                "SELECT connection_id FROM rotation WHERE id = ?",
                row -> new ConnectionId(row.text("connection_id")),
                id.value()));
    }

    private List<StoredRotation> issued(Function<Session, List<RotationRow>> query) {
        return database.read(session -> {
            var now = StoreClock.now(session);
            return query.apply(session).stream()
                    .filter(row -> row.rotation().isIssued())
                    .map(row -> row.stored(now))
                    .toList();
        });
    }
}
