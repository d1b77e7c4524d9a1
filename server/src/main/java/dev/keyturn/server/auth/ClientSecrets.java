// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import dev.keyturn.server.crypto.Keyring;
import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.sql.Row;
import dev.keyturn.server.sql.RowReader;
import dev.keyturn.server.sql.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Keeps client secrets, by a keyed hash alone: the secret itself is shown once, when it is made.
public final class ClientSecrets {
    private static final String COLUMNS = "id, identity_id, hash, prefix, description, num_uses, num_uses_limit, ttl,"
            + " revoked, created_at, updated_at";
    private static final RowReader<ClientSecret> READER = ClientSecrets::read;
    private static final int PREFIX = 4;

    private final Keyring keyring;
    private final Randomness randomness;
    private final InstantSource clock;

    public ClientSecrets(Keyring keyring, Randomness randomness, InstantSource clock) {
        this.keyring = keyring;
        this.randomness = randomness;
        this.clock = clock;
    }

    /// @param prefix its first characters, for people to tell secrets apart
    /// @param usesLimit how many logins it is good for; 0 is without limit
    /// @param ttlSeconds how long it is good; 0 is for ever
    public record ClientSecret(
            String id,
            IdentityId identity,
            String prefix,
            String description,
            long uses,
            long usesLimit,
            long ttlSeconds,
            boolean revoked,
            Instant createdAt,
            Instant updatedAt) {

        boolean isUsable(Instant now) {
            var inTime = ttlSeconds == 0 || now.isBefore(createdAt.plusSeconds(ttlSeconds));
            return !revoked && inTime && (usesLimit == 0 || uses < usesLimit);
        }
    }

    /// A secret just made: the only moment in which it is known.
    public record Made(String secret, ClientSecret kept) {
        @Override
        public String toString() {
            return "client secret " + kept.id();
        }
    }

    public Made create(Session session, IdentityId identity, String description, long usesLimit, long ttlSeconds) {
        var now = clock.instant();
        var secret = randomness.secret();
        var id = randomness.id();
        session.update(
                "INSERT INTO client_secret (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?)",
                id,
                identity.value(),
                hash(secret),
                secret.substring(0, PREFIX),
                description,
                usesLimit,
                ttlSeconds,
                false,
                now,
                now);
        return new Made(secret, find(session, identity, id).orElseThrow());
    }

    public Optional<ClientSecret> find(Session session, IdentityId identity, String id) {
        return session.one(
                "SELECT " + COLUMNS + " FROM client_secret WHERE identity_id = ? AND id = ?",
                READER,
                identity.value(),
                id);
    }

    public List<ClientSecret> of(Session session, IdentityId identity) {
        return session.list(
                "SELECT " + COLUMNS + " FROM client_secret WHERE identity_id = ? ORDER BY created_at, id",
                READER,
                identity.value());
    }

    /// Counts a use of the secret, if it is one of the identity's and still good.
    Optional<ClientSecret> use(Session session, IdentityId identity, String secret) {
        var now = clock.instant();
        var found = session.one(
                        "SELECT " + COLUMNS + " FROM client_secret WHERE identity_id = ? AND hash = ?"
                                + session.dialect().forUpdate(),
                        READER,
                        identity.value(),
                        hash(secret))
                .filter(kept -> kept.isUsable(now));
        found.ifPresent(kept -> session.update(
                "UPDATE client_secret SET num_uses = num_uses + 1, updated_at = ? WHERE id = ?", now, kept.id()));
        return found;
    }

    /// The secret is good no more, nor are the tokens that were made with it.
    public ClientSecret revoke(Session session, ClientSecret secret) {
        session.update(
                "UPDATE client_secret SET revoked = ?, updated_at = ? WHERE id = ?",
                true,
                clock.instant(),
                secret.id());
        session.update("UPDATE access_token SET revoked = ? WHERE client_secret_id = ?", true, secret.id());
        return find(session, secret.identity(), secret.id()).orElseThrow();
    }

    private String hash(String secret) {
        return keyring.keyedHash("client-secret", secret);
    }

    private static ClientSecret read(Row row) throws SQLException {
        return new ClientSecret(
                row.text("id"),
                new IdentityId(row.text("identity_id")),
                row.text("prefix"),
                row.text("description"),
                row.number("num_uses"),
                row.number("num_uses_limit"),
                row.number("ttl"),
                row.flag("revoked"),
                row.time("created_at"),
                row.time("updated_at"));
    }
}
