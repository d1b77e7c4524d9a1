// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.credential.PasswordRequirements;
import dev.keyturn.core.rotation.Failure;
import dev.keyturn.core.rotation.LastRun;
import dev.keyturn.core.rotation.Outcome;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.RotationPorts;
import dev.keyturn.core.rotation.RotationState.Blocked;
import dev.keyturn.core.rotation.RotationState.Settled;
import dev.keyturn.core.rotation.RotationStore;
import dev.keyturn.core.rotation.Rotator;
import dev.keyturn.core.rotation.Terms;
import dev.keyturn.core.rotation.Trigger;
import dev.keyturn.core.schedule.DailySchedule;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.server.connection.AppConnection;
import dev.keyturn.server.connection.ConnectionId;
import dev.keyturn.server.connection.ConnectionLogins;
import dev.keyturn.server.connection.ConnectionTable;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/// The own accounts of connections whose passwords the server alone knows (API contract §6): each is a rotation of one
/// account in place, adopted with the password that its owner gave and changed once, at once.
///
/// It is the account that it logs in with, so every login tries all passwords that the state lets the target accept.
public final class ManagedAccounts {
    /// Nothing lasts: the password that its owner knew ends with the change. A change that failed is tried again the
    /// next day; one that succeeded is not followed by another in a lifetime.
    private static final Terms TERMS = new Terms(
            new DailySchedule(36_500, LocalTime.MIDNIGHT), true, Optional.of(Duration.ZERO), Duration.ZERO, false);

    /// How long the scheduler leaves a new row to whoever made it.
    private static final Duration HEAD_START = Duration.ofSeconds(20);

    private static final Duration BUDGET = Duration.ofSeconds(25);
    private static final int LENGTH = 32;

    private final Database database;
    private final ConnectionTable connections;
    private final ConnectionLogins logins;
    private final RotationTargets targets;
    private final AccountOwners owners;
    private final InstantSource clock;
    private final ManagedAccountStore store;
    private final Rotator rotator;

    /// @param rows     the store, as runs see it
    ManagedAccounts(
            ManagedAccountStore store,
            RotationStore rows,
            Database database,
            ConnectionTable connections,
            RotationTargets targets,
            AccountOwners owners,
            InstantSource clock) {
        this.store = store;
        this.database = database;
        this.connections = connections;
        this.logins = owners.logins();
        this.targets = targets;
        this.owners = owners;
        this.clock = clock;
        this.rotator = new Rotator(rows, this::ports, clock, ManagedAccountLog.INSTANCE);
    }

    static Terms terms() {
        return TERMS;
    }

    /// What became of a change.
    public sealed interface Change {
        /// Nobody but the server knows the password.
        record Done() implements Change {}

        /// The target has not answered everything; the change goes on by itself.
        record Open() implements Change {}

        /// The target refused, and the password is the one that it was.
        record Refused(Failure why) implements Change {}
    }

    /// What the target of a connection that is about to be managed says.
    ///
    /// @throws TargetException it cannot be asked
    public Prospect survey(AppConnection connection, Deadline deadline) throws TargetException {
        return targets.survey(connection, accounts(connection), deadline);
    }

    /// Makes the account of a stored connection the server's own, with its present password; the change itself is up to
    /// [#change], or to the next look.
    ///
    /// @throws AccountTaken if a rotation owns the account, or another connection manages it
    /// @return false if a change is under way; then nothing is done
    public boolean take(Session session, AppConnection connection, Prospect prospect) {
        var id = new RotationId(connection.id().value());
        if (isBusy(session, connection.id())) {
            return false;
        }
        ManagedAccountStore.delete(session, id);
        owners.claim(session, connection, prospect.fingerprint());
        Instant now = clock.instant();
        Credential given = targets.found(
                accounts(connection),
                connection.credentials().username(),
                connection.credentials().password().orElseThrow());
        CredentialSet set = prospect.vacant().publish(given);
        var last = new LastRun(Optional.of(now), now, Trigger.CREATE, Optional.empty());
        store.insert(
                session,
                id,
                new Rotation(
                        new Settled(set),
                        now,
                        Optional.empty(),
                        List.of(),
                        last,
                        Optional.of(now),
                        now.plus(HEAD_START)));
        return true;
    }

    /// Leaves the account to its owner, with the password that it has.
    ///
    /// @return false if a change is under way; then nothing is done
    public boolean leave(Session session, ConnectionId connection) {
        if (isBusy(session, connection)) {
            return false;
        }
        ManagedAccountStore.delete(session, new RotationId(connection.value()));
        AccountOwners.release(session, connection);
        return true;
    }

    /// Whether some password of the account is not settled. What is blocked needs a person, and waits for one.
    public boolean isBusy(Session session, ConnectionId connection) {
        Instant now = StoreClock.now(session);
        return store.locked(session, new RotationId(connection.value()))
                .filter(row -> row.leaseUntil().isAfter(now)
                        || !(row.rotation().state() instanceof Settled
                                || row.rotation().state() instanceof Blocked))
                .isPresent();
    }

    /// Changes the password now, for a caller who waits until `until`.
    public Change change(ConnectionId connection, Instant until) {
        Outcome outcome = rotator.rotate(new RotationId(connection.value()), false, until);
        if (!(outcome instanceof Outcome.Rested(var rotation))) {
            return new Change.Open();
        }
        Optional<Failure> failure = rotation.last().failure();
        if (failure.isEmpty() && rotation.attempt().isEmpty()) {
            return new Change.Done();
        }
        return rotation.state() instanceof Settled
                ? failure.<Change>map(Change.Refused::new).orElseGet(Change.Open::new)
                : new Change.Open();
    }

    public List<RotationId> awake(Instant now, int limit) {
        return store.awake(now, limit);
    }

    /// Goes on with what is under way.
    public void advance(RotationId id) {
        var _ = rotator.advance(id, Deadline.at(clock.instant().plus(BUDGET), clock));
    }

    public void releaseAfterRestart() {
        store.releaseAfterRestart();
    }

    /// The connection is read at each visit: its password is what changes.
    private RotationPorts ports(RotationId id) {
        AppConnection connection = connection(id);
        RotationPorts once = targets.of(id, connection, accounts(connection));
        return new RotationPorts(
                deadline -> logins.open(connection(id), id.value(), deadline), once.candidates(), once.boot());
    }

    private AppConnection connection(RotationId id) {
        return database.read(session -> connections.find(session, ManagedAccountStore.connection(id)))
                .orElseThrow(() -> new IllegalStateException("the connection " + id + " is gone"));
    }

    private static AccountSettings accounts(AppConnection connection) {
        RotationType type = RotationType.ALL.stream()
                .filter(one -> one.app().equals(connection.app()))
                .findFirst()
                .orElseThrow();
        var requirements = new PasswordRequirements(LENGTH, 1, 1, 1, 0, "");
        var parameters = new SqlParameters(
                connection.credentials().username(), Optional.empty(), Optional.empty(), Optional.of(requirements));
        return new AccountSettings(type, RotationMode.SINGLE_USER, parameters, AccountSetup.NONE);
    }
}
