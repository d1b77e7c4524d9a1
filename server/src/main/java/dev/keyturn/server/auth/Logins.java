// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import dev.keyturn.server.auth.AccessTokens.Issued;
import dev.keyturn.server.auth.AccessTokens.Validity;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Notes;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Optional;

/// Logs identities in with client id and client secret. A wrong secret is counted in a transaction that commits, then
/// refused.
public final class Logins {
    private static final String WRONG = "Invalid credentials";

    private final Database database;
    private final UniversalAuths universalAuths;
    private final ClientSecrets clientSecrets;
    private final AccessTokens tokens;
    private final FailedLogins failedLogins;

    public Logins(
            Database database,
            UniversalAuths universalAuths,
            ClientSecrets clientSecrets,
            AccessTokens tokens,
            InstantSource clock) {
        this.database = database;
        this.universalAuths = universalAuths;
        this.clientSecrets = clientSecrets;
        this.tokens = tokens;
        this.failedLogins = new FailedLogins(clock);
    }

    /// @throws ApiError 401 if the pair is wrong or locked, 403 if it may not be used from this address
    public Issued login(String clientId, String clientSecret, InetAddress from) {
        var auth = database.read(session -> universalAuths.findByClientId(session, clientId))
                .orElseThrow(() -> ApiError.unauthorized(WRONG));
        if (!auth.settings().clientSecretsFrom().contains(from)) {
            throw ApiError.forbidden("The client secret may not be used from this address");
        }
        return database.transaction(session -> login(session, auth, clientSecret, from))
                .orElseThrow(() -> ApiError.unauthorized(WRONG));
    }

    private Optional<Issued> login(Session session, UniversalAuth auth, String clientSecret, InetAddress from) {
        if (auth.settings().lockout().enabled() && failedLogins.isLocked(session, auth.clientId(), from)) {
            throw ApiError.unauthorized("This client id is locked for your address after too many failed logins");
        }
        var secret = clientSecrets.use(session, auth.identity(), clientSecret);
        if (secret.isEmpty()) {
            Notes.failed();
            Notes.tell("identityId", auth.identity().value());
            failedLogins.failed(session, auth.clientId(), from, auth.settings().lockout());
            return Optional.empty();
        }
        failedLogins.forget(session, auth.clientId(), from);
        Notes.signedIn(auth.identity().value());
        Notes.tell("clientSecretId", secret.get().id());
        var validity = new Validity(
                auth.settings().tokenTtlSeconds(),
                auth.settings().tokenMaxTtlSeconds(),
                auth.settings().usesLimit());
        return Optional.of(tokens.issue(session, auth.identity(), secret.get().id(), validity));
    }
}
