// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import dev.keyturn.server.auth.UniversalAuth.Lockout;
import dev.keyturn.server.auth.UniversalAuth.Settings;
import dev.keyturn.server.crypto.Randomness;
import dev.keyturn.server.sql.Row;
import dev.keyturn.server.sql.RowReader;
import dev.keyturn.server.sql.Session;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;

/// Keeps how identities log in.
public final class UniversalAuths {
    private static final String COLUMNS = "id, identity_id, client_id, access_token_ttl, access_token_max_ttl,"
            + " access_token_num_uses_limit, client_secret_trusted_ips, access_token_trusted_ips, lockout_enabled,"
            + " lockout_threshold, lockout_duration_seconds, lockout_counter_reset_seconds, created_at, updated_at";
    private static final RowReader<UniversalAuth> READER = UniversalAuths::read;

    private final Randomness randomness;
    private final InstantSource clock;

    public UniversalAuths(Randomness randomness, InstantSource clock) {
        this.randomness = randomness;
        this.clock = clock;
    }

    /// Gives an identity a client id.
    ///
    /// @throws dev.keyturn.server.sql.Conflict if it has one
    public UniversalAuth create(Session session, IdentityId identity, Settings settings) {
        var now = clock.instant();
        session.update(
                "INSERT INTO universal_auth (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                randomness.id(),
                identity.value(),
                randomness.id(),
                settings.tokenTtlSeconds(),
                settings.tokenMaxTtlSeconds(),
                settings.usesLimit(),
                settings.clientSecretsFrom().stored(),
                settings.tokensFrom().stored(),
                settings.lockout().enabled(),
                settings.lockout().threshold(),
                settings.lockout().durationSeconds(),
                settings.lockout().resetSeconds(),
                now,
                now);
        return find(session, identity).orElseThrow();
    }

    public Optional<UniversalAuth> find(Session session, IdentityId identity) {
        return session.one(
                "SELECT " + COLUMNS + " FROM universal_auth WHERE identity_id = ?", READER, identity.value());
    }

    public Optional<UniversalAuth> findByClientId(Session session, String clientId) {
        return session.one("SELECT " + COLUMNS + " FROM universal_auth WHERE client_id = ?", READER, clientId);
    }

    public UniversalAuth change(Session session, IdentityId identity, Settings settings) {
        session.update(
                "UPDATE universal_auth SET access_token_ttl = ?, access_token_max_ttl = ?,"
                        + " access_token_num_uses_limit = ?, client_secret_trusted_ips = ?,"
                        + " access_token_trusted_ips = ?, lockout_enabled = ?, lockout_threshold = ?,"
                        + " lockout_duration_seconds = ?, lockout_counter_reset_seconds = ?, updated_at = ?"
                        + " WHERE identity_id = ?",
                settings.tokenTtlSeconds(),
                settings.tokenMaxTtlSeconds(),
                settings.usesLimit(),
                settings.clientSecretsFrom().stored(),
                settings.tokensFrom().stored(),
                settings.lockout().enabled(),
                settings.lockout().threshold(),
                settings.lockout().durationSeconds(),
                settings.lockout().resetSeconds(),
                clock.instant(),
                identity.value());
        return find(session, identity).orElseThrow();
    }

    /// Takes the client id away, with its secrets and the tokens that were made with them.
    public void delete(Session session, IdentityId identity) {
        session.update("DELETE FROM client_secret WHERE identity_id = ?", identity.value());
        session.update("DELETE FROM universal_auth WHERE identity_id = ?", identity.value());
    }

    private static UniversalAuth read(Row row) throws SQLException {
        return new UniversalAuth(
                row.text("id"),
                new IdentityId(row.text("identity_id")),
                row.text("client_id"),
                settings(row),
                row.time("created_at"),
                row.time("updated_at"));
    }

    private static Settings settings(Row row) throws SQLException {
        return new Settings(
                row.number("access_token_ttl"),
                row.number("access_token_max_ttl"),
                row.number("access_token_num_uses_limit"),
                TrustedAddresses.ofStored(row.text("client_secret_trusted_ips")),
                TrustedAddresses.ofStored(row.text("access_token_trusted_ips")),
                new Lockout(
                        row.flag("lockout_enabled"),
                        row.number("lockout_threshold"),
                        row.number("lockout_duration_seconds"),
                        row.number("lockout_counter_reset_seconds")));
    }
}
