// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.rotation.Leased;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.TargetType;
import dev.keyturn.server.auth.IdentityId;
import dev.keyturn.server.connection.AppConnection;
import dev.keyturn.server.connection.ConnectionCredentials;
import dev.keyturn.server.connection.ConnectionId;
import dev.keyturn.server.connection.ConnectionLogins;
import dev.keyturn.server.connection.ConnectionTable;
import dev.keyturn.server.connection.ConnectionText;
import dev.keyturn.server.crypto.Keyring;
import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.crypto.RootKey;
import dev.keyturn.server.health.Health;
import dev.keyturn.server.health.HealthBook;
import dev.keyturn.server.secret.Environments;
import dev.keyturn.server.secret.FolderId;
import dev.keyturn.server.secret.FolderPath;
import dev.keyturn.server.secret.Folders;
import dev.keyturn.server.secret.MappedSecrets;
import dev.keyturn.server.secret.ProjectId;
import dev.keyturn.server.secret.Projects;
import dev.keyturn.server.secret.Secret;
import dev.keyturn.server.secret.Secrets;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.StoreAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// A store with a project and connections in it, on any database.
final class StoreFixture implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-05T09:00:00Z");

    final Database database;
    final SqlRotationStore store;
    final Rotations rotations;
    final RotationEdits edits;
    final RotationMoves moves;
    final AttemptHistory history;
    final HealthBook health;
    final RotationPlace place;
    final ConnectionId connection;
    final SettableClock clock = new SettableClock();
    final ConnectionTable connections;
    final Keyring keyring;
    final SetBook sets = new SetBook(clock, () -> Optional.of("somebody"));
    private final Secrets secrets;
    private final Randomness randomness = new Randomness(new Random(7));

    private StoreFixture(Database database, boolean oneRunPerConnection) {
        this.database = database;
        this.keyring = new Keyring(RootKey.random(randomness.source()), randomness.source());
        var folders = new Folders(randomness, clock);
        var environments = new Environments(folders, randomness, clock);
        var projects = new Projects(environments, keyring, randomness, clock);
        var mapped = new MappedSecrets(keyring, folders, randomness, clock);
        this.secrets = new Secrets(keyring, folders, randomness, clock);
        this.connections = new ConnectionTable(keyring);
        var table = new RotationTable(keyring, sets);
        var terms = RotationTerms.DAILY;
        var owners = new AccountOwners(connections, ConnectionLogins.of(List.of(), _ -> true));
        this.store = new SqlRotationStore(
                database,
                table,
                mapped,
                terms,
                owners,
                RunWitness.none(),
                new SqlRotationStore.Options("here", oneRunPerConnection));
        var attempts = new AttemptTable(keyring, randomness, Optional::empty);
        this.rotations = new Rotations(database, table, attempts, mapped, owners);
        this.history = new AttemptHistory(database, attempts, RunWitness.none());
        this.health = new HealthBook(database, keyring, rotations, clock);
        var looks = new Looks(database, table, new ConnectionTurns(oneRunPerConnection));
        this.edits = new RotationEdits(database, table, mapped, terms, owners, looks);
        this.moves = new RotationMoves(database, table, mapped, looks);
        this.place = database.transaction(session -> {
            String org = randomness.id();
            session.update(
                    "INSERT INTO organization (id, name, slug, singleton, signing_key, created_at)"
                            + " VALUES (?, 'Org', 'org', 1, ?, 0)",
                    org,
                    new byte[] {1});
            var draft = new Projects.Draft(org, "Shop", Optional.empty(), Optional.empty(), "secret-manager");
            ProjectId project = projects.create(session, draft).id();
            var dev = environments.find(session, project, "dev").orElseThrow();
            var root = folders.find(session, dev.id(), FolderPath.ROOT).orElseThrow();
            return new RotationPlace(project, root.id());
        });
        this.connection = connect("cache");
    }

    static StoreFixture open(StoreAddress address) {
        return open(address, true);
    }

    static StoreFixture open(StoreAddress address, boolean oneRunPerConnection) {
        var database = Database.open(address);
        database.migrate();
        return new StoreFixture(database, oneRunPerConnection);
    }

    ConnectionId connect(String name) {
        var credentials = new ConnectionCredentials(
                new Endpoint(name + "-1", 6379),
                Optional.empty(),
                new AccountName("rotator"),
                Optional.of(Password.of("s3cret")),
                false,
                true,
                Optional.empty());
        var made = new AppConnection(
                new ConnectionId(randomness.id()),
                TargetType.REDIS,
                Optional.of(place.project()),
                new ConnectionText(name, Optional.empty()),
                credentials,
                List.of(),
                connections.hash(credentials),
                Optional.empty(),
                1,
                NOW,
                NOW);
        database.change(session -> connections.insert(session, made));
        return made.id();
    }

    RotationSettings settings(String name) {
        return settings(name, connection);
    }

    RotationSettings settings(String name, ConnectionId of) {
        return new RotationSettings(
                name,
                Optional.empty(),
                of,
                Optional.empty(),
                new Timing(true, 2, LocalTime.of(11, 29), Optional.empty()),
                Overlap.DEFAULT,
                new AccountSettings(
                        RotationType.REDIS_CREDENTIALS,
                        RotationMode.ALTERNATING_USERS,
                        new RedisParameters(List.of("~*", "+@all"), Optional.empty()),
                        AccountSetup.NONE),
                new SecretsMapping(name + "_USER", name + "_PASS"));
    }

    /// A clock that stands still.
    static final class SettableClock implements InstantSource {
        private volatile Instant now = NOW;

        void set(Instant to) {
            now = to;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    Health healthOf(StoredRotation rotation) {
        return database.read(session -> health.of(session, rotation));
    }

    IdentityId identity(String name) {
        var id = new IdentityId(randomness.id());
        database.change(session -> session.update(
                "INSERT INTO identity (id, org_id, name, role, created_at, updated_at)"
                        + " SELECT ?, id, ?, 'member', 0, 0 FROM organization",
                id.value(),
                name));
        return id;
    }

    /// The root folder of another environment of the project.
    FolderId elsewhere() {
        return database.read(session -> session.one(
                        "SELECT f.id FROM folder f JOIN environment e ON e.id = f.environment_id"
                                + " WHERE e.slug = 'prod' AND f.path = '/'",
                        row -> new FolderId(row.text("id")))
                .orElseThrow());
    }

    /// Makes a row of that name, leased to its maker.
    Leased begin(String name, Rotation first) {
        return begin(settings(name), first);
    }

    Leased begin(RotationSettings settings, Rotation first) {
        return store.begin(new RotationId(randomness.id()), place, settings, first);
    }

    Optional<Secret> secret(String name) {
        return secret(place.folder(), name);
    }

    Optional<Secret> secret(FolderId folder, String name) {
        return database.read(session -> secrets.find(session, place.project(), folder, name));
    }

    @Override
    public void close() {
        database.close();
    }
}
