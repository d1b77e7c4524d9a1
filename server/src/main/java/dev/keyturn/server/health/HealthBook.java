// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.health;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.server.connection.AppConnection;
import dev.keyturn.server.crypto.KeyScope;
import dev.keyturn.server.crypto.Keyring;
import dev.keyturn.server.health.HealthTable.Subject;
import dev.keyturn.server.rotation.Rotations;
import dev.keyturn.server.rotation.StoredRotation;
import dev.keyturn.server.sql.Conflict;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps what checks found. What was found of an earlier set, or before a connection was changed, says nothing any more
/// and is not shown.
public final class HealthBook {
    private static final Logger LOG = LoggerFactory.getLogger(HealthBook.class);

    private final Database database;
    private final HealthTable table;
    private final Rotations rotations;
    private final InstantSource clock;

    public HealthBook(Database database, Keyring keyring, Rotations rotations, InstantSource clock) {
        this.database = database;
        this.table = new HealthTable(keyring);
        this.rotations = rotations;
        this.clock = clock;
    }

    public Health of(Session session, StoredRotation rotation) {
        return table.find(session, subject(rotation));
    }

    public Health of(Session session, AppConnection connection) {
        return table.find(session, subject(connection));
    }

    /// A run may have begun or ended while the check was made; then what it found is of no use.
    ///
    /// @param checked as it was when its published set was checked
    public void note(StoredRotation checked, Findings found) {
        rotations
                .find(checked.id())
                .filter(now -> !now.running() && published(now).equals(published(checked)))
                .ifPresent(now -> note(subject(now), found, session -> {
                    if (found.status() == Status.OK) {
                        rotations.accepted(session, now);
                    }
                }));
    }

    /// @param connection as it was when it was checked
    public void note(AppConnection connection, Findings found) {
        note(subject(connection), found, _ -> {});
    }

    private void note(Subject subject, Findings found, Consumer<Session> also) {
        Instant now = clock.instant();
        try {
            Status before = database.transaction(session -> {
                Status status = table.find(session, subject).status();
                table.put(session, subject, found, now);
                also.accept(session);
                return status;
            });
            log(subject, before, found);
        } catch (Conflict gone) {
            LOG.atDebug().addKeyValue("id", subject.id()).log("what was checked is gone");
        }
    }

    /// One line a change. The text of a failure stays sealed.
    private static void log(Subject subject, Status before, Findings found) {
        if (found.status() == Status.FAILING && before != Status.FAILING) {
            LOG.atWarn()
                    .addKeyValue("id", subject.id())
                    .addKeyValue("what", subject.table())
                    .addKeyValue("code", found.failure().map(why -> why.code()).orElse(""))
                    .addKeyValue(
                            "node", found.failure().flatMap(why -> why.node()).orElse(""))
                    .log("login check failed");
        } else if (found.status() == Status.OK && before == Status.FAILING) {
            LOG.atInfo()
                    .addKeyValue("id", subject.id())
                    .addKeyValue("what", subject.table())
                    .log("login check succeeds again");
        }
    }

    private static Subject subject(StoredRotation rotation) {
        return new Subject(
                "rotation_health",
                rotation.id().value(),
                published(rotation).map(Credential::version).orElse(0L),
                KeyScope.project(rotation.place().project().value()));
    }

    private static Optional<Credential> published(StoredRotation rotation) {
        return rotation.rotation().state().credentials().published();
    }

    private static Subject subject(AppConnection connection) {
        return new Subject(
                "connection_health",
                connection.id().value(),
                fingerprint(connection),
                connection
                        .project()
                        .map(project -> KeyScope.project(project.value()))
                        .orElse(KeyScope.ORGANIZATION));
    }

    /// Changes with the address and the credentials, not with what people call it.
    private static long fingerprint(AppConnection connection) {
        long credentials = Long.parseUnsignedLong(connection.credentialsHash().substring(0, 15), 16);
        return credentials ^ connection.nodes().toString().hashCode();
    }
}
