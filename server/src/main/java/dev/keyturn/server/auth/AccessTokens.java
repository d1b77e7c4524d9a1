// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import dev.keyturn.server.auth.TokenSigner.Claims;
import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Notes;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Issues access tokens and says whose a token is. Each has a row in the store, so that it can be revoked and counted.
/// Safe for many threads.
public final class AccessTokens {
    private static final String NOT_OURS = "The access token is malformed or was not issued by this server";
    private static final String OVER = "The access token has expired, was revoked, or has been used up";

    private final Database database;
    private final Organizations organizations;
    private final Randomness randomness;
    private final InstantSource clock;

    public AccessTokens(Database database, Organizations organizations, Randomness randomness, InstantSource clock) {
        this.database = database;
        this.organizations = organizations;
        this.randomness = randomness;
        this.clock = clock;
    }

    /// A token, and for how many seconds it is good now and at the most.
    public record Issued(String token, long ttlSeconds, long maxTtlSeconds) {
        @Override
        public String toString() {
            return "access token";
        }
    }

    /// How long and how often a new token is good.
    ///
    /// @param usesLimit 0 is without limit
    record Validity(long ttlSeconds, long maxTtlSeconds, long usesLimit) {}

    /// The row of a token.
    private record Kept(
            String id,
            Caller caller,
            Optional<TrustedAddresses> from,
            long usesLimit,
            long ttlSeconds,
            long maxTtlSeconds,
            Instant createdAt,
            Optional<Instant> expiresAt,
            Optional<Instant> lastMoment,
            boolean revoked) {

        boolean isGood(Instant now) {
            return !revoked && expiresAt.map(now::isBefore).orElse(true);
        }
    }

    /// A token that never expires unless it is revoked.
    String issuePermanent(Session session, IdentityId identity) {
        var now = clock.instant();
        var id = randomness.id();
        session.update(
                "INSERT INTO access_token (id, identity_id, num_uses, num_uses_limit, ttl, max_ttl, created_at, revoked)"
                        + " VALUES (?, ?, 0, 0, 0, 0, ?, ?)",
                id,
                identity.value(),
                now,
                false);
        return signer(session).sign(new Claims(id, identity, now, Optional.empty()));
    }

    /// A token for a login with a client secret. The identity's expired tokens are removed.
    Issued issue(Session session, IdentityId identity, String clientSecretId, Validity validity) {
        var now = clock.instant();
        var id = randomness.id();
        var ttl = Math.min(validity.ttlSeconds(), validity.maxTtlSeconds());
        var expires = now.plusSeconds(ttl);
        session.update("DELETE FROM access_token WHERE identity_id = ? AND expires_at < ?", identity.value(), now);
        session.update(
                "INSERT INTO access_token (id, identity_id, client_secret_id, num_uses, num_uses_limit, ttl, max_ttl,"
                        + " created_at, expires_at, last_moment, revoked) VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?)",
                id,
                identity.value(),
                clientSecretId,
                validity.usesLimit(),
                validity.ttlSeconds(),
                validity.maxTtlSeconds(),
                now,
                expires,
                now.plusSeconds(validity.maxTtlSeconds()),
                false);
        var token = signer(session).sign(new Claims(id, identity, now, Optional.of(expires)));
        return new Issued(token, ttl, validity.maxTtlSeconds());
    }

    /// Whose token this is, counting one use of it.
    ///
    /// @throws ApiError 403 if it does not count
    public Caller use(String token, InetAddress from) {
        var kept = database.read(session -> good(session, id(session, token)));
        if (kept.from().map(trusted -> !trusted.contains(from)).orElse(false)) {
            throw ApiError.forbidden("The access token may not be used from this address");
        }
        if (kept.usesLimit() > 0) {
            count(kept.id());
        }
        Notes.signedIn(kept.caller().identity().value());
        return kept.caller();
    }

    private void count(String id) {
        var counted = database.transaction(session -> session.update(
                "UPDATE access_token SET num_uses = num_uses + 1 WHERE id = ? AND num_uses < num_uses_limit", id));
        if (counted == 0) {
            throw ApiError.token(OVER);
        }
    }

    /// Gives the same token more time, though never past its last moment.
    ///
    /// @throws ApiError 403 if it does not count
    public Issued renew(String token, InetAddress from) {
        var caller = use(token, from);
        return database.transaction(session -> renew(session, token, caller));
    }

    private Issued renew(Session session, String token, Caller caller) {
        var kept = good(session, id(session, token));
        if (kept.lastMoment().isEmpty()) {
            var ever = UniversalAuth.Settings.LONGEST_TTL_SECONDS;
            return new Issued(token, ever, ever);
        }
        var now = clock.instant();
        var wanted = now.plusSeconds(kept.ttlSeconds());
        var last = kept.lastMoment().get();
        var expires = wanted.isBefore(last) ? wanted : last;
        session.update("UPDATE access_token SET expires_at = ? WHERE id = ?", expires, kept.id());
        var renewed = signer(session).sign(new Claims(kept.id(), caller.identity(), now, Optional.of(expires)));
        return new Issued(renewed, expires.getEpochSecond() - now.getEpochSecond(), kept.maxTtlSeconds());
    }

    /// The token counts no more.
    ///
    /// @throws ApiError 403 if it did not count before
    public void revoke(String token) {
        database.change(session -> {
            var kept = good(session, id(session, token));
            session.update("UPDATE access_token SET revoked = ? WHERE id = ?", true, kept.id());
            Notes.signedIn(kept.caller().identity().value());
        });
    }

    private String id(Session session, String token) {
        return signer(session).read(token).map(Claims::id).orElseThrow(() -> ApiError.token(NOT_OURS));
    }

    private TokenSigner signer(Session session) {
        return organizations.signingKey(session).map(TokenSigner::new).orElseThrow(() -> ApiError.token(NOT_OURS));
    }

    private Kept good(Session session, String id) {
        return session.one(
                        "SELECT t.num_uses_limit, t.ttl, t.max_ttl, t.created_at, t.expires_at, t.last_moment, t.revoked,"
                                + " i.id AS identity_id, i.name, i.org_id, i.role, u.access_token_trusted_ips"
                                + " FROM access_token t JOIN identity i ON i.id = t.identity_id"
                                + " LEFT JOIN universal_auth u ON u.identity_id = i.id AND t.client_secret_id IS NOT NULL"
                                + " WHERE t.id = ?",
                        row -> new Kept(
                                id,
                                new Caller(
                                        Caller.Kind.MACHINE,
                                        new IdentityId(row.text("identity_id")),
                                        row.text("name"),
                                        new OrganizationId(row.text("org_id")),
                                        OrganizationRole.of(row.text("role")).orElse(OrganizationRole.NO_ACCESS)),
                                row.optionalText("access_token_trusted_ips").map(TrustedAddresses::ofStored),
                                row.number("num_uses_limit"),
                                row.number("ttl"),
                                row.number("max_ttl"),
                                row.time("created_at"),
                                row.optionalTime("expires_at"),
                                row.optionalTime("last_moment"),
                                row.flag("revoked")),
                        id)
                .filter(kept -> kept.isGood(clock.instant()))
                .orElseThrow(() -> ApiError.token(OVER));
    }
}
