// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import dev.keyturn.server.crypto.Keyring;
import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Keeps who is signed in at the console. The store holds a keyed hash of each cookie, never the cookie. Safe for many
/// threads.
///
/// A session ends when nobody used it for [#IDLE], at [#LONGEST] after the sign-in whatever happens, by signing out,
/// and with its person or their password.
public final class Sessions {
    public static final Duration IDLE = Duration.ofHours(1);
    public static final Duration LONGEST = Duration.ofHours(12);

    /// Use is noted no more often than this, so that reading pages does not write all the time.
    private static final Duration NOTED = Duration.ofMinutes(1);

    private final Database database;
    private final Keyring keyring;
    private final People people;
    private final Randomness randomness;
    private final InstantSource clock;

    public Sessions(Database database, Keyring keyring, People people, Randomness randomness, InstantSource clock) {
        this.database = database;
        this.keyring = keyring;
        this.people = people;
        this.randomness = randomness;
        this.clock = clock;
    }

    /// What a browser keeps. Before somebody signs in it stands for nobody, and only ties a form to a browser.
    public record Cookie(String value) {
        @Override
        public String toString() {
            return "cookie";
        }
    }

    /// Goes into every form and is sent back with it; a foreign site cannot know it.
    public record FormToken(String value) {
        @Override
        public String toString() {
            return "form token";
        }
    }

    private record Kept(IdentityId person, Instant seenAt, Instant endsAt) {}

    /// A cookie that nobody has yet.
    public Cookie fresh() {
        return new Cookie(randomness.secret());
    }

    /// Signs a person in, under a new cookie. Whatever the browser had before ends.
    public Cookie begin(Person person, Optional<Cookie> before) {
        var cookie = fresh();
        var now = clock.instant();
        database.change(session -> {
            before.ifPresent(old -> end(session, old));
            session.update("DELETE FROM console_session WHERE ends_at < ?", now);
            session.update(
                    "INSERT INTO console_session (id, person_id, created_at, seen_at, ends_at) VALUES (?, ?, ?, ?, ?)",
                    id(cookie),
                    person.id().value(),
                    now,
                    now,
                    now.plus(LONGEST));
        });
        return cookie;
    }

    /// Who is signed in under a cookie. Counts as use.
    public Optional<Person> find(Cookie cookie) {
        var now = clock.instant();
        var kept = kept(cookie, now);
        kept.filter(found -> now.isAfter(found.seenAt().plus(NOTED)))
                .ifPresent(_ -> database.change(session -> session.update(
                        "UPDATE console_session SET seen_at = ? WHERE id = ? AND seen_at < ?", now, id(cookie), now)));
        return kept.flatMap(found -> database.read(session -> people.find(session, found.person())));
    }

    /// As [#find], for what a page does by itself: it is no use.
    public Optional<Person> glance(Cookie cookie) {
        return kept(cookie, clock.instant())
                .flatMap(found -> database.read(session -> people.find(session, found.person())));
    }

    private Optional<Kept> kept(Cookie cookie, Instant now) {
        return database.read(session -> kept(session, cookie)).filter(found -> counts(found, now));
    }

    private static boolean counts(Kept kept, Instant now) {
        return now.isBefore(kept.endsAt()) && now.isBefore(kept.seenAt().plus(IDLE));
    }

    private Optional<Kept> kept(Session session, Cookie cookie) {
        return session.one(
                "SELECT person_id, seen_at, ends_at FROM console_session WHERE id = ?",
                row -> new Kept(new IdentityId(row.text("person_id")), row.time("seen_at"), row.time("ends_at")),
                id(cookie));
    }

    /// Signs out.
    public void end(Cookie cookie) {
        database.change(session -> end(session, cookie));
    }

    private void end(Session session, Cookie cookie) {
        session.update("DELETE FROM console_session WHERE id = ?", id(cookie));
    }

    static void endAll(Session session, IdentityId person) {
        session.update("DELETE FROM console_session WHERE person_id = ?", person.value());
    }

    /// What every form under this cookie carries.
    public FormToken formToken(Cookie cookie) {
        return new FormToken(keyring.keyedHash("console-form", cookie.value()));
    }

    public boolean isFormToken(Cookie cookie, String sent) {
        return MessageDigest.isEqual(
                formToken(cookie).value().getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }

    private String id(Cookie cookie) {
        return keyring.keyedHash("console-session", cookie.value());
    }
}
