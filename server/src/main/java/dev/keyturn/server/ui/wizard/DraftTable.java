// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.wizard;

import dev.keyturn.server.auth.Sessions.FormToken;
import dev.keyturn.server.crypto.KeyScope;
import dev.keyturn.server.crypto.Keyring;
import dev.keyturn.server.crypto.Place;
import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Keeps drafts for [#KEPT] after their last change, each for the session that made it. Any server of an installation
/// knows them. Safe for many threads.
final class DraftTable {
    static final Duration KEPT = Duration.ofMinutes(30);

    private final Database database;
    private final Keyring keyring;
    private final Randomness randomness;
    private final InstantSource clock;

    DraftTable(Database database, Keyring keyring, Randomness randomness, InstantSource clock) {
        this.database = database;
        this.keyring = keyring;
        this.randomness = randomness;
        this.clock = clock;
    }

    /// Keeps a new one, under the id that is returned, and forgets those whose time is over.
    String begin(FormToken owner, Draft draft) {
        String id = randomness.id();
        Instant now = clock.instant();
        database.change(session -> {
            session.update("DELETE FROM console_draft WHERE ends_at <= ?", now);
            session.update(
                    "INSERT INTO console_draft (id, owner, ends_at, sealed) VALUES (?, ?, ?, ?)",
                    id,
                    name(owner),
                    now.plus(KEPT),
                    sealed(session, id, draft));
        });
        return id;
    }

    /// Empty if there is none of this session's, or not any more.
    Optional<Draft> find(FormToken owner, String id) {
        Instant now = clock.instant();
        return database.read(session -> session.one(
                        "SELECT sealed FROM console_draft WHERE id = ? AND owner = ? AND ends_at > ?",
                        row -> row.bytes("sealed"),
                        id,
                        name(owner),
                        now)
                .map(bytes -> keyring.envelope(session, KeyScope.ORGANIZATION).openText(place(id), bytes))
                .map(Draft::of));
    }

    /// Keeps what it has become.
    void keep(FormToken owner, String id, Draft draft) {
        Instant end = clock.instant().plus(KEPT);
        database.change(session -> session.update(
                "UPDATE console_draft SET sealed = ?, ends_at = ? WHERE id = ? AND owner = ?",
                sealed(session, id, draft),
                end,
                id,
                name(owner)));
    }

    void end(FormToken owner, String id) {
        database.change(
                session -> session.update("DELETE FROM console_draft WHERE id = ? AND owner = ?", id, name(owner)));
    }

    private byte[] sealed(Session session, String id, Draft draft) {
        return keyring.envelope(session, KeyScope.ORGANIZATION).seal(place(id), draft.json());
    }

    private static Place place(String id) {
        return new Place("console_draft", id, 1);
    }

    private String name(FormToken owner) {
        return keyring.keyedHash("console-draft", owner.value());
    }
}
